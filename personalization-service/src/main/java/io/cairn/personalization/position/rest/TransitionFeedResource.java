package io.cairn.personalization.position.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.position.TransitionService;
import io.cairn.personalization.position.TransitionService.Feed;
import io.cairn.personalization.position.TransitionService.Wanted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stages")
class TransitionFeedResource {
    private static final String EXAMPLE =
            """
            {"items": [
              {"customerId": "u-0001", "journey": "shop", "from": "consideration", "to": "intent",
                "at": "2026-11-20T08:00:00Z", "mapVersion": 3, "cause": "event"},
              {"customerId": "u-0502", "journey": "shop", "from": "loyalty", "to": "lapsed",
                "at": "2026-11-20T08:00:01Z", "mapVersion": 3, "cause": "time"}],
             "next": "Mg"}""";

    private final TransitionService transitions;

    TransitionFeedResource(TransitionService transitions) {
        this.transitions = transitions;
    }

    /** @param next what to ask for {@code after} the next time; always there */
    record FeedPage(List<TransitionItem> items, String next) {}

    @GET
    @RolesAllowed(Roles.READ)
    @Operation(
            operationId = "transitions",
            summary = "Everybody's moves, to follow",
            description =
                    """
                    Oldest first. Ask again with `after` as `next` was, for ever: none is missed and none comes twice, \
                    however many move at the same time. `next` is there at the end of what there is so far, too; at the \
                    end ask again in a second. Who does not say `after` begins with the first of all, `after=now` with \
                    whatever comes next. A journey or a stage that neither a live map has nor anybody ever was on is a 422.""")
    @APIResponse(
            responseCode = "200",
            description = "some of them, perhaps none yet",
            content =
                    @Content(
                            schema = @Schema(implementation = FeedPage.class),
                            examples = @ExampleObject(name = "transitions", value = EXAMPLE)))
    public FeedPage transitions(
            @QueryParam("after") @Parameter(description = "`next` of the answer before, or `now`") @Nullable
                    String after,
            @QueryParam("journey") @Parameter(description = "only on this journey") @Nullable String journey,
            @QueryParam("to") @Parameter(description = "only to this stage") @Nullable String to,
            @QueryParam("limit")
                    @Parameter(
                            description = "how many items, 1 to 1000",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "50"))
                    @Nullable
                    String limit)
            throws SQLException {
        int most = PageRequest.of(limit, null).limit();
        Wanted wanted = new Wanted(journey, to);
        transitions.requireKnown(wanted);
        Feed feed = "now".equals(after)
                ? new Feed(List.of(), transitions.last())
                : transitions.after(after(after), wanted, most);
        return new FeedPage(
                feed.transitions().stream().map(TransitionItem::withCustomer).toList(),
                PageRequest.cursor(Long.toString(feed.last())));
    }

    private static long after(@Nullable String cursor) {
        try {
            String position = PageRequest.of(null, cursor).after().orElse("0");
            long after = Long.parseLong(position);
            if (after >= 0) {
                return after;
            }
        } catch (ProblemException | NumberFormatException e) {
            // said below
        }
        throw ProblemException.malformed("after", "is not 'now', nor a value of \"next\" as it was given");
    }
}

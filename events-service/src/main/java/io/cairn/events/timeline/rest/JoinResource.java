package io.cairn.events.timeline.rest;

import io.cairn.events.timeline.LoggedJoin;
import io.cairn.events.timeline.TimelinePosition;
import io.cairn.events.timeline.persistence.JoinRepository;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which ids were joined, and which were not although somebody said so. */
@Path("/v1/joins")
@RolesAllowed(Roles.READ)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Identities", description = "Which ids are one customer's.")
class JoinResource {
    private static final String EXAMPLE =
            """
            {"items":[{"messageId":"m-17","previousId":"u-0001","userId":"u-0002","at":"2026-01-31T12:00:00Z",
              "admin":false,"counts":false}]}""";

    private final JoinRepository joins;

    JoinResource(JoinRepository joins) {
        this.joins = joins;
    }

    @GET
    @Operation(
            operationId = "joins",
            summary = "List joins of ids",
            description =
                    "By identify or alias, newest first. Those that do not count are of two known customers without an admin's saying so, or were undone by an unalias.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = LoggedJoin.class),
                            examples = @ExampleObject(name = "joins", value = EXAMPLE)))
    public Page<LoggedJoin> list(
            @Parameter(description = "false: those that do not count", example = "false")
                    @QueryParam("counts")
                    @DefaultValue("false")
                    String counts,
            @BeanParam PageParams page)
            throws SQLException {
        PageRequest request = page.request();
        TimelinePosition after = request.after().map(TimelinePosition::parse).orElse(TimelinePosition.START);
        if (!counts.equals("true") && !counts.equals("false")) {
            throw ProblemException.malformed("counts", "must be true or false, not '" + counts + "'");
        }
        return Page.of(
                joins.before(counts.equals("true"), after, request.limit() + 1),
                request,
                join -> new TimelinePosition(join.at(), join.messageId()).text());
    }
}

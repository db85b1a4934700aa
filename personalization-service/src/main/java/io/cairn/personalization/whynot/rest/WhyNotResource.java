package io.cairn.personalization.whynot.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.decision.rest.RequestFields;
import io.cairn.personalization.whynot.WhyNot;
import io.cairn.personalization.whynot.WhyNotService;
import io.cairn.personalization.wire.Ids;
import io.cairn.personalization.wire.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{id}/why-not")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class WhyNotResource {
    private static final String EXAMPLE =
            """
            {"offer": "loyalty-reward", "wins": false, "changes": [
              {"kind": "stage", "detail": "rule 'thank-the-loyal' is for loyalty of journey shop, and she is on intent",
               "from": null},
              {"kind": "cap", "detail": "1 per P30D on offer loyalty-reward has no room", "from": "2026-12-01T09:30:00Z"},
              {"kind": "priority", "detail": "offer 'cart-reminder' of rule 'cart-on-site' goes before it at priority 400,\
             rule 'thank-the-loyal' has 220", "from": null}]}""";

    private final WhyNotService whyNots;

    WhyNotResource(WhyNotService whyNots) {
        this.whyNots = whyNots;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DECIDE})
    @Operation(
            summary = "What would have to change for an offer to win",
            description =
                    """
                    Single edits that together make the offer win at the placement for this customer, of which none can be \
                    left out: by the rule that needs the fewest of those that name it. They were tried: with all of them \
                    supposed, the decision chooses the offer, and without any one of them it does not. `kind` is one of `status`, `schedule`, `rule`, `placement`, `stage`, \
                    `condition`, `representation`, `content`, `consent`, `quietHours`, `cap`, `suppression`, `holdout`, \
                    `priority`; `from`, where it is not null, is the time from which that is no obstacle any more by \
                    itself. An offer that is shown as the fallback does not win. Answers that a placement repeats are not \
                    looked at; nothing is reserved or recorded. Each query parameter `context.NAME` gives the request's \
                    context a text.""")
    @Parameter(
            name = "context.device",
            in = ParameterIn.QUERY,
            description = "a text for the request's context; so is every other parameter `context.NAME`",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "whether it wins, and what would have to change",
            content =
                    @Content(
                            schema = @Schema(implementation = WhyNot.class),
                            examples = @ExampleObject(name = "whyNot", value = EXAMPLE)))
    public WhyNot whyNot(
            @PathParam("id") @Parameter(example = "u-0001", description = "her own id, or an anonymous or external id")
                    String id,
            @QueryParam("placement") @Parameter(required = true, example = "web-home") @Nullable String placement,
            @QueryParam("offer") @Parameter(required = true, example = "loyalty-reward") @Nullable String offer,
            @QueryParam("count")
                    @Parameter(
                            description = "how many offers are asked for, 1 to 30; 1 if absent",
                            schema = @Schema(implementation = Integer.class))
                    @Nullable
                    String count,
            @QueryParam("locale") @Parameter(description = "a BCP 47 language tag") @Nullable String locale,
            @QueryParam("at")
                    @Parameter(description = "another moment than now, not before the customer's last event")
                    @Nullable
                    String at,
            @Context UriInfo uri) {
        String key = Ids.required("placement", placement);
        String offerKey = Ids.required("offer", offer);
        DecisionRequest request = new DecisionRequest(
                Ids.forUrl("id", id),
                null,
                List.of(new Asked(key, RequestFields.count("count", count))),
                RequestFields.context(uri.getQueryParameters()),
                RequestFields.locale("locale", locale),
                true,
                true,
                Times.parameter("at", at),
                false);
        try {
            return whyNots.whyNot(request, offerKey);
        } catch (ProblemException e) {
            throw RequestFields.inQuery(e);
        }
    }
}

package io.cairn.personalization.decision.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.decision.DecisionService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{id}/next-best-action")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class NextBestActionResource {
    private final DecisionService decisions;

    NextBestActionResource(DecisionService decisions) {
        this.decisions = decisions;
    }

    @GET
    @RolesAllowed(Roles.DECIDE)
    @Operation(
            summary = "The next best action for a customer at one placement",
            description =
                    """
                    The same as `POST /v1/decisions` for one placement, as one GET that a platform can call while it \
                    renders. Give a `requestId` (the campaign and the customer, say): platforms render a message several \
                    times, and the same `requestId` gets the same answer.""")
    @APIResponse(
            responseCode = "200",
            description = "the decision",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "decision", value = Examples.DECISION)))
    public String next(
            @PathParam("id") @Parameter(example = "u-0001", description = "her own id, or an anonymous or external id")
                    String id,
            @QueryParam("placement") @Parameter(required = true, example = "web-home") @Nullable String placement,
            @QueryParam("count")
                    @Parameter(
                            description = "1 to 30",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "30",
                                            defaultValue = "1"))
                    @Nullable
                    String count,
            @QueryParam("locale") @Parameter(description = "a BCP 47 language tag") @Nullable String locale,
            @QueryParam("requestId") @Nullable String requestId) {
        String key = RequestFields.id("placement", placement);
        DecisionRequest request = new DecisionRequest(
                RequestFields.id("id", id),
                requestId == null || requestId.isEmpty() ? null : RequestFields.id("requestId", requestId),
                List.of(new Asked(key, RequestFields.count("count", count))),
                Map.of(),
                RequestFields.locale("locale", locale),
                false,
                false,
                null);
        return decisions.decide(request).body(false);
    }
}

package io.cairn.personalization.decision.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.personalization.decision.Decision;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions", description = "What should this customer see now, and why")
class DecisionResource {
    private final Answering answering;

    DecisionResource(Answering answering) {
        this.answering = answering;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DECIDE)
    @Operation(
            summary = "Decide what a customer sees",
            description =
                    """
                    For each placement the best offers of the rules that apply, rendered for the customer's channel and \
                    locale, or the fallback. An outbound placement answers `send: false` with the reason, and `notBefore` \
                    where it is known from when she may be contacted. The same `requestId` gives the same answer byte for \
                    byte and reserves once; without one, an outbound placement repeats its answer for its `stickyFor`. \
                    What is handed out counts against caps from now on, unless it is a `dryRun` or `at` another moment. `events` are handed over \
                    to events-service first, and count; the answer then has its receipt in `events`. If they cannot be \
                    logged the answer is 503, and nothing was decided.""")
    @APIResponse(
            responseCode = "200",
            description = "the decision; with `trace` if it was asked to explain",
            content =
                    @Content(
                            schema = @Schema(implementation = Decision.class),
                            examples = @ExampleObject(name = "decision", value = Examples.DECISION)))
    public CompletionStage<byte[]> decide(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DecisionBody.class),
                                            examples = @ExampleObject(name = "request", value = Examples.REQUEST)))
                    DecisionBody body,
            @Context HttpHeaders headers) {
        // bytes are sent as they are; a text would go through a stream first
        return answering
                .answer(body, headers.getHeaderString(HttpHeaders.AUTHORIZATION))
                .thenApply(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }
}

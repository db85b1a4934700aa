package io.cairn.personalization.decision.rest;

import io.cairn.kit.auth.Roles;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/decisions/batch")
@Tag(name = "Decisions")
class BatchDecisionResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final String REQUESTS =
            """
            {"customerId":"u-0001","requestId":"campaign-7/u-0001","placements":["email-hero"]}
            {"customerId":"u-0002","requestId":"campaign-7/u-0002","placements":["email-hero"]}
            {"customerId":"u-0003"}
            """;
    private static final String ANSWERS =
            """
            {"decisionId":"2f0c…","customerId":"u-0001","at":"…","stages":[…],"placements":[{"key":"email-hero","send":true,…}]}
            {"decisionId":"9b1d…","customerId":"u-0002","at":"…","stages":[…],"placements":[{"key":"email-hero","send":false,…}]}
            {"line":3,"problem":{"type":"/problems/malformed","status":400,"detail":"/placements: must be a list of 1 to 50 placements",…}}
            """;

    private final BatchDecisions batch;

    BatchDecisionResource(BatchDecisions batch) {
        this.batch = batch;
    }

    @POST
    @Consumes({NDJSON, "application/ndjson", "application/jsonl"})
    @Produces(NDJSON)
    @RolesAllowed(Roles.DECIDE)
    @Operation(
            operationId = "decideBatch",
            summary = "Decide for a whole campaign",
            description =
                    """
                    A line is a body of `POST /v1/decisions`, and gets the same answer, as a line, in the same order; one \
                    that cannot be answered gets `{"line":…,"problem":{…}}` and costs no other line anything. Both streams \
                    flow together: lines are decided as fast as the caller takes the answers. One that reads none before it \
                    has sent all is fine, too: what it sends is put aside until then. An answer does not wait for the next line to be sent. A body may have \
                    128 MiB, and is not packed (415). Some batches are taken at once by each replica; one more is answered 429. Give each line \
                    a `requestId`: what broke off can then be sent again without reserving twice.""")
    @APIResponse(
            responseCode = "200",
            description = "the answers",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "answers", value = ANSWERS)))
    public StreamingOutput decide(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            schema = @Schema(type = SchemaType.STRING),
                                            examples = @ExampleObject(name = "requests", value = REQUESTS)))
                    InputStream requests,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
            discard(request);
            throw new NotSupportedException("a batch is read as it comes, and has no Content-Encoding");
        }
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        return answers -> batch.decide(requests, () -> discard(request), authorization, answers);
    }

    /** Lets the caller finish sending, without which one that reads nothing before would see no answer. */
    private static void discard(HttpServerRequest request) {
        request.handler(chunk -> {}).resume();
    }
}

package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decisionlog.DecisionLogService;
import io.cairn.personalization.decisionlog.LoggedDecision;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.jspecify.annotations.Nullable;

@Path("/v1/decisions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class LoggedDecisionResource {
    private static final String EXAMPLE =
            """
            {
              "decisionId": "2f0c0c6e-8a6f-4f0e-9a55-0d4f3b1f3a51",
              "customerId": "u-0001",
              "at": "2026-11-21T10:15:30.123Z",
              "stages": [{"journey": "shop", "stage": "consideration", "since": "2026-11-20T08:00:00Z", "mapVersion": 3}],
              "placements": [{"key": "web-home", "send": true, "fallback": false, "reason": "CHOSEN", "notBefore": null,
                "propositions": [{"propositionId": "2f0c0c6e-8a6f-4f0e-9a55-0d4f3b1f3a51.1", "offer": "ten-percent",
                  "rule": "considering", "rank": 1, "score": 25.0, "locale": "en", "content": {"headline": "Hello"}}]}],
              "trace": {"rules": [], "candidates": [
                {"offer": "ten-percent", "rule": "considering", "placement": "web-home", "reason": "CHOSEN"}]},
              "requestId": null,
              "inputs": {"capsKnown": true, "catalogueRevision": 41, "contactPolicyVersion": 1, "maps": {"shop": 3},
                "mapsPublishedAt": {"shop": "2026-11-20T07:59:00Z"}, "offers": {"ten-percent": 2},
                "placements": {"web-home": 1},
                "request": {"customerId": "u-0001", "placements": [{"key": "web-home", "count": 1}],
                  "locale": "en", "dryRun": false, "explain": false, "repeatOffers": false},
                "rules": {"considering": 1}, "salt": "cairn"}
            }""";

    private final DecisionLogService log;
    private final ObjectMapper mapper;

    LoggedDecisionResource(DecisionLogService log, ObjectMapper mapper) {
        this.log = log;
        this.mapper = mapper;
    }

    /**
     * What the log knows besides the answer.
     *
     * @param inputs JSON already
     */
    @Schema(name = "LoggedDecision", allOf = Decision.class)
    @JsonPropertyOrder({"requestId", "inputs"})
    record LoggedFields(
            @Schema(nullable = true) @Nullable String requestId,
            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @JsonRawValue String inputs) {}

    @GET
    @RolesAllowed({Roles.READ, Roles.DECIDE})
    @Operation(
            summary = "A decision as it was taken",
            description =
                    """
                    The answer as it went out, with its trace, its request id and its `inputs`: the request, the versions \
                    of the maps, the contact policy, the placements asked for and the offers and rules handed out, and as \
                    `catalogueRevision` of all others; totals seen, and earlier answers that still stood. \
                    Of a decision that nobody asked to explain, the trace holds the first hundred candidates. A dry run is \
                    not kept, nor that an answer to the same request id was not given again, as consent or quiet hours forbade it.""")
    @APIResponse(
            responseCode = "200",
            description = "the decision, its trace and its inputs",
            content =
                    @Content(
                            schema = @Schema(implementation = LoggedFields.class),
                            examples = @ExampleObject(name = "decision", value = EXAMPLE)))
    public String find(
            @PathParam("id")
                    @Parameter(
                            example = "2f0c0c6e-8a6f-4f0e-9a55-0d4f3b1f3a51",
                            description = "the `decisionId` of an answer")
                    String id)
            throws SQLException, JsonProcessingException {
        LoggedDecision logged =
                log.find(id).orElseThrow(() -> ProblemException.notFound("there is no decision '" + id + "'"));
        String answer = logged.answer().body(true);
        String fields = mapper.writeValueAsString(new LoggedFields(logged.requestId(), logged.inputs()));
        // what went out stays as it was, byte for byte; what the log knows besides is put behind it
        return answer.substring(0, answer.length() - 1) + "," + fields.substring(1);
    }
}

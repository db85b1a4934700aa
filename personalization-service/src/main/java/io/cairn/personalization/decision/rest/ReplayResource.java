package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cairn.kit.auth.Roles;
import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decision.ReplayService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

@Path("/v1/decisions/{id}/replay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class ReplayResource {
    private final ReplayService replays;

    ReplayResource(ReplayService replays) {
        this.replays = replays;
    }

    /** @param decision JSON already */
    @Schema(name = "Replay")
    record ReplayAnswer(
            boolean same,
            @Schema(anyOf = Decision.class, type = SchemaType.OBJECT, nullable = true) @JsonRawValue @Nullable
                    String decision,
            List<String> missing) {}

    @POST
    @RolesAllowed({Roles.READ, Roles.DECIDE})
    @Operation(
            summary = "Take a logged decision again",
            description =
                    """
                    Decides again from what the log keeps: the request and its moment, the profile's bytes, contacts, \
                    positions and totals seen, and the versions of offers, rules, placements, contact policy and maps that \
                    were in use then. `same`: the answer and its trace are what was logged, bit for bit. `missing` names \
                    what is no longer there (a version, or a profile of another format); then `same` is false and \
                    `decision` null. `same: false` with nothing missing means that this version of Cairn decides \
                    otherwise. Reserves and records nothing.""")
    @APIResponse(
            responseCode = "200",
            description = "the decision as it is taken now, with its trace",
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayAnswer.class),
                            examples = {
                                @ExampleObject(name = "same", value = Examples.REPLAY),
                                @ExampleObject(
                                        name = "missing",
                                        value =
                                                """
                                                {"same": false, "decision": null,
                                                 "missing": ["version 3 of map shop, published at 2026-11-20T07:59:00Z"]}""")
                            }))
    @APIResponse(responseCode = "404", description = "there is no such decision")
    public ReplayAnswer replay(
            @PathParam("id")
                    @Parameter(
                            example = "2f0c0c6e-8a6f-4f0e-9a55-0d4f3b1f3a51",
                            description = "the `decisionId` of an answer")
                    String id)
            throws SQLException {
        ReplayService.Replayed replayed = replays.replay(id);
        return new ReplayAnswer(replayed.same(), replayed.decision(), replayed.missing());
    }
}

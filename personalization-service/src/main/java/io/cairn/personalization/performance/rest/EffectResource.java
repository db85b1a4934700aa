package io.cairn.personalization.performance.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.performance.Effect;
import io.cairn.personalization.performance.EffectService;
import io.cairn.personalization.wire.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/rules/{key}/effect")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Outcomes")
class EffectResource {
    private static final String EXAMPLE =
            """
            {"rule": "refill", "goal": {"event": "Subscription Started", "within": "P30D"}, "from": null, "to": null,
             "treated": {"customers": 1810, "met": {"count": 163, "rate": 0.0901, "low": 0.0777, "high": 0.1041},
               "waiting": 42, "unknown": 0},
             "heldOut": {"customers": 200, "met": {"count": 9, "rate": 0.045, "low": 0.0239, "high": 0.0833},
               "waiting": 5, "unknown": 0},
             "both": 1,
             "difference": {"rate": 0.0451, "low": 0.0048, "high": 0.0705, "relative": 1.0012}}""";

    private final EffectService effects;

    EffectResource(EffectService effects) {
        this.effects = effects;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            summary = "What a rule brings about",
            description =
                    """
                    How many of the customers who were handed something by the rule met its `goal`, and how many of those whom \
                    its `holdout` alone kept from it: each customer once, by the first such decision ever, if that is of the period \
                    and all the goal's time is over since; with the rates' 95 % intervals (Wilson's score) and that of their difference (Newcombe's). \
                    Whoever was handed something counts, whether it reached her or not: of those held out nobody knows whom it \
                    would have reached. A decision counts from when it is logged. One is looked at at a time (429). \
                    docs/deciding.md says more.""")
    @APIResponse(
            responseCode = "200",
            description = "both groups, and the difference",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Effect.class),
                            examples = @ExampleObject(name = "effect", value = EXAMPLE)))
    public Effect find(
            @PathParam("key") @Parameter(example = "refill") String key,
            @QueryParam("from")
                    @Parameter(
                            description = "the rule first had something for her at this time or later",
                            schema = @Schema(format = "date-time", type = SchemaType.STRING))
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "the rule first had something for her before this time",
                            schema = @Schema(format = "date-time", type = SchemaType.STRING))
                    @Nullable
                    String to)
            throws SQLException {
        Instant begin = Times.parameter("from", from);
        Instant end = Times.parameter("to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw ProblemException.malformed("to", "must be after from");
        }
        return effects.find(key, begin, end);
    }
}

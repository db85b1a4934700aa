package io.cairn.personalization.performance.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.performance.Performance;
import io.cairn.personalization.performance.persistence.PerformanceRepository;
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

@Path("/v1/offers/{key}/performance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Outcomes")
class PerformanceResource {
    private static final String FIGURES =
            """
            "decided": 263,
              "delivered": {"count": 263, "rate": 1.0, "low": 0.986, "high": 1.0},
              "opened": {"count": 81, "rate": 0.308, "low": 0.255, "high": 0.366},
              "clicked": {"count": 15, "rate": 0.057, "low": 0.035, "high": 0.092},
              "converted": {"count": 2, "rate": 0.008, "low": 0.002, "high": 0.027},
              "dismissed": {"count": 0, "rate": 0.0, "low": 0.0, "high": 0.014},
              "failed": {"count": 0, "rate": 0.0, "low": 0.0, "high": 0.014},
              "value": 119.8""";

    private static final String EXAMPLE = "{\"offer\": \"ten-percent\", \"from\": null, \"to\": null, \"total\": {"
            + FIGURES + "},\n\"byRule\": [{\"rule\": \"considering\", " + FIGURES
            + "}],\n\"byPlacement\": [{\"placement\": \"web-home\", " + FIGURES
            + "}],\n\"byStage\": [{\"journey\": \"shop\", \"stage\": \"consideration\", " + FIGURES + "}]}";

    private final PerformanceRepository performance;
    private final Catalogues catalogues;

    PerformanceResource(PerformanceRepository performance, Catalogues catalogues) {
        this.performance = performance;
        this.catalogues = catalogues;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            summary = "What came of an offer",
            description =
                    """
                    How many propositions of the offer were decided, and how many of them met each outcome, with the \
                    rate of all decided and its 95 % interval (Wilson's score); in all, and by rule, placement, and the \
                    stage that the customer was on. Whatever outcome was reported besides `failed`, the proposition was \
                    delivered. `value` is the sum of the conversions' values; one that was reported by `requestId` is in that of each \
                    offer of the answer in full, so that the values of different offers must not be added up. A decision counts from when it is logged, a fraction of a second after it was taken.""")
    @APIResponse(
            responseCode = "200",
            description = "the figures",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Performance.class),
                            examples = @ExampleObject(name = "performance", value = EXAMPLE)))
    public Performance find(
            @PathParam("key") @Parameter(example = "ten-percent") String key,
            @QueryParam("from")
                    @Parameter(
                            description = "decided at this time or later",
                            schema = @Schema(format = "date-time", type = SchemaType.STRING))
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(
                            description = "decided before this time",
                            schema = @Schema(format = "date-time", type = SchemaType.STRING))
                    @Nullable
                    String to)
            throws SQLException {
        Instant begin = Times.parameter("from", from);
        Instant end = Times.parameter("to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw ProblemException.malformed("to", "must be after from");
        }
        Performance found = performance.find(key, begin, end);
        if (found.total().decided() == 0 && catalogues.loaded().offer(key).isEmpty()) {
            throw ProblemException.notFound("there is no offer '" + key + "', and nothing was decided for one");
        }
        return found;
    }
}

package io.cairn.journey.validation.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.journey.validation.Finding;
import io.cairn.journey.validation.MapValidation;
import io.cairn.kit.auth.Roles;
import io.cairn.model.map.JourneyMap;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks at maps and keeps nothing. */
@Path("/v1/journeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Validation", description = "What is wrong with a map.")
class ValidationResource {
    private static final String MAP =
            """
            {"name": "My shop",
             "stages": [{"key": "awareness", "name": "Awareness"},
               {"key": "lapsed", "name": "Lapsed", "entryCriteria": "since('purchase') > duration('60d')"}]}""";
    private static final String FINDINGS =
            """
            {"findings": [{"severity": "error", "pointer": "/stages/1/entryCriteria",
              "detail": "'60d' is no duration, CEL has no unit d: write days(60)", "line": 1, "column": 30}]}""";

    /** The answer. */
    record Findings(List<Finding> findings) {}

    private final MapValidation validation;

    ValidationResource(MapValidation validation) {
        this.validation = validation;
    }

    @POST
    @Path("/validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "validateJourney",
            summary = "Validate a map",
            description =
                    """
                    Says all that keeps a map from being published, and saves nothing. The answer is 200 whatever is \
                    found; only a body that is not JSON is a 400.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyMap.class),
                            examples = @ExampleObject(name = "a wrong duration", value = MAP)))
    @APIResponse(
            responseCode = "200",
            description = "The findings; none if all is well.",
            content =
                    @Content(
                            schema = @Schema(implementation = Findings.class),
                            examples = @ExampleObject(name = "findings", value = FINDINGS)))
    public Findings validate(JsonNode map) {
        return new Findings(validation.findings(map));
    }
}

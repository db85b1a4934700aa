package io.cairn.journey.validation.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.journey.map.rest.YamlBodies;
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
               {"key": "loyal", "name": "Loyal", "entryCriteria": "count('purchase') >= 3"},
               {"key": "buyer", "name": "Buyer", "entryCriteria": "seen('purchase')"},
               {"key": "lapsed", "name": "Lapsed", "entryCriteria": "since('purchase') > duration('60d')"}]}""";
    private static final String FINDINGS =
            """
            {"findings": [{"severity": "error", "pointer": "/stages/3/entryCriteria",
               "detail": "'60d' is no duration, CEL has no unit d: write days(60)", "line": 1, "column": 30},
              {"severity": "warning", "pointer": "/stages/1/entryCriteria",
               "detail": "nobody stays in 'Loyal': wherever its criteria hold, those of 'Buyer' hold, too, and the last \
            stage that holds counts; for example, a customer with 3 × purchase (the last an hour ago) is in 'Buyer' \
            instead"},
              {"severity": "warning", "pointer": "/personas",
               "detail": "the map has no persona: say whose journey it is, at least one kind of customer"}]}""";

    /** The answer. */
    record Findings(List<Finding> findings) {}

    private final MapValidation validation;

    ValidationResource(MapValidation validation) {
        this.validation = validation;
    }

    @POST
    @Path("/validate")
    @Consumes({MediaType.APPLICATION_JSON, YamlBodies.YAML})
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "validateJourney",
            summary = "Validate a map",
            description =
                    """
                    Says what is wrong with a map, the worst first, and saves nothing. An `error` keeps the map from \
                    being published; a `warning` does not, but hardly anybody meant it so; an `info` is something to \
                    work on: what is still assumed, and the opportunity worth doing first. What is said about the \
                    criteria's logic is proved, never guessed, and shown by an example. The answer is 200 whatever \
                    is found; only a body that is neither JSON nor YAML is a 400.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyMap.class),
                            examples =
                                    @ExampleObject(
                                            name = "a wrong duration, and stages in the wrong order",
                                            value = MAP)))
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

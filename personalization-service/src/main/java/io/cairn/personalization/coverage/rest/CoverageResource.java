package io.cairn.personalization.coverage.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.personalization.coverage.Coverage;
import io.cairn.personalization.coverage.CoverageService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/coverage/{journey}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules")
class CoverageResource {
    private static final String EXAMPLE =
            """
            {"journey": "shop", "version": 3, "combinations": 96, "gaps": [
              {"stage": "lapsed", "persona": null, "channel": "store", "detail": "no active rule covers it"},
              {"stage": "loyalty", "persona": "gift-giver", "channel": "push",
               "detail": "no offer has content for channel push: of the rules [loyal-refill]"}]}""";

    private final CoverageService coverage;

    CoverageResource(CoverageService coverage) {
        this.coverage = coverage;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "coverage",
            summary = "Find content gaps",
            description =
                    """
                    Each stage of the live map, persona (`null`: customers of none) and channel that a placement has, where \
                    no offer could ever be chosen, and why: no rule, no live offer, or no content. Conditions that name \
                    another stage or persona count; whatever else they ask of a customer may come true.""")
    @APIResponse(
            responseCode = "200",
            description = "the gaps, in the map's order",
            content =
                    @Content(
                            schema = @Schema(implementation = Coverage.class),
                            examples = @ExampleObject(name = "coverage", value = EXAMPLE)))
    public Coverage coverage(@PathParam("journey") @Parameter(example = "shop") String journey) {
        return coverage.coverage(journey);
    }
}

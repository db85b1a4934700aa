package io.cairn.personalization.population.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.personalization.population.PopulationService;
import io.cairn.personalization.population.PopulationService.Population;
import io.cairn.personalization.wire.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/population/{journey}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stages")
class PopulationResource {
    private final PopulationService populations;

    PopulationResource(PopulationService populations) {
        this.populations = populations;
    }

    @GET
    @RolesAllowed(Roles.READ)
    @Operation(
            summary = "How many customers are on each stage",
            description =
                    """
                    Determined anew for every customer, so it takes a while where there are many; of what is known now, at \
                    the moment asked for. Customers on none of the stages are counted under `null`.""")
    @APIResponse(
            responseCode = "200",
            description = "the stages in the map's order",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "population",
                                            value =
                                                    """
                                                    {"journey": "shop", "version": 3, "stages": [
                                                      {"stage": "awareness", "customers": 812},
                                                      {"stage": "consideration", "customers": 655},
                                                      {"stage": null, "customers": 0}]}""")))
    public Population population(
            @PathParam("journey") @Parameter(example = "shop") String journey,
            @QueryParam("at") @Parameter(description = "another moment than now") @Nullable String at) {
        return populations.population(journey, Times.parameter("at", at));
    }
}

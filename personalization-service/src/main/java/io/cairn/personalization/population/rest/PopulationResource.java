package io.cairn.personalization.population.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.auth.Roles;
import io.cairn.model.map.JourneyMap;
import io.cairn.personalization.population.Population;
import io.cairn.personalization.population.PopulationService;
import io.cairn.personalization.population.Preview;
import io.cairn.personalization.population.PreviewService;
import io.cairn.personalization.wire.Ids;
import io.cairn.personalization.wire.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/population/{journey}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stages")
class PopulationResource {
    private static final String POPULATION =
            """
            {"journey": "shop", "version": 3, "stages": [
              {"stage": "awareness", "customers": 812},
              {"stage": "consideration", "customers": 655},
              {"stage": null, "customers": 0}]}""";
    private static final String DRAFT =
            """
            {"name": "Online shop", "stages": [
              {"key": "awareness", "name": "Awareness"},
              {"key": "consideration", "name": "Consideration", "entryCriteria": "count('Product Viewed', '30d') >= 2"}]}""";
    private static final String PREVIEW =
            """
            {"customers": 1467, "moves": [
              {"from": "consideration", "to": "awareness", "customers": 210},
              {"from": "lapsed", "to": "awareness", "customers": 35}]}""";

    private final PopulationService populations;
    private final PreviewService previews;

    PopulationResource(PopulationService populations, PreviewService previews) {
        this.populations = populations;
        this.previews = previews;
    }

    @GET
    @RolesAllowed(Roles.READ)
    @Operation(
            summary = "How many customers are on each stage",
            description =
                    """
                    Counted as they move, so it is exact and costs the same however many there are; an event counts within \
                    a second. Customers on none of the stages are counted under `null`; the sum is all customers. After a \
                    publish everybody is looked at again: meanwhile `progress` says how far that is, and stages that the \
                    new version does not have are counted as long as somebody is on them. With `at` everybody's stage is \
                    determined anew for that moment, by the live map, which takes a while; customers whose last event is \
                    after it are on none of the stages then, nor under `null`: `later` says how many they are.""")
    @APIResponse(
            responseCode = "200",
            description = "the stages in the map's order",
            content =
                    @Content(
                            schema = @Schema(implementation = Population.class),
                            examples = @ExampleObject(name = "population", value = POPULATION)))
    public Population population(
            @PathParam("journey") @Parameter(example = "shop") String journey,
            @QueryParam("at") @Parameter(description = "another moment than now") @Nullable String at)
            throws SQLException {
        Instant moment = Times.parameter("at", at);
        return moment == null ? populations.now(journey) : populations.at(journey, moment);
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            summary = "Who would move if a draft were published",
            description =
                    """
                    Determines everybody's stage by the draft in the body and by the live map, and counts who would move from \
                    which stage to which; nothing is changed. `null` is no stage: all are on none of a journey that is not \
                    live. It reads every profile, so it takes a while where there are many.""")
    @APIResponse(
            responseCode = "200",
            description = "the moves, the largest first",
            content =
                    @Content(
                            schema = @Schema(implementation = Preview.class),
                            examples = @ExampleObject(name = "preview", value = PREVIEW)))
    public Preview preview(
            @PathParam("journey") @Parameter(example = "shop") String journey,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = JourneyMap.class),
                                            examples = @ExampleObject(name = "a stricter stage", value = DRAFT)))
                    JsonNode draft)
            throws SQLException {
        return previews.preview(Ids.key("journey", journey), draft);
    }
}

package io.cairn.journey.picture.rest;

import io.cairn.journey.edition.Edition;
import io.cairn.journey.edition.Editions;
import io.cairn.journey.picture.MapPicture;
import io.cairn.journey.picture.Theme;
import io.cairn.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The map as a picture. */
@Path("/v1/journeys/{key}")
@Produces(PictureResource.SVG)
@Tag(name = "Pictures", description = "The maps to look at.")
class PictureResource {
    static final String SVG = "image/svg+xml";
    private static final String PICTURE =
            """
            An SVG for a wall or a slide: stages as columns; lanes for the customer's goal, the touchpoints of each \
            channel (online ones in solid frames before offline ones in dashed frames), actions, thoughts, the curve of \
            the emotions, pain points by severity, opportunities by impact, KPIs with their targets. Numbers in circles \
            are the stage's touchpoints. Lanes that hold nothing are left out. It can be read in black and white and by \
            screen readers, and holds no script and nothing from elsewhere.""";

    private final Editions editions;

    PictureResource(Editions editions) {
        this.editions = editions;
    }

    @GET
    @Path("/map.svg")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyPicture",
            summary = "Draw the map of a journey",
            description = PICTURE + " The live version is drawn, and the draft if none is live.")
    @APIResponse(
            responseCode = "200",
            description = "The picture.",
            content = @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING)))
    public Response picture(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(
                            description = "the draft, although a version is live",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("draft")
                    @Nullable
                    String draft,
            @BeanParam Look look,
            @Context Request request) {
        return draw(editions.shown(key, draft), look, request);
    }

    @GET
    @Path("/versions/{n}/map.svg")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "versionPicture",
            summary = "Draw the map of a version",
            description = PICTURE + " As the version was published; `If-None-Match` answers 304.")
    @APIResponse(
            responseCode = "200",
            description = "The picture.",
            content = @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING)))
    public Response versionPicture(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(example = "1") @PathParam("n") int n,
            @BeanParam Look look,
            @Context Request request) {
        return draw(editions.version(key, n), look, request);
    }

    private static Response draw(Edition edition, Look look, Request request) {
        var persona = look.personaOf(edition.map());
        Theme theme = look.theme();
        // weak: a later release draws the same map otherwise
        EntityTag tag = new EntityTag(edition.tag(), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response = unchanged != null
                ? unchanged
                : Response.ok(MapPicture.svg(edition.map(), edition.label(), persona, theme), SVG + ";charset=UTF-8");
        return response.tag(tag)
                .header("Cache-Control", "private, no-cache")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}

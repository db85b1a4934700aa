package io.cairn.journey.picture.rest;

import io.cairn.journey.edition.Edition;
import io.cairn.journey.edition.Editions;
import io.cairn.journey.picture.MapPicture;
import io.cairn.journey.picture.Theme;
import io.cairn.journey.turn.Turns;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.Persona;
import io.smallrye.common.annotation.Blocking;
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

/** The map as an image of pixels. */
@Path("/v1/journeys/{key}")
@Produces(PngResource.PNG)
@Blocking
@Tag(name = "Pictures", description = "The maps to look at.")
class PngResource {
    static final String PNG = "image/png";
    private static final String IMAGE =
            """
            The picture of `map.svg` for what takes no SVG, with fonts of its own: it comes out alike on every machine, \
            Latin, Greek, Cyrillic, Chinese, Japanese kana, Arabic and Hebrew. Twice the SVG's width and height; a large \
            map's is smaller, so that no image has more than 64 million pixels, and 422 if it could not be read then. \
            `theme=auto` is light.""";

    /** At once, of all callers: each takes a processor for a second or so, and some tens of megabytes. */
    private static final int AT_ONCE = 2;

    private final Editions editions;
    private final Turns turns = new Turns(AT_ONCE, "others' maps are being drawn");

    PngResource(Editions editions) {
        this.editions = editions;
    }

    @GET
    @Path("/map.png")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyImage",
            summary = "Draw the map of a journey as PNG",
            description = IMAGE + " The live version is drawn, and the draft if none is live.")
    @APIResponse(
            responseCode = "200",
            description = "The image.",
            content = @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response image(
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
    @Path("/versions/{n}/map.png")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "versionImage",
            summary = "Draw the map of a version as PNG",
            description = IMAGE + " As the version was published; `If-None-Match` answers 304.")
    @APIResponse(
            responseCode = "200",
            description = "The image.",
            content = @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response versionImage(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(example = "1") @PathParam("n") int n,
            @BeanParam Look look,
            @Context Request request) {
        return draw(editions.version(key, n), look, request);
    }

    private Response draw(Edition edition, Look look, Request request) {
        var persona = look.personaOf(edition.map());
        var theme = look.theme();
        // weak: a later release draws the same map otherwise
        EntityTag tag = new EntityTag(edition.tag(), true);
        Response.ResponseBuilder response = request.evaluatePreconditions(tag);
        if (response == null) {
            response = Response.ok(turns.take(() -> png(edition, persona, theme)));
        }
        return response.tag(tag)
                .header("Cache-Control", "private, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static byte[] png(Edition edition, @Nullable Persona persona, Theme theme) {
        try {
            return MapPicture.png(edition.map(), edition.label(), persona, theme);
        } catch (MapPicture.TooLarge e) {
            throw ProblemException.invalid("", e.getMessage() + ": take map.svg, or map.md");
        }
    }
}

package io.cairn.journey.export.rest;

import io.cairn.journey.edition.Edition;
import io.cairn.journey.edition.Editions;
import io.cairn.journey.edition.PersonaParameter;
import io.cairn.journey.export.MapMarkdown;
import io.cairn.journey.export.Mermaid;
import io.cairn.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The map as text for other tools. */
@Path("/v1/journeys/{key}")
@Tag(name = "Exports", description = "The maps for other tools.")
class ExportResource {
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    private final Editions editions;

    ExportResource(Editions editions) {
        this.editions = editions;
    }

    @GET
    @Path("/map.md")
    @Produces(MARKDOWN)
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyMarkdown",
            summary = "Write the map as Markdown",
            description = "For a wiki. The live version is written, and the draft if none is live.")
    @APIResponse(
            responseCode = "200",
            description = "The page.",
            content =
                    @Content(
                            mediaType = MARKDOWN,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "page", value = "# My shop\n\n## 1. Awareness")))
    public Response markdown(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(
                            description = "the draft, although a version is live",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("draft")
                    @Nullable
                    String draft,
            @BeanParam Viewer viewer) {
        return markdown(editions.shown(key, draft), viewer);
    }

    @GET
    @Path("/versions/{n}/map.md")
    @Produces(MARKDOWN)
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "versionMarkdown",
            summary = "Write the map of a version as Markdown",
            description = "For a wiki, as the version was published.")
    @APIResponse(
            responseCode = "200",
            description = "The page.",
            content = @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)))
    public Response versionMarkdown(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(example = "1") @PathParam("n") int n,
            @BeanParam Viewer viewer) {
        return markdown(editions.version(key, n), viewer);
    }

    @GET
    @Path("/map.mmd")
    @Produces(TEXT)
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyMermaid",
            summary = "Write the map as a Mermaid journey",
            description =
                    """
                    Stages are sections, touchpoints tasks, and emotions from -2 to +2 scores from 1 to 5; a touchpoint \
                    without an emotion has 3. The live version is written, and the draft if none is live.""")
    @APIResponse(
            responseCode = "200",
            description = "The diagram.",
            content =
                    @Content(
                            mediaType = TEXT,
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(
                                            name = "diagram",
                                            value =
                                                    "journey\n    title My shop\n    section Awareness\n      Landing page: 3: Customer")))
    public Response mermaid(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(
                            description = "the draft, although a version is live",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("draft")
                    @Nullable
                    String draft,
            @BeanParam Viewer viewer) {
        return mermaid(editions.shown(key, draft), viewer);
    }

    @GET
    @Path("/versions/{n}/map.mmd")
    @Produces(TEXT)
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "versionMermaid",
            summary = "Write the map of a version as a Mermaid journey",
            description = "As the version was published; sections, tasks and scores as for the journey.")
    @APIResponse(
            responseCode = "200",
            description = "The diagram.",
            content = @Content(mediaType = TEXT, schema = @Schema(type = SchemaType.STRING)))
    public Response versionMermaid(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(example = "1") @PathParam("n") int n,
            @BeanParam Viewer viewer) {
        return mermaid(editions.version(key, n), viewer);
    }

    private static Response markdown(Edition edition, Viewer viewer) {
        var persona = PersonaParameter.of(viewer.persona, edition.map());
        return text(MapMarkdown.page(edition.map(), edition.label(), persona));
    }

    private static Response mermaid(Edition edition, Viewer viewer) {
        return text(Mermaid.journey(edition.map(), PersonaParameter.of(viewer.persona, edition.map())));
    }

    private static Response text(String text) {
        return Response.ok(text).header("X-Content-Type-Options", "nosniff").build();
    }
}

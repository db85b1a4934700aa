package io.cairn.personalization.catalogue.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.personalization.catalogue.ItemKind;
import io.cairn.personalization.placement.Placement;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Placements over HTTP. */
@Path("/v1/placements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Placements", description = "Where on a channel offers are shown.")
class PlacementResource {
    private static final String KEY = "email-hero";

    private final ItemRequests items;

    PlacementResource(ItemRequests items) {
        this.items = items;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "List the placements", description = "By key, each as it was last saved.")
    @APIResponse(
            responseCode = "200",
            description = "a page of placements",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Placement.class),
                            examples =
                                    @ExampleObject(
                                            name = "placements",
                                            value = "{\"items\":[" + ItemExamples.SAVED_PLACEMENT
                                                    + "],\"next\":\"dGVu\"}")))
    public Page<ObjectNode> list(@BeanParam PageParams page) {
        return items.list(ItemKind.PLACEMENT, page.request());
    }

    @GET
    @Path("/{key}")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            summary = "Read a placement",
            description = "As it was last saved, with `key`, `version` and `updatedAt` added.")
    @APIResponse(
            responseCode = "200",
            description = "the placement; its ETag is for If-Match",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Placement.class),
                            examples = @ExampleObject(name = "placement", value = ItemExamples.SAVED_PLACEMENT)))
    public Response get(@PathParam("key") @Parameter(example = KEY) String key) {
        return items.get(ItemKind.PLACEMENT, key);
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            summary = "Save a placement",
            description =
                    "Every save is a new version. An inbound placement (the default) always gets content, its `fallback` offer at worst; an outbound one is told whether to send at all, and repeats its answer to a customer for `stickyFor` (PT1H by default).")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = ItemExamples.IF_MATCH,
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = ItemExamples.IF_NONE_MATCH,
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "a new version of it is saved, and decisions go by it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Placement.class),
                            examples = @ExampleObject(name = "placement", value = ItemExamples.SAVED_PLACEMENT)))
    @APIResponse(
            responseCode = "201",
            description = "it is saved, and was not there before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Placement.class),
                            examples = @ExampleObject(name = "placement", value = ItemExamples.SAVED_PLACEMENT)))
    public Response put(
            @PathParam("key") @Parameter(example = KEY) String key,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Placement.class),
                                            examples =
                                                    @ExampleObject(name = "placement", value = ItemExamples.PLACEMENT)))
                    JsonNode body,
            @Context HttpHeaders headers) {
        return items.put(ItemKind.PLACEMENT, key, body, headers);
    }

    @DELETE
    @Path("/{key}")
    @RolesAllowed(Roles.DESIGN)
    @Operation(summary = "Delete a placement", description = "409 while a rule names it.")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = ItemExamples.IF_MATCH,
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "204",
            description = "it is deleted; the versions that decisions were made by stay kept")
    public Response delete(@PathParam("key") @Parameter(example = KEY) String key, @Context HttpHeaders headers) {
        return items.delete(ItemKind.PLACEMENT, key, headers);
    }

    @GET
    @Path("/{key}/versions")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "List the versions of a placement", description = ItemExamples.VERSIONS_ARE)
    @APIResponse(
            responseCode = "200",
            description = "a page of versions",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = ItemVersion.class),
                            examples = @ExampleObject(name = "versions", value = ItemExamples.VERSIONS)))
    public Page<ItemVersion> versions(
            @PathParam("key") @Parameter(example = KEY) String key, @BeanParam PageParams page) {
        return items.versions(ItemKind.PLACEMENT, key, page.request());
    }

    @GET
    @Path("/{key}/versions/{n}")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "Read a version of a placement", description = ItemExamples.VERSION_IS)
    @APIResponse(
            responseCode = "200",
            description = "the version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Placement.class),
                            examples = @ExampleObject(name = "placement", value = ItemExamples.SAVED_PLACEMENT)))
    public Response version(
            @PathParam("key") @Parameter(example = KEY) String key, @PathParam("n") @Parameter(example = "1") int n) {
        return items.version(ItemKind.PLACEMENT, key, n);
    }
}

package io.cairn.personalization.catalogue.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.personalization.catalogue.ItemKind;
import io.cairn.personalization.offer.Offer;
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

/** Offers over HTTP. */
@Path("/v1/offers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Offers",
        description = "What a customer may be shown: its worth, its caps, and its content for each channel and locale.")
class OfferResource {
    private static final String KEY = "brew-guide";

    private final ItemRequests items;

    OfferResource(ItemRequests items) {
        this.items = items;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "List the offers", description = "By key, each as it was last saved.")
    @APIResponse(
            responseCode = "200",
            description = "a page of offers",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Offer.class),
                            examples =
                                    @ExampleObject(
                                            name = "offers",
                                            value = "{\"items\":[" + ItemExamples.SAVED_OFFER
                                                    + "],\"next\":\"dGVu\"}")))
    public Page<ObjectNode> list(@BeanParam PageParams page) {
        return items.list(ItemKind.OFFER, page.request());
    }

    @GET
    @Path("/{key}")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            summary = "Read an offer",
            description = "As it was last saved, with `key`, `version` and `updatedAt` added.")
    @APIResponse(
            responseCode = "200",
            description = "the offer; its ETag is for If-Match",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Offer.class),
                            examples = @ExampleObject(name = "offer", value = ItemExamples.SAVED_OFFER)))
    public Response get(@PathParam("key") @Parameter(example = KEY) String key) {
        return items.get(ItemKind.OFFER, key);
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            summary = "Save an offer",
            description =
                    "Every save is a new version. `status` is draft, live (the default) or archived: only a live offer is chosen. `eligibility` is a condition. Texts in `content` are templates over `traits`, `profile`, `context`, `cart` and `offer`, with `{traits.firstName ?: 'friend'}`, `{#if}` and `{#for item in cart}`; a value in a field named `html` is escaped by where it stands there, and one named `url` is an address (docs/deciding.md). Names that nothing has, and what other template languages write (`{{traits.firstName}}`, `{% if … %}`), are refused; a brace that is text is written `\\{`. Conditions and templates are checked when saved; of a journey, stage or persona in `eligibility` that is on no live map `warnings` in the answer says so.")
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
                            schema = @Schema(implementation = Offer.class),
                            examples = @ExampleObject(name = "offer", value = ItemExamples.SAVED_OFFER)))
    @APIResponse(
            responseCode = "201",
            description = "it is saved, and was not there before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Offer.class),
                            examples = @ExampleObject(name = "offer", value = ItemExamples.SAVED_OFFER)))
    public Response put(
            @PathParam("key") @Parameter(example = KEY) String key,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Offer.class),
                                            examples = @ExampleObject(name = "offer", value = ItemExamples.OFFER)))
                    JsonNode body,
            @Context HttpHeaders headers) {
        return items.put(ItemKind.OFFER, key, body, headers);
    }

    @DELETE
    @Path("/{key}")
    @RolesAllowed(Roles.DESIGN)
    @Operation(summary = "Delete an offer", description = "409 while a rule names it or a placement falls back to it.")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = ItemExamples.IF_MATCH,
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "204",
            description = "it is deleted; the versions that decisions were made by stay kept")
    public Response delete(@PathParam("key") @Parameter(example = KEY) String key, @Context HttpHeaders headers) {
        return items.delete(ItemKind.OFFER, key, headers);
    }

    @GET
    @Path("/{key}/versions")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "List the versions of an offer", description = ItemExamples.VERSIONS_ARE)
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
        return items.versions(ItemKind.OFFER, key, page.request());
    }

    @GET
    @Path("/{key}/versions/{n}")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "Read a version of an offer", description = ItemExamples.VERSION_IS)
    @APIResponse(
            responseCode = "200",
            description = "the version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Offer.class),
                            examples = @ExampleObject(name = "offer", value = ItemExamples.SAVED_OFFER)))
    public Response version(
            @PathParam("key") @Parameter(example = KEY) String key, @PathParam("n") @Parameter(example = "1") int n) {
        return items.version(ItemKind.OFFER, key, n);
    }
}

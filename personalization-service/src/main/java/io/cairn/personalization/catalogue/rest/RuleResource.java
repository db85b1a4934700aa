package io.cairn.personalization.catalogue.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.personalization.catalogue.ItemKind;
import io.cairn.personalization.rule.Rule;
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

/** Rules over HTTP. */
@Path("/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules", description = "Which offers stand as candidates, for whom, where and when.")
class RuleResource {
    private static final String KEY = "refill";

    private final ItemRequests items;

    RuleResource(ItemRequests items) {
        this.items = items;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "List the rules", description = "By key, each as it was last saved.")
    @APIResponse(
            responseCode = "200",
            description = "a page of rules",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Rule.class),
                            examples =
                                    @ExampleObject(
                                            name = "rules",
                                            value = "{\"items\":[" + ItemExamples.SAVED_RULE + "],\"next\":\"dGVu\"}")))
    public Page<ObjectNode> list(@BeanParam PageParams page) {
        return items.list(ItemKind.RULE, page.request());
    }

    @GET
    @Path("/{key}")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            summary = "Read a rule",
            description = "As it was last saved, with `key`, `version` and `updatedAt` added.")
    @APIResponse(
            responseCode = "200",
            description = "the rule; its ETag is for If-Match",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Rule.class),
                            examples = @ExampleObject(name = "rule", value = ItemExamples.SAVED_RULE)))
    public Response get(@PathParam("key") @Parameter(example = KEY) String key) {
        return items.get(ItemKind.RULE, key);
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            summary = "Save a rule",
            description =
                    "Every save is a new version. Its candidates are its `offers` and all offers with one of its `tags`; one of the two must be given. The offers and placements that it names must exist, and its stages must be on the live map of its journey. A rule may be saved before its journey is published: it has no effect until then, and `warnings` in the answer says so, as the key may be misspelt. `when` and `ranking` are conditions, checked when saved; of a journey, stage or persona in them that is on no live map `warnings` says so, too.")
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
                            schema = @Schema(implementation = Rule.class),
                            examples = @ExampleObject(name = "rule", value = ItemExamples.SAVED_RULE)))
    @APIResponse(
            responseCode = "201",
            description = "it is saved, and was not there before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Rule.class),
                            examples = @ExampleObject(name = "rule", value = ItemExamples.SAVED_RULE)))
    public Response put(
            @PathParam("key") @Parameter(example = KEY) String key,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Rule.class),
                                            examples = @ExampleObject(name = "rule", value = ItemExamples.RULE)))
                    JsonNode body,
            @Context HttpHeaders headers) {
        return items.put(ItemKind.RULE, key, body, headers);
    }

    @DELETE
    @Path("/{key}")
    @RolesAllowed(Roles.DESIGN)
    @Operation(summary = "Delete a rule", description = "Its offers are candidates no more.")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = ItemExamples.IF_MATCH,
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "204",
            description = "it is deleted; the versions that decisions were made by stay kept")
    public Response delete(@PathParam("key") @Parameter(example = KEY) String key, @Context HttpHeaders headers) {
        return items.delete(ItemKind.RULE, key, headers);
    }

    @GET
    @Path("/{key}/versions")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "List the versions of a rule", description = ItemExamples.VERSIONS_ARE)
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
        return items.versions(ItemKind.RULE, key, page.request());
    }

    @GET
    @Path("/{key}/versions/{n}")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "Read a version of a rule", description = ItemExamples.VERSION_IS)
    @APIResponse(
            responseCode = "200",
            description = "the version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Rule.class),
                            examples = @ExampleObject(name = "rule", value = ItemExamples.SAVED_RULE)))
    public Response version(
            @PathParam("key") @Parameter(example = KEY) String key, @PathParam("n") @Parameter(example = "1") int n) {
        return items.version(ItemKind.RULE, key, n);
    }
}

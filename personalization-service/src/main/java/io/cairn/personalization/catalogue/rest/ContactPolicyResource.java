package io.cairn.personalization.catalogue.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.personalization.catalogue.ItemKind;
import io.cairn.personalization.contact.ContactPolicy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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

/** The one contact policy over HTTP. */
@Path("/v1/contact-policy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contact policy", description = "Whether, when and how often customers may be contacted.")
class ContactPolicyResource {
    private final ItemRequests items;

    ContactPolicyResource(ItemRequests items) {
        this.items = items;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            summary = "Read the contact policy",
            description = "As it was last saved; before that the defaults, as version 0: UTC, and no restriction but a"
                    + " customer's own objection.")
    @APIResponse(
            responseCode = "200",
            description = "the policy; its ETag is for If-Match",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContactPolicy.class),
                            examples = @ExampleObject(name = "policy", value = ItemExamples.SAVED_POLICY)))
    public Response get() {
        return items.policy();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            summary = "Save the contact policy",
            description = "Every save is a new version. `consent` says what holds for a customer without the trait"
                    + " `consent.CHANNEL`: optIn (not before she agrees) or optOut (until she objects), which also holds"
                    + " for every channel that is not named here. Upper and lower case are the same in that trait. `warnings` in"
                    + " the answer says what holds for nobody: `quietHours` and `caps` under a name that is no placement's"
                    + " and no representation's channel, a purpose's included; `optIn` under one that is no purpose's either;"
                    + " and a tag that no offer has.")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = ItemExamples.IF_MATCH,
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "a new version of it is saved, and decisions go by it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContactPolicy.class),
                            examples = @ExampleObject(name = "policy", value = ItemExamples.SAVED_POLICY)))
    @APIResponse(
            responseCode = "201",
            description = "it is saved, and is the first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContactPolicy.class),
                            examples = @ExampleObject(name = "policy", value = ItemExamples.SAVED_POLICY)))
    public Response put(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ContactPolicy.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "policy",
                                                            value = ItemExamples.CONTACT_POLICY)))
                    JsonNode body,
            @Context HttpHeaders headers) {
        return items.put(ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY, body, headers);
    }

    @GET
    @Path("/versions")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "List the versions of the contact policy", description = ItemExamples.VERSIONS_ARE)
    @APIResponse(
            responseCode = "200",
            description = "a page of versions",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = ItemVersion.class),
                            examples = @ExampleObject(name = "versions", value = ItemExamples.VERSIONS)))
    public Page<ItemVersion> versions(@BeanParam PageParams page) {
        return items.versions(ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY, page.request());
    }

    @GET
    @Path("/versions/{n}")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(summary = "Read a version of the contact policy", description = ItemExamples.VERSION_IS)
    @APIResponse(
            responseCode = "200",
            description = "the version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContactPolicy.class),
                            examples = @ExampleObject(name = "policy", value = ItemExamples.SAVED_POLICY)))
    public Response version(@PathParam("n") @Parameter(example = "1") int n) {
        return items.version(ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY, n);
    }
}

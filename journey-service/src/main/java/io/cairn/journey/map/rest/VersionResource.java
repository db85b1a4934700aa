package io.cairn.journey.map.rest;

import io.cairn.journey.map.JourneyVersion;
import io.cairn.journey.map.Journeys;
import io.cairn.journey.map.Publishing;
import io.cairn.journey.map.VersionSummary;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was published of a journey. */
@Path("/v1/journeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Versions", description = "What was published of them.")
class VersionResource {
    private static final MediaType YAML_TYPE = MediaType.valueOf(YamlBodies.YAML);
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, YAML_TYPE).build();

    private final Journeys journeys;
    private final Publishing publishing;
    private final JourneyJson json;
    private final JsonBodies bodies;
    private final SecurityIdentity caller;

    VersionResource(
            Journeys journeys, Publishing publishing, JourneyJson json, JsonBodies bodies, SecurityIdentity caller) {
        this.journeys = journeys;
        this.publishing = publishing;
        this.json = json;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    @Path("/{key}/publish")
    @Consumes(MediaType.WILDCARD) // clients send a POST without a body under any type
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            operationId = "publishJourney",
            summary = "Publish the draft, or an earlier version again",
            description =
                    """
                    Makes the draft the next version, 1, 2, 3 …, also if nothing changed, and live: every decision uses \
                    it within a second. 422 says all that is wrong with the map. With `If-Match`, only the draft that \
                    you read is published. With `version` an earlier version is published again, as the next one (a \
                    rollback), and the draft stays as it is.""")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PublishRequest.class),
                            examples = {
                                @ExampleObject(name = "note", value = JourneyExamples.PUBLISH),
                                @ExampleObject(name = "rollback", value = JourneyExamples.ROLL_BACK)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "Published.",
            content =
                    @Content(
                            schema = @Schema(implementation = Published.class),
                            examples = @ExampleObject(name = "published", value = JourneyExamples.PUBLISHED)))
    public Published publish(
            @Parameter(example = "shop") @PathParam("key") String key,
            @BeanParam PreconditionHeaders headers,
            byte[] body) {
        PublishRequest request =
                body.length == 0 ? PublishRequest.SILENT : (PublishRequest) bodies.read(body, PublishRequest.class);
        return Published.of(
                publishing.publish(
                        key,
                        request.version(),
                        request.note(),
                        headers.precondition(),
                        caller.getPrincipal().getName()),
                request.version());
    }

    @GET
    @Path("/{key}/versions")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyVersions",
            summary = "List the versions of a journey",
            description = "Newest first, without their maps.")
    @APIResponse(
            responseCode = "200",
            description = "A page of versions.",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = VersionSummary.class),
                            examples = @ExampleObject(name = "versions", value = JourneyExamples.VERSIONS)))
    public Page<VersionSummary> versions(
            @Parameter(example = "shop") @PathParam("key") String key, @BeanParam PageParams params) {
        PageRequest page = params.request();
        return Page.of(journeys.versions(key, page), page, version -> Integer.toString(version.version()));
    }

    @GET
    @Path("/{key}/versions/{n}")
    @Produces({MediaType.APPLICATION_JSON, YamlBodies.YAML})
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyVersion",
            summary = "Read a version",
            description = "The map as it was published. It never changes; `If-None-Match` answers 304.")
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Versioned.class),
                            examples = @ExampleObject(name = "version", value = JourneyExamples.VERSION)))
    public Response version(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(example = "1") @PathParam("n") int n,
            @Context Request request) {
        return answer(request, journeys.version(key, n));
    }

    @GET
    @Path("/{key}/live")
    @Produces({MediaType.APPLICATION_JSON, YamlBodies.YAML})
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "liveJourney",
            summary = "Read the live version",
            description = "The version that decisions use; 404 if none is live. `If-None-Match` answers 304.")
    @APIResponse(
            responseCode = "200",
            description = "The live version.",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Versioned.class),
                            examples = @ExampleObject(name = "version", value = JourneyExamples.VERSION)))
    public Response live(@Parameter(example = "shop") @PathParam("key") String key, @Context Request request) {
        return answer(request, journeys.live(key));
    }

    private Response answer(Request request, JourneyVersion version) {
        Variant variant = request.selectVariant(VARIANTS);
        boolean yaml = variant != null && variant.getMediaType().isCompatible(YAML_TYPE);
        // the time too: a laptop that starts over gives the same number to another map
        EntityTag tag = new EntityTag(
                version.version() + "-" + version.published().at().toEpochMilli() + (yaml ? "-yaml" : ""));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                // Vary is on the response since the variant was selected; the framework puts it on a 304 once more
                ? unchanged.tag(tag).header(HttpHeaders.VARY, null).build()
                : Response.ok(json.version(version), variant).tag(tag).build();
    }
}

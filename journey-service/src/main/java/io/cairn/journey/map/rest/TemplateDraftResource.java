package io.cairn.journey.map.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.Journeys;
import io.cairn.journey.map.Precondition;
import io.cairn.journey.template.Template;
import io.cairn.journey.template.Templates;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Starts journeys from templates. */
@Path("/v1/journeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
class TemplateDraftResource {
    private final Journeys journeys;
    private final Templates templates;
    private final JourneyJson json;
    private final SecurityIdentity caller;

    TemplateDraftResource(Journeys journeys, Templates templates, JourneyJson json, SecurityIdentity caller) {
        this.journeys = journeys;
        this.templates = templates;
        this.json = json;
        this.caller = caller;
    }

    @POST
    @Path("/{key}")
    @Consumes(MediaType.WILDCARD) // there is no body, and clients send one under any type
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            operationId = "startJourney",
            summary = "Start a journey from a template",
            description =
                    """
                    Makes a draft of the template, to be changed and published like any other. 409 if there is a journey \
                    of this key, archived ones included; 422 for a template that there is not.""")
    @APIResponse(
            responseCode = "201",
            description = "The draft.",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Drafted.class),
                            examples = @ExampleObject(name = "draft", value = JourneyExamples.STARTED)))
    public RestResponse<ObjectNode> start(
            @Parameter(example = JourneyExamples.STARTED_KEY) @PathParam("key") String key,
            @Parameter(description = "the key of a template", required = true, example = "coffee-chain")
                    @QueryParam("template")
                    @Nullable
                    String template) {
        Template start = template(template);
        Journey journey = journeys.create(
                key,
                start.map(),
                "started from the template " + start.key(),
                caller.getPrincipal().getName());
        return ResponseBuilder.<ObjectNode>create(RestResponse.Status.CREATED)
                .entity(json.draft(journey))
                .tag(Precondition.tag(journey))
                .build();
    }

    private Template template(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw ProblemException.malformed("template", "must be there: the key of a template, see /v1/templates");
        }
        return templates
                .find(key)
                .orElseThrow(() -> ProblemException.invalid(
                        "template",
                        "is no template: there are "
                                + templates.all().stream().map(Template::key).collect(Collectors.joining(", "))));
    }
}

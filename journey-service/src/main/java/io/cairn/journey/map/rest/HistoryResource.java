package io.cairn.journey.map.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.journey.map.HistoryEntry;
import io.cairn.journey.map.HistoryItem;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.Journeys;
import io.cairn.journey.map.Precondition;
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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What was done with a journey, and what is done with it besides drawing and publishing. */
@Path("/v1/journeys/{key}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "History", description = "Who did what with them, and when.")
class HistoryResource {
    private final Journeys journeys;
    private final JourneyJson json;
    private final JsonBodies bodies;
    private final SecurityIdentity caller;

    HistoryResource(Journeys journeys, JourneyJson json, JsonBodies bodies, SecurityIdentity caller) {
        this.journeys = journeys;
        this.json = json;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Path("/history")
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyHistory",
            summary = "Read the history of a journey",
            description =
                    """
                    Who did what and when, newest first: `saved` (with the draft's `revision`, as in its ETag), \
                    `published` (with the `version`), `rolledBack` (a new `version` with the map of `rolledBackTo`), \
                    `archived`, `restored`, `reviewed`; each with the `note` that was given. `by` is the name of the \
                    API key.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of the history.",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = HistoryEntry.class),
                            examples = @ExampleObject(name = "history", value = JourneyExamples.HISTORY)))
    public Page<HistoryEntry> history(
            @Parameter(example = "shop") @PathParam("key") String key, @BeanParam PageParams params) {
        PageRequest page = params.request();
        return Page.of(journeys.history(key, page), page, item -> Long.toString(item.id()))
                .map(HistoryItem::entry);
    }

    @POST
    @Path("/restore")
    @Consumes(MediaType.WILDCARD) // clients send a POST without a body under any type
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            operationId = "restoreJourney",
            summary = "Bring a journey back from the archive",
            description =
                    """
                    As a draft, with all its versions; publish it, or one of the versions, and it is live again. \
                    Restoring one that is not archived changes nothing.""")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NoteRequest.class),
                            examples = @ExampleObject(name = "note", value = JourneyExamples.RESTORE)))
    @APIResponse(
            responseCode = "200",
            description = "The draft.",
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Drafted.class),
                            examples = @ExampleObject(name = "draft", value = JourneyExamples.SAVED)))
    public RestResponse<ObjectNode> restore(
            @Parameter(example = JourneyExamples.KEY) @PathParam("key") String key,
            @BeanParam PreconditionHeaders headers,
            byte[] body) {
        return answer(journeys.restore(
                key,
                headers.precondition(),
                request(body).note(),
                caller.getPrincipal().getName()));
    }

    @POST
    @Path("/review")
    @Consumes(MediaType.WILDCARD) // clients send a POST without a body under any type
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            operationId = "reviewJourney",
            summary = "Say that a map was reviewed",
            description =
                    """
                    Somebody looked at it and it is right as it is: it is due again after its `reviewEvery`, as after \
                    saving or publishing. `GET /v1/journeys?due=true` lists what is due.""")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NoteRequest.class),
                            examples = @ExampleObject(name = "note", value = JourneyExamples.REVIEW)))
    @APIResponse(
            responseCode = "200",
            description = "The draft.",
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Drafted.class),
                            examples = @ExampleObject(name = "draft", value = JourneyExamples.SAVED)))
    public RestResponse<ObjectNode> review(
            @Parameter(example = JourneyExamples.KEY) @PathParam("key") String key,
            @BeanParam PreconditionHeaders headers,
            byte[] body) {
        return answer(journeys.review(
                key,
                headers.precondition(),
                request(body).note(),
                caller.getPrincipal().getName()));
    }

    private NoteRequest request(byte[] body) {
        return body.length == 0 ? NoteRequest.SILENT : (NoteRequest) bodies.read(body, NoteRequest.class);
    }

    private RestResponse<ObjectNode> answer(Journey journey) {
        return ResponseBuilder.<ObjectNode>create(RestResponse.Status.OK)
                .entity(json.draft(journey))
                .tag(Precondition.tag(journey))
                .build();
    }
}

package io.cairn.journey.map.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.JourneySummary;
import io.cairn.journey.map.Journeys;
import io.cairn.journey.map.Precondition;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
import org.jspecify.annotations.Nullable;

/** Journeys: their drafts. */
@Path("/v1/journeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Journeys", description = "The maps that are drawn.")
class JourneyResource {
    private static final String NOTE = "for who reads the history; at most 1000 characters";

    private final Journeys journeys;
    private final JourneyJson json;
    private final SecurityIdentity caller;

    JourneyResource(Journeys journeys, JourneyJson json, SecurityIdentity caller) {
        this.journeys = journeys;
        this.json = json;
        this.caller = caller;
    }

    @PUT
    @Path("/{key}")
    @Consumes({MediaType.APPLICATION_JSON, YamlBodies.YAML})
    @Produces({MediaType.APPLICATION_JSON, YamlBodies.YAML})
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            operationId = "saveJourney",
            summary = "Save the draft of a journey",
            description =
                    """
                    Makes the journey if there is none, and brings an archived one back as a draft. Nothing that is \
                    live changes until the draft is published. The map must be of the documented form (400 with every \
                    field that is not), and its conditions must compile (422 with pointer, line and column); it may \
                    have no stages yet. Fields that a GET adds are ignored. The ETag names the draft as saved; \
                    publishing does not change it. With `If-Match`, 412 if somebody saved it since you read it, with \
                    what they changed. More than 50 stages, 500 touchpoints in all, 50 personas, or 100 items of any \
                    other list are a 422. YAML is taken by its type, and read by the same rules.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyMap.class),
                            examples = @ExampleObject(name = "shop", value = JourneyExamples.MAP)))
    @APIResponse(
            responseCode = "200",
            description = "Saved.",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Drafted.class),
                            examples = @ExampleObject(name = "saved", value = JourneyExamples.SAVED)))
    @APIResponse(
            responseCode = "412",
            description = "Somebody saved it in between: who and when, its ETag now, and what changed since.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = @ExampleObject(name = "lost update", value = JourneyExamples.LOST_UPDATE)))
    @APIResponse(
            responseCode = "201",
            description = "Saved, and the journey is new.",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Drafted.class),
                            examples = @ExampleObject(name = "saved", value = JourneyExamples.SAVED)))
    public Response save(
            @Parameter(example = JourneyExamples.KEY) @PathParam("key") String key,
            @BeanParam PreconditionHeaders headers,
            @Parameter(description = NOTE) @QueryParam("note") @Nullable String note,
            JsonNode map) {
        Journey saved = journeys.save(
                key,
                map,
                headers.precondition(),
                Note.checked("note", note),
                caller.getPrincipal().getName());
        return answer(saved.revision() == 1 ? Response.Status.CREATED : Response.Status.OK, saved);
    }

    @GET
    @Path("/{key}")
    @Produces({MediaType.APPLICATION_JSON, YamlBodies.YAML})
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journey",
            summary = "Read the draft of a journey",
            description = "The map as it was saved last, with `status` (draft, live, archived) and `liveVersion`.")
    @APIResponse(
            responseCode = "200",
            description = "The draft.",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = JourneyJson.Drafted.class),
                            examples = @ExampleObject(name = "draft", value = JourneyExamples.SAVED)))
    public Response get(@Parameter(example = "shop") @PathParam("key") String key) {
        return answer(Response.Status.OK, journeys.get(key));
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeys",
            summary = "List the journeys",
            description =
                    """
                    By key, without their maps. Archived ones only with `archived=true`. With `due=true` those whose \
                    `reviewEvery` has passed since they were saved, published or reviewed last.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of journeys.",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = JourneyListItem.class),
                            examples = @ExampleObject(name = "journeys", value = JourneyExamples.JOURNEYS)))
    public Page<JourneyListItem> list(
            @BeanParam PageParams params,
            @Parameter(
                            description = "also the archived ones",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("archived")
                    @DefaultValue("false")
                    String archived,
            @Parameter(
                            description = "only those that are due for review, none that is archived",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("due")
                    @DefaultValue("false")
                    String due) {
        PageRequest page = params.request();
        boolean archivedToo = isTrue("archived", archived);
        List<JourneySummary> found = isTrue("due", due) ? journeys.due(page) : journeys.list(page, archivedToo);
        return Page.of(found, page, JourneySummary::key).map(JourneyListItem::of);
    }

    @DELETE
    @Path("/{key}")
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            operationId = "archiveJourney",
            summary = "Archive a journey",
            description =
                    """
                    Decisions stop using it within a second. The draft and all versions stay readable; restoring it, or \
                    saving the draft again, brings it back. Archiving it twice changes nothing.""")
    @APIResponse(responseCode = "204", description = "Archived.")
    public void archive(
            @Parameter(example = JourneyExamples.KEY) @PathParam("key") String key,
            @BeanParam PreconditionHeaders headers,
            @Parameter(description = NOTE) @QueryParam("note") @Nullable String note) {
        journeys.archive(
                key,
                headers.precondition(),
                Note.checked("note", note),
                caller.getPrincipal().getName());
    }

    private static boolean isTrue(String parameter, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.malformed(parameter, "must be true or false");
        };
    }

    /** Not a RestResponse of its type: for that the writer is chosen at build time, and it is JSON's. */
    private Response answer(Response.Status status, Journey journey) {
        return Response.status(status)
                .entity(json.draft(journey))
                .tag(Precondition.tag(journey))
                .build();
    }
}

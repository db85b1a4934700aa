package io.cairn.events.plan.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.plan.PlanMode;
import io.cairn.events.plan.TrackingPlan;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonPointers;
import io.cairn.model.json.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What events should look like. */
@Path("/v1/tracking-plan")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tracking plan", description = "What events there are, and what they should look like.")
class TrackingPlanResource {
    private static final int MAX_DESCRIPTION = 2_000;

    /** What a PUT takes; the last three are the server's, and ignored. */
    private static final Set<String> FIELDS =
            Set.of("mode", "schema", "description", "event", "createdAt", "updatedAt");

    private final TrackingPlan plan;
    private final JsonBodies bodies;

    TrackingPlanResource(TrackingPlan plan, JsonBodies bodies) {
        this.plan = plan;
        this.bodies = bodies;
    }

    @PUT
    @Path("/{event}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.DESIGN)
    @Operation(
            operationId = "planEvent",
            summary = "Say what an event should look like",
            description =
                    """
                    A JSON Schema 2020-12 of the properties of the track, page and screen events of that name. `observe` takes \
                    what violates it and counts that, in `GET /v1/events`; `enforce` rejects it, with pointer and reason, \
                    however it comes. Every replica follows within a second. At most 64 KiB; references lead into the schema \
                    itself, and do not recur; patterns are those of RE2.""")
    @APIResponse(
            responseCode = "200",
            description = "Saved.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlannedEventView.class),
                            examples = @ExampleObject(name = "saved", value = PlanExamples.SAVED)))
    @APIResponse(
            responseCode = "201",
            description = "Saved, and it was not planned before.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlannedEventView.class),
                            examples = @ExampleObject(name = "saved", value = PlanExamples.SAVED)))
    public Response save(
            @Parameter(example = "Product Viewed") @PathParam("event") String event,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "plan", value = PlanExamples.SAVE)))
                    byte[] body)
            throws SQLException {
        String wrong = Texts.nameFault(event, LoggedEvent.MAX_ID_LENGTH);
        if (wrong != null || event.equals(LoggedEvent.ANY_NAME)) {
            throw ProblemException.malformed("event", wrong == null ? "must not be *, which is no name" : wrong);
        }
        JsonNode json = bodies.tree(body);
        if (!json.isObject()) {
            throw ProblemException.malformed("", "must be an object");
        }
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw ProblemException.malformed(
                        "/" + JsonPointers.step(field),
                        "there is no such field; known are [mode, schema, description]");
            }
        });
        if (!json.has("schema")) {
            throw ProblemException.malformed("/schema", "must be there");
        }
        TrackingPlan.Saved saved = plan.save(event, mode(json), json.get("schema"), description(json));
        return Response.status(saved.created() ? 201 : 200)
                .entity(PlannedEventView.of(saved.event()))
                .build();
    }

    @GET
    @Path("/{event}")
    @RolesAllowed({Roles.DESIGN, Roles.READ})
    @Operation(operationId = "plannedEvent", summary = "Read what an event should look like")
    @APIResponse(
            responseCode = "200",
            description = "What is planned.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlannedEventView.class),
                            examples = @ExampleObject(name = "planned", value = PlanExamples.SAVED)))
    public PlannedEventView find(@Parameter(example = "Product Viewed") @PathParam("event") String event)
            throws SQLException {
        return PlannedEventView.of(plan.find(event));
    }

    @DELETE
    @Path("/{event}")
    @RolesAllowed(Roles.DESIGN)
    @Operation(operationId = "unplanEvent", summary = "Let an event look as it may")
    @APIResponse(responseCode = "204", description = "It is no longer planned.")
    public void delete(@Parameter(example = "Product Viewed") @PathParam("event") String event) throws SQLException {
        plan.delete(event);
    }

    @GET
    @RolesAllowed({Roles.DESIGN, Roles.READ})
    @Operation(
            operationId = "trackingPlan",
            summary = "List the planned events",
            description =
                    """
                    In the order of their names. A page may have fewer than `limit`, where their schemas are large: `next` says \
                    whether there are more.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = PlannedEventView.class),
                            examples = @ExampleObject(name = "plan", value = PlanExamples.PLAN)))
    public Page<PlannedEventView> list(@BeanParam PageParams params) throws SQLException {
        PageRequest page = params.request();
        return plan.list(page.after().orElse(""), page.limit()).map(PlannedEventView::of);
    }

    private static PlanMode mode(JsonNode json) {
        String mode = json.path("mode").asText("observe");
        return Arrays.stream(PlanMode.values())
                .filter(each -> each.spelling().equals(mode))
                .findFirst()
                .orElseThrow(() -> ProblemException.malformed("/mode", "must be observe or enforce"));
    }

    private static @Nullable String description(JsonNode json) {
        JsonNode description = json.path("description");
        if (description.isMissingNode() || description.isNull()) {
            return null;
        }
        String text = description.asText();
        String wrong = description.isTextual() ? Texts.fault(text) : "must be a text";
        if (wrong != null || text.length() > MAX_DESCRIPTION) {
            throw ProblemException.malformed(
                    "/description", wrong == null ? "must have at most " + MAX_DESCRIPTION + " characters" : wrong);
        }
        return text;
    }
}

package io.cairn.events.plan.rest;

import io.cairn.events.plan.EventNames;
import io.cairn.events.plan.MapUses.Use;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What events there are. */
@Path("/v1/events")
@RolesAllowed({Roles.DESIGN, Roles.READ})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tracking plan")
class EventNameResource {
    private final EventNames names;

    EventNameResource(EventNames names) {
        this.names = names;
    }

    @GET
    @Operation(
            operationId = "eventNames",
            summary = "List the events that were seen",
            description =
                    """
                    What a condition can ask for: the names of track, page and screen events, how many there are and when, \
                    of which types their properties were (in a sample), how they keep to the tracking plan, and which live \
                    maps name them. Written down every few seconds. A page may have fewer than `limit`, where they \
                    have very many properties: `next` says whether there are more.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of them, in the order of their names.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = SeenEventView.class),
                            examples = @ExampleObject(name = "events", value = PlanExamples.SEEN_LIST)))
    public Page<SeenEventView> list(@BeanParam PageParams params) throws SQLException {
        PageRequest page = params.request();
        Optional<Map<String, List<Use>>> uses = names.uses();
        return names.after(page.after().orElse(""), page.limit()).map(seen -> SeenEventView.of(seen, uses));
    }

    @GET
    @Path("/{event}")
    @Operation(operationId = "eventName", summary = "See what is known of an event")
    @APIResponse(
            responseCode = "200",
            description = "What is known.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SeenEventView.class),
                            examples = @ExampleObject(name = "event", value = PlanExamples.SEEN)))
    public SeenEventView find(@Parameter(example = "Product Viewed") @PathParam("event") String event)
            throws SQLException {
        return SeenEventView.of(names.named(event), names.uses());
    }
}

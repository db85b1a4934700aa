package io.cairn.events.timeline.rest;

import io.cairn.events.timeline.Timeline;
import io.cairn.events.timeline.TimelinePage;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a customer did. */
@Path("/v1/profiles/{id}/events")
@RolesAllowed(Roles.READ)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
class TimelineResource {
    private static final String EXAMPLE =
            """
            {"items":[{"messageId":"example-2","type":"track","event":"product_view","at":"2026-01-31T11:59:00Z",
              "receivedAt":"2026-01-31T12:00:00Z","userId":"u-0001","properties":{"category":"shoes","value":79.9},
              "context":{}}],"next":"MTc2OTg2MDc0MDAwMDpleGFtcGxlLTI"}""";

    private final Timeline timeline;

    TimelineResource(Timeline timeline) {
        this.timeline = timeline;
    }

    @GET
    @Operation(
            operationId = "timeline",
            summary = "Read a timeline",
            description =
                    """
                    All her events, newest first, the identify or alias that joined another id to hers included, with `join`.
                    A page may have fewer than `limit`, where they are large: `next` says whether there are more. \
                    Where a retention is set, those since `retainedSince`: what was before is in her profile alone.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TimelinePage.class),
                            examples = @ExampleObject(name = "timeline", value = EXAMPLE)))
    public TimelinePage get(
            @Parameter(description = "a customerId, or an anonymousId or external id of hers", example = "u-0001")
                    @PathParam("id")
                    String id,
            @BeanParam PageParams page)
            throws SQLException {
        return timeline.page(id, page.request())
                .orElseThrow(() -> ProblemException.notFound("nobody is known by this id"));
    }
}

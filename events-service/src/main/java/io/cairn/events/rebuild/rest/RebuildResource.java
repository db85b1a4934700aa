package io.cairn.events.rebuild.rest;

import io.cairn.events.rebuild.RequestedRebuild;
import io.cairn.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rebuilds Redis from the log while everything runs. */
@Path(RebuildResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation", description = "For whoever runs Cairn.")
class RebuildResource {
    static final String PATH = "/v1/rebuild";

    private static final String RUNNING =
            """
            {"state":"running","checked":500,"failed":0,"total":1400,"startedAt":"2026-01-31T12:00:00Z","finishedAt":null}""";
    private static final String DONE =
            """
            {"state":"idle","checked":1400,"failed":0,"total":1400,"startedAt":"2026-01-31T12:00:00Z",
             "finishedAt":"2026-01-31T12:00:03Z"}""";

    private final RequestedRebuild rebuilds;

    RebuildResource(RequestedRebuild rebuilds) {
        this.rebuilds = rebuilds;
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "rebuild",
            summary = "Rebuild Redis from the log",
            description =
                    "Folds every customer's profile anew, whatever Redis holds of her, and says again where ids lead; events and decisions go on meanwhile. While one runs, another request only shows it. It survives the death of the replica at it.")
    @APIResponse(
            responseCode = "202",
            description = "It runs.",
            headers =
                    @Header(
                            name = "Location",
                            description = "where its progress is",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RebuildView.class),
                            examples = @ExampleObject(name = "running", value = RUNNING)))
    public Response begin() throws SQLException {
        return Response.accepted(RebuildView.of(Optional.of(rebuilds.request())))
                .header(HttpHeaders.LOCATION, PATH)
                .build();
    }

    @GET
    @RolesAllowed(Roles.READ)
    @Operation(
            operationId = "rebuildProgress",
            summary = "See how far the rebuild is",
            description = "The latest one that was asked for, whichever replica is at it.")
    @APIResponse(
            responseCode = "200",
            description = "The progress.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RebuildView.class),
                            examples = @ExampleObject(name = "done", value = DONE)))
    public RebuildView progress() throws SQLException {
        return RebuildView.of(rebuilds.latest());
    }
}

package io.cairn.events.ingest.rest;

import io.cairn.events.ingest.IngestService;
import io.cairn.events.ingest.Receipt;
import io.cairn.kit.auth.Roles;
import io.cairn.model.event.EventType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Undoes a wrong join. */
@Path("/v1/unalias")
@RolesAllowed(Roles.ADMIN)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@InTurn
@Tag(name = "Identities")
class UnaliasResource {
    private final IngestService ingest;

    UnaliasResource(IngestService ingest) {
        this.ingest = ingest;
    }

    @POST
    @Operation(
            operationId = "unalias",
            summary = "Undo a wrong join",
            description =
                    "Undoes what earlier aliases and identifies joined of `previousId` and `userId`. Profiles and timelines are then as if they had never been joined; an alias that is later (by its `timestamp`) joins them again. Logged like any event, so `messageId` and `timestamp` mean the same. Role `admin`.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "unalias", value = IngestExamples.ALIAS)))
    @APIResponse(
            responseCode = "200",
            description = "Undone, durably.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public CompletionStage<Receipt> unalias(byte[] body) {
        return ingest.single(body, EventType.UNALIAS, true);
    }
}

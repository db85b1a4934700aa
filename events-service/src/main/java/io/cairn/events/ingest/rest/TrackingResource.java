package io.cairn.events.ingest.rest;

import io.cairn.events.ingest.IngestService;
import io.cairn.events.ingest.Receipt;
import io.cairn.kit.auth.Roles;
import io.cairn.model.event.EventType;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
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

/** Segment's tracking API. Bodies are read whatever their content type says: clients differ. */
@Path("/v1")
@PermitAll // the key may be in the body: TakesWriteKey asks for it
@InTurn
@TakesWriteKey
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "Segment's tracking API: its clients work by pointing them here.")
class TrackingResource {
    private static final String JSON = MediaType.APPLICATION_JSON;

    private final IngestService ingest;
    private final SecurityIdentity caller;

    TrackingResource(IngestService ingest, SecurityIdentity caller) {
        this.ingest = ingest;
        this.caller = caller;
    }

    private boolean admin() {
        return caller.hasRole(Roles.ADMIN);
    }

    @POST
    @Path("/batch")
    @Operation(
            operationId = "batch",
            summary = "Send events",
            description =
                    "Up to 2000 events of 32 KiB, 8 MiB in all. A bad event is rejected alone, and named in `rejected`. The same `messageId` again changes nothing. `sentAt` corrects the sender's clock; `context` holds for each event, and may have 32 KiB, and 8 MiB in all of them together. Without `Authorization`, the body's `writeKey` is the key. gzip is read, too.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "batch", value = IngestExamples.BATCH)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.BATCH_TAKEN)))
    public Receipt batch(byte[] body) {
        return ingest.batch(body, admin());
    }

    @POST
    @Path("/import")
    @Operation(
            operationId = "importBatch",
            summary = "Send events (as Segment's Java client does)",
            description = "The same as `/v1/batch`. Segment's Java client has its key in the body: `writeKey`.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "importBatch", value = IngestExamples.BATCH)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.BATCH_TAKEN)))
    public Receipt importBatch(byte[] body) {
        return ingest.batch(body, admin());
    }

    @POST
    @Path("/track")
    @Operation(
            operationId = "track",
            summary = "Say what a customer did",
            description = "An event with a name: `event`. Counts under it in the customer's profile.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "track", value = IngestExamples.TRACK)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public CompletionStage<Receipt> track(byte[] body) {
        return ingest.single(body, EventType.TRACK, admin());
    }

    @POST
    @Path("/identify")
    @Operation(
            operationId = "identify",
            summary = "Say who a customer is",
            description =
                    "Sets traits; with `userId` and `anonymousId` it also joins what was done anonymously to the customer.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "identify", value = IngestExamples.IDENTIFY)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public CompletionStage<Receipt> identify(byte[] body) {
        return ingest.single(body, EventType.IDENTIFY, admin());
    }

    @POST
    @Path("/page")
    @Operation(
            operationId = "page",
            summary = "Say which page was seen",
            description = "Counts under its `name`, or `page` without one.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "page", value = IngestExamples.PAGE)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public CompletionStage<Receipt> page(byte[] body) {
        return ingest.single(body, EventType.PAGE, admin());
    }

    @POST
    @Path("/screen")
    @Operation(
            operationId = "screen",
            summary = "Say which screen of an app was seen",
            description = "Counts under its `name`, or `screen` without one.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "screen", value = IngestExamples.PAGE)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public CompletionStage<Receipt> screen(byte[] body) {
        return ingest.single(body, EventType.SCREEN, admin());
    }

    @POST
    @Path("/group")
    @Operation(
            operationId = "group",
            summary = "Say to which group a customer belongs",
            description = "The group and its traits show in the customer's profile, under `groups`.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "group", value = IngestExamples.GROUP)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public CompletionStage<Receipt> group(byte[] body) {
        return ingest.single(body, EventType.GROUP, admin());
    }

    @POST
    @Path("/alias")
    @Operation(
            operationId = "alias",
            summary = "Join an anonymous id to a customer",
            description =
                    "What was done under `previousId` without a `userId` becomes the customer's. If `previousId` is a known customer's, the two become one, but only if the key is of role `admin`; else the alias is logged and named in `joinsNotCounted`.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "alias", value = IngestExamples.ALIAS)))
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public CompletionStage<Receipt> alias(byte[] body) {
        return ingest.single(body, EventType.ALIAS, admin());
    }
}

package io.cairn.events.ingest.rest;

import io.cairn.events.ingest.IngestService;
import io.cairn.events.ingest.Receipt;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** CloudEvents 1.0 over HTTP, in all three modes; the content type says which. */
@Path("/v1/cloudevents")
@InTurn
@RolesAllowed(Roles.INGEST)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
class CloudEventResource {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";

    private final IngestService ingest;
    private final SecurityIdentity caller;

    CloudEventResource(IngestService ingest, SecurityIdentity caller) {
        this.ingest = ingest;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "cloudEvents",
            summary = "Send CloudEvents",
            description =
                    "CloudEvents 1.0, binary (`ce-` headers, the body is the data), structured or batched; data are JSON. `source` and `id` together name the event: the same again changes nothing. `type` is the event's name and `data` its properties; `userid`, `anonymousid` or else `subject` say whose it is. Of a type `io.cairn.track`, `.identify`, `.page`, `.screen`, `.group` or `.alias` the data are a body of Segment's call of that name. A bad event of a batch is rejected alone; limits are those of `/v1/batch`.")
    @Parameter(
            name = "ce-specversion",
            in = ParameterIn.HEADER,
            description = "binary mode only, as all ce- headers",
            schema = @Schema(type = SchemaType.STRING),
            example = "1.0")
    @Parameter(
            name = "ce-id",
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            example = "example-1")
    @Parameter(
            name = "ce-source",
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            example = "/shop/checkout")
    @Parameter(
            name = "ce-type",
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            example = "product_view")
    @Parameter(
            name = "ce-userid",
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            example = "u-0001")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = STRUCTURED,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "structured", value = IngestExamples.CLOUD_EVENT)),
                @Content(
                        mediaType = BATCHED,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class),
                        examples = @ExampleObject(name = "batched", value = IngestExamples.CLOUD_EVENTS)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "binary", value = IngestExamples.CLOUD_EVENT_DATA))
            })
    @APIResponse(
            responseCode = "200",
            description = "Durable: it survives the loss of any process, and of Redis.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "taken", value = IngestExamples.TAKEN)))
    public Receipt take(byte[] body, @Context HttpHeaders headers) {
        boolean admin = caller.hasRole(Roles.ADMIN);
        String given = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        String contentType = given == null ? "" : given.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (contentType.equals(STRUCTURED)) {
            return ingest.structuredCloudEvent(body, admin);
        }
        if (contentType.equals(BATCHED)) {
            return ingest.cloudEventBatch(body, admin);
        }
        if (contentType.startsWith("application/cloudevents")) {
            throw new NotSupportedException(
                    "of CloudEvents' formats only JSON is read: " + STRUCTURED + ", " + BATCHED);
        }
        Map<String, String> attributes = CloudEventHeaders.attributes(headers.getRequestHeaders());
        if (!attributes.containsKey("specversion")) {
            throw ProblemException.malformed(
                    "ce-specversion", "must be there, or the content type " + STRUCTURED + " or " + BATCHED);
        }
        boolean isJson = contentType.endsWith("/json") || contentType.endsWith("+json");
        if (body.length > 0 && !contentType.isEmpty() && !isJson) {
            throw new NotSupportedException("the data must be JSON, not " + contentType);
        }
        return ingest.binaryCloudEvent(attributes, body, admin);
    }
}

package io.cairn.events.imports.rest;

import io.cairn.events.imports.Imports;
import io.cairn.events.imports.file.Paced;
import io.cairn.events.imports.mapping.Mapping;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import io.cairn.model.event.LoggedEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

/** Takes files of events. They are read as they come, so no body here is ever whole in memory. */
@Path(ImportResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports", description = "History from elsewhere: CSV and NDJSON of any size. docs/imports.md has recipes.")
class ImportResource {
    static final String PATH = "/v1/imports";

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final Imports imports;
    private final NewImports newImports;
    private final long leastPerMinute;

    ImportResource(
            Imports imports,
            NewImports newImports,
            @ConfigProperty(name = "cairn.imports.least-bytes-per-minute") long leastPerMinute) {
        this.imports = imports;
        this.newImports = newImports;
        this.leastPerMinute = leastPerMinute;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.INGEST)
    @Operation(
            operationId = "createImport",
            summary = "Begin an import",
            description =
                    """
                    Three ways. A **JSON** body with a `mapping` makes an import that waits for its file: \
                    `PUT /v1/imports/{id}/content`. A **CSV or NDJSON** body, gzip or not, without a mapping is looked at: \
                    the answer has the guessed mapping and what the first rows would become; nothing is taken, and sending \
                    the file to `…/content` confirms it. With the mapping in the header `Cairn-Mapping` (JSON on one line), \
                    or `?mapping=guess`, the file is taken at once.""")
    @APIResponse(
            responseCode = "201",
            description = "It is there: waiting for its file, or, if that came with a mapping, done.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "guessed", value = ImportExamples.WAITING)))
    public Response create(
            @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = CSV,
                                        schema = @Schema(type = SchemaType.STRING),
                                        examples = @ExampleObject(name = "events", value = ImportExamples.CSV)),
                                @Content(
                                        mediaType = NDJSON,
                                        schema = @Schema(type = SchemaType.STRING),
                                        examples = @ExampleObject(name = "events", value = ImportExamples.NDJSON)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(type = SchemaType.OBJECT),
                                        examples = @ExampleObject(name = "mapping", value = ImportExamples.NEW))
                            })
                    InputStream sent,
            @HeaderParam("Cairn-Mapping")
                    @Parameter(description = "the mapping as JSON on one line, to take the file at once")
                    @Nullable
                    String mappingHeader,
            @QueryParam("mapping")
                    @Parameter(description = "`guess`: take the file at once, as its columns look")
                    @Nullable
                    String mapping,
            @QueryParam("preview")
                    @Parameter(
                            description =
                                    "`true`: with `Cairn-Mapping`, show what the first rows would become, and take nothing",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String preview,
            @QueryParam("name") @Parameter(description = "what the file is called, for people") @Nullable String name,
            @Context HttpHeaders headers)
            throws IOException, SQLException {
        Upload upload = new Upload(new Paced(sent, leastPerMinute), headers);
        NewImports.Asked asked = new NewImports.Asked(name, mappingHeader, mapping, preview);
        return upload.drainedAtFault(() -> created(newImports.begin(upload, asked)));
    }

    @PUT
    @Path("/{id}/content")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.INGEST)
    @Operation(
            operationId = "sendImport",
            summary = "Send the file of an import",
            description =
                    """
                    CSV or NDJSON, gzip or not, of any size: it is read as it comes. The answer comes when all of it is \
                    durable; meanwhile `GET /v1/imports/{id}` shows how far it is. What broke off, in whatever way, is sent \
                    again from the beginning: rows that are there already are duplicates, and change nothing.""")
    @APIResponse(
            responseCode = "200",
            description = "How it ended: `done` or `cancelled`.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "done", value = ImportExamples.DONE)))
    public Response send(
            @Parameter(example = "7e1c2a4e-5a0f-4d6e-9a50-0f5d5b8f2b11") @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = CSV,
                                            schema = @Schema(type = SchemaType.STRING),
                                            examples = @ExampleObject(name = "events", value = ImportExamples.CSV)))
                    InputStream sent,
            @Context HttpHeaders headers)
            throws IOException, SQLException {
        Upload upload = new Upload(new Paced(sent, leastPerMinute), headers);
        return upload.drainedAtFault(() -> {
            upload.requireWritten(
                    Mapping.reread(imports.find(id).mapping()).form().charset());
            ImportView ended = ImportView.of(imports.send(id, upload.body(), upload.kind(), upload.length()));
            upload.drain(); // of one that was cancelled
            return Response.ok(ended).build();
        });
    }

    @GET
    @RolesAllowed(Roles.READ) // keys to send events stand in pages, and an import's id lets them look at it and stop it
    @Operation(operationId = "imports", summary = "List imports", description = "The newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = ImportView.class),
                            examples = @ExampleObject(name = "imports", value = ImportExamples.LIST)))
    public Page<ImportView> list(@BeanParam PageParams params) throws SQLException {
        PageRequest page = params.request();
        String[] after = page.after().orElse("").split(" ", 2);
        if (page.after().isPresent() && after.length != 2) {
            throw PageRequest.badCursor();
        }
        return imports.newest(page.limit(), page.after().map(position -> at(after[0])), after[after.length - 1])
                .page(last -> last.createdAt() + " " + last.id())
                .map(ImportView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.INGEST, Roles.READ})
    @Operation(
            operationId = "import",
            summary = "See how far an import is",
            description = "Whichever replica is at it.")
    @APIResponse(
            responseCode = "200",
            description = "How it stands.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "done", value = ImportExamples.DONE)))
    public ImportView find(@Parameter(example = "7e1c2a4e-5a0f-4d6e-9a50-0f5d5b8f2b11") @PathParam("id") String id)
            throws SQLException {
        return ImportView.of(imports.find(id));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.INGEST)
    @Operation(
            operationId = "cancelImport",
            summary = "Stop an import",
            description =
                    "Within a second or so. What it took stays taken: the log forgets nothing. The file can be sent again later.")
    @APIResponse(
            responseCode = "200",
            description = "How it stands: `cancelled`, or `running` until whoever is at it has seen it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "import", value = ImportExamples.DONE)))
    public ImportView cancel(@Parameter(example = "7e1c2a4e-5a0f-4d6e-9a50-0f5d5b8f2b11") @PathParam("id") String id)
            throws SQLException {
        return ImportView.of(imports.cancel(id));
    }

    private static Instant at(String position) {
        try {
            Instant at = Instant.parse(position);
            if (!at.isBefore(LoggedEvent.EARLIEST) && !at.isAfter(LoggedEvent.LATEST)) {
                return at;
            }
        } catch (DateTimeParseException e) {
            // none that was ever given out
        }
        throw PageRequest.badCursor();
    }

    private static Response created(ImportView view) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + view.id())
                .entity(view)
                .build();
    }
}

package io.cairn.events.imports.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.imports.Import;
import io.cairn.events.imports.Imports;
import io.cairn.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hands the rows back that an import rejected. */
@Path(ImportResource.PATH + "/{id}/rejected")
@Tag(name = "Imports")
class RejectedResource {
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final Imports imports;
    private final ObjectMapper json;

    RejectedResource(Imports imports, ObjectMapper json) {
        this.imports = imports;
        this.json = json;
    }

    @GET
    @Produces({CSV, NDJSON})
    @RolesAllowed(Roles.READ)
    @Operation(
            operationId = "rejectedRows",
            summary = "Download the rows that were rejected",
            description =
                    "With the reason before each, as CSV or NDJSON, whichever the file was if `Accept` does not say: mend them and import that file with the same mapping. The first 10,000 of the latest sending, of each row the first 4,000 characters, for 30 days; `rejected` of the import counts all.")
    @APIResponse(
            responseCode = "200",
            description = "The rows.",
            content = {
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "rejected", value = ImportExamples.REJECTED)),
                @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response rejected(
            @Parameter(example = "7e1c2a4e-5a0f-4d6e-9a50-0f5d5b8f2b11") @PathParam("id") String id,
            @Context HttpHeaders headers)
            throws SQLException {
        Import found = imports.find(id);
        List<String> accepted = headers.getAcceptableMediaTypes().stream()
                .map(MediaType::getSubtype)
                .toList();
        boolean wasNdjson = imports.header(id).columns().isEmpty();
        boolean asNdjson = accepted.contains("x-ndjson") || (wasNdjson && !accepted.contains("csv"));
        return Response.ok(new RejectedDownload(imports, id, json, !asNdjson))
                .type(asNdjson ? NDJSON : CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"rejected-" + found.id() + (asNdjson ? ".ndjson\"" : ".csv\""))
                .header("X-Content-Type-Options", "nosniff") // the rows are as somebody sent them
                .build();
    }
}

package io.cairn.personalization.population.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.population.Member;
import io.cairn.personalization.population.PopulationService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
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

@Path("/v1/population/{journey}")
@Tag(name = "Stages")
class AudienceResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final MediaType NDJSON_TYPE = MediaType.valueOf(NDJSON);
    private static final int PAGE = 1000;
    private static final String ITEMS =
            """
            {"items": [{"customerId": "u-0001", "since": "2026-11-20T08:00:00Z"},
              {"customerId": "u-0007", "since": "2026-11-18T10:15:00Z"}], "next": "dS0wMDA3"}""";
    private static final String LINES =
            """
            {"customerId":"u-0001","since":"2026-11-20T08:00:00Z"}
            {"customerId":"u-0007","since":"2026-11-18T10:15:00Z"}
            """;

    private final PopulationService populations;
    private final ObjectMapper json;

    AudienceResource(PopulationService populations, ObjectMapper json) {
        this.populations = populations;
        this.json = json;
    }

    @GET
    @Path("/{stage}")
    @Produces({MediaType.APPLICATION_JSON, NDJSON})
    @RolesAllowed({Roles.READ, Roles.DECIDE})
    @Operation(
            operationId = "audience",
            summary = "Who is on a stage",
            description =
                    """
                    A stage as an audience, in the order of ids. With `Accept: application/x-ndjson` all of them come in one \
                    answer, a line each, however many there are; `limit` and `cursor` mean nothing then. Whoever stays on \
                    the stage while the list is read is on it once; whoever comes or goes meanwhile may be.""")
    @APIResponse(
            responseCode = "200",
            description = "the customers",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Member.class),
                        examples = @ExampleObject(name = "a page", value = ITEMS)),
                @Content(
                        mediaType = NDJSON,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "all", value = LINES))
            })
    public Response audience(
            @PathParam("journey") @Parameter(example = "shop") String journey,
            @PathParam("stage") @Parameter(example = "consideration") String stage,
            @BeanParam PageParams page,
            @Context UriInfo uri,
            @Context HttpHeaders headers)
            throws SQLException {
        if (uri.getQueryParameters().containsKey("at")) {
            throw ProblemException.malformed(
                    "at",
                    "is not taken here: who is on a stage is known of now alone; the counts of a journey take it");
        }
        Response.ResponseBuilder response = asLines(headers)
                ? Response.ok(lines(journey, stage), NDJSON)
                : Response.ok(page(journey, stage, page.request()), MediaType.APPLICATION_JSON);
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    /** JSON for whoever takes anything. */
    private static boolean asLines(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(NDJSON_TYPE)) {
                return true;
            }
        }
        return false;
    }

    private Page<Member> page(String journey, String stage, PageRequest request) throws SQLException {
        List<Member> found = populations.members(journey, stage, request.after().orElse(""), request.limit() + 1);
        return Page.of(found, request, Member::customerId);
    }

    private StreamingOutput lines(String journey, String stage) throws SQLException {
        // before the first byte: what is wrong is answered as a problem
        List<Member> first = populations.members(journey, stage, "", PAGE);
        return lines -> write(journey, stage, first, lines);
    }

    private void write(String journey, String stage, List<Member> first, OutputStream lines) throws IOException {
        try {
            List<Member> members = first;
            while (!members.isEmpty()) {
                for (Member member : members) {
                    lines.write(json.writeValueAsBytes(member));
                    lines.write('\n');
                }
                members = populations.members(
                        journey, stage, members.get(members.size() - 1).customerId(), PAGE);
            }
        } catch (SQLException e) {
            throw new IOException(e); // breaks the answer off, so that it does not look like the end
        }
    }
}

package io.cairn.journey.diff.rest;

import io.cairn.journey.diff.Change;
import io.cairn.journey.diff.DiffMarkdown;
import io.cairn.journey.diff.MapDiff;
import io.cairn.journey.edition.Edition;
import io.cairn.journey.edition.Editions;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What changed between two editions of a map. */
@Path("/v1/journeys/{key}/diff")
@Tag(name = "Versions", description = "What was published of them.")
class DiffResource {
    private static final String MARKDOWN = "text/markdown";
    private static final MediaType MARKDOWN_TYPE = new MediaType("text", "markdown");
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MARKDOWN_TYPE).build();
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String DRAFT = "draft";
    private static final String DIFF =
            """
            {"key": "shop", "from": "1", "to": "draft", "changes": [
              {"subject": "stage", "change": "changed", "at": "stages/lapsed", "name": "Lapsed",
               "field": "entryCriteria", "before": "since('purchase') > days(60)",
               "after": "since('purchase') > days(90)"}]}""";

    /** The answer. */
    record Diff(String key, String from, String to, List<Change> changes) {}

    private final Editions editions;

    DiffResource(Editions editions) {
        this.editions = editions;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN})
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "journeyDiff",
            summary = "Compare two versions of a journey",
            description =
                    """
                    By meaning: what was added, removed, moved, renamed or changed, with the value before and after. \
                    What has a key is the same wherever it stands; pain points and opportunities are told by their \
                    texts. As JSON, or for people as Markdown with `Accept: text/markdown`.""")
    @APIResponse(
            responseCode = "200",
            description = "The changes; none if the maps mean the same.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Diff.class),
                        examples = @ExampleObject(name = "diff", value = DIFF)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response diff(
            @Parameter(example = "shop") @PathParam("key") String key,
            @Parameter(description = "a version's number, or `draft`", required = true, example = "1")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "a version's number, or `draft`", required = true, example = "draft")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Context Request request) {
        Edition before = edition("from", key, from);
        Edition after = edition("to", key, to);
        List<Change> changes = MapDiff.between(before.map(), after.map());
        Variant variant = request.selectVariant(VARIANTS);
        boolean markdown = variant != null && variant.getMediaType().isCompatible(MARKDOWN_TYPE);
        Object entity = markdown
                ? DiffMarkdown.page(key, before.label(), after.label(), changes)
                : new Diff(key, name(before), name(after), changes);
        return Response.ok(entity, markdown ? MARKDOWN_TYPE.withCharset("UTF-8") : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static String name(Edition edition) {
        return edition.version() == null ? DRAFT : edition.version().toString();
    }

    private Edition edition(String parameter, String key, @Nullable String which) {
        if (DRAFT.equals(which)) {
            return editions.draft(key);
        }
        if (which == null || !NUMBER.matcher(which).matches()) {
            throw ProblemException.malformed(parameter, "must be the number of a version, or draft");
        }
        return editions.version(key, Integer.parseInt(which));
    }
}

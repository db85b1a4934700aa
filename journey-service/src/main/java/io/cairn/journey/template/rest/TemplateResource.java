package io.cairn.journey.template.rest;

import io.cairn.journey.template.Template;
import io.cairn.journey.template.Templates;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The maps to start from. */
@Path("/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates", description = "Complete maps to start from.")
class TemplateResource {
    private static final String TEMPLATES =
            """
            {"items": [{"key": "coffee-chain", "name": "Coffee chain with mobile ordering",
               "description": "From the first cup at the counter to a stamp card that lives in the app, and to the \
            morning when the habit breaks. For chains with mobile ordering and loyalty."}], "next": "Y29mZmVlLWNoYWlu"}""";

    /** A template in the list: all but its map. */
    record TemplateListItem(String key, String name, String description) {
        static TemplateListItem of(Template template) {
            return new TemplateListItem(template.key(), template.name(), template.description());
        }
    }

    private final Templates templates;

    TemplateResource(Templates templates) {
        this.templates = templates;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DESIGN})
    @Operation(
            operationId = "templates",
            summary = "List the templates",
            description =
                    """
                    By key, without their maps. Each is a complete map in the words of a trade, which publishes without \
                    a warning: `POST /v1/journeys/{key}?template=` makes a draft of it.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of templates.",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = TemplateListItem.class),
                            examples = @ExampleObject(name = "templates", value = TEMPLATES)))
    public Page<TemplateListItem> list(@BeanParam PageParams params) {
        PageRequest page = params.request();
        String after = page.after().orElse("");
        List<TemplateListItem> found = templates.all().stream()
                .filter(template -> template.key().compareTo(after) > 0)
                .limit(page.limit() + 1L)
                .map(TemplateListItem::of)
                .toList();
        return Page.of(found, page, TemplateListItem::key);
    }
}

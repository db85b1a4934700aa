package io.cairn.kit.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each document what holds for every operation: the API key, problems as the answer to what goes wrong, and that a list
 * is answered a page at a time: an answer that is said to be an array of something is a page of it. What is any JSON is said to
 * be that, not an object with the properties of Jackson's class.
 */
public class CommonDocument implements OASFilter {
    private static final String KEY = "apiKey";
    private static final String PROBLEM = "Problem";
    private static final String LINES = "application/x-ndjson";
    private static final String ANY_JSON = "JsonNode";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final List<String> KEYED = List.of("key", "name");

    /** What a journey map and its parts must have: its model knows nothing of annotations. */
    private static final Map<String, List<String>> REQUIRED =
            Map.of("JourneyMap", List.of("name"), "Persona", KEYED, "Stage", KEYED, "Touchpoint", KEYED, "Kpi", KEYED);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        Components components = document.getComponents();
        components.addSecurityScheme(
                KEY,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key. `./run` takes `local-dev-key`."));
        components.addSchema(PROBLEM, problemSchema());
        components.addResponse(
                PROBLEM,
                OASFactory.createAPIResponse()
                        .description(
                                "What is wrong, as RFC 9457 problem details; `errors` names each field, a hundred at most.")
                        .content(problemContent()));
        if (components.getSchemas().containsKey(ANY_JSON)) {
            components.addSchema(ANY_JSON, OASFactory.createSchema().description("Any JSON."));
            components.removeSchema("JsonNodeType");
        }
        REQUIRED.forEach((name, fields) -> {
            Schema schema = components.getSchemas().get(name);
            if (schema != null) {
                schema.setRequired(fields);
            }
        });
        components.getSchemas().values().forEach(CommonDocument::settleChoices);
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(KEY)));
        document.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .values()
                .forEach(operation -> complete(operation, components)));
    }

    /** A choice is of the type of what is chosen, and where null is allowed it is one of the choices. */
    private static void settleChoices(Schema schema) {
        if (schema.getOneOf() != null) {
            schema.setType(null);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().stream()
                    .filter(property -> property.getAnyOf() != null && property.getType() != null)
                    .filter(property -> property.getType().contains(SchemaType.NULL))
                    .filter(property -> property.getAnyOf().stream().allMatch(choice -> choice.getRef() != null))
                    .forEach(property -> property.addAnyOf(ofType(SchemaType.NULL)));
        }
    }

    private static void complete(Operation operation, Components components) {
        if (operation.getRequestBody() != null) {
            showLines(operation.getRequestBody().getContent());
        }
        APIResponses responses = operation.getResponses();
        for (String status : List.copyOf(responses.getAPIResponses().keySet())) {
            APIResponse response = responses.getAPIResponse(status);
            showLines(response.getContent());
            if (!status.startsWith("4")) {
                addPages(response, components);
            } else if (status.equals("400") && response.getContent() == null) {
                responses.addAPIResponse(status, problem()); // it says nothing of its own
            } else {
                addProblem(response);
            }
        }
        responses.addAPIResponse("default", problem());
    }

    /** The first line of examples that are lines of JSON: they were read as that alone, which is no text to send. */
    private static void showLines(@Nullable Content content) {
        if (content != null
                && content.hasMediaType(LINES)
                && content.getMediaType(LINES).getExamples() != null) {
            content.getMediaType(LINES).getExamples().values().stream()
                    .filter(example -> example.getValue() != null && !(example.getValue() instanceof String))
                    .forEach(example -> example.setValue(line(example.getValue())));
        }
    }

    private static String line(Object json) {
        try {
            return new ObjectMapper().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse().ref(PROBLEM);
    }

    private static void addProblem(APIResponse response) {
        if (response.getContent() == null) {
            response.setContent(
                    OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType()));
        }
        response.getContent().getMediaTypes().values().stream()
                .filter(media -> media.getSchema() == null)
                .forEach(media -> media.setSchema(reference(PROBLEM)));
    }

    private static void addPages(APIResponse response, Components components) {
        if (response.getContent() == null) {
            return;
        }
        for (MediaType media : response.getContent().getMediaTypes().values()) {
            Schema schema = media.getSchema();
            if (schema != null
                    && schema.getType() != null
                    && schema.getType().contains(SchemaType.ARRAY)
                    && schema.getItems().getRef() != null) {
                String name = schema.getItems().getRef().substring(SCHEMAS.length()) + "Page";
                components.addSchema(name, page(schema));
                media.setSchema(reference(name));
            }
        }
    }

    /** What {@link io.cairn.kit.paging.Page} is written as. */
    private static Schema page(Schema items) {
        return ofType(SchemaType.OBJECT)
                .addRequired("items")
                .addProperty("items", items)
                .addProperty(
                        "next",
                        ofType(SchemaType.STRING).description("the cursor for the next page; absent at the end"));
    }

    /** What {@link Problem} is written as. */
    private static Schema problemSchema() {
        Schema error = ofType(SchemaType.OBJECT)
                .required(List.of("pointer", "detail"))
                .addProperty(
                        "pointer",
                        ofType(SchemaType.STRING)
                                .description("JSON pointer to the field; for a parameter or a header its name"))
                .addProperty("detail", ofType(SchemaType.STRING))
                .addProperty("line", ofType(SchemaType.INTEGER).description("of a condition, from 1"))
                .addProperty("column", ofType(SchemaType.INTEGER).description("of a condition, from 1"));
        return ofType(SchemaType.OBJECT)
                .required(List.of("type", "title", "status"))
                .addProperty("type", ofType(SchemaType.STRING).description("names the kind: `/problems/KIND`"))
                .addProperty("title", ofType(SchemaType.STRING))
                .addProperty("status", ofType(SchemaType.INTEGER))
                .addProperty("detail", ofType(SchemaType.STRING).description("a sentence for a person"))
                .addProperty("errors", ofType(SchemaType.ARRAY).items(error));
    }

    private static Schema ofType(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }

    private static Schema reference(String schema) {
        return OASFactory.createSchema().ref(schema);
    }

    private static Content problemContent() {
        // sorted: the published document must come out the same each time
        var example = OASFactory.createExample()
                .value(new TreeMap<>(Map.of(
                        "type", "/problems/malformed",
                        "title", "Malformed request",
                        "status", 400,
                        "detail", "/customerId: must not be empty",
                        "errors",
                                List.of(new TreeMap<>(
                                        Map.of("pointer", "/customerId", "detail", "must not be empty"))))));
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType().schema(reference(PROBLEM)).addExample("malformed", example));
    }
}

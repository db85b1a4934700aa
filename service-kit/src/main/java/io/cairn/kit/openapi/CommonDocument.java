package io.cairn.kit.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to each document what holds for every operation: the API key, and problems as the answer to what goes wrong. What is any
 * JSON is said to be that, not an object with the properties of Jackson's class.
 */
public class CommonDocument implements OASFilter {
    private static final String KEY = "apiKey";
    private static final String PROBLEM = "Problem";
    private static final String ANY_JSON = "JsonNode";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key. `./run` takes `local-dev-key`."));
        document.getComponents()
                .addResponse(
                        PROBLEM,
                        OASFactory.createAPIResponse()
                                .description(
                                        "What is wrong, as RFC 9457 problem details; `errors` names each field, a hundred at most.")
                                .content(problemContent()));
        if (document.getComponents().getSchemas() != null
                && document.getComponents().getSchemas().containsKey(ANY_JSON)) {
            document.getComponents()
                    .addSchema(ANY_JSON, OASFactory.createSchema().description("Any JSON."));
            document.getComponents().removeSchema("JsonNodeType");
        }
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(KEY)));
        document.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .values()
                .forEach(CommonDocument::addProblem));
    }

    private static void addProblem(Operation operation) {
        APIResponse reference = OASFactory.createAPIResponse().ref(PROBLEM);
        operation.getResponses().addAPIResponse("default", reference);
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
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema()
                                        .addType(
                                                org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.OBJECT))
                                .addExample("malformed", example));
    }
}

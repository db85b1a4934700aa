package io.cairn.kit.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.cairn.kit.problem.Problem;
import io.restassured.RestAssured;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds a service to its published document, {@code docs/openapi/NAME.yaml}, and each operation to being of use in
 * Swagger UI. {@code mvn verify -Dcairn.openapi.update=true} writes the document anew after a wanted change.
 */
public abstract class OpenApiContract {
    private static final JsonNode BARE_OBJECT =
            JsonNodeFactory.instance.objectNode().put("type", "object");

    /** What YAML 1.1 takes for a number: 21:00 is 1260. */
    private static final Pattern BASE_60 = Pattern.compile(".*[-:] [1-9][0-9]*(:[0-5]?[0-9])+");

    private final String service;

    protected OpenApiContract(String service) {
        this.service = service;
    }

    @Test
    void publishedDocumentMatchesTheCode() throws IOException {
        String actual = given().accept("application/yaml").get("/q/openapi").asString();
        // the test's port is another each time
        String stable = actual.replace("localhost:" + RestAssured.port, "localhost");
        Path published = Path.of(System.getProperty("cairn.root"), "docs", "openapi", service + ".yaml");
        if (Boolean.getBoolean("cairn.openapi.update")) {
            Files.createDirectories(published.getParent());
            Files.writeString(published, stable);
        }
        assertThat(published).exists();
        assertThat(stable)
                .as("docs/openapi/%s.yaml; -Dcairn.openapi.update=true writes it anew", service)
                .isEqualTo(Files.readString(published));
    }

    @Test
    void everyOperationHasASummaryAndAnExample() throws IOException {
        eachOperation(document(), OpenApiContract::assertDescribed);
    }

    /** Without one a parameter is none, and generators of clients stop at it. */
    @Test
    void everyParameterHasASchema() throws IOException {
        eachOperation(document(), (name, operation) -> assertThat(operation.path("parameters"))
                .as("parameters of %s", name)
                .allSatisfy(parameter ->
                        assertThat(parameter.path("schema")).as("%s", parameter).isNotEmpty()));
    }

    @Test
    void everyAnswerSaysOfWhatFormItIs() throws IOException {
        JsonNode document = document();
        eachOperation(
                document,
                (name, operation) -> operation.path("responses").properties().forEach(response -> {
                    String answer = response.getKey() + " of " + name;
                    if (!response.getValue().has("$ref") && !response.getKey().equals("204")) {
                        assertThat(response.getValue().path("content"))
                                .as(answer)
                                .isNotEmpty();
                        response.getValue().path("content").properties().forEach(content -> assertThat(
                                        content.getValue().path("schema"))
                                .as("the schema of %s as %s", answer, content.getKey())
                                .isNotEmpty()
                                .isNotEqualTo(BARE_OBJECT));
                    }
                }));
        Set<String> problem = new HashSet<>();
        document.at("/components/schemas/Problem/properties").fieldNames().forEachRemaining(problem::add);
        assertThat(problem)
                .isEqualTo(Stream.of(Problem.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyExampleIsOfItsSchema() throws IOException {
        JsonNode document = document();
        eachOperation(document, (name, operation) -> {
            assertExamples(name, operation.path("requestBody"), document);
            operation.path("responses").forEach(response -> assertExamples(name, response, document));
        });
    }

    private static void assertExamples(String name, JsonNode message, JsonNode document) {
        message.path("content").forEach(content -> content.path("examples").forEach(example -> {
            JsonNode value = example.path("value");
            assertKnown(name, value, content.path("schema"), document);
            assertThat(schema(content.path("schema"), document).validate(value))
                    .as("%s: %s", name, value)
                    .isEmpty();
        }));
    }

    private static JsonSchema schema(JsonNode schema, JsonNode document) {
        ObjectNode withComponents = schema.deepCopy();
        withComponents.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(withComponents);
    }

    /** Problems may have more fields than are said. */
    private static void assertKnown(String where, JsonNode example, JsonNode schema, JsonNode document) {
        if (schema.path("$ref").asText().endsWith("/Problem")) {
            return;
        }
        if (example.isNull()) {
            assertThat(allowsNull(schema, document)).as("%s may be null", where).isTrue();
        }
        if (example.isArray()) {
            JsonNode items = resolved(schema, document).path("items");
            example.forEach(item -> assertKnown(where + "/-", item, items, document));
        }
        Map<String, JsonNode> known = properties(schema, document);
        if (!known.isEmpty()) {
            example.properties().forEach(field -> {
                assertThat(known).as(where).containsKey(field.getKey());
                assertKnown(where + "/" + field.getKey(), field.getValue(), known.get(field.getKey()), document);
            });
        }
    }

    private static boolean allowsNull(JsonNode schema, JsonNode document) {
        JsonNode resolved = resolved(schema, document);
        JsonNode type = resolved.path("type");
        JsonNode choices = resolved.path("anyOf");
        boolean ofType = type.isMissingNode()
                || Stream.concat(Stream.of(type), type.valueStream())
                        .anyMatch(one -> one.asText().equals("null"));
        return ofType && (choices.isEmpty() || choices.valueStream().anyMatch(choice -> allowsNull(choice, document)));
    }

    private static Map<String, JsonNode> properties(JsonNode schema, JsonNode document) {
        JsonNode resolved = resolved(schema, document);
        Map<String, JsonNode> properties = new HashMap<>();
        resolved.path("allOf").forEach(part -> properties.putAll(properties(part, document)));
        resolved.path("anyOf").forEach(part -> properties.putAll(properties(part, document)));
        resolved.path("oneOf").forEach(part -> properties.putAll(properties(part, document)));
        resolved.path("properties")
                .properties()
                .forEach(property -> properties.put(property.getKey(), property.getValue()));
        return properties;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    /** Jackson's class of it is a list of itself, and is said to be one wherever something else is said of it. */
    @Test
    void anyJsonIsNoList() throws IOException {
        document().findParents("$ref").stream()
                .filter(schema -> schema.path("$ref").asText().endsWith("/JsonNode"))
                .forEach(schema ->
                        assertThat(schema.has("type")).as(schema.toString()).isFalse());
    }

    @Test
    void noTextIsANumberToOlderReadersOfYaml() {
        assertThat(given().accept("application/yaml")
                        .get("/q/openapi")
                        .asString()
                        .lines())
                .noneMatch(line -> BASE_60.matcher(line).matches());
    }

    private static JsonNode document() throws IOException {
        return new ObjectMapper()
                .readTree(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString());
    }

    private static void eachOperation(JsonNode document, BiConsumer<String, JsonNode> check) {
        JsonNode paths = document.path("paths");
        assertThat(paths.size()).isPositive();
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            if (!operation.getKey().equals("parameters")) {
                check.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
            }
        }));
    }

    private static void assertDescribed(String name, JsonNode operation) {
        assertThat(operation.path("summary").asText()).as("summary of %s", name).isNotBlank();
        operation.path("requestBody").path("content").properties().forEach(content -> assertThat(
                        content.getValue().has("example") || content.getValue().has("examples"))
                .as("a request example for %s", name)
                .isTrue());
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("required").asBoolean()) {
                assertThat(parameter.has("example") || parameter.has("examples"))
                        .as("an example of %s for %s", parameter.path("name").asText(), name)
                        .isTrue();
            }
        });
    }
}

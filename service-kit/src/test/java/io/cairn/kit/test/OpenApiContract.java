package io.cairn.kit.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds a service to its published document, {@code docs/openapi/NAME.yaml}, and each operation to being of use in
 * Swagger UI. {@code mvn verify -Dcairn.openapi.update=true} writes the document anew after a wanted change.
 */
public abstract class OpenApiContract {
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
        String document =
                given().accept("application/json").get("/q/openapi?format=json").asString();
        JsonNode paths = new ObjectMapper().readTree(document).path("paths");
        assertThat(paths.size()).isPositive();
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            if (!operation.getKey().equals("parameters")) {
                assertDescribed(operation.getKey() + " " + path.getKey(), operation.getValue());
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

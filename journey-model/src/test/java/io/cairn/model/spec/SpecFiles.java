package io.cairn.model.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Reads the golden cases under {@code src/test/resources/spec}; each file becomes a group of tests, each case one. */
public final class SpecFiles {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SpecFiles() {}

    public static Stream<DynamicNode> tests(String folder, Consumer<JsonNode> test) {
        return files(folder).stream().map(file -> {
            JsonNode spec = read(file);
            Stream<DynamicTest> cases = StreamSupport.stream(spec.get("cases").spliterator(), false)
                    .map(each -> DynamicTest.dynamicTest(
                            each.get("name").asText(), () -> test.accept(withDefaults(spec, (ObjectNode) each))));
            return DynamicContainer.dynamicContainer(file.getFileName().toString(), cases);
        });
    }

    /** What stands beside a file's cases is meant for each of them; what a case says itself goes first, field by field. */
    private static JsonNode withDefaults(JsonNode spec, ObjectNode each) {
        ObjectNode merged = spec.deepCopy();
        merged.remove("cases");
        each.properties().forEach(field -> {
            if (field.getKey().equals("given") && merged.has("given")) {
                ((ObjectNode) merged.get("given")).setAll((ObjectNode) field.getValue());
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    private static List<Path> files(String folder) {
        try {
            Path root = Path.of(Objects.requireNonNull(SpecFiles.class.getResource("/spec/" + folder))
                    .toURI());
            try (Stream<Path> files = Files.list(root)) {
                return files.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}

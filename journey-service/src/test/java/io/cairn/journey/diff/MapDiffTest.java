package io.cairn.journey.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases in {@code spec/diff}: a map before and after, and all that is then said to have changed. */
class MapDiffTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> changesAreToldByMeaning() throws IOException {
        return read("spec/diff/changes.json")
                .valueStream()
                .map(spec -> DynamicTest.dynamicTest(spec.get("case").asText(), () -> assertThat(
                                JSON.readTree(JSON.writeValueAsString(MapDiff.between(
                                        JourneyMaps.read(spec.get("from")), JourneyMaps.read(spec.get("to"))))))
                        .isEqualTo(spec.get("changes"))));
    }

    @Test
    void mapDoesNotDifferFromItself() throws IOException {
        for (JsonNode spec : read("spec/diff/changes.json")) {
            JourneyMap map = JourneyMaps.read(spec.get("from"));
            assertThat(MapDiff.between(map, map)).isEmpty();
        }
    }

    @Test
    void peopleReadASentenceForEachChange() throws IOException {
        JourneyMap from = JourneyMaps.read(JSON.readTree(
                "{\"name\":\"Shop\",\"stages\":[{\"key\":\"a\",\"name\":\"A\",\"entryCriteria\":\"seen('x')\"}]}"));
        JourneyMap to = JourneyMaps.read(JSON.readTree(
                "{\"name\":\"*Shop*\",\"stages\":[{\"key\":\"a\",\"name\":\"A\",\"entryCriteria\":\"seen('y')\"}]}"));
        assertThat(DiffMarkdown.page("shop", "version 1", "draft", MapDiff.between(from, to)))
                .isEqualTo(
                        """
                        # shop: version 1 → draft

                        - Map **\\*Shop\\*** renamed: `Shop` → `*Shop*`
                        - Stage **A**: entryCriteria `seen('x')` → `seen('y')` (`stages/a`)
                        """);
        assertThat(DiffMarkdown.page("shop", "version 1", "version 1", List.of()))
                .endsWith("Nothing changed.\n");
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = MapDiffTest.class.getClassLoader().getResourceAsStream(resource)) {
            return JSON.readTree(Objects.requireNonNull(in, resource));
        }
    }
}

package io.cairn.journey.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.model.condition.Conditions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden cases of {@code spec/findings}: of this map, these findings, those in {@code not} not. Only the severities
 * that a case asks for are looked at: {@code only: [error, warning]} means that there are no others of these.
 */
class FindingSpecTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:30:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MapValidation validation = new MapValidation(JSON, new Conditions(), CLOCK);

    @Test
    void strangersAreLookedAtWhenTheClockSaysSo() throws IOException {
        JsonNode map = JSON.readTree("{\"name\":\"M\",\"stages\":[{\"key\":\"a\",\"name\":\"A\","
                + "\"entryCriteria\":\"now.getFullYear() == 2027\"}]}");
        Clock later = Clock.offset(CLOCK, Duration.ofDays(365));
        assertThat(validation.findings(map)).noneMatch(FindingSpecTest::isOfAStranger);
        assertThat(new MapValidation(JSON, new Conditions(), later).findings(map))
                .anyMatch(FindingSpecTest::isOfAStranger);
    }

    private static boolean isOfAStranger(Finding found) {
        return found.detail().contains("hold for a stranger");
    }

    @TestFactory
    Stream<DynamicNode> goldenCases() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/spec/findings")).toURI());
        List<DynamicNode> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode each : JSON.readTree(file.toFile()).get("cases")) {
                    tests.add(DynamicTest.dynamicTest(each.get("name").asText(), () -> check(each)));
                }
            }
        }
        return tests.stream();
    }

    private void check(JsonNode spec) {
        List<Finding> findings = validation.findings(spec.get("map"));
        List<String> got = findings.stream()
                .map(found -> found.severity().spelling() + " " + found.pointer() + " " + found.detail())
                .toList();
        for (JsonNode wanted : spec.path("then")) {
            String start = wanted.get("severity").asText() + " "
                    + wanted.get("pointer").asText() + " ";
            assertThat(got).anySatisfy(found -> assertThat(found)
                    .startsWith(start)
                    .contains(wanted.path("says").asText()));
            if (wanted.has("line")) {
                assertThat(findings)
                        .extracting(Finding::pointer, Finding::line, Finding::column)
                        .contains(tuple(
                                wanted.get("pointer").asText(),
                                wanted.get("line").asInt(),
                                wanted.get("column").asInt()));
            }
        }
        for (JsonNode unwanted : spec.path("not")) {
            assertThat(got).noneSatisfy(found -> assertThat(found).contains(unwanted.asText()));
        }
        StreamSupport.stream(spec.path("only").spliterator(), false)
                .map(JsonNode::asText)
                .forEach(severity -> assertThat(got.stream().filter(found -> found.startsWith(severity + " ")))
                        .hasSize((int) StreamSupport.stream(spec.path("then").spliterator(), false)
                                .filter(wanted ->
                                        wanted.get("severity").asText().equals(severity))
                                .count()));
    }
}

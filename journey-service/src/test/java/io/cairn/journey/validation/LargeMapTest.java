package io.cairn.journey.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.condition.Conditions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeMapTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:30:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each stage is covered by the next, and needs an example of its own. */
    private static ObjectNode map() {
        ObjectNode map = JSON.createObjectNode().put("name", "Large");
        ArrayNode stages = map.putArray("stages");
        for (int i = 0; i < 50; i++) {
            stages.addObject()
                    .put("key", "s" + i)
                    .put("name", "S" + i)
                    .put(
                            "entryCriteria",
                            "count('a') >= " + (60 - i)
                                    + " && count('b', '30d') >= 2 && since('c') > days(7) && traits.country == 'DE'");
        }
        return map;
    }

    private static List<Finding> findings(String criteria) {
        ObjectNode map = JSON.createObjectNode().put("name", "M");
        map.putArray("stages")
                .add(JSON.createObjectNode().put("key", "a").put("name", "A").put("entryCriteria", criteria))
                .add(JSON.createObjectNode().put("key", "b").put("name", "B"));
        return new MapValidation(JSON, new Conditions(), CLOCK).findings(map);
    }

    /** An example of whoever stays in A is looked for among all that the events may be together. */
    @Test
    void oneLongConditionIsChecked() {
        String terms = IntStream.range(0, 120)
                .mapToObj(i -> "||count('e" + i + "','" + (i + 2) + "d')>" + (i + 1))
                .collect(Collectors.joining());
        assertThat(findings("total('z')>0.0" + terms)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count('x') > 0 && traits.x == '\\u0000'",
                "seen('x') || traits.y == 1e999",
                "traits.y != 1e999",
                "traits.LONG == 'a'",
                "consented('LONG')",
                "latest('x').LONG == 'a'"
            })
    void whatNoCustomerCanHaveIsInNoExample(String criteria) {
        assertThat(findings(criteria.replace("LONG", "p".repeat(300)))).isNotNull();
    }

    /** As many as there may be: to compare each that no touchpoint names with each that one does would take minutes. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void eventsThatNoTouchpointNamesAreLookedForAmongVeryMany() {
        ObjectNode map = JSON.createObjectNode().put("name", "M");
        ArrayNode stages = map.putArray("stages");
        for (int s = 0; s < 50; s++) {
            ObjectNode stage = stages.addObject().put("key", "s" + s).put("name", "S");
            ArrayNode kpis = stage.putArray("kpis");
            for (int k = 0; k < 100; k++) {
                kpis.addObject()
                        .put("key", "k" + k)
                        .put("name", "K")
                        .put("kind", "sum")
                        .put("event", "E-" + (s * 100 + k));
            }
            ArrayNode touchpoints = stage.putArray("touchpoints");
            for (int t = 0; t < 10; t++) {
                ArrayNode events = touchpoints
                        .addObject()
                        .put("key", "t" + t)
                        .put("name", "T")
                        .putArray("events");
                for (int e = 0; e < 100; e++) {
                    events.add("e" + (s * 1000 + t * 100 + e));
                }
            }
        }
        assertThat(new MapValidation(JSON, new Conditions(), CLOCK).findings(map))
                .extracting(Finding::detail)
                .contains(
                        "the KPI 'K' cannot be computed: no touchpoint names the event 'E-4999': did you mean 'e4999'?");
    }

    @Test
    void fiftyStagesAreCheckedTheSameEachTime() {
        MapValidation validation = new MapValidation(JSON, new Conditions(), CLOCK);
        List<Finding> first = validation.findings(map());
        assertThat(validation.findings(map())).isEqualTo(first);
        assertThat(first)
                .filteredOn(found -> found.detail().startsWith("nobody stays in"))
                .hasSize(49);
    }
}

package io.cairn.journey.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a map, and what makes one the same as another. */
final class Parts {
    private Parts() {}

    /** A touchpoint and the key of its stage. */
    record Placed(String stage, JsonNode node) {}

    /** In their order, by key. */
    static Map<String, JsonNode> byKey(JsonNode list) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        list.forEach(part -> parts.put(part.path("key").asText(), part));
        return parts;
    }

    /** The touchpoints that exactly one stage of these has and does not have in those. */
    static Map<String, Placed> wandered(JsonNode these, JsonNode those) {
        Map<String, Integer> times = new HashMap<>();
        Map<String, Placed> found = new LinkedHashMap<>();
        Map<String, JsonNode> otherStages = byKey(those);
        byKey(these).forEach((stage, node) -> byKey(node.path("touchpoints")).forEach((key, point) -> {
            JsonNode other = otherStages.get(stage);
            if (other == null || !byKey(other.path("touchpoints")).containsKey(key)) {
                times.merge(key, 1, Integer::sum);
                found.put(key, new Placed(stage, point));
            }
        }));
        found.keySet().removeIf(key -> times.getOrDefault(key, 0) != 1);
        return found;
    }

    /** A stage without those of its touchpoints that wandered from it, or to it; of no stage, none. */
    static JsonNode without(@Nullable JsonNode stage, Map<String, Placed> wandered) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        if (stage != null) {
            String key = stage.path("key").asText();
            stage.path("touchpoints").forEach(point -> {
                Placed placed = wandered.get(point.path("key").asText());
                if (placed == null || !placed.stage().equals(key)) {
                    kept.add(point);
                }
            });
        }
        return JsonNodeFactory.instance.objectNode().set("touchpoints", kept);
    }

    static String name(JsonNode part) {
        return part.path("name").asText();
    }

    /** Numbers by their value: 0.1 is 0.10. */
    static boolean equal(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equals(
                (a, b) -> a.isNumber() && b.isNumber()
                        ? a.decimalValue().compareTo(b.decimalValue())
                        : a.equals(b) ? 0 : 1,
                other);
    }
}

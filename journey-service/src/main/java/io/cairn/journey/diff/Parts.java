package io.cairn.journey.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a map, and what makes one the same as another. */
final class Parts {
    private Parts() {}

    /** A touchpoint and the key of its stage. */
    record Placed(String stage, JsonNode node) {}

    /** In their order, by key or else by text; the second of the same text is another thing. */
    static Map<String, JsonNode> byIdentity(JsonNode list) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        for (JsonNode part : list) {
            String identity = part.path(part.has("key") ? "key" : "text").asText();
            String unique = identity;
            for (int i = 2; parts.containsKey(unique); i++) {
                unique = identity + " (" + i + ")";
            }
            parts.put(unique, part);
        }
        return parts;
    }

    /** The touchpoints that one stage alone has in these, and that this stage does not have in those. */
    static Map<String, Placed> wandered(JsonNode these, JsonNode those) {
        Map<String, Integer> times = new HashMap<>();
        Map<String, Placed> found = new LinkedHashMap<>();
        Map<String, JsonNode> otherStages = byIdentity(those);
        byIdentity(these)
                .forEach((stage, node) -> byIdentity(node.path("touchpoints")).forEach((key, point) -> {
                    times.merge(key, 1, Integer::sum);
                    JsonNode other = otherStages.get(stage);
                    if (other == null || !byIdentity(other.path("touchpoints")).containsKey(key)) {
                        found.put(key, new Placed(stage, point));
                    }
                }));
        found.keySet().removeIf(key -> times.getOrDefault(key, 0) != 1);
        return found;
    }

    /** A stage with fewer touchpoints; of no stage, none. */
    static JsonNode without(@Nullable JsonNode stage, Set<String> touchpoints) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        if (stage != null) {
            stage.path("touchpoints").forEach(point -> {
                if (!touchpoints.contains(point.path("key").asText())) {
                    kept.add(point);
                }
            });
        }
        return JsonNodeFactory.instance.objectNode().set("touchpoints", kept);
    }

    static String name(JsonNode part) {
        return part.path(part.has("name") ? "name" : "text").asText();
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

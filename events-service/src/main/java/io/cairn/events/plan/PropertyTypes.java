package io.cairn.events.plan;

import io.cairn.model.json.JsonValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of which types the properties of an event were, as conditions see them. */
final class PropertyTypes {
    private static final int MAX_PROPERTIES = 200;
    private static final int MAX_DEPTH = 3;
    private static final int MAX_ITEMS = 5;

    /** A property by its path, {@code address.city} or {@code products[].sku}, and a type that it had. */
    record Typed(String property, String type) {}

    private final Map<Typed, Long> counts = new HashMap<>();

    Map<Typed, Long> counts() {
        return counts;
    }

    void add(PropertyTypes others) {
        others.counts.forEach(this::add);
    }

    /** @param properties frozen JSON values */
    void add(Map<String, Object> properties) {
        add("", properties, 1);
    }

    private void add(String prefix, Map<?, ?> object, int depth) {
        object.forEach((name, value) -> add(prefix + name, value, depth));
    }

    private void add(String path, Object value, int depth) {
        add(new Typed(path, type(value)), 1);
        if (depth >= MAX_DEPTH) {
            return;
        }
        if (value instanceof Map<?, ?> object) {
            add(path + ".", object, depth + 1);
        } else if (value instanceof List<?> list) {
            list.stream().limit(MAX_ITEMS).forEach(item -> {
                if (item instanceof Map<?, ?> object) {
                    add(path + "[].", object, depth + 1);
                } else {
                    add(new Typed(path + "[]", type(item)), 1);
                }
            });
        }
    }

    /** What are too many names for a person to read is no name but a value. */
    private void add(Typed typed, long count) {
        if (counts.size() < MAX_PROPERTIES || counts.containsKey(typed)) {
            counts.merge(typed, count, Long::sum);
        }
    }

    private static String type(Object value) {
        return value instanceof String
                ? "text"
                : value instanceof Boolean
                        ? "boolean"
                        : value instanceof List
                                ? "list"
                                : value instanceof Map ? "object" : value == JsonValues.NULL ? "null" : "number";
    }
}

package io.cairn.events.plan;

import io.cairn.model.json.JsonValues;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of which types the properties of an event were, as conditions see them. */
public final class PropertyTypes {
    /** Of a property that is there, whatever its type: an event whose list holds texts and numbers has it once. */
    public static final String ANY = "";

    /** Properties and types. */
    private static final int MAX_TYPED = 400;

    private static final int MAX_DEPTH = 3;
    private static final int MAX_ITEMS = 5;

    /** In chars, so that with a name as long it fits into an index row, which has 2,704 bytes. */
    private static final int MAX_PATH_LENGTH = 255;

    /** A property by its path, {@code address.city} or {@code products[].sku}, and a type that it had. */
    record Typed(String property, String type) {}

    private final Map<Typed, Long> counts = new HashMap<>();

    Map<Typed, Long> counts() {
        return counts;
    }

    void add(PropertyTypes others) {
        others.counts.forEach(this::add);
    }

    void clear() {
        counts.clear();
    }

    /**
     * Counts what an event has, each property and each of its types once, however many items of a list have it.
     *
     * @param properties frozen JSON values
     */
    void add(Map<String, Object> properties) {
        Set<Typed> found = new LinkedHashSet<>();
        find("", properties, 1, found);
        found.forEach(typed -> add(typed, 1));
    }

    private static void find(String prefix, Map<?, ?> object, int depth, Set<Typed> found) {
        object.forEach((name, value) -> find(prefix + name, value, depth, found));
    }

    private static void find(String path, Object value, int depth, Set<Typed> found) {
        if (path.length() > MAX_PATH_LENGTH) {
            return;
        }
        found.add(new Typed(path, ANY));
        found.add(new Typed(path, type(value)));
        if (depth >= MAX_DEPTH) {
            return;
        }
        if (value instanceof Map<?, ?> object) {
            find(path + ".", object, depth + 1, found);
        } else if (value instanceof List<?> list) {
            list.stream().limit(MAX_ITEMS).forEach(item -> {
                if (item instanceof Map<?, ?> object) {
                    find(path + "[].", object, depth + 1, found);
                } else {
                    find(path + "[]", item, MAX_DEPTH, found);
                }
            });
        }
    }

    /** What are too many names for a person to read is no name but a value. */
    private void add(Typed typed, long count) {
        if (counts.size() < MAX_TYPED || counts.containsKey(typed)) {
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

package io.cairn.model.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks Jackson trees and plain Java values alike, and checks all that {@link JsonValues} bounds. */
final class Freezer {
    private Freezer() {}

    /** @param depth of the value, if it is a container: 1 for the outermost */
    static Object freeze(@Nullable Object value, String pointer, int depth) {
        if (value instanceof String text) {
            return checked(text, pointer);
        } else if (value instanceof Number number) {
            return CanonicalNumber.of(number, pointer);
        } else if (value instanceof Boolean || value == JsonValues.NULL) {
            return value;
        } else if (value instanceof JsonNode node) {
            return freezeNode(node, pointer, depth);
        } else if (value instanceof Map<?, ?> map) {
            return freezeMap(map, pointer, depth);
        } else if (value instanceof Collection<?> list) {
            return freezeList(list, list.size(), pointer, depth);
        } else if (value == null) {
            return JsonValues.NULL;
        }
        throw new InvalidJsonValue(pointer, "must be a JSON value, not " + value.getClass());
    }

    private static Object freezeNode(JsonNode node, String pointer, int depth) {
        return switch (node.getNodeType()) {
            case OBJECT -> freezeObject(node, pointer, depth);
            case ARRAY -> freezeList(node, node.size(), pointer, depth);
            case STRING -> checked(node.textValue(), pointer);
            case NUMBER -> CanonicalNumber.of(node.numberValue(), pointer);
            case BOOLEAN -> node.booleanValue();
            case NULL -> JsonValues.NULL;
            default -> throw new InvalidJsonValue(pointer, "must be a JSON value");
        };
    }

    static Map<String, Object> freezeObject(JsonNode object, String pointer, int depth) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        checkDepth(pointer, depth);
        object.properties().forEach(field -> put(sorted, field.getKey(), field.getValue(), pointer, depth));
        return frozen(sorted);
    }

    static Map<String, Object> freezeMap(Map<?, ?> map, String pointer, int depth) {
        if (map instanceof FrozenMap frozen && depth - 1 + frozen.height() <= JsonValues.MAX_DEPTH) {
            return frozen;
        }
        TreeMap<String, Object> sorted = new TreeMap<>();
        checkDepth(pointer, depth);
        map.forEach((key, value) -> put(sorted, key, value, pointer, depth));
        return frozen(sorted);
    }

    private static Map<String, Object> frozen(SortedMap<String, Object> sorted) {
        return FrozenMap.of(
                sorted.keySet().toArray(new String[0]), sorted.values().toArray());
    }

    private static void put(
            SortedMap<String, Object> sorted, @Nullable Object key, @Nullable Object value, String pointer, int depth) {
        if (!(key instanceof String name)) {
            throw new InvalidJsonValue(pointer, "must have strings as keys");
        }
        if (name.length() > JsonValues.MAX_KEY_LENGTH) {
            throw new InvalidJsonValue(
                    pointer, "must not have a key of more than " + JsonValues.MAX_KEY_LENGTH + " characters");
        }
        checked(name, pointer);
        Object plain = plain(value);
        if (plain != null) {
            sorted.put(name, plain);
            return;
        }
        String inner = pointer + "/" + JsonPointers.step(name);
        sorted.put(name, freeze(value, inner, depth + 1));
    }

    /** Most values, quickly: those that need no pointer, as nothing can be wrong with them; null for all others. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonNode node) {
            if (node.isTextual()) {
                return Texts.fault(node.textValue()) == null ? node.textValue() : null;
            }
            if (node.isBoolean()) {
                return node.booleanValue();
            }
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : null;
        }
        return null;
    }

    private static List<Object> freezeList(Iterable<?> items, int size, String pointer, int depth) {
        checkDepth(pointer, depth);
        List<Object> list = new ArrayList<>(size);
        for (Object item : items) {
            list.add(freeze(item, pointer + "/" + list.size(), depth + 1));
        }
        return Collections.unmodifiableList(list);
    }

    private static void checkDepth(String pointer, int depth) {
        if (depth > JsonValues.MAX_DEPTH) {
            throw new InvalidJsonValue(pointer, "nests deeper than " + JsonValues.MAX_DEPTH);
        }
    }

    private static String checked(String text, String pointer) {
        String fault = Texts.fault(text);
        if (fault != null) {
            throw new InvalidJsonValue(pointer, fault);
        }
        return text;
    }

    /** How many containers stand in each other among frozen values. */
    static int height(Object[] values) {
        int height = 0;
        for (Object value : values) {
            if (value instanceof FrozenMap map) {
                height = Math.max(height, map.height());
            } else if (value instanceof List<?> list) {
                height = Math.max(height, 1 + height(list.toArray()));
            }
        }
        return height;
    }
}

package io.cairn.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Freezes JSON into immutable Java values in one canonical form, so that equal JSON is equal Java, and bit for bit equal
 * when encoded: String, Boolean, Long, BigDecimal (never integral within long, no trailing zeros), List, Map (sorted by
 * key), and {@link #NULL} for JSON null inside a Map or List. Any ObjectMapper writes a frozen value as that JSON again.
 *
 * <p>Bounds: containers nest at most {@value #MAX_DEPTH} deep, keys have at most {@value #MAX_KEY_LENGTH} chars, numbers
 * at most {@value CanonicalNumber#MAX_DIGITS} digits and an exponent within ±{@value CanonicalNumber#MAX_EXPONENT};
 * strings and keys hold neither unpaired surrogates (no UTF-8 for them) nor U+0000 (PostgreSQL stores none).
 */
public final class JsonValues {
    /** JSON null inside a Map or List. */
    public static final Object NULL = Null.NULL;

    /** How many containers may stand in each other, the outermost included. */
    public static final int MAX_DEPTH = 32;

    public static final int MAX_KEY_LENGTH = 255;

    private JsonValues() {}

    /**
     * @param pointer where the object stands, for the error
     * @throws InvalidJsonValue naming the JSON pointer, if it is no object or a value is out of the documented bounds
     */
    public static Map<String, Object> freeze(JsonNode object, String pointer) {
        if (!object.isObject()) {
            throw new InvalidJsonValue(pointer, "must be an object");
        }
        return Freezer.freezeObject(object, pointer, 1);
    }

    /** Freezes a Map of plain Java values; gives a frozen one back as it is. @throws InvalidJsonValue as above */
    public static Map<String, Object> freeze(Map<String, ?> object, String pointer) {
        return Freezer.freezeMap(object, pointer, 1);
    }

    /** Freezes any JSON or plain Java value; null becomes {@link #NULL}. @throws InvalidJsonValue as above */
    public static Object freezeValue(@Nullable Object value, String pointer) {
        return Freezer.freeze(value, pointer, 1);
    }

    /**
     * A frozen Map of keys that ascend strictly and their frozen values, taken as they are, without copies.
     *
     * @throws IllegalArgumentException if the keys do not ascend
     */
    public static Map<String, Object> frozenMap(String[] keys, Object[] values) {
        return FrozenMap.of(keys, values);
    }

    /** The keys of a frozen Map, ascending. Not to be changed. */
    public static String[] keys(Map<?, ?> frozen) {
        return ((FrozenMap) frozen).keys();
    }

    /** The values of a frozen Map, in the order of its {@link #keys}. Not to be changed. */
    public static Object[] values(Map<?, ?> frozen) {
        return ((FrozenMap) frozen).frozenValues();
    }

    /** The frozen value as a Jackson tree. */
    public static JsonNode thaw(Object frozen) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (frozen instanceof String text) {
            return nodes.textNode(text);
        } else if (frozen instanceof Long number) {
            return nodes.numberNode(number);
        } else if (frozen instanceof BigDecimal number) {
            return nodes.numberNode(number);
        } else if (frozen instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        } else if (frozen instanceof List<?> list) {
            var array = nodes.arrayNode(list.size());
            list.forEach(item -> array.add(thaw(item)));
            return array;
        } else if (frozen instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            map.forEach((key, value) -> object.set((String) key, thaw(value)));
            return object;
        } else if (frozen == NULL) {
            return nodes.nullNode();
        }
        throw new IllegalArgumentException("not a frozen JSON value: " + frozen.getClass());
    }

    private enum Null implements JsonSerializable {
        NULL;

        @Override
        public void serialize(JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeNull();
        }

        @Override
        public void serializeWithType(JsonGenerator json, SerializerProvider serializers, TypeSerializer types)
                throws IOException {
            json.writeNull();
        }

        @Override
        public String toString() {
            return "null";
        }
    }
}

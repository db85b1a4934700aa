package io.cairn.model.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import io.cairn.model.map.Place.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the kinds of values that a map's fields have. */
final class Readers {
    private Readers() {}

    /** @param limit gives what is wrong with a text, or null */
    static Reader<String> string(Function<String, @Nullable String> limit) {
        return (value, place) -> {
            String fault = value.isTextual() ? limit.apply(value.textValue()) : "must be a string";
            return noted(fault, place) ? null : value.textValue();
        };
    }

    static Reader<Integer> integer(Limits.Range range) {
        return (value, place) -> {
            // 1.0 is the integer 1 in JSON
            Object number = value.isNumber() ? frozen(value, place) : value;
            if (number instanceof Long whole) {
                int clamped = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole));
                return noted(Limits.between(clamped, range), place) ? null : clamped;
            } else if (number != null) {
                place.fault("must be an integer from " + range.from() + " to " + range.to());
            }
            return null;
        };
    }

    static @Nullable BigDecimal number(JsonNode value, Place place) {
        if (noted(value.isNumber() ? null : "must be a number", place)) {
            return null;
        }
        Object number = frozen(value, place);
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
    }

    /** An object free in form, as frozen JSON. */
    static @Nullable Map<String, Object> json(JsonNode value, Place place) {
        try {
            return JsonValues.freeze(value, place.pointer());
        } catch (InvalidJsonValue e) {
            place.fault(e.pointer(), e.detail());
            return null;
        }
    }

    private static @Nullable Object frozen(JsonNode value, Place place) {
        try {
            return JsonValues.freezeValue(value, place.pointer());
        } catch (InvalidJsonValue e) {
            place.fault(e.pointer(), e.detail());
            return null;
        }
    }

    static <E extends Enum<E> & Spelled> Reader<E> oneOf(E[] members) {
        return (value, place) -> {
            for (E member : members) {
                if (value.isTextual() && member.spelling().equals(value.textValue())) {
                    return member;
                }
            }
            place.fault(
                    "must be one of " + Arrays.stream(members).map(E::spelling).collect(Collectors.joining(", ")));
            return null;
        };
    }

    static <T> Reader<T> object(Function<Fields, @Nullable T> reader) {
        return (value, place) -> noted(value.isObject() ? null : "must be an object", place)
                ? null
                : reader.apply(new Fields(value, place));
    }

    static <T> Reader<List<T>> list(int most, Reader<T> reader) {
        return (value, place) -> {
            if (noted(value.isArray() ? null : "must be a list", place) || tooMany(value.size(), most, place)) {
                return null;
            }
            List<T> items = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                T item = reader.read(value.get(i), place.item(i));
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        };
    }

    /** Objects with distinct keys. */
    static <T> Reader<List<T>> keyed(int most, Function<Fields, @Nullable T> reader) {
        return (list, listPlace) -> {
            Set<String> keys = new HashSet<>();
            Reader<T> item = (value, place) -> {
                String key = value.path("key").textValue();
                if (key != null && !keys.add(key)) {
                    place.field("key").fault("is the key of an earlier one, too: " + key);
                }
                return object(reader).read(value, place);
            };
            return list(most, item).read(list, listPlace);
        };
    }

    /** An object whose fields' names are keys. */
    static <T> Reader<Map<String, T>> byKey(int most, Function<Fields, @Nullable T> reader) {
        return (value, place) -> {
            if (noted(value.isObject() ? null : "must be an object", place) || tooMany(value.size(), most, place)) {
                return null;
            }
            Map<String, T> items = new TreeMap<>();
            value.properties().forEach(field -> {
                Place inner = place.field(field.getKey());
                boolean isKey = !noted(Limits.key(field.getKey()), inner);
                T item = object(reader).read(field.getValue(), inner);
                if (isKey && item != null) {
                    items.put(field.getKey(), item);
                }
            });
            return items;
        };
    }

    private static boolean tooMany(int size, int most, Place place) {
        String fault = Limits.size(size, most);
        if (fault != null) {
            place.tooMany(fault);
        }
        return fault != null;
    }

    private static boolean noted(@Nullable String fault, Place place) {
        if (fault != null) {
            place.fault(fault);
        }
        return fault != null;
    }
}

package io.cairn.model.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import io.cairn.model.map.InvalidMap.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. What is wrong with one is noted as a fault and read as if it were absent; JSON null is
 * absent.
 */
final class Fields {
    private final JsonNode object;
    private final String pointer;
    private final List<Fault> faults;
    private final int faultsBefore;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> ignored = new HashSet<>();

    Fields(JsonNode object, String pointer, List<Fault> faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
        this.faultsBefore = faults.size();
    }

    /** The record, unless something in the object, or deeper, is wrong. Call it last: it also finds unknown fields. */
    <T> @Nullable T make(Supplier<T> record) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field) && !ignored.contains(field)) {
                check(field, "is unknown" + Spelling.suggestion(field, known));
            }
        });
        return faults.size() == faultsBefore ? record.get() : null;
    }

    void ignore(Set<String> fields) {
        ignored.addAll(fields);
    }

    /** Notes the fault, if it is one. */
    void check(String field, @Nullable String fault) {
        if (fault != null) {
            faults.add(new Fault(at(field), fault));
        }
    }

    String requiredKey() {
        return required("key", Limits::key);
    }

    String requiredName(String field) {
        return required(field, Limits::name);
    }

    /** An empty text stands for one at fault, from which nothing will be made. */
    private String required(String field, Function<String, @Nullable String> limit) {
        int before = faults.size();
        String value = string(field, limit);
        if (value == null && faults.size() == before) {
            check(field, "must be there");
        }
        return value == null ? "" : value;
    }

    @Nullable
    String name(String field) {
        return string(field, Limits::name);
    }

    @Nullable
    String text(String field) {
        return string(field, Limits::text);
    }

    /** A condition's text; whether it compiles is not looked at here. */
    @Nullable
    String condition(String field) {
        return string(field, text -> text.isBlank() ? "must not be blank: leave it out instead" : Limits.text(text));
    }

    @Nullable
    String string(String field, Function<String, @Nullable String> limit) {
        JsonNode value = value(field);
        return value == null ? null : string(value, at(field), limit);
    }

    private @Nullable String string(JsonNode value, String at, Function<String, @Nullable String> limit) {
        String fault = value.isTextual() ? limit.apply(value.textValue()) : "must be a string";
        if (fault != null) {
            faults.add(new Fault(at, fault));
            return null;
        }
        return value.textValue();
    }

    @Nullable
    Integer integer(String field, Limits.Range range) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        // 1.0 is the integer 1 in JSON
        Object number = value.isNumber() ? frozen(field, value) : null;
        if (!(number instanceof Long whole)) {
            check(field, "must be an integer from " + range.from() + " to " + range.to());
            return null;
        }
        int clamped = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole));
        String fault = Limits.between(clamped, range);
        check(field, fault);
        return fault == null ? clamped : null;
    }

    @Nullable
    BigDecimal number(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            check(field, "must be a number");
            return null;
        }
        Object number = frozen(field, value);
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
    }

    <E extends Enum<E> & Spelled> @Nullable E oneOf(String field, E[] members) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        for (E member : members) {
            if (value.isTextual() && member.spelling().equals(value.textValue())) {
                return member;
            }
        }
        check(field, "must be one of " + Arrays.stream(members).map(E::spelling).collect(Collectors.joining(", ")));
        return null;
    }

    /** An object free in form, as frozen JSON. */
    Map<String, Object> json(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return Map.of();
        }
        try {
            return JsonValues.freeze(value, at(field));
        } catch (InvalidJsonValue e) {
            faults.add(new Fault(e.pointer(), e.detail()));
            return Map.of();
        }
    }

    private @Nullable Object frozen(String field, JsonNode value) {
        try {
            return JsonValues.freezeValue(value, at(field));
        } catch (InvalidJsonValue e) {
            faults.add(new Fault(e.pointer(), e.detail()));
            return null;
        }
    }

    <T> @Nullable T object(String field, Function<Fields, @Nullable T> reader) {
        JsonNode value = value(field);
        return value == null ? null : object(value, at(field), reader);
    }

    private <T> @Nullable T object(JsonNode value, String at, Function<Fields, @Nullable T> reader) {
        if (!value.isObject()) {
            faults.add(new Fault(at, "must be an object"));
            return null;
        }
        return reader.apply(new Fields(value, at, faults));
    }

    List<String> texts(String field) {
        return list(field, Limits.ITEMS, (value, at) -> string(value, at, Limits::text));
    }

    List<String> names(String field) {
        return list(field, Limits.ITEMS, (value, at) -> string(value, at, Limits::name));
    }

    <T> List<T> items(String field, Function<Fields, @Nullable T> reader) {
        return list(field, Limits.ITEMS, (value, at) -> object(value, at, reader));
    }

    /** Items with distinct keys. */
    <T> List<T> keyed(String field, int most, Function<Fields, @Nullable T> reader) {
        Set<String> keys = new HashSet<>();
        return list(field, most, (value, at) -> {
            String key = value.path("key").textValue();
            if (key != null && !keys.add(key)) {
                faults.add(new Fault(at + "/key", "is the key of an earlier one, too: " + key));
            }
            return object(value, at, reader);
        });
    }

    /** An object whose fields' names are keys. */
    <T> Map<String, T> byKey(String field, int most, Function<Fields, @Nullable T> reader) {
        Map<String, T> items = new TreeMap<>();
        JsonNode value = value(field);
        if (value == null) {
            return items;
        }
        String fault = value.isObject() ? Limits.size(value.size(), most) : "must be an object";
        check(field, fault);
        if (fault == null) {
            Fields inner = new Fields(value, at(field), faults);
            value.fieldNames().forEachRemaining(key -> {
                inner.check(key, Limits.key(key));
                T item = inner.object(key, reader);
                if (item != null) {
                    items.put(key, item);
                }
            });
        }
        return items;
    }

    private interface ItemReader<T> {
        @Nullable
        T read(JsonNode value, String at);
    }

    private <T> List<T> list(String field, int most, ItemReader<T> reader) {
        List<T> items = new ArrayList<>();
        JsonNode value = value(field);
        if (value == null) {
            return items;
        }
        String fault = value.isArray() ? Limits.size(value.size(), most) : "must be a list";
        check(field, fault);
        if (fault == null) {
            for (int i = 0; i < value.size(); i++) {
                T item = reader.read(value.get(i), at(field) + "/" + i);
                if (item != null) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    private @Nullable JsonNode value(String field) {
        known.add(field);
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private String at(String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }
}

package io.cairn.model.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.map.Place.Reader;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. What is wrong with one is noted as a fault and read as if it were absent; JSON null is
 * absent.
 */
final class Fields {
    private final JsonNode object;
    private final Place place;
    private final int faultsBefore;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> ignored = new HashSet<>();

    Fields(JsonNode object, Place place) {
        this.object = object;
        this.place = place;
        this.faultsBefore = place.faultsSoFar();
    }

    /** The record, unless something in the object, or deeper, is wrong. Call it last: it also finds unknown fields. */
    <T> @Nullable T make(Supplier<T> record) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field) && !ignored.contains(field)) {
                check(field, "is unknown" + Spelling.suggestion(field, known));
            }
        });
        return place.faultsSoFar() == faultsBefore ? record.get() : null;
    }

    void ignore(Set<String> fields) {
        ignored.addAll(fields);
    }

    /** Notes the fault, if it is one. */
    void check(String field, @Nullable String fault) {
        if (fault != null) {
            place.field(field).fault(fault);
        }
    }

    /** Notes that there are too many, if there are. */
    void checkSize(String field, @Nullable String fault) {
        if (fault != null) {
            place.field(field).tooMany(fault);
        }
    }

    String requiredKey() {
        return required("key", Readers.string(Limits::key));
    }

    String requiredName() {
        return required("name", Readers.string(Limits::name));
    }

    /** An empty text stands for one at fault, from which nothing will be made. */
    private String required(String field, Reader<String> reader) {
        String value = optional(field, reader);
        if (!object.hasNonNull(field)) {
            check(field, "must be there");
        }
        return value == null ? "" : value;
    }

    <T> @Nullable T optional(String field, Reader<T> reader) {
        known.add(field);
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : reader.read(value, place.field(field));
    }

    @Nullable
    String name(String field) {
        return optional(field, Readers.string(Limits::name));
    }

    @Nullable
    String text(String field) {
        return optional(field, Readers.string(Limits::text));
    }

    /** A condition's text; whether it compiles is not looked at here. */
    @Nullable
    String condition(String field) {
        return optional(
                field,
                Readers.string(text -> text.isBlank() ? "must not be blank: leave it out instead" : Limits.text(text)));
    }

    @Nullable
    Integer integer(String field, Limits.Range range) {
        return optional(field, Readers.integer(range));
    }

    @Nullable
    BigDecimal number(String field) {
        return optional(field, Readers::number);
    }

    <E extends Enum<E> & Spelled> @Nullable E oneOf(String field, E[] members) {
        return optional(field, Readers.oneOf(members));
    }

    Map<String, Object> json(String field) {
        Map<String, Object> json = optional(field, Readers::json);
        return json == null ? Map.of() : json;
    }

    <T> @Nullable T object(String field, Function<Fields, @Nullable T> reader) {
        return optional(field, Readers.object(reader));
    }

    List<String> texts(String field) {
        return list(field, Readers.list(Limits.ITEMS, Readers.string(Limits::text)));
    }

    List<String> names(String field) {
        return list(field, Readers.list(Limits.ITEMS, Readers.string(Limits::name)));
    }

    <T> List<T> items(String field, Function<Fields, @Nullable T> reader) {
        return list(field, Readers.list(Limits.ITEMS, Readers.object(reader)));
    }

    <T> List<T> keyed(String field, int most, Function<Fields, @Nullable T> reader) {
        return list(field, Readers.keyed(most, reader));
    }

    private <T> List<T> list(String field, Reader<List<T>> reader) {
        List<T> list = optional(field, reader);
        return list == null ? List.of() : list;
    }

    <T> Map<String, T> byKey(String field, int most, Function<Fields, @Nullable T> reader) {
        Map<String, T> items = optional(field, Readers.byKey(most, reader));
        return items == null ? Map.of() : items;
    }
}

package io.cairn.personalization.wire;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document's fields, each named by its JSON pointer, so that a caller is told all at once. */
public final class FieldFaults {
    /** Longest name or tag, in UTF-16 units. */
    public static final int MAX_TEXT = 200;

    static final String MUST_BE_KEY = "must be a key: a-z, 0-9 and '-', 1 to 63 characters, first no '-'";

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final List<InputError> faults = new ArrayList<>();

    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** @param field a name or a pointer below the document, as {@code caps/0} */
    public void check(boolean holds, String field, String mustBe) {
        if (!holds) {
            faults.add(new InputError("/" + field, mustBe));
        }
    }

    /** A key that must be there. */
    public void key(String field, @Nullable String value) {
        check(value != null && isKey(value), field, MUST_BE_KEY + but(value));
    }

    /** A key that may be absent. */
    public void optionalKey(String field, @Nullable String value) {
        if (value != null) {
            key(field, value);
        }
    }

    /** A text of 1 to {@value #MAX_TEXT} characters that must be there. */
    public void text(String field, @Nullable String value) {
        check(
                value != null
                        && !value.isBlank()
                        && value.length() <= MAX_TEXT
                        && value.chars().noneMatch(Character::isISOControl),
                field,
                "must be a text of 1 to " + MAX_TEXT + " characters");
    }

    /** Two times that may be absent, from 1900 to 9999, in order. */
    public void period(String fromField, @Nullable Instant from, String toField, @Nullable Instant to) {
        time(fromField, from);
        time(toField, to);
        check(from == null || to == null || from.isBefore(to), toField, "must be after " + fromField);
    }

    /** An unmodifiable copy of a list that may be absent; what is null in it is a fault. Of one that is too long nothing is said. */
    public <T> List<T> list(String field, @Nullable List<T> list, int max) {
        List<T> copy = new ArrayList<>();
        forEach(field, list, max, (place, item) -> copy.add(item));
        return Collections.unmodifiableList(copy);
    }

    /** As {@link #list}, of keys without repetition. */
    public List<String> keys(String field, @Nullable List<String> list, int max) {
        Set<String> copy = new LinkedHashSet<>();
        forEach(field, list, max, (place, item) -> {
            key(place, item);
            copy.add(item);
        });
        return List.copyOf(copy);
    }

    /** As {@link #list}, of texts without repetition. */
    public List<String> texts(String field, @Nullable List<String> list, int max) {
        Set<String> copy = new LinkedHashSet<>();
        forEach(field, list, max, (place, item) -> {
            text(place, item);
            copy.add(item);
        });
        return List.copyOf(copy);
    }

    /** @param each takes where an item stands, and the item; is not called for a list of more than so many */
    private <T> void forEach(String field, @Nullable List<T> list, int max, BiConsumer<String, T> each) {
        if (list == null) {
            return;
        }
        if (list.size() > max) {
            check(false, field, "must hold at most " + max + " items");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            T item = list.get(i);
            String place = field + "/" + i;
            check(item != null, place, "must not be null");
            if (item != null) {
                each.accept(place, item);
            }
        }
    }

    /** An unmodifiable copy, in the same order, of an object that may be absent; what is null in it is a fault. As {@link #list}. */
    public <T> Map<String, T> map(String field, @Nullable Map<String, T> map, int max) {
        if (map == null) {
            return Map.of();
        }
        if (map.size() > max) {
            check(false, field, "must hold at most " + max + " fields");
            return Map.of();
        }
        Map<String, T> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            check(value != null, field + "/" + JsonPointers.step(name), "must not be null");
            if (value != null) {
                copy.put(name, value);
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    public List<InputError> found() {
        return List.copyOf(faults);
    }

    /** @throws ProblemException 400 with all that was found */
    public void orThrow() {
        if (!faults.isEmpty()) {
            throw ProblemException.malformed(faults);
        }
    }

    private void time(String field, @Nullable Instant time) {
        check(
                time == null || (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)),
                field,
                "must be a time from 1900 to 9999");
    }

    private static String but(@Nullable String value) {
        return value == null || value.length() > MAX_TEXT ? "" : ", not '" + value + "'";
    }
}

package io.cairn.model.map;

import io.cairn.model.json.Texts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a map's fields. Those without {@code require} give null or what is wrong, as the rest of a sentence, for
 * {@link MapReader} to collect; those with it throw.
 */
final class Limits {
    static final int STAGES = 50;
    static final int TOUCHPOINTS = 500;
    static final int PERSONAS = 50;
    static final int ITEMS = 100;
    static final int NAME_LENGTH = 255;
    static final int TEXT_LENGTH = 4000;
    static final Range EMOTION = new Range(-2, 2);
    static final Range SCORE = new Range(1, 5);

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Both ends included. */
    record Range(int from, int to) {}

    private Limits() {}

    static @Nullable String key(String value) {
        return KEY.matcher(value).matches()
                ? null
                : "must be 1 to 63 of a-z, 0-9 and - and not start with -, not '" + Texts.shown(value) + "'";
    }

    static @Nullable String name(String value) {
        return Texts.nameFault(value, NAME_LENGTH);
    }

    static @Nullable String text(String value) {
        return value.length() > TEXT_LENGTH
                ? "must have at most " + TEXT_LENGTH + " characters, not " + value.length()
                : Texts.fault(value);
    }

    static @Nullable String between(int value, Range range) {
        return value < range.from() || value > range.to()
                ? "must be from " + range.from() + " to " + range.to() + ", not " + value
                : null;
    }

    static @Nullable String size(int size, int most) {
        return size > most ? "must have at most " + most + " items, not " + size : null;
    }

    static @Nullable String touchpoints(int inAll) {
        return inAll > TOUCHPOINTS ? "must have at most " + TOUCHPOINTS + " touchpoints in all, not " + inAll : null;
    }

    static @Nullable String interval(String value) {
        try {
            boolean isDuration = value.toUpperCase(Locale.ROOT).contains("T");
            boolean positive = isDuration ? isPositive(Duration.parse(value)) : isPositive(Period.parse(value));
            return positive ? null : "must be longer than nothing, not '" + Texts.shown(value) + "'";
        } catch (DateTimeException | ArithmeticException e) { // of weeks whose days are no int
            return "must be an ISO-8601 duration like P90D or PT12H, not '" + Texts.shown(value) + "'";
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static boolean isPositive(Period period) {
        return !period.isNegative() && !period.isZero();
    }

    static void require(String field, Object value, @Nullable String fault) {
        if (fault != null) {
            throw new IllegalArgumentException(field + " " + fault + " (" + Texts.shown(value.toString()) + ")");
        }
    }

    static void requireKeyAndName(String key, String name) {
        require("key", key, key(key));
        require("name", name, name(name));
    }

    static void requireName(String field, @Nullable String value) {
        if (value != null) {
            require(field, value, name(value));
        }
    }

    static void requireText(String field, @Nullable String value) {
        if (value != null) {
            require(field, value, text(value));
        }
    }

    static void requireBetween(String field, @Nullable Integer value, Range range) {
        if (value != null) {
            require(field, value, between(value, range));
        }
    }

    static List<String> requireNames(String field, List<String> values) {
        values.forEach(value -> requireName(field, value));
        return requireItems(field, values);
    }

    static List<String> requireTexts(String field, List<String> values) {
        values.forEach(value -> requireText(field, value));
        return requireItems(field, values);
    }

    static <T> List<T> requireItems(String field, List<T> items) {
        require(field, items.size(), size(items.size(), ITEMS));
        return List.copyOf(items);
    }

    static <T> List<T> requireKeyed(String field, List<T> items, Function<T, String> key, int most) {
        require(field, items.size(), size(items.size(), most));
        Set<String> keys = new HashSet<>();
        for (T item : items) {
            require(field, key.apply(item), keys.add(key.apply(item)) ? null : "must have distinct keys");
        }
        return List.copyOf(items);
    }
}

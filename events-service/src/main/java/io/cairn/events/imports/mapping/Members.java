package io.cairn.events.imports.mapping;

import io.cairn.model.json.JsonValues;
import java.util.Map;

/** Where an event's properties, or traits, come from. */
sealed interface Members {
    /** Each from a source of its own, by its name; in their order. */
    record Each(Map<String, Source> sources) implements Members {}

    /** All from one column that holds an object. */
    record Whole(Source.Column column) implements Members {}

    /** Every column that the mapping names nowhere else. */
    record Rest() implements Members {}

    /** What a property or a trait of a column is called: a survey's question may be longer than a name may be. */
    static String name(String column) {
        int most = JsonValues.MAX_KEY_LENGTH - 1;
        return column.length() <= most + 1
                ? column
                : column.substring(0, Character.isHighSurrogate(column.charAt(most - 1)) ? most - 1 : most) + "…";
    }
}

package io.cairn.events.imports.mapping;

import java.util.Map;

/** Where an event's properties, or traits, come from. */
sealed interface Members {
    /** Each from a source of its own, by its name; in their order. */
    record Each(Map<String, Source> sources) implements Members {}

    /** All from one column that holds an object. */
    record Whole(Source.Column column) implements Members {}

    /** Every column that the mapping names nowhere else. */
    record Rest() implements Members {}
}

package io.cairn.personalization.content;

import io.quarkus.qute.Template;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of compiled content. */
sealed interface Part {
    record Constant(@Nullable Object value) implements Part {}

    /**
     * A text to fill in.
     *
     * @param pointer where it stands in the content
     */
    record Text(Template template, Places places, String pointer) implements Part {}

    record Items(List<Part> items) implements Part {}

    record Fields(Map<String, Part> fields) implements Part {}
}

package io.cairn.personalization.content;

import java.util.Map;

/** What became of a representation's content. */
public sealed interface Rendering {
    /** @param content by field, ready to send */
    record Rendered(Map<String, Object> content) implements Rendering {}

    /** @param field a JSON pointer below {@code content} */
    record Broken(String field, String why) implements Rendering {}
}

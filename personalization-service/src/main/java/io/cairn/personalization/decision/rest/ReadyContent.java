package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.personalization.customer.Answer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A decision at one placement as a platform can put it into a message: the propositions' contents, best first, as they
 * are.
 *
 * @param send whether any of them may be shown
 */
record ReadyContent(String decisionId, boolean send, String reason, List<JsonNode> contents) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands for a content that has no field of the form asked for. */
    private static final List<String> TEXTS = List.of("text", "body", "headline", "subject");

    static ReadyContent of(Answer answer) {
        try {
            JsonNode decision = JSON.readTree(answer.json());
            JsonNode placement = decision.path("placements").path(0);
            List<JsonNode> contents = new ArrayList<>();
            placement.path("propositions").forEach(proposition -> contents.add(proposition.path("content")));
            return new ReadyContent(
                    decision.path("decisionId").asText(),
                    placement.path("send").asBoolean(),
                    placement.path("reason").asText(),
                    contents);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields {@code html}; of a content without one its text, escaped, in a paragraph. Empty if none has either. */
    String html() {
        return lines(content -> {
            String own = field(content, "html");
            String text = own == null ? text(content) : null;
            return text == null ? own : "<p>" + escaped(text) + "</p>";
        });
    }

    /** The fields {@code text}, else {@code body}, {@code headline} or {@code subject}; a line each. Empty if none has any. */
    String text() {
        return lines(ReadyContent::text);
    }

    private String lines(Function<JsonNode, @Nullable String> form) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode content : contents) {
            String line = form.apply(content);
            if (line != null) {
                lines.append(line).append('\n');
            }
        }
        return lines.toString();
    }

    private static @Nullable String text(JsonNode content) {
        for (String name : TEXTS) {
            String text = field(content, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Null if it is blank, too: there is nothing to see. */
    private static @Nullable String field(JsonNode content, String name) {
        String text = content.path(name).textValue();
        return text == null || text.isBlank() ? null : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

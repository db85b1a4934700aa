package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.personalization.customer.Answer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision at one placement as a platform can put it into a message: the propositions' contents, best first, as they
 * are.
 *
 * @param send whether there is anything to show
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

    /** The fields {@code html}; of a content without one its text, escaped, in a paragraph. */
    String html() {
        StringBuilder html = new StringBuilder();
        for (JsonNode content : contents) {
            String own = field(content, "html");
            html.append(own != null ? own : "<p>" + escaped(text(content)) + "</p>")
                    .append('\n');
        }
        return html.toString();
    }

    /** The fields {@code text}, else {@code body}, {@code headline} or {@code subject}; a line each. */
    String text() {
        StringBuilder text = new StringBuilder();
        contents.forEach(content -> text.append(text(content)).append('\n'));
        return text.toString();
    }

    private static String text(JsonNode content) {
        for (String name : TEXTS) {
            String text = field(content, name);
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    private static @Nullable String field(JsonNode content, String name) {
        return content.path(name).textValue();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

package io.cairn.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.model.json.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frozen JSON objects as the text that the log keeps; an empty one is null. */
@ApplicationScoped
public class FrozenJson {
    private final ObjectMapper mapper;

    FrozenJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The text of an object; null if it is empty. */
    public @Nullable String text(Map<String, Object> frozen) {
        try {
            return frozen.isEmpty() ? null : mapper.writeValueAsString(frozen);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The object that a text was written from. */
    public Map<String, Object> object(@Nullable String text) {
        try {
            return text == null ? Map.of() : JsonValues.freeze(mapper.readTree(text), "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the log holds what it never wrote", e);
        }
    }
}

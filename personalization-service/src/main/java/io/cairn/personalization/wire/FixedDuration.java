package io.cairn.personalization.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;

/** Reads a duration of a fixed length, weeks included, which Jackson's own reading does not take. */
public final class FixedDuration extends StdDeserializer<Duration> {
    public FixedDuration() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = context.readValue(parser, String.class);
        try {
            Span span = Span.parse(text);
            if (span.isFixed()) {
                return span.length();
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        return (Duration) context.handleWeirdStringValue(Duration.class, text, "not a duration of a fixed length");
    }
}

package io.cairn.personalization.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;

/** Writes a duration of a fixed length as {@link Span#text(Duration)}. */
public final class FixedDurationText extends StdSerializer<Duration> {
    public FixedDurationText() {
        super(Duration.class);
    }

    @Override
    public void serialize(Duration length, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(Span.text(length));
    }
}

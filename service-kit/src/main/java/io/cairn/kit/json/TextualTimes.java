package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** Times and durations are ISO-8601 texts; a number could be seconds or milliseconds, and is refused. */
final class TextualTimes extends SimpleModule {
    TextualTimes() {
        super("cairn-textual-times");
        addDeserializer(Instant.class, new Textual<>(Instant.class, text -> OffsetDateTime.parse(text)
                .toInstant()));
        addDeserializer(Duration.class, new Textual<>(Duration.class, Duration::parse));
    }

    private static final class Textual<T> extends StdScalarDeserializer<T> {
        private final transient Function<String, T> parse;

        Textual(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw context.weirdStringException(text, handledType(), "not a text");
            }
            try {
                return parse.apply(text);
            } catch (DateTimeException | ArithmeticException e) {
                throw context.weirdStringException(text, handledType(), e.getMessage());
            }
        }
    }
}

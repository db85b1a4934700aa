package io.cairn.events.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.model.json.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        if (frozen.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder(256);
        write(frozen, text);
        return text.toString();
    }

    /** As Jackson would, without looking up for each value how it is written. */
    private static void write(Object value, StringBuilder text) {
        if (value instanceof String string) {
            quote(string, text);
        } else if (value instanceof Map<?, ?> map) {
            char separator = '{';
            for (Map.Entry<?, ?> field : map.entrySet()) {
                quote((String) field.getKey(), text.append(separator));
                write(field.getValue(), text.append(':'));
                separator = ',';
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            char separator = '[';
            for (Object item : list) {
                write(item, text.append(separator));
                separator = ',';
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else { // Long, BigDecimal, Boolean, or null
            text.append(value);
        }
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(string, text);
        text.append('"');
    }

    /** The object that a text was written from; in UTF-8, as the database gives it, which need not be decoded then. */
    public Map<String, Object> object(byte @Nullable [] text) {
        if (text == null) {
            return Map.of();
        }
        try (JsonParser parser = mapper.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return readObject(parser);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the log holds what it never wrote", e);
        }
        throw new IllegalStateException(
                "the log holds what it never wrote: " + new String(text, StandardCharsets.UTF_8));
    }

    /** What was frozen before need not be checked again. */
    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        boolean ascending = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            ascending &= keys.isEmpty() || keys.get(keys.size() - 1).compareTo(key) < 0;
            keys.add(key);
            parser.nextToken();
            values.add(readValue(parser));
        }
        if (ascending) {
            return JsonValues.frozenMap(keys.toArray(new String[0]), values.toArray());
        }
        Map<String, Object> byKey = new TreeMap<>(); // PostgreSQL wrote it, in a migration
        for (int i = 0; i < keys.size(); i++) {
            byKey.put(keys.get(i), values.get(i));
        }
        return JsonValues.freeze(byKey, "");
    }

    private static Object readValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(readValue(parser));
                }
                yield Collections.unmodifiableList(items);
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? JsonValues.freezeValue(parser.getBigIntegerValue(), "")
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> JsonValues.freezeValue(parser.getDecimalValue(), "");
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> JsonValues.NULL;
        };
    }
}

package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.model.json.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a cell is read: what it means beyond its text. */
sealed interface Cell {
    /** @throws BadRow saying what it is not */
    JsonNode read(JsonNode cell) throws BadRow;

    /** As it is: of CSV a text, of NDJSON whatever it is there. */
    record AsIs() implements Cell {
        @Override
        public JsonNode read(JsonNode cell) {
            return cell;
        }
    }

    /** A text, of a number its digits. */
    record Text() implements Cell {
        @Override
        public JsonNode read(JsonNode cell) throws BadRow {
            if (cell.isContainerNode()) {
                throw new BadRow("is no text but JSON of several values");
            }
            return cell.isTextual() ? cell : TextNode.valueOf(cell.asText());
        }
    }

    /**
     * A number, with its thousands apart or not, by blanks or apostrophes, too, and with a currency's sign or not.
     *
     * @param decimal {@code .} or {@code ,}: what stands before the decimals; the other one may part thousands
     */
    record Numeric(char decimal) implements Cell {
        private static final int MAX_LENGTH = 200;
        private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
        /** What stands around an amount, and what parts its thousands besides points and commas. */
        private static final Pattern BESIDE = Pattern.compile(
                "^\\p{Sc}[ \\u00A0\\u202F]?|[ \\u00A0\\u202F]?\\p{Sc}$|(?<=\\d)[ \\u00A0\\u202F'’](?=\\d{3}(\\D|$))");

        private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

        @Override
        public JsonNode read(JsonNode cell) throws BadRow {
            if (cell.isNumber()) {
                return cell;
            }
            String given = cell.isTextual() ? cell.textValue().strip() : "";
            String text = given.length() <= MAX_LENGTH ? BESIDE.matcher(given).replaceAll("") : given;
            String plain = decimal == '.'
                    ? text
                    : text.replace('.', '\0').replace(',', '.').replace('\0', ',');
            boolean isNumber = plain.length() <= MAX_LENGTH
                    && (PLAIN.matcher(plain).matches() || GROUPED.matcher(plain).matches());
            if (!isNumber) {
                throw new BadRow("is no number" + shown(cell));
            }
            return DecimalNode.valueOf(new BigDecimal(plain.replace(",", "")));
        }
    }

    /**
     * True or false, in the usual spellings.
     *
     * @param negate whether the column says the opposite of what is asked for, as one of opt-outs does
     */
    record Bool(boolean negate) implements Cell {
        @Override
        public JsonNode read(JsonNode cell) throws BadRow {
            boolean isSo =
                    switch (cell.asText().strip().toLowerCase(Locale.ROOT)) {
                        case "true", "t", "yes", "y", "1", "on", "wahr", "ja", "subscribed" -> true;
                        case "false", "f", "no", "n", "0", "off", "falsch", "nein", "unsubscribed" -> false;
                        default -> throw new BadRow("is neither true nor false" + shown(cell));
                    };
            return BooleanNode.valueOf(isSo != negate);
        }
    }

    /** A time; in the event it is ISO-8601 in UTC. */
    record Time(TimeFormat format) implements Cell {
        @Override
        public JsonNode read(JsonNode cell) throws BadRow {
            return TextNode.valueOf(instant(cell).toString());
        }

        Instant instant(JsonNode cell) throws BadRow {
            return format.parse(cell.asText().strip())
                    .orElseThrow(() -> new BadRow("is no time of the format " + format.spelling() + shown(cell)));
        }
    }

    /** JSON in a text. */
    record Json() implements Cell {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        @Override
        public JsonNode read(JsonNode cell) throws BadRow {
            if (!cell.isTextual()) {
                return cell;
            }
            try {
                return MAPPER.readTree(cell.textValue());
            } catch (JsonProcessingException | NumberFormatException e) {
                throw new BadRow("is no JSON" + shown(cell));
            }
        }
    }

    /** A number or a truth if a CSV cell looks like one; {@code 007} and {@code +49…} are texts. */
    record Guessed() implements Cell {
        private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,10})?");

        @Override
        public JsonNode read(JsonNode cell) {
            if (!cell.isTextual()) {
                return cell;
            }
            String text = cell.textValue();
            if (NUMBER.matcher(text).matches()) {
                return DecimalNode.valueOf(new BigDecimal(text));
            }
            return text.equals("true") || text.equals("false") ? BooleanNode.valueOf(text.equals("true")) : cell;
        }
    }

    private static String shown(JsonNode cell) {
        return cell.isContainerNode() ? "" : ": '" + Texts.shown(cell.asText()) + "'";
    }
}

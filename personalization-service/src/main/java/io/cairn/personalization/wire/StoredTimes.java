package io.cairn.personalization.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times of what is stored, as {@link Instant#toString} writes them; those of whole milliseconds digit by digit, which takes
 * a tenth of what a formatter does. Each decision writes a few.
 */
public final class StoredTimes extends SimpleModule {
    private static final int MILLI = 1_000_000;
    private static final int DAY_SECONDS = 86_400;
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;

    /** As in {@code 2026-01-31T12:00:00.000Z}. */
    private static final String FORM = "0000-00-00T00:00:00.000Z";

    public StoredTimes() {
        super("cairn-stored-times");
        addSerializer(Instant.class, new Writer());
        addDeserializer(Instant.class, new Reader());
    }

    /** The same as its {@code toString}. */
    static String text(Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        if (nanos % MILLI != 0 || seconds < YEAR_0 || seconds >= YEAR_10000) {
            return time.toString();
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY_SECONDS));
        int ofDay = Math.floorMod(seconds, DAY_SECONDS);
        char[] text = FORM.toCharArray();
        put(text, 0, 4, date.getYear());
        put(text, 5, 2, date.getMonthValue());
        put(text, 8, 2, date.getDayOfMonth());
        put(text, 11, 2, ofDay / 3_600);
        put(text, 14, 2, ofDay / 60 % 60);
        put(text, 17, 2, ofDay % 60);
        if (nanos == 0) {
            text[19] = 'Z';
            return new String(text, 0, 20);
        }
        put(text, 20, 3, nanos / MILLI);
        return new String(text);
    }

    /** @throws DateTimeException if it is none */
    static Instant time(String text) {
        int length = text.length();
        if ((length != FORM.length() && length != 20) || text.charAt(length - 1) != 'Z' || !isOfForm(text)) {
            return Instant.parse(text);
        }
        LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text); // which knows what 24:00 and a leap second are
        }
        int millis = length == 20 ? 0 : number(text, 20, 3);
        return Instant.ofEpochSecond(
                date.toEpochDay() * DAY_SECONDS + hour * 3_600L + minute * 60L + second, (long) millis * MILLI);
    }

    /** Whether all but the last character is as in the form. */
    private static boolean isOfForm(String text) {
        for (int i = 0; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            if (FORM.charAt(i) == '0' ? !isDigit : c != FORM.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void put(char[] text, int from, int digits, int number) {
        int rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static final class Writer extends StdScalarSerializer<Instant> {
        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(text(value));
        }
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {
        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw context.weirdStringException(text, Instant.class, "not a text");
            }
            try {
                return time(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, e.getMessage());
            }
        }
    }
}

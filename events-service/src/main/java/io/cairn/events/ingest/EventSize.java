package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** How large events are, in bytes of their JSON, told with as little writing as possible. */
public final class EventSize {
    /** Of one event. */
    public static final int MAX_BYTES = 32 * 1024;

    /** Of an escape. */
    private static final int MAX_CHARACTER_BYTES = 6;

    /** How much longer a number may be once written again. */
    private static final int MAX_NUMBER_EXTRA = 16;

    private EventSize() {}

    /** Whether it is too large for an event. */
    public static boolean isTooLarge(JsonNode event) {
        return isLarger(event, MAX_BYTES);
    }

    /** Written out only if that is unclear: a small tree of large texts may stand for gigabytes. */
    static boolean isLarger(JsonNode value, long most) {
        return atMost(value) > most && (atLeast(value, most) > most || bytes(value) > most);
    }

    /** Why one is refused. */
    public static String tooLarge() {
        return "must be at most " + MAX_BYTES + " bytes of JSON";
    }

    private static int bytes(JsonNode value) {
        return value.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Every character as an escape. */
    private static long atMost(JsonNode value) {
        if (value.isTextual()) {
            return 2 + MAX_CHARACTER_BYTES * (long) value.textValue().length();
        }
        if (!value.isContainerNode()) {
            return value.isNumber() ? value.asText().length() + MAX_NUMBER_EXTRA : "false".length();
        }
        long bytes = 2;
        for (JsonNode item : value) {
            bytes += 1 + atMost(item);
        }
        if (value.isObject()) {
            for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
                bytes += 3 + MAX_CHARACTER_BYTES * (long) names.next().length();
            }
        }
        return bytes;
    }

    /**
     * Every character as a byte, every number as a digit, names left out.
     *
     * @param most beyond which it is not counted any further
     */
    public static long atLeast(JsonNode value, long most) {
        if (!value.isContainerNode()) {
            return value.isTextual() ? 2 + (long) value.textValue().length() : 1;
        }
        long bytes = 2;
        for (Iterator<JsonNode> items = value.elements(); items.hasNext() && bytes <= most; ) {
            bytes += atLeast(items.next(), most - bytes);
        }
        return bytes;
    }
}

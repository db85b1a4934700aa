package io.cairn.model.profile;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * How a messageId is written: one that ends with a UUID, as those of Segment's clients, with the UUID's 16 bytes; one that
 * ends with a number, as those of most systems with ids of their own, as what is before it, which others share, and the
 * number; any other as it is.
 */
final class MessageIds {
    private static final int TEXT = 0;
    private static final int UUID_AT_END = 1;
    private static final int NUMBER_AT_END = 2;

    private static final int UUID_LENGTH = 36;
    private static final int MAX_DIGITS = 18;

    private MessageIds() {}

    static void write(Output out, String id) {
        int uuid = id.length() - UUID_LENGTH;
        if (uuid >= 0 && isUuid(id, uuid)) {
            UUID value = UUID.fromString(id.substring(uuid));
            text(out, UUID_AT_END, id.substring(0, uuid));
            out.fixed(value.getMostSignificantBits());
            out.fixed(value.getLeastSignificantBits());
            return;
        }
        int number = numberAtEnd(id);
        if (number < id.length()) {
            out.raw(NUMBER_AT_END);
            out.string(id.substring(0, number));
            out.unsigned(Long.parseLong(id, number, id.length(), 10));
        } else {
            text(out, TEXT, id);
        }
    }

    static String read(Input in) {
        int kind = in.raw();
        return switch (kind) {
            case TEXT -> in.text();
            case UUID_AT_END -> in.text() + new UUID(fixed(in), fixed(in));
            case NUMBER_AT_END -> in.string() + in.unsigned();
            default -> throw new UnreadableProfile("there is no kind of messageId " + kind);
        };
    }

    private static void text(Output out, int kind, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.raw(kind);
        out.unsigned(utf8.length);
        out.raw(utf8);
    }

    private static long fixed(Input in) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | in.raw();
        }
        return bits;
    }

    /** In the one form that {@link UUID#toString} gives. */
    private static boolean isUuid(String id, int from) {
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(from + i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            if (isDash ? c != '-' : !isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Where the number begins that an id ends with, in the one form that is written of it; the id's end if with none. */
    private static int numberAtEnd(String id) {
        int from = id.length();
        while (from > 0 && id.length() - from < MAX_DIGITS && isDigit(id.charAt(from - 1))) {
            from--;
        }
        while (from < id.length() - 1 && id.charAt(from) == '0') {
            from++;
        }
        return from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

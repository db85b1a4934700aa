package io.cairn.model.profile;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The strings that a profile's bytes write out, each once, and those that are common, by number. They are made when they are
 * first asked for: of most profiles few are. Threads that ask at once make equal ones.
 */
final class StringTable {
    /** With the common ones only. */
    static final StringTable EMPTY = new StringTable(new byte[0], new int[1]);

    private final byte[] bytes;

    /** Where each begins; the last is where the last ends. */
    private final int[] starts;

    private final @Nullable String[] made;

    /** @param starts of each string, and the end of the last */
    StringTable(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
        this.made = new String[starts.length - 1];
    }

    /** The number of a common string. */
    static long common(int place) {
        return 2L * place;
    }

    /** The number of a string that is written out. */
    static long writtenOut(int place) {
        return 2L * place + 1;
    }

    static boolean isCommon(int number) {
        return (number & 1) == 0;
    }

    /** Among the common ones, or among those that are written out. */
    static int place(int number) {
        return number >>> 1;
    }

    /** How many are written out. */
    int size() {
        return made.length;
    }

    /** Where one that is written out is among those of another profile. */
    int placeIn(WrittenStrings strings, int number) {
        int start = starts[place(number)];
        return strings.place(bytes, start, starts[place(number) + 1] - start);
    }

    /** @throws UnreadableProfile if there is none of that number */
    int checked(long number) {
        long place = number >>> 1;
        if (place >= ((number & 1) == 0 ? CommonStrings.size() : made.length)) {
            throw new UnreadableProfile("there is no string " + number);
        }
        return (int) number;
    }

    /** @param number {@link #checked} */
    String get(int number) {
        int place = place(number);
        if (isCommon(number)) {
            return CommonStrings.get(place);
        }
        String text = made[place];
        if (text == null) {
            text = new String(bytes, starts[place], starts[place + 1] - starts[place], StandardCharsets.UTF_8);
            made[place] = text;
        }
        return text;
    }
}

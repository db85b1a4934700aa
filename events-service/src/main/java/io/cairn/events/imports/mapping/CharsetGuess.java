package io.cairn.events.imports.mapping;

import java.nio.charset.StandardCharsets;

/** What a file is written in that does not say so, by how it begins. */
public final class CharsetGuess {
    /** How much of it to look at, in bytes. */
    public static final int BYTES = 1 << 16;

    /** What a spreadsheet writes that does not write UTF-8; every byte but a few is a letter of it. */
    public static final String OTHER = "windows-1252";

    private static final char UNREADABLE = '\uFFFD';

    private CharsetGuess() {}

    /** Whether it is {@value #OTHER} rather than UTF-8: a UTF-8 file with a slip still has letters that are well written. */
    public static boolean isOther(byte[] begin) {
        if (saysWhatItIs(begin)) {
            return false;
        }
        int whole = begin.length;
        while (whole > 0 && whole > begin.length - 4 && begin[whole - 1] < 0) {
            whole--; // a letter may be cut
        }
        String text = new String(begin, 0, whole, StandardCharsets.UTF_8);
        return text.indexOf(UNREADABLE) >= 0 && text.chars().noneMatch(c -> c > 0x7F && c != UNREADABLE);
    }

    /** By a byte order mark, or as it is packed. */
    private static boolean saysWhatItIs(byte[] begin) {
        if (begin.length < 2) {
            return false;
        }
        int first = (begin[0] & 0xff) << 8 | (begin[1] & 0xff);
        return first == 0xFFFE || first == 0xFEFF || first == 0x1F8B;
    }
}

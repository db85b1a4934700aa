package io.cairn.journey.export;

import java.util.List;
import java.util.regex.Pattern;

/** Text in Markdown (CommonMark with GitHub's tables): what was typed is what is read, nothing in it is markup. */
public final class Markdown {
    private static final String SPECIAL = "\\`*_{}[]<>#|~&";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** What makes a list of a line that begins with it. */
    private static final Pattern BULLET = Pattern.compile("^(\\d{0,9})([-+.)=])");

    private Markdown() {}

    /** On one line, also inside a table. */
    public static String text(String text) {
        StringBuilder out = new StringBuilder();
        oneLine(text).chars().forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append((char) c);
        });
        return BULLET.matcher(out).replaceFirst("$1\\\\$2");
    }

    /** Code on one line, outside of tables; the fence is longer than any run of backticks in it. */
    public static String code(String code) {
        String line = oneLine(code);
        StringBuilder fence = new StringBuilder("`");
        while (line.contains(fence)) {
            fence.append('`');
        }
        String space = fence.length() > 1 ? " " : "";
        return fence + space + line + space + fence;
    }

    /** A row of a table. */
    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String oneLine(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }
}

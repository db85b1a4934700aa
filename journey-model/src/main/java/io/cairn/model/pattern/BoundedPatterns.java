package io.cairn.model.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.cairn.model.json.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Patterns of RE2 that are small enough to be compiled at all, and matched while an event or a decision waits. RE2 bounds one counted repeat, but not what several
 * within each other come to: {@code ((a{1000}){1000}){1000}} takes more memory than there is, and each character of a text
 * takes time in proportion to it.
 */
public final class BoundedPatterns {
    /** Characters of a pattern as it is written. */
    public static final int MAX_LENGTH = 500;

    /** What {@link #size} may be. */
    public static final int MAX_SIZE = 2_000;

    private static final java.util.regex.Pattern REPEAT = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    /** Such as {@code (?i)}: no group, so that a repeat after it is of what was before. */
    private static final java.util.regex.Pattern FLAGS = java.util.regex.Pattern.compile("\\(\\?[a-zA-Z-]*\\)");

    private static final int MAX_DIGITS = 4; // RE2 repeats up to 1,000 times

    private final String regex;
    private final Deque<Group> outer = new ArrayDeque<>();
    private Group group = new Group();

    /** What is read of a group: its size, and that of its last part, which a repeat would be of. */
    private static final class Group {
        private long size;
        private long last;

        void add(long part) {
            size += part;
            last = part;
        }

        void repeat(long times) {
            size += last * (times - 1);
            last *= times;
        }
    }

    private BoundedPatterns(String regex) {
        this.regex = regex;
    }

    /** @throws PatternSyntaxException if it is none of RE2's, or too large */
    public static Pattern compile(String regex) {
        if (regex.length() > MAX_LENGTH) {
            throw new PatternSyntaxException("more than " + MAX_LENGTH + " characters", Texts.shown(regex));
        }
        if (size(regex) > MAX_SIZE) {
            throw new PatternSyntaxException(
                    "more than " + MAX_SIZE + " characters with its repeats written out", Texts.shown(regex));
        }
        return Pattern.compile(regex);
    }

    /** About how many characters and classes it has with its counted repeats written out; of a large one, that it is large. */
    public static long size(String regex) {
        return new BoundedPatterns(regex).size();
    }

    private long size() {
        int at = 0;
        while (at < regex.length()) {
            at = part(at);
            if (group.size > MAX_SIZE) {
                return group.size;
            }
        }
        long size = group.size;
        for (Group open : outer) {
            size += open.size;
        }
        return size;
    }

    /** Where what follows the part begins. */
    private int part(int at) {
        switch (regex.charAt(at)) {
            case '\\' -> {
                return escape(at);
            }
            case '[' -> {
                group.add(1);
                return classEnd(at + 1);
            }
            case '(' -> {
                Matcher flags = FLAGS.matcher(regex).region(at, regex.length());
                if (flags.lookingAt()) {
                    return flags.end();
                }
                outer.push(group);
                group = new Group();
            }
            case ')' -> {
                long size = group.size + 1;
                group = outer.isEmpty() ? group : outer.pop();
                group.add(size);
            }
            case '*', '+', '?' -> {
                group.size++;
                group.last++;
            }
            case '{' -> {
                return repeat(at);
            }
            default -> group.add(1);
        }
        return at + 1;
    }

    private int repeat(int at) {
        Matcher found = REPEAT.matcher(regex).region(at, regex.length());
        if (!found.lookingAt()) {
            group.add(1); // a brace that stands for itself
            return at + 1;
        }
        group.repeat(Math.max(1, Math.max(times(found, 1), times(found, 2))));
        return found.end();
    }

    private static long times(MatchResult found, int part) {
        String digits = found.group(part);
        return digits == null || digits.isEmpty()
                ? 0
                : digits.length() > MAX_DIGITS ? MAX_SIZE + 1 : Long.parseLong(digits);
    }

    private int escape(int at) {
        if (regex.startsWith("\\Q", at)) {
            int end = regex.indexOf("\\E", at + 2);
            int quoted = (end < 0 ? regex.length() : end) - at - 2;
            if (quoted > 0) { // a repeat after nothing is of what was before
                group.add(quoted);
            }
            return at + 2 + quoted + (end < 0 ? 0 : 2);
        }
        group.add(1);
        boolean isBraced = regex.startsWith("{", at + 2) && "pPx".indexOf(regex.charAt(at + 1)) >= 0;
        int end = isBraced ? regex.indexOf('}', at) : -1;
        return end < 0 ? at + 2 : end + 1;
    }

    /** Where what follows a class begins, of which the first bracket, and those of {@code [:alpha:]}, do not end it. */
    private int classEnd(int first) {
        int at = regex.startsWith("^", first) ? first + 1 : first;
        at = regex.startsWith("]", at) ? at + 1 : at;
        while (at < regex.length() && regex.charAt(at) != ']') {
            int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at + 2) : -1;
            at = named >= 0 ? named + 2 : regex.charAt(at) == '\\' ? at + 2 : at + 1;
        }
        return at + 1;
    }
}

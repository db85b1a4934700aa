package io.cairn.personalization.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTML template as its parser takes it: it knows neither style sheets, of which it takes {@code p{margin:0}} for a value,
 * nor {@linkplain CharacterReferences character references}. Within {@code <style>}, wherever that stands, a brace is the style
 * sheet's unless what follows is written as a value or a section of a template is.
 */
final class HtmlSource {
    private static final String BEGIN = "<style";

    private static final String END = "</style";

    private static final Pattern LAST_END = Pattern.compile("(?is).*" + END);

    /** Sections, and values of what every template is given. */
    private static final Pattern TEMPLATE = Pattern.compile(
            "#(?:if|for|else)[\\s}]|/(?:if|for|else)?\\s*+\\}|(?:" + String.join("|", Mistakes.ROOTS) + ")[.\\[\\s}]");

    private final String text;
    private final int lastEnd;
    private final Matcher template;
    private final StringBuilder escaped;

    /** From where on {@link #escaped} is longer than the text, or shorter. */
    private final List<Shift> shifts = new ArrayList<>();

    private record Shift(int at, int by) {}

    private HtmlSource(String text) {
        this.text = text;
        Matcher last = LAST_END.matcher(text);
        this.lastEnd = last.lookingAt() ? last.end() : -1;
        this.template = TEMPLATE.matcher(text);
        this.escaped = new StringBuilder(text.length() + 64);
        escape();
    }

    static HtmlSource of(String html) {
        return new HtmlSource(html);
    }

    String escaped() {
        return escaped.toString();
    }

    /** The fault as it is said of the text that the author wrote. */
    InvalidText asWritten(InvalidText fault) {
        Integer line = fault.line();
        Integer column = fault.column();
        if (line == null || column == null || shifts.isEmpty()) {
            return fault;
        }
        int begin = beginOf(line);
        int before = shifts.stream()
                .filter(shift -> shift.at() >= begin && shift.at() < begin + column - 1)
                .mapToInt(Shift::by)
                .sum();
        return new InvalidText(String.valueOf(fault.getMessage()), line, column - before);
    }

    private int beginOf(int line) {
        int begin = 0;
        for (int i = 1; i < line && begin >= 0; i++) {
            begin = escaped.indexOf("\n", begin) + 1;
        }
        return begin;
    }

    private void escape() {
        boolean isStyle = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '\\') {
                end = at + 2;
            } else if (c == '{' && isStyle && isStyles(at)) {
                shifts.add(new Shift(escaped.length(), 1));
                escaped.append('\\');
            } else if (c == '{') {
                end = endOfTemplates(at);
                resolve(text.substring(at, end));
                at = end;
                continue;
            } else if (c == '<') {
                isStyle = isStyle ? !begins(END, at) : begins(BEGIN, at) && at < lastEnd;
            }
            escaped.append(text, at, Math.min(end, text.length()));
            at = end;
        }
    }

    private void resolve(String tag) {
        String resolved = tag.length() > 1 && "|!".indexOf(tag.charAt(1)) < 0 ? CharacterReferences.resolved(tag) : tag;
        escaped.append(resolved);
        if (resolved.length() != tag.length()) {
            shifts.add(new Shift(escaped.length() - 1, resolved.length() - tag.length()));
        }
    }

    private boolean begins(String tag, int at) {
        int end = at + tag.length();
        return text.regionMatches(true, at, tag, 0, tag.length())
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    /** Whether a declaration or another brace follows before this one is closed. */
    private boolean isStyles(int brace) {
        char first = at(brace + 1);
        if (first == '@' || (first == '/' && at(brace + 2) == '*')) {
            return true;
        } else if (!isTemplates(first)
                || first == '|'
                || first == '!'
                || template.region(brace + 1, text.length()).lookingAt()) {
            return false;
        }
        for (int i = brace + 1; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{', ';', ':' -> {
                    return true;
                }
                case '}', '<' -> {
                    return false;
                }
                case '?' -> {
                    if (Character.isWhitespace(text.charAt(i - 1))) {
                        return false; // what to say instead of a value, or one of two texts
                    }
                }
                case '"', '\'' -> {
                    int end = text.indexOf(text.charAt(i), i + 1);
                    if (end < 0) {
                        return false;
                    }
                    i = end;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Whether the parser takes a brace before it for a template's. */
    private static boolean isTemplates(char first) {
        return Character.isDigit(first) || Character.isAlphabetic(first) || "_#/@!|".indexOf(first) >= 0;
    }

    /** After what the parser takes for a value, a section, a comment, or text that is no template. */
    private int endOfTemplates(int brace) {
        char first = at(brace + 1);
        if (first == '{') {
            return brace + 2;
        } else if (!isTemplates(first)) {
            return brace + 1;
        } else if (first == '|' || first == '!') {
            int end = text.indexOf(first + "}", brace + (first == '|' ? 2 : 1));
            return end < 0 ? text.length() : end + 2;
        }
        char quote = 0;
        for (int i = brace + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '}') {
                return i + 1;
            }
        }
        return text.length();
    }
}

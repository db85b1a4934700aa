package io.cairn.personalization.content;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in an HTML document the next character stands: the states of the tokenizer of the HTML standard, §13.2.5, as far
 * as escaping depends on them. Outlook's conditional comments count as what they hold.
 */
final class HtmlScanner implements Scanner {
    /** Elements whose text is not markup; in the first two an escaped value is read as a text, in the others it is not. */
    private static final Set<String> TEXTS = Set.of("title", "textarea");

    private static final Set<String> RAW =
            Set.of("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext");

    private static final Set<String> FOREIGN = Set.of("svg", "math");

    private enum In {
        TEXT,
        TAG_OPEN,
        END_TAG_OPEN,
        TAG_NAME,
        TAG,
        NAME,
        AFTER_NAME,
        /** Where the name of the tag or of an attribute may end, or an attribute's begin, by the branch of an #if. */
        IN_DOUBT,
        /** After it. */
        AFTER_DOUBT,
        BEFORE_VALUE,
        QUOTED,
        UNQUOTED,
        MARKUP,
        COMMENT,
        DECLARATION,
        RAW
    }

    private In in = In.TEXT;
    /** What was read of a name, or the last of what may be the end. */
    private String word = "";

    private String element = "";
    private boolean isEndTag;
    private char quote;
    private AttributeScanner value = AttributeScanner.TEXT;

    /** Within SVG or MathML, where a title holds markup. */
    private boolean isForeign;

    /** The last of what a script was read of, and how deep in {@code <!--} and {@code <script} in it. */
    private String script = "";

    private int depth;

    @Override
    public HtmlScanner copy() {
        HtmlScanner copy = new HtmlScanner();
        copy.in = in;
        copy.word = word;
        copy.element = element;
        copy.isEndTag = isEndTag;
        copy.quote = quote;
        copy.value = value.copy();
        copy.isForeign = isForeign;
        copy.script = script;
        copy.depth = depth;
        return copy;
    }

    @Override
    public @Nullable String text(char c) {
        switch (in) {
            case TEXT -> in = c == '<' ? In.TAG_OPEN : In.TEXT;
            case TAG_OPEN, END_TAG_OPEN -> tagOpen(c);
            case TAG_NAME -> tagName(c);
            case TAG -> tag(c);
            case NAME, AFTER_NAME -> name(c);
            case IN_DOUBT, AFTER_DOUBT -> {
                return doubt(c);
            }
            case BEFORE_VALUE -> beforeValue(c);
            case QUOTED -> {
                if (c != quote) {
                    return value.text(c);
                }
                in = In.TAG;
            }
            case UNQUOTED -> {
                if (isSpace(c)) {
                    in = In.TAG;
                } else if (c == '>') {
                    endTag();
                }
            }
            case MARKUP -> markup(c);
            case COMMENT -> comment(c);
            case DECLARATION -> in = c == '>' ? In.TEXT : In.DECLARATION;
            case RAW -> raw(c);
        }
        return null;
    }

    private void tagOpen(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            isEndTag = in == In.END_TAG_OPEN;
            word = String.valueOf(c);
            in = In.TAG_NAME;
        } else if (in == In.END_TAG_OPEN) {
            in = c == '>' ? In.TEXT : In.DECLARATION;
        } else if (c == '/') {
            in = In.END_TAG_OPEN;
        } else if (c == '!') {
            word = "";
            in = In.MARKUP;
        } else {
            in = c == '?' ? In.DECLARATION : c == '<' ? In.TAG_OPEN : In.TEXT;
        }
    }

    private void tagName(char c) {
        if (isSpace(c) || c == '/' || c == '>') {
            element = word.toLowerCase(Locale.ROOT);
            in = In.TAG;
            tag(c);
        } else {
            word += c;
        }
    }

    private void tag(char c) {
        if (c == '>') {
            endTag();
        } else if (!isSpace(c) && c != '/') {
            word = String.valueOf(c);
            in = In.NAME;
        }
    }

    private void name(char c) {
        if (c == '=') {
            in = In.BEFORE_VALUE;
        } else if (c == '>' || c == '/') {
            in = In.TAG;
            tag(c);
        } else if (isSpace(c)) {
            in = In.AFTER_NAME;
        } else {
            word = in == In.AFTER_NAME ? String.valueOf(c) : word + c;
            in = In.NAME;
        }
    }

    private @Nullable String doubt(char c) {
        if (isSpace(c)) {
            in = In.AFTER_DOUBT;
        } else if (c == '=' || (in == In.IN_DOUBT && c != '/' && c != '>')) {
            return "the name of a tag or of an attribute goes on after an #if: write it out within each branch";
        } else {
            in = In.TAG;
            tag(c);
        }
        return null;
    }

    private void beforeValue(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            value = AttributeScanner.of(element, word.toLowerCase(Locale.ROOT));
            in = In.QUOTED;
        } else if (c == '>') {
            endTag();
        } else if (!isSpace(c)) {
            in = In.UNQUOTED;
        }
    }

    private void endTag() {
        if (FOREIGN.contains(element)) {
            isForeign = !isEndTag;
        }
        boolean opens = !isEndTag && (RAW.contains(element) || (TEXTS.contains(element) && !isForeign));
        word = "";
        script = "";
        depth = 0;
        in = opens ? In.RAW : In.TEXT;
    }

    /** After {@code <!}. */
    private void markup(char c) {
        word += c;
        if (word.equals("--")) {
            word = "";
            in = In.COMMENT;
        } else if (!word.equals("-")) {
            in = c == '>' ? In.TEXT : In.DECLARATION;
        }
    }

    private void comment(char c) {
        if (c == '>' && (word.isEmpty() || word.equals("-") || word.endsWith("--") || word.endsWith("--!"))) {
            in = In.TEXT;
        } else if ((word + c).equalsIgnoreCase("[if")) {
            in = In.DECLARATION; // up to its >; what follows is HTML for Outlook, and a comment that nothing can end
        } else {
            // past its begin, only how it ends matters: then it is never as short as one that just began
            word = word.length() < 4 ? word + c : word.substring(1) + c;
        }
    }

    /** Up to {@code </element} and what ends a name. */
    private void raw(char c) {
        String end = "</" + element;
        if (element.equals("script") && isDeepAfter(c)) {
            word = "";
        } else if (word.length() == end.length() && (isSpace(c) || c == '/' || c == '>')) {
            isEndTag = true;
            in = In.TAG;
            tag(c);
        } else if (c == '<') {
            word = "<";
        } else {
            String more = word + c;
            word = !word.isEmpty() && end.startsWith(more.toLowerCase(Locale.ROOT)) ? more : "";
        }
    }

    /** Whether it is where a script in a comment in it does not end: the standard's “script data double escaped”. */
    private boolean isDeepAfter(char c) {
        script = (script.length() < 9 ? script : script.substring(1)) + Character.toLowerCase(c);
        boolean ends = isSpace(c) || c == '/' || c == '>';
        String before = script.substring(0, script.length() - 1);
        if (script.endsWith("-->")) {
            depth = 0;
        } else if (depth == 0 && script.endsWith("<!--")) {
            depth = 1;
        } else if (depth == 1 && ends && before.endsWith("<script")) {
            depth = 2;
        } else if (depth == 2 && ends && before.endsWith("</script")) {
            depth = 1;
            return true;
        }
        return depth == 2;
    }

    @Override
    public Placed output(char next) {
        return switch (in) {
            case TEXT -> new Placed.At(Place.HTML);
            case QUOTED -> value.output(next);
            case RAW ->
                TEXTS.contains(element)
                        ? new Placed.At(Place.HTML)
                        : new Placed.Refused("stands inside <" + element
                                + ">, where a value cannot be escaped: put it into the text outside, or into an attribute "
                                + "in quotes");
            case BEFORE_VALUE, UNQUOTED ->
                new Placed.Refused("stands in the attribute " + word + " without quotes: write " + word + "=\"{…}\"");
            case COMMENT, DECLARATION, MARKUP ->
                new Placed.Refused("stands in a comment or a declaration: move it out of there, or leave it out");
            case TAG_OPEN, END_TAG_OPEN, TAG_NAME, TAG, NAME, AFTER_NAME, IN_DOUBT, AFTER_DOUBT ->
                new Placed.Refused(
                        "stands where the name of a tag or of an attribute does: write the name out, with #if "
                                + "around what differs, and only its value as name=\"{…}\"");
        };
    }

    @Override
    public @Nullable Scanner after(String written) {
        Scanner address =
                in == In.QUOTED && value.address() != null ? value.address().after(written) : null;
        if (address == null) {
            return null;
        }
        HtmlScanner after = copy();
        after.value = AttributeScanner.at(address);
        return after;
    }

    @Override
    public boolean isLike(Scanner other) {
        if (!(other instanceof HtmlScanner html) || in != html.in) {
            return false;
        }
        return switch (in) {
            case TEXT, DECLARATION -> true;
            case COMMENT -> end().equals(html.end());
            case QUOTED -> isSameTag(html) && quote == html.quote && value.isLike(html.value);
            case TAG, IN_DOUBT, AFTER_DOUBT, UNQUOTED -> isSameTag(html);
            default -> isSameTag(html) && word.equals(html.word) && depth == html.depth;
        };
    }

    private boolean isSameTag(HtmlScanner other) {
        return name().equals(other.name()) && isEndTag == other.isEndTag;
    }

    /** What was read of the end of a comment; all of it at its begin, where less ends it. */
    private String end() {
        return word.isEmpty() || word.equals("-") ? word : word.replaceFirst("(?s)^.*?(-{0,2}|--!)$", "…$1");
    }

    @Override
    public @Nullable HtmlScanner with(Scanner other) {
        HtmlScanner html = (HtmlScanner) other;
        HtmlScanner both = copy();
        both.isForeign |= html.isForeign;
        if (isLike(html)) {
            return both;
        } else if (!isSameTag(html)) {
            return null;
        } else if (in == In.QUOTED && html.in == In.QUOTED && quote == html.quote) {
            AttributeScanner values = value.with(html.value);
            both.value = values == null ? value : values;
            return values == null ? null : both;
        } else if (isInTag() && html.isInTag()) {
            both.element = name();
            both.in = isBetweenNames() && html.isBetweenNames() ? In.AFTER_DOUBT : In.IN_DOUBT;
            return both;
        }
        return null;
    }

    private boolean isInTag() {
        return in == In.TAG_NAME || in == In.NAME || in == In.IN_DOUBT || isBetweenNames();
    }

    private boolean isBetweenNames() {
        return in == In.TAG || in == In.AFTER_NAME || in == In.AFTER_DOUBT;
    }

    /** The tag's. */
    private String name() {
        return in == In.TAG_NAME ? word.toLowerCase(Locale.ROOT) : element;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}

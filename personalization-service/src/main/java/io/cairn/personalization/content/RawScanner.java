package io.cairn.personalization.content;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in the text of an element, which is no markup, the next character stands; the states of §13.2.5.2 to 31. */
final class RawScanner implements Scanner {
    /** An escaped value is read as a text in these; in the others it is not. */
    private static final Set<String> TEXTS = Set.of("title", "textarea");

    private static final Set<String> OTHERS =
            Set.of("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext");

    /** What matters in a script, by how deep it is in {@code <!--} and {@code <script} in it. */
    private static final List<List<String>> MARKS =
            List.of(List.of("<!--"), List.of("-->", "<script"), List.of("-->", "</script"));

    private final String element;

    /** Whether it holds markup, if it is within SVG, as far as can be told. */
    private final boolean isForeign;

    private final @Nullable JsonScanner json;

    /** What was read of what may be the end tag. */
    private String word = "";

    /** What was read of one of the marks in a script. */
    private String script = "";

    private int depth;

    private boolean isOver;

    private RawScanner(String element, boolean isForeign, @Nullable JsonScanner json) {
        this.element = element;
        this.isForeign = isForeign;
        this.json = json;
    }

    /**
     * After a tag; null if markup follows.
     *
     * @param takesJson whether a script is certainly none of SVG
     */
    static @Nullable RawScanner after(Tag tag, boolean isForeign, boolean takesJson) {
        String element = tag.element();
        boolean isText = isText(tag);
        return tag.isEnd() || !(isText || OTHERS.contains(element))
                ? null
                : new RawScanner(
                        element, isText && isForeign, takesJson && tag.beginsJson() ? new JsonScanner() : null);
    }

    /** Whether it is an element that holds a text, into which a value may be put. */
    static boolean isText(Tag tag) {
        return TEXTS.contains(tag.element());
    }

    @Override
    public RawScanner copy() {
        RawScanner copy = new RawScanner(element, isForeign, json == null ? null : json.copy());
        copy.word = word;
        copy.script = script;
        copy.depth = depth;
        copy.isOver = isOver;
        return copy;
    }

    String element() {
        return element;
    }

    /** Whether the name of the end tag was read, and what ends a name. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public @Nullable String text(char c) {
        String end = "</" + element;
        String before = word;
        if (element.equals("script") && isDeepAfter(c)) {
            word = "";
        } else if (word.length() == end.length() && (HtmlScanner.isSpace(c) || c == '/' || c == '>')) {
            isOver = true;
        } else if (c == '<') {
            word = "<";
        } else {
            String more = word + c;
            word = !word.isEmpty() && end.startsWith(more.toLowerCase(Locale.ROOT)) ? more : "";
        }
        if (isForeign && !isOver && word.isEmpty() && beginsMarkup(before, c)) {
            return "a tag or a comment stands in a <" + element
                    + "> in SVG, which may be text or not: write text alone, and <svg> closed";
        }
        return json == null ? null : json.text(c);
    }

    private static boolean beginsMarkup(String before, char c) {
        return before.length() > 1 || (before.equals("<") && (Character.isLetter(c) || c == '!' || c == '?'));
    }

    /** Whether it is where a script in a comment in it does not end: the standard's “script data double escaped”. */
    private boolean isDeepAfter(char c) {
        String before = script;
        String read = before + String.valueOf(c).toLowerCase(Locale.ROOT);
        boolean ends = HtmlScanner.isSpace(c) || c == '/' || c == '>';
        boolean wasDeep = depth == 2;
        if (read.endsWith("-->")) {
            depth = 0;
        } else if (depth == 0 && read.equals("<!--")) {
            depth = 1;
        } else if (depth == 1 && ends && before.equals("<script")) {
            depth = 2;
        } else if (depth == 2 && ends && before.equals("</script")) {
            depth = 1;
        }
        script = mark(read, MARKS.get(depth));
        return wasDeep || depth == 2;
    }

    private static String mark(String read, List<String> marks) {
        for (int i = 0; i < read.length(); i++) {
            String end = read.substring(i);
            if (marks.stream().anyMatch(mark -> mark.startsWith(end))) {
                return end;
            }
        }
        return "";
    }

    @Override
    public Placed output(char next) {
        boolean isText = TEXTS.contains(element);
        if ((isText || json != null) && mayGoOnWith(next)) {
            return new Placed.Refused(
                    "stands where <" + element + "> may end, or a comment in it begin or end: write a blank before it");
        } else if (isText) {
            return new Placed.At(Place.HTML);
        } else if (json != null) {
            return json.output(next);
        }
        return new Placed.Refused("stands inside <" + element
                + ">, where a value cannot be escaped: put it into the text outside, or into an attribute in quotes");
    }

    /** Whether a tag or a comment that began before a value goes on after it, should that be nothing. */
    private boolean mayGoOnWith(char next) {
        String end = "</" + element;
        boolean mayBeAny = isForeign || next == 0 || word.length() == end.length();
        boolean isTag = mayBeAny || end.startsWith((word + next).toLowerCase(Locale.ROOT));
        return (!word.isEmpty() && isTag) || !script.isEmpty();
    }

    @Override
    public boolean isLike(Scanner other) {
        return other instanceof RawScanner raw
                && isAtSame(raw)
                && (json == null || (raw.json != null && json.isLike(raw.json)));
    }

    private boolean isAtSame(RawScanner other) {
        return element.equals(other.element)
                && isForeign == other.isForeign
                && word.equals(other.word)
                && script.equals(other.script)
                && depth == other.depth
                && (json == null) == (other.json == null);
    }

    @Override
    public @Nullable RawScanner with(Scanner other) {
        if (!(other instanceof RawScanner raw) || !isAtSame(raw)) {
            return null;
        } else if (json == null || raw.json == null) {
            return copy();
        }
        JsonScanner either = json.with(raw.json);
        if (either == null) {
            return null;
        }
        RawScanner both = new RawScanner(element, isForeign, either);
        both.word = word;
        both.script = script;
        both.depth = depth;
        return both;
    }
}

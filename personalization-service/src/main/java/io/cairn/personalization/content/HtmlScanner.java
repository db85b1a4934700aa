package io.cairn.personalization.content;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in an HTML document the next character stands: the states of the tokenizer of the HTML standard, §13.2.5, as far
 * as escaping depends on them. Outlook's conditional comments count as what they hold, and as comments.
 */
final class HtmlScanner implements Scanner {
    private static final Set<String> FOREIGN = Set.of("svg", "math");

    /** What a conditional comment begins with, in lower case. */
    private static final String CONDITION = "[if";

    /** What was read of a comment that is none. */
    private static final String PLAIN = "…";

    private enum In {
        TEXT,
        TAG_OPEN,
        END_TAG_OPEN,
        TAG,
        MARKUP,
        COMMENT,
        DECLARATION,
        RAW
    }

    private In in = In.TEXT;

    /** What was read of the begin of a comment. */
    private String word = "";

    private @Nullable TagScanner tag;

    /** Of an element that holds no markup. */
    private @Nullable RawScanner raw;

    private CommentEnd comment = CommentEnd.BEGIN;

    /** Of a conditional comment, of which the text is HTML to Outlook; null outside. */
    private @Nullable CommentEnd conditional;

    /** Within SVG or MathML, where a title holds markup. */
    private boolean isForeign;

    /** Whether it may still be there, whatever was closed since: a script would hold markup, too. */
    private boolean mayBeForeign;

    @Override
    public HtmlScanner copy() {
        HtmlScanner copy = new HtmlScanner();
        copy.in = in;
        copy.word = word;
        copy.tag = tag == null ? null : tag.copy();
        copy.raw = raw == null ? null : raw.copy();
        copy.comment = comment;
        copy.conditional = conditional;
        copy.isForeign = isForeign;
        copy.mayBeForeign = mayBeForeign;
        return copy;
    }

    @Override
    public @Nullable String text(char c) {
        String fault = read(c);
        if (fault != null || conditional == null) {
            return fault;
        } else if (!conditional.mayEndAt(c)) {
            conditional = conditional.after(c);
        } else if (in == In.TEXT && conditional.endsAt(c)) {
            conditional = null;
        } else {
            return "a conditional comment ends here, or may do so, but not where its text does: write it without -->";
        }
        return null;
    }

    private @Nullable String read(char c) {
        switch (in) {
            case TEXT -> in = c == '<' ? In.TAG_OPEN : In.TEXT;
            case TAG_OPEN, END_TAG_OPEN -> tagOpen(c);
            case TAG -> {
                return tag(c);
            }
            case MARKUP -> markup(c);
            case COMMENT -> {
                return comment(c);
            }
            case DECLARATION -> in = c == '>' ? In.TEXT : In.DECLARATION;
            case RAW -> {
                return raw(c);
            }
        }
        return null;
    }

    private void tagOpen(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            tag = TagScanner.begin(c, in == In.END_TAG_OPEN);
            in = In.TAG;
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

    private @Nullable String tag(char c) {
        TagScanner scanner = Objects.requireNonNull(tag);
        String fault = scanner.text(c);
        if (scanner.isOver()) {
            Tag read = scanner.tag();
            isForeign = FOREIGN.contains(read.element()) ? !read.isEnd() && !scanner.isClosed() : isForeign;
            mayBeForeign |= isForeign;
            raw = isForeign && scanner.isClosed() && RawScanner.isText(read)
                    ? null
                    : RawScanner.after(read, isForeign, !mayBeForeign);
            tag = null;
            in = raw == null ? In.TEXT : In.RAW;
        }
        return fault;
    }

    /** After {@code <!}. */
    private void markup(char c) {
        word += c;
        if (word.equals("--")) {
            word = "";
            comment = CommentEnd.BEGIN;
            in = In.COMMENT;
        } else if (!word.equals("-")) {
            in = c == '>' ? In.TEXT : In.DECLARATION;
        }
    }

    private @Nullable String comment(char c) {
        String begin = (word + c).toLowerCase(Locale.ROOT);
        word = CONDITION.startsWith(begin) ? begin : PLAIN;
        if (begin.equals(CONDITION)) {
            conditional = comment.after(c);
            in = In.DECLARATION; // up to its >; what follows is HTML for Outlook
        } else if (!comment.mayEndAt(c)) {
            comment = comment.after(c);
        } else if (comment.endsAt(c)) {
            in = In.TEXT;
        } else {
            return "a comment ends here or not, by a value or by the branch of an #if: end it within the same branch, and "
                    + "write a blank after the value";
        }
        return null;
    }

    private @Nullable String raw(char c) {
        RawScanner text = Objects.requireNonNull(raw);
        String fault = text.text(c);
        if (!text.isOver()) {
            return fault;
        }
        tag = TagScanner.afterEnd(text.element());
        raw = null;
        in = In.TAG;
        return fault == null ? tag(c) : fault;
    }

    @Override
    public Placed output(char next) {
        conditional = conditional == null ? null : conditional.afterValue();
        return switch (in) {
            case TEXT -> new Placed.At(Place.HTML);
            case TAG -> Objects.requireNonNull(tag).output(next);
            case RAW -> Objects.requireNonNull(raw).output(next);
            case COMMENT -> inComment(next);
            case MARKUP, DECLARATION ->
                new Placed.Refused(
                        "stands in a declaration, or where a comment begins: move it out of there, or leave it out");
            case TAG_OPEN, END_TAG_OPEN ->
                new Placed.Refused("stands where the name of a tag does: write it out, with #if around what differs");
        };
    }

    /** At its begin a value that is nothing must not leave the begin of a condition to what follows. */
    private Placed inComment(char next) {
        if (!word.equals(PLAIN) && (next == 0 || next == '[' || !word.isEmpty())) {
            return new Placed.Refused("stands where a comment may become a conditional one: write a blank before it");
        }
        word = PLAIN;
        comment = comment.afterValue();
        return new Placed.At(Place.HTML);
    }

    @Override
    public boolean isInComment() {
        return in == In.COMMENT || conditional != null;
    }

    @Override
    public @Nullable Scanner after(String written) {
        TagScanner afterWritten = in == In.TAG ? Objects.requireNonNull(tag).after(written) : null;
        if (afterWritten == null) {
            return null;
        }
        HtmlScanner after = copy();
        after.tag = afterWritten;
        after.conditional = conditional == null ? null : conditional.afterValue();
        return after;
    }

    @Override
    public boolean isLike(Scanner other) {
        if (!(other instanceof HtmlScanner html)
                || in != html.in
                || isForeign != html.isForeign
                || mayBeForeign != html.mayBeForeign
                || !Objects.equals(conditional, html.conditional)) {
            return false;
        }
        return switch (in) {
            case TAG -> Objects.requireNonNull(tag).isLike(Objects.requireNonNull(html.tag));
            case RAW -> Objects.requireNonNull(raw).isLike(Objects.requireNonNull(html.raw));
            case COMMENT -> word.equals(html.word) && comment.equals(html.comment);
            case MARKUP -> word.equals(html.word);
            case TEXT, TAG_OPEN, END_TAG_OPEN, DECLARATION -> true;
        };
    }

    @Override
    public @Nullable HtmlScanner with(Scanner other) {
        HtmlScanner html = (HtmlScanner) other;
        if (in != html.in) {
            return null;
        }
        HtmlScanner both = copy();
        both.isForeign |= html.isForeign;
        both.mayBeForeign |= html.mayBeForeign;
        both.conditional = conditional == null
                ? html.conditional
                : html.conditional == null ? conditional : conditional.with(html.conditional);
        boolean isSame =
                switch (in) {
                    case TAG -> {
                        both.tag = Objects.requireNonNull(tag).with(Objects.requireNonNull(html.tag));
                        yield both.tag != null;
                    }
                    case RAW -> {
                        both.raw = Objects.requireNonNull(raw).with(Objects.requireNonNull(html.raw));
                        yield both.raw != null;
                    }
                    case COMMENT -> {
                        both.comment = comment.with(html.comment);
                        both.word =
                                word.equals(PLAIN) ? html.word : word; // what may be a condition is followed as both
                        yield word.equals(html.word) || word.equals(PLAIN) || html.word.equals(PLAIN);
                    }
                    case MARKUP -> word.equals(html.word);
                    case TEXT, TAG_OPEN, END_TAG_OPEN, DECLARATION -> true;
                };
        return isSame ? both : null;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}

package io.cairn.personalization.content;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where in a tag of HTML the next character stands, from its name to its {@code >}; the states of §13.2.5.8 and 32 to 40. */
final class TagScanner implements Scanner {
    private enum In {
        TAG_NAME,
        BETWEEN,
        NAME,
        AFTER_NAME,
        /** Where the name of the tag or of an attribute may end, or an attribute's begin, by the branch of an #if. */
        IN_DOUBT,
        /** After it. */
        AFTER_DOUBT,
        BEFORE_VALUE,
        QUOTED,
        UNQUOTED,
        OVER
    }

    /** A name is longer than all that are known; what follows of it does not matter. */
    private static final int MAX_NAME = 100;

    private In in;
    private Tag tag;

    /** The name that was read last, or what was read of it. */
    private String word;

    private char quote;

    /** Whether its last character was a slash of its own, which ends an element of SVG. */
    private boolean isClosed;

    private AttributeScanner value = AttributeScanner.TEXT;

    private TagScanner(In in, Tag tag, String word) {
        this.in = in;
        this.tag = tag;
        this.word = word;
    }

    /** After the first character of the tag's name. */
    static TagScanner begin(char c, boolean isEnd) {
        return new TagScanner(In.TAG_NAME, isEnd ? Tag.end("") : Tag.begin(""), String.valueOf(c));
    }

    /** After an end tag's name. */
    static TagScanner afterEnd(String element) {
        return new TagScanner(In.BETWEEN, Tag.end(element), "");
    }

    @Override
    public TagScanner copy() {
        TagScanner copy = new TagScanner(in, tag, word);
        copy.quote = quote;
        copy.isClosed = isClosed;
        copy.value = value.copy();
        return copy;
    }

    Tag tag() {
        return tag;
    }

    /** After its {@code >}. */
    boolean isOver() {
        return in == In.OVER;
    }

    /** Whether it is an element without content, if that is one of SVG. */
    boolean isClosed() {
        return isClosed;
    }

    @Override
    public @Nullable String text(char c) {
        isClosed = c == '>' ? isClosed : c == '/' && in != In.QUOTED && in != In.UNQUOTED && in != In.BEFORE_VALUE;
        switch (in) {
            case TAG_NAME, NAME -> {
                return name(c);
            }
            case BETWEEN, OVER -> between(c);
            case AFTER_NAME -> {
                if (c == '=') {
                    in = In.BEFORE_VALUE;
                } else {
                    between(c);
                }
            }
            case IN_DOUBT, AFTER_DOUBT -> {
                return doubt(c);
            }
            case BEFORE_VALUE -> beforeValue(c);
            case QUOTED -> {
                if (c != quote) {
                    tag = tag.with(c);
                    return value.text(c);
                }
                in = In.BETWEEN;
            }
            case UNQUOTED -> {
                if (c == '>' || HtmlScanner.isSpace(c)) {
                    between(c);
                } else {
                    tag = tag.with(c);
                }
            }
        }
        return null;
    }

    private void between(char c) {
        if (c == '>') {
            in = In.OVER;
        } else if (c == '/' || (HtmlScanner.isSpace(c) && in != In.AFTER_NAME)) {
            in = In.BETWEEN;
        } else if (!HtmlScanner.isSpace(c)) {
            word = String.valueOf(c);
            in = In.NAME;
        }
    }

    private @Nullable String name(char c) {
        boolean isAttribute = in == In.NAME;
        if (c != '>' && c != '/' && !HtmlScanner.isSpace(c) && !(isAttribute && c == '=')) {
            word = word.length() < MAX_NAME ? word + c : word;
            return null;
        }
        tag = named();
        in = isAttribute ? In.AFTER_NAME : In.BETWEEN;
        var unused = text(c);
        return tag.isInstruction() && tag.hasValue()
                ? "a value must not stand in the content of a <meta http-equiv>: write it out"
                : null;
    }

    private @Nullable String doubt(char c) {
        if (HtmlScanner.isSpace(c)) {
            in = In.AFTER_DOUBT;
        } else if (c == '=' || (in == In.IN_DOUBT && c != '/' && c != '>')) {
            return "the name of a tag or of an attribute goes on after an #if: write it out within each branch";
        } else {
            between(c);
        }
        return null;
    }

    private void beforeValue(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            value = AttributeScanner.of(tag, word.toLowerCase(Locale.ROOT));
            in = In.QUOTED;
        } else if (c == '>') {
            in = In.OVER;
        } else if (!HtmlScanner.isSpace(c)) {
            tag = tag.with(c);
            in = In.UNQUOTED;
        }
    }

    @Override
    public Placed output(char next) {
        if (in == In.QUOTED) {
            tag = tag.withValue(value.kind());
            return value.output(next);
        } else if (in == In.BEFORE_VALUE || in == In.UNQUOTED) {
            return new Placed.Refused(
                    "stands in the attribute " + word + " without quotes: write " + word + "=\"{…}\"");
        }
        return new Placed.Refused(
                "stands where the name of a tag or of an attribute does: write the name out, with #if "
                        + "around what differs, and only its value as name=\"{…}\"");
    }

    @Override
    public @Nullable TagScanner after(String written) {
        Scanner address =
                in == In.QUOTED && value.address() != null ? value.address().after(written) : null;
        if (address == null) {
            return null;
        }
        TagScanner after = copy();
        after.value = AttributeScanner.at(address);
        return after;
    }

    @Override
    public boolean isLike(Scanner other) {
        return other instanceof TagScanner scanner
                && isAtSame(scanner)
                && named().equals(scanner.named())
                && (in != In.QUOTED || value.isLike(scanner.value));
    }

    /** Whether it is at the same place of the same tag, be it that what stood before makes a difference. */
    private boolean isAtSame(TagScanner other) {
        return in == other.in
                && named().isSame(other.named())
                && (in != In.QUOTED || quote == other.quote)
                && (in == In.QUOTED || in == In.UNQUOTED || isBetweenNames() || word.equals(other.word));
    }

    @Override
    public @Nullable TagScanner with(Scanner other) {
        return other instanceof TagScanner scanner ? with(scanner) : null;
    }

    private @Nullable TagScanner with(TagScanner other) {
        TagScanner both = copy();
        both.isClosed &= other.isClosed;
        if (isAtSame(other)) {
            AttributeScanner values = in == In.QUOTED ? value.with(other.value) : value;
            both.tag = tag.with(other.tag);
            both.value = values == null ? value : values;
            return values == null ? null : both;
        } else if (!named().isSame(other.named()) || !isAtNames() || !other.isAtNames()) {
            return null;
        }
        both.tag = named().with(other.named());
        both.in = isBetweenNames() && other.isBetweenNames() ? In.AFTER_DOUBT : In.IN_DOUBT;
        return both;
    }

    private boolean isAtNames() {
        return in == In.TAG_NAME || in == In.NAME || in == In.IN_DOUBT || isBetweenNames();
    }

    private boolean isBetweenNames() {
        return in == In.BETWEEN || in == In.AFTER_NAME || in == In.AFTER_DOUBT;
    }

    /** With the name that was read last, as far as it may be over. */
    private Tag named() {
        return switch (in) {
            case TAG_NAME -> tag.isEnd() ? Tag.end(word) : Tag.begin(word);
            case NAME -> tag.withAttribute(word);
            default -> tag;
        };
    }
}

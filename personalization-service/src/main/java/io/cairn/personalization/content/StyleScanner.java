package io.cairn.personalization.content;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in a style the next character stands: each word of it may be an address, and what is within {@code url()} is one. */
final class StyleScanner implements Scanner {
    private static final String LONGEST_QUOTE = "url(&quot;";

    private static final String SHORT_QUOTE = "url(&#39;";

    private static final String DELIMITERS = " \t\n\r\f\"'(),;";

    private UrlScanner address = new UrlScanner(false);
    private boolean isInUrl;

    /** The last of what was read, in lower case. */
    private String tail = "";

    @Override
    public StyleScanner copy() {
        StyleScanner copy = new StyleScanner();
        copy.address = address.copy();
        copy.isInUrl = isInUrl;
        copy.tail = tail;
        return copy;
    }

    @Override
    public @Nullable String text(char c) {
        tail = (tail.length() < LONGEST_QUOTE.length() ? tail : tail.substring(1)) + Character.toLowerCase(c);
        if (c == ')') {
            isInUrl = false;
        } else if (isInUrl ? !isQuote(c) : DELIMITERS.indexOf(c) < 0) {
            String fault = address.text(c);
            return isInUrl ? fault : null;
        }
        address = new UrlScanner(false);
        isInUrl |= tail.endsWith("url(");
        return null;
    }

    /** Whether it is one around the address, be it that the author wrote it as a character reference. */
    private boolean isQuote(char c) {
        boolean isReference = tail.endsWith(LONGEST_QUOTE) || tail.endsWith(SHORT_QUOTE);
        return isReference || ((c == '"' || c == '\'') && address.isAtBegin());
    }

    @Override
    public Placed output(char next) {
        boolean isInHost = address.isInHost();
        Placed placed = address.output(next);
        tail = "";
        if (isInUrl) {
            return placed instanceof Placed.At at ? new Placed.At(at.place(), Set.of(Around.STYLE)) : placed;
        }
        return isInHost ? UrlScanner.HOST : new Placed.At(Place.CSS);
    }

    @Override
    public boolean isLike(Scanner other) {
        return other instanceof StyleScanner style && isInUrl == style.isInUrl && address.isLike(style.address);
    }

    @Override
    public @Nullable StyleScanner with(Scanner other) {
        if (!(other instanceof StyleScanner style)) {
            return null;
        }
        StyleScanner both = copy();
        both.address = address.with(style.address);
        both.isInUrl &= style.isInUrl;
        return both;
    }
}

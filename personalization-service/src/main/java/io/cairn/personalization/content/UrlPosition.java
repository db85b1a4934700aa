package io.cairn.personalization.content;

import java.util.Locale;
import java.util.Set;

/**
 * Where in an address the next character stands, as a browser reads it: the states of the URL standard, §4.4, as far as
 * it depends on them where the address leads.
 *
 * @param word what was read of what may become the scheme
 */
record UrlPosition(In in, String word) {
    /** Longer than all schemes and references that are known. */
    private static final int MAX_WORD = 20;

    /** Schemes of which the rest is run or shown, not gone to. */
    private static final Set<String> PROGRAMS = Set.of("javascript", "vbscript", "data");

    /** Schemes without a path. */
    private static final Set<String> OPAQUE = Set.of("mailto", "tel", "sms");

    /** Schemes after which a host follows, with however many slashes. */
    private static final Set<String> WEB = Set.of("http", "https", "ftp", "ws", "wss", "file");

    /** What the character references that end a scheme or begin a host begin with. */
    private static final Set<String> REFERENCES = Set.of("&#", "&colon", "&sol", "&bsol");

    static final UrlPosition START = at(In.START);

    enum In {
        /** Nothing was written yet. */
        START,
        /** A part of what may become the scheme, or be the path; the author wrote it. */
        OPEN,
        /** The same, with a value in it. */
        GIVEN,
        /** After what may be the only leading slash: with another one a host follows. */
        SLASH,
        /** Where the host begins or goes on. */
        AUTHORITY,
        /** Where the host that the author wrote may end. */
        HOST,
        PATH,
        QUERY,
        PROGRAM,
        /** After a character reference of HTML, which may be any character, before it was certain where it leads. */
        ENTITY
    }

    static UrlPosition at(In in) {
        return new UrlPosition(in, "");
    }

    UrlPosition after(char c) {
        if (c == '\t' || c == '\n' || c == '\r') {
            return this; // browsers leave them out
        }
        boolean isSlash = c == '/' || c == '\\';
        boolean isQuery = c == '?' || c == '#';
        return switch (in) {
            case START -> isSlash ? at(In.SLASH) : isQuery ? at(In.QUERY) : open(c);
            case OPEN -> c == ':' ? afterScheme() : isSlash ? at(In.PATH) : isQuery ? at(In.QUERY) : open(c);
            case GIVEN -> isSlash ? at(In.SLASH) : given(c, isQuery);
            case SLASH -> isSlash ? at(In.AUTHORITY) : isQuery ? at(In.QUERY) : at(c == '&' ? In.ENTITY : In.PATH);
            case AUTHORITY -> isSlash ? this : isQuery ? at(In.QUERY) : host(c);
            case HOST -> isSlash ? at(In.PATH) : isQuery ? at(In.QUERY) : host(c);
            case PATH -> isQuery ? at(In.QUERY) : this;
            case QUERY, PROGRAM, ENTITY -> this;
        };
    }

    private UrlPosition open(char c) {
        return c == '&' ? at(In.ENTITY) : c > ' ' ? new UrlPosition(In.OPEN, wordAnd(c)) : this;
    }

    /** After a value a character reference may be a colon or a slash, and its name go on with another value. */
    private UrlPosition given(char c, boolean isQuery) {
        if (c == '&') {
            return new UrlPosition(In.GIVEN, "&");
        }
        String reference = word.isEmpty() || c == ';' ? "" : wordAnd(c);
        return REFERENCES.contains(reference)
                ? at(In.ENTITY)
                : isQuery || c == '=' ? at(In.QUERY) : new UrlPosition(In.GIVEN, reference);
    }

    /** No longer than it must be to be none that is known. */
    private String wordAnd(char c) {
        return word.length() > MAX_WORD ? word : word + c;
    }

    private UrlPosition afterScheme() {
        String scheme = word.toLowerCase(Locale.ROOT);
        return PROGRAMS.contains(scheme)
                ? new UrlPosition(In.PROGRAM, word)
                : at(OPAQUE.contains(scheme) ? In.QUERY : WEB.contains(scheme) ? In.AUTHORITY : In.PATH);
    }

    /** After a dot, a port's colon or a user's {@code @} the author has more of it to write. */
    private static UrlPosition host(char c) {
        return at(c == '&' ? In.ENTITY : Character.isLetterOrDigit(c) || c == ']' ? In.HOST : In.AUTHORITY);
    }

    /** Whether what follows may still make it another scheme. */
    boolean isBeforeScheme() {
        return in == In.START || in == In.OPEN || in == In.GIVEN;
    }
}

package io.cairn.personalization.content;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in an address the next character stands. */
final class UrlScanner implements Scanner {
    /** Schemes of which the rest is run or shown, not gone to. */
    private static final Set<String> PROGRAMS = Set.of("javascript", "vbscript", "data");

    /** Schemes without a path. */
    private static final Set<String> OPAQUE = Set.of("mailto", "tel", "sms");

    private enum In {
        /** Nothing was written yet. */
        START,
        /** A part of what may become the scheme, or be the path; the author wrote it. */
        OPEN,
        /** The same, with a value in it. */
        GIVEN,
        PATH,
        QUERY,
        PROGRAM
    }

    private In in = In.START;
    private String scheme = "";

    @Override
    public UrlScanner copy() {
        UrlScanner copy = new UrlScanner();
        copy.in = in;
        copy.scheme = scheme;
        return copy;
    }

    @Override
    public @Nullable String text(char c) {
        switch (in) {
            case START, OPEN -> open(c);
            case GIVEN -> {
                if (c == ':') {
                    return "a value must not be the scheme of an address: write https:// out before it";
                }
                in = c == '/' ? In.PATH : c == '?' || c == '#' || c == '=' ? In.QUERY : In.GIVEN;
            }
            case PATH -> in = c == '?' || c == '#' ? In.QUERY : In.PATH;
            case QUERY, PROGRAM -> {}
        }
        return null;
    }

    private void open(char c) {
        if (c == ':') {
            String name = scheme.toLowerCase(Locale.ROOT);
            in = PROGRAMS.contains(name) ? In.PROGRAM : OPAQUE.contains(name) ? In.QUERY : In.PATH;
        } else if (c == '/') {
            in = In.PATH;
        } else if (c == '?' || c == '#') {
            in = In.QUERY;
        } else if (c > ' ') {
            scheme += c;
            in = In.OPEN;
        }
    }

    @Override
    public Placed output() {
        Placed placed =
                switch (in) {
                    case START -> new Placed.At(Place.URL_START);
                    case OPEN, GIVEN -> new Placed.At(Place.URL_PART);
                    case PATH -> new Placed.At(Place.URL_PATH);
                    case QUERY -> new Placed.At(Place.URL_VALUE);
                    case PROGRAM ->
                        new Placed.Refused("stands in an address that is a program or a document of its own (" + scheme
                                + ":): write an address that leads somewhere, such as https://…");
                };
        if (in == In.START || in == In.OPEN) {
            in = In.GIVEN;
        }
        return placed;
    }

    @Override
    public boolean isLike(Scanner other) {
        return other instanceof UrlScanner url && in == url.in && scheme.equals(url.scheme);
    }

    /** Where it may be either, whatever is the more careful. */
    @Override
    public UrlScanner with(Scanner other) {
        UrlScanner url = (UrlScanner) other;
        UrlScanner both = copy();
        if (in == In.PROGRAM || url.in == In.PROGRAM) {
            both.in = In.PROGRAM;
        } else if (in != url.in || !scheme.equals(url.scheme)) {
            both.in = either(In.GIVEN, url) || either(In.OPEN, url)
                    ? In.GIVEN
                    : either(In.START, url) ? In.START : in == url.in ? in : In.QUERY;
            both.scheme = "";
        }
        return both;
    }

    private boolean either(In what, UrlScanner other) {
        return in == what || other.in == what;
    }
}

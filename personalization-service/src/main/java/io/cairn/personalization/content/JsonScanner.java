package io.cairn.personalization.content;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in JSON the next character stands: a value may stand in a text of it, and in one that is an address follows its rules. */
final class JsonScanner implements Scanner {
    /** What a text begins with that is an address. */
    private static final List<String> WEB = List.of("https:", "http:", "/");

    /** Of a text that is none. */
    private static final String OTHER = "…";

    private enum In {
        OUTSIDE,
        TEXT,
        ESCAPE,
        /** After {@code \\u}. */
        NUMBER
    }

    /** Hexadecimal digits of a character. */
    private static final int DIGITS = 4;

    private In in = In.OUTSIDE;

    /** What was read of the begin of a text while it may be an address or is one, and where it is in that. */
    private String begin = "";

    private UrlScanner address = new UrlScanner(false);

    /** What was read of the number of a character. */
    private String number = "";

    @Override
    public JsonScanner copy() {
        JsonScanner copy = new JsonScanner();
        copy.in = in;
        copy.begin = begin;
        copy.address = address.copy();
        copy.number = number;
        return copy;
    }

    @Override
    public @Nullable String text(char c) {
        switch (in) {
            case OUTSIDE -> {
                if (c == '"') {
                    in = In.TEXT;
                    begin = "";
                    address = new UrlScanner(false);
                }
            }
            case TEXT -> {
                if (c == '"') {
                    in = In.OUTSIDE;
                } else if (c == '\\') {
                    in = In.ESCAPE;
                } else {
                    read(c);
                }
            }
            case ESCAPE -> {
                in = c == 'u' ? In.NUMBER : In.TEXT;
                number = "";
                if (c != 'u') {
                    read("tnrfb".indexOf(c) < 0 ? c : ' ');
                }
            }
            case NUMBER -> number(c);
        }
        return null;
    }

    private void number(char c) {
        number += c;
        if (Character.digit(c, 16) < 0) {
            in = In.TEXT; // no JSON
            var unused = text(c);
        } else if (number.length() == DIGITS) {
            in = In.TEXT;
            read((char) Integer.parseInt(number, 16));
        }
    }

    private void read(char c) {
        if (!isWeb() && (c > ' ' || !begin.isEmpty())) {
            String read = begin + Character.toLowerCase(c);
            begin = WEB.stream().anyMatch(web -> web.startsWith(read)) ? read : OTHER;
        }
        var unused = address.text(c); // what would be wrong in an address is said where a value is put
    }

    private boolean isWeb() {
        return WEB.contains(begin);
    }

    @Override
    public Placed output(char next) {
        if (in == In.OUTSIDE) {
            return new Placed.Refused(
                    "stands in JSON, but in no text of it: write it in quotes, as in \"price\": \"{…}\"");
        } else if (in != In.TEXT) {
            return new Placed.Refused("stands in JSON after a backslash: leave that out");
        } else if (!isWeb()) {
            begin = OTHER; // be it an address, which is not the author's then
            return new Placed.At(Place.PLAIN, Set.of(Around.JSON));
        }
        Placed placed = address.output(next);
        return placed instanceof Placed.At at ? new Placed.At(at.place(), Set.of(Around.JSON)) : placed;
    }

    @Override
    public boolean isLike(Scanner other) {
        return other instanceof JsonScanner json
                && isAtSame(json)
                && (in == In.OUTSIDE || (begin.equals(json.begin) && (!isWeb() || address.isLike(json.address))));
    }

    @Override
    public @Nullable JsonScanner with(Scanner other) {
        return other instanceof JsonScanner json && isAtSame(json) ? with(json) : null;
    }

    private boolean isAtSame(JsonScanner other) {
        return in == other.in && (in != In.NUMBER || number.equals(other.number));
    }

    private @Nullable JsonScanner with(JsonScanner other) {
        JsonScanner both = copy();
        if (in == In.OUTSIDE) {
            return both;
        } else if (!begin.equals(other.begin) && !isSettled() && !other.isSettled()) {
            return null;
        }
        boolean isThis = isWeb() || (!other.isWeb() && !isSettled());
        both.begin = isThis ? begin : other.begin;
        both.address = address.with(other.address);
        return both;
    }

    /** Whether it is certain if it is an address. */
    private boolean isSettled() {
        return isWeb() || begin.equals(OTHER);
    }
}

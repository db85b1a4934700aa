package io.cairn.personalization.content;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value does in an attribute in quotes, and where it stands there.
 *
 * @param kind by the attribute's name
 * @param url where in the address; null unless there may be one
 */
record AttributeScanner(Kind kind, @Nullable UrlScanner url) {
    static final AttributeScanner TEXT = new AttributeScanner(Kind.TEXT, null);

    /** Those of the HTML standard that are addresses, and those that email clients know besides. */
    private static final Set<String> ADDRESSES = Set.of(
            "action",
            "action-xhr",
            "archive",
            "background",
            "cite",
            "classid",
            "code",
            "codebase",
            "data",
            "dynsrc",
            "formaction",
            "href",
            "icon",
            "longdesc",
            "lowsrc",
            "manifest",
            "ping",
            "poster",
            "profile",
            "src",
            "usemap",
            "verify-xhr");

    /** Elements whose addresses are of what a page is made of, or of where it sends what is typed into it. */
    private static final Set<String> FIXED =
            Set.of("applet", "base", "embed", "form", "frame", "iframe", "link", "object", "script");

    /** Elements that set an attribute of another, whichever it is. */
    private static final Set<String> SETTERS = Set.of("animate", "animatetransform", "animatemotion", "set");

    /** What an attribute's value is. */
    enum Kind {
        TEXT,
        ADDRESS,
        ADDRESSES,
        CSS,
        PROGRAM,
        DOCUMENT,
        INSTRUCTION
    }

    /** Both in lower case. */
    static AttributeScanner of(String element, String attribute) {
        String name = attribute.substring(attribute.lastIndexOf(':') + 1); // xlink:href is a href
        if (name.startsWith("on") && name.length() > 2) {
            return new AttributeScanner(Kind.PROGRAM, null);
        } else if (name.equals("srcdoc")) {
            return new AttributeScanner(Kind.DOCUMENT, null);
        } else if (SETTERS.contains(element) || (element.equals("meta") && name.equals("content"))) {
            return new AttributeScanner(Kind.INSTRUCTION, null);
        } else if (name.equals("style")) {
            return new AttributeScanner(Kind.CSS, new UrlScanner(false));
        }
        boolean isFixed = FIXED.contains(element) || name.equals("formaction");
        if (name.equals("srcset") || name.equals("imagesrcset")) {
            return new AttributeScanner(Kind.ADDRESSES, new UrlScanner(isFixed));
        }
        return ADDRESSES.contains(name) ? new AttributeScanner(Kind.ADDRESS, new UrlScanner(isFixed)) : TEXT;
    }

    AttributeScanner copy() {
        return url == null ? this : new AttributeScanner(kind, url.copy());
    }

    @Nullable
    String text(char c) {
        if (url == null) {
            return null;
        } else if (kind == Kind.CSS) {
            url.style(c);
            return null;
        }
        return kind == Kind.ADDRESSES ? url.list(c) : url.text(c);
    }

    Scanner.Placed output(char next) {
        if (url != null) {
            boolean isInHost = url.isInHost();
            Scanner.Placed placed = url.output(next);
            if (kind == Kind.CSS && url.isInStyle()) {
                return placed instanceof Scanner.Placed.At at ? new Scanner.Placed.InStyle(at.place()) : placed;
            }
            return kind != Kind.CSS ? placed : isInHost ? UrlScanner.HOST : new Scanner.Placed.At(Place.CSS);
        }
        return switch (kind) {
            case TEXT, ADDRESS, ADDRESSES, CSS -> new Scanner.Placed.At(Place.HTML);
            case PROGRAM ->
                new Scanner.Placed.Refused(
                        "stands in an attribute on…, which is a program: leave the attribute out, or "
                                + "put the value into an attribute data-… in quotes");
            case DOCUMENT ->
                new Scanner.Placed.Refused("stands in srcdoc, which is a document of its own: put it into the text");
            case INSTRUCTION ->
                new Scanner.Placed.Refused(
                        "stands in an attribute that may lead elsewhere (of <meta> or an animation): write it out");
        };
    }

    boolean isLike(AttributeScanner other) {
        return kind == other.kind && (url == null || other.url == null || url.isLike(other.url));
    }

    /** Null if it cannot be told what the value does. */
    @Nullable
    AttributeScanner with(AttributeScanner other) {
        if (kind != other.kind) {
            return null;
        }
        return url == null || other.url == null ? this : new AttributeScanner(kind, url.with(other.url));
    }
}

package io.cairn.personalization.content;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value does in an attribute in quotes, and where it stands there.
 *
 * @param kind by the attribute's name
 * @param address where in it, in a list of them, or in a style, which may have some; null in all else
 */
record AttributeScanner(Kind kind, @Nullable Scanner address) {
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

    /** Attributes of a {@code <meta>} that say how the page is read, or that its content instructs. */
    private static final Set<String> INSTRUCTING = Set.of("http-equiv", "charset");

    /** Elements that set an attribute of another, whichever it is. */
    private static final Set<String> SETTERS = Set.of("animate", "animatetransform", "animatemotion", "set");

    /** What an attribute's value is. */
    enum Kind {
        TEXT,
        /** Of a {@code <meta>}, which is a text unless that instructs. */
        CONTENT,
        ADDRESS,
        PROGRAM,
        DOCUMENT,
        INSTRUCTION
    }

    /** @param attribute in lower case */
    static AttributeScanner of(Tag tag, String attribute) {
        String element = tag.element();
        String name = attribute.substring(attribute.lastIndexOf(':') + 1); // xlink:href is a href
        if (name.startsWith("on")) {
            return new AttributeScanner(Kind.PROGRAM, null);
        } else if (name.equals("srcdoc")) {
            return new AttributeScanner(Kind.DOCUMENT, null);
        } else if (SETTERS.contains(element)) {
            return new AttributeScanner(Kind.INSTRUCTION, null);
        } else if (element.equals("meta") && INSTRUCTING.contains(name)) {
            return new AttributeScanner(Kind.INSTRUCTION, null);
        } else if (element.equals("meta") && name.equals("content")) {
            return new AttributeScanner(tag.isInstruction() ? Kind.INSTRUCTION : Kind.CONTENT, null);
        } else if (name.equals("style")) {
            return at(new StyleScanner());
        }
        boolean isFixed = FIXED.contains(element) || name.equals("formaction");
        if (name.equals("srcset") || name.equals("imagesrcset")) {
            return at(new UrlListScanner(isFixed));
        }
        return ADDRESSES.contains(name) ? at(new UrlScanner(isFixed)) : TEXT;
    }

    /** Of an address, or several. */
    static AttributeScanner at(Scanner address) {
        return new AttributeScanner(Kind.ADDRESS, address);
    }

    AttributeScanner copy() {
        return address == null ? this : at(address.copy());
    }

    @Nullable
    String text(char c) {
        return address == null ? null : address.text(c);
    }

    Scanner.Placed output(char next) {
        if (address != null) {
            return address.output(next);
        }
        return switch (kind) {
            case TEXT, CONTENT, ADDRESS -> new Scanner.Placed.At(Place.HTML);
            case PROGRAM ->
                new Scanner.Placed.Refused(
                        "stands in an attribute on…, which is a program: leave the attribute out, or "
                                + "put the value into an attribute data-… in quotes");
            case DOCUMENT ->
                new Scanner.Placed.Refused("stands in srcdoc, which is a document of its own: put it into the text");
            case INSTRUCTION ->
                new Scanner.Placed.Refused(
                        "stands in an attribute that may lead elsewhere, or say how the page is read (of <meta http-equiv>, <meta charset> or "
                                + "an animation): write it out");
        };
    }

    boolean isLike(AttributeScanner other) {
        return kind == other.kind
                && (address == null ? other.address == null : other.address != null && address.isLike(other.address));
    }

    /** Null if it cannot be told what the value does. */
    @Nullable
    AttributeScanner with(AttributeScanner other) {
        if (address == null || other.address == null) {
            return kind == other.kind ? this : null;
        }
        Scanner both = address.with(other.address);
        return both == null ? null : at(both);
    }
}

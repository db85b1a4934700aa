package io.cairn.model.json;

/** JSON pointers (RFC 6901). */
public final class JsonPointers {
    private JsonPointers() {}

    /** A name as one step of a pointer, without the slash before it. */
    public static String step(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

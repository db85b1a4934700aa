package io.cairn.model.profile;

/** What {@link Output#ofPart} wrote, within a profile's bytes: to be read later, or copied into another profile's. */
final class Part {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final StringTable table;
    private final int[] strings;

    /** @param strings the numbers in the table of the part's strings */
    Part(byte[] bytes, int from, int to, StringTable table, int[] strings) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.table = table;
        this.strings = strings;
    }

    Input open() {
        return Input.ofPart(bytes, from, to, table, strings);
    }

    void copyTo(Output out) {
        out.part(table, strings, bytes, from, to);
    }
}

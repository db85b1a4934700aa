package io.cairn.personalization.catalogue;

/** What names an item of the catalogue. */
record ItemId(ItemKind kind, String key) implements Comparable<ItemId> {
    @Override
    public int compareTo(ItemId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + " " + key;
    }
}

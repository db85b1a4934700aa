package io.cairn.personalization.catalogue;

import java.time.Instant;

/**
 * One version of an item as it is stored.
 *
 * @param version from 1, grows with each save, also past a deletion
 * @param body JSON as it was sent, without what the server adds
 * @param savedBy the name of the API key
 * @param current false once another version was saved, or the item was deleted
 * @param savedRevision the catalogue's revision that saved it
 */
public record StoredItem(
        ItemKind kind,
        String key,
        int version,
        String body,
        Instant savedAt,
        String savedBy,
        boolean current,
        long savedRevision) {
    ItemId itemId() {
        return new ItemId(kind, key);
    }
}

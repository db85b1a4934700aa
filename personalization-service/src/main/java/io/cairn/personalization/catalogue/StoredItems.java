package io.cairn.personalization.catalogue;

import io.cairn.kit.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The items in the database. Each method joins the transaction it is called in, or makes its own. */
public interface StoredItems {
    /** The catalogue's revision: grows with each change. */
    long revision();

    /** The same, and nobody else changes anything until the end of this transaction, which must be there. */
    long lockedRevision();

    /** What was saved or retired after a revision, in the order of the versions; at 0 just what is current. */
    List<StoredItem> changedSince(long revision);

    Optional<StoredItem> current(ItemKind kind, String key);

    /** Up to {@code limit + 1} current items of a kind, by key. */
    List<StoredItem> page(ItemKind kind, PageRequest request);

    /** Up to {@code limit + 1} versions of an item, also of one that was deleted; the newest first. */
    List<StoredItem> versions(ItemKind kind, String key, PageRequest request);

    /** One version, also of an item that was deleted. */
    Optional<StoredItem> version(ItemKind kind, String key, int version);

    /** Saves a new version of an item, and makes it the current one, as the given revision of the catalogue. */
    StoredItem save(ItemKind kind, String key, String body, Instant at, String by, long revision);

    /** Takes the current version out of use, as the given revision of the catalogue. */
    void retire(ItemKind kind, String key, long revision);
}

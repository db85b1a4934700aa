package io.cairn.personalization.catalogue.rest;

import io.cairn.personalization.catalogue.StoredItem;
import java.time.Instant;

/**
 * A version in a list of versions.
 *
 * @param savedBy the name of the API key
 * @param current whether it is the one in use
 */
record ItemVersion(int version, Instant savedAt, String savedBy, boolean current) {
    static ItemVersion of(StoredItem item) {
        return new ItemVersion(item.version(), item.savedAt(), item.savedBy(), item.current());
    }
}

package io.cairn.personalization.catalogue;

import java.util.Optional;

/** The live maps of all times in the database. */
public interface StoredMaps {
    /** @param payload as journey-service published it; one that is there already stays as it is */
    void keep(MapId id, String payload);

    /** As it was published. */
    Optional<String> find(MapId id);
}

package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.MapId;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the live maps say of a customer at one moment.
 *
 * @param revision of her profile; {@link #UNSEEN} if there is none
 * @param lastEvent null: she has no events, or all are another's
 * @param at the moment, in whole ms
 * @param stages by live journey; empty if she has no events
 * @param next when time alone may move her; null: never
 */
record Determined(
        String customerId,
        long revision,
        @Nullable Instant lastEvent,
        Instant at,
        SortedMap<String, OnMap> stages,
        @Nullable Instant next) {
    /** Of whom Redis, where all profiles are, has none. */
    static final long UNSEEN = -1;

    /** @param stage null: on none */
    record OnMap(@Nullable String stage, MapId map) {}

    Determined {
        stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
    }

    /** Of whom there is no profile. */
    static Determined unseen(String customerId, Instant at) {
        return new Determined(customerId, UNSEEN, null, at, new TreeMap<>(), null);
    }

    boolean isUnseen() {
        return revision == UNSEEN;
    }
}

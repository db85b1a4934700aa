package io.cairn.personalization.position;

import io.cairn.kit.profile.StoredProfile;
import io.cairn.model.condition.Facts;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.catalogue.MapId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Determines on which stage of each live journey a customer is, and until when time leaves her there. */
final class Stages {
    private final Catalogue catalogue;

    Stages(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param at in whole ms */
    Determined of(StoredProfile stored, Instant at) {
        String customerId = stored.profile().customerId();
        SortedMap<String, Determined.OnMap> stages = new TreeMap<>();
        Instant lastEvent = stored.profile().updatedAt().orElse(null);
        Instant next = null;
        if (lastEvent != null) {
            Facts facts = StageService.facts(catalogue, stored.profile(), at);
            for (LiveMap map : catalogue.maps()) {
                String stage = map.resolver().resolve(facts).stage();
                stages.put(map.key(), new Determined.OnMap(stage, stored(map.id())));
                next = earlier(next, map.resolver().nextMoment(facts).orElse(null));
            }
        }
        return new Determined(customerId, stored.revision(), lastEvent, at, stages, next);
    }

    /** As PostgreSQL gives it back. */
    private static MapId stored(MapId id) {
        return new MapId(id.journey(), id.version(), id.publishedAt().truncatedTo(ChronoUnit.MICROS));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}

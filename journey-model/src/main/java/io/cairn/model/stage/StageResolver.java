package io.cairn.model.stage;

import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.map.JourneyMap;
import org.jspecify.annotations.Nullable;

/** Determines the current stage of customers on one version of a map: the last stage whose entry criteria hold. */
public final class StageResolver {
    /** Compiles the map's criteria. @throws io.cairn.model.map.InvalidMap if one does not compile */
    public static StageResolver of(JourneyMap map, Conditions conditions) {
        throw new UnsupportedOperationException("helper A");
    }

    /** Which criteria held and which failed. {@code facts.journeys()} is not asked. */
    public Resolution resolve(Facts facts) {
        throw new UnsupportedOperationException("helper A");
    }

    /** The key of the first persona in map order whose criteria hold; null if none does. */
    public @Nullable String persona(Facts facts) {
        throw new UnsupportedOperationException("helper A");
    }
}

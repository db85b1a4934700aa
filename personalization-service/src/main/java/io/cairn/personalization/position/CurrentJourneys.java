package io.cairn.personalization.position;

import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.customer.Position;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A customer's stage on each live map at one moment, and on demand her persona. For one decision, by one thread. */
public final class CurrentJourneys implements JourneyFacts {
    private final Catalogue catalogue;
    private final Facts facts;
    private final SortedMap<String, Position> positions;
    private final Map<String, Optional<String>> personas = new HashMap<>();

    private CurrentJourneys(Catalogue catalogue, Facts facts, SortedMap<String, Position> positions) {
        this.catalogue = catalogue;
        this.facts = facts;
        this.positions = positions;
    }

    /**
     * @param bare the facts that criteria ask of; its journeys are not asked
     * @param recorded what was recorded before: a stage that still holds keeps its {@code since}
     */
    public static CurrentJourneys resolve(Catalogue catalogue, Facts bare, Map<String, Position> recorded) {
        SortedMap<String, Position> positions = new TreeMap<>();
        for (LiveMap map : catalogue.maps()) {
            String stage = map.resolver().resolve(bare).stage();
            if (stage != null) {
                Instant since = since(stage, recorded.get(map.key()), bare.now());
                positions.put(map.key(), new Position(stage, since, map.version()));
            }
        }
        return new CurrentJourneys(catalogue, bare, Collections.unmodifiableSortedMap(positions));
    }

    private static Instant since(String stage, @Nullable Position before, Instant now) {
        return before != null && before.stage().equals(stage) && before.since().isBefore(now) ? before.since() : now;
    }

    /** The facts that all other conditions ask of: with these journeys. */
    public Facts facts() {
        return new Facts(
                facts.profile(), facts.now(), facts.zone(), facts.context(), this, facts.consent(), facts.offer());
    }

    /** By journey; absent where the customer is on no stage. */
    public SortedMap<String, Position> positions() {
        return positions;
    }

    @Override
    public Facts.@Nullable Position position(String journey) {
        Position position = positions.get(journey);
        return position == null ? null : new Facts.Position(position.stage(), position.since());
    }

    @Override
    public @Nullable String persona(String journey) {
        Optional<String> known = personas.get(journey);
        if (known == null) {
            known = catalogue
                    .map(journey)
                    .flatMap(map -> Optional.ofNullable(map.resolver().persona(facts())));
            personas.put(journey, known);
        }
        return known.orElse(null);
    }
}

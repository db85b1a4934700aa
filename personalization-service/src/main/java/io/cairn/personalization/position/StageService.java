package io.cairn.personalization.position;

import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileLookup;
import io.cairn.kit.redis.SharedCalls;
import io.cairn.model.condition.Facts;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.CustomerZone;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.customer.CustomerQuery;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.CustomerStore;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.customer.Recorded;
import io.cairn.personalization.customer.Recording;
import io.cairn.personalization.position.persistence.PositionBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says on which stages a customer is, and notes it in her state, so that {@code since} is when somebody first saw it. */
@ApplicationScoped
public class StageService {
    private static final Logger LOG = Logger.getLogger(StageService.class);
    private static final int TRIES = 10;

    private final Catalogues catalogues;
    private final CustomerStore customers;
    private final PositionBook book;
    private final Clock clock;

    StageService(Catalogues catalogues, CustomerStore customers, PositionBook book, Clock clock) {
        this.catalogues = catalogues;
        this.customers = customers;
        this.book = book;
        this.clock = clock;
    }

    /**
     * By journey. Strangers, and other moments than now, are not recorded.
     *
     * @param at null for now
     * @throws ProblemException 422 before the customer's last event, 503 while her profile is being rebuilt, or
     *     the catalogue is not loaded
     */
    public SortedMap<String, Position> stages(String customerId, @Nullable Instant at) {
        Catalogue catalogue = catalogues.loaded();
        SortedMap<String, Position> positions = new TreeMap<>();
        for (int tries = 0; tries < TRIES; tries++) {
            LoadedCustomer loaded = customers.load(CustomerQuery.of(customerId));
            CustomerProfile profile = profile(loaded);
            if (at != null && profile.updatedAt().filter(at::isBefore).isPresent()) {
                throw ProblemException.invalid(
                        "at",
                        "must not be before the customer's last event, which was at "
                                + profile.updatedAt().get());
            }
            Instant now = at == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : at;
            positions = positions(catalogue, facts(catalogue, profile, now), loaded);
            boolean passing = at != null || profile.updatedAt().isEmpty();
            if (passing || isRecorded(catalogue, loaded, positions)) {
                break;
            }
        }
        return positions;
    }

    private SortedMap<String, Position> positions(Catalogue catalogue, Facts facts, LoadedCustomer loaded) {
        SortedMap<String, Position> seen = loaded.state().positions();
        SortedMap<String, Position> positions =
                CurrentJourneys.resolve(catalogue, facts, seen).positions();
        boolean allSeen = positions.entrySet().stream().allMatch(on -> {
            Position before = seen.get(on.getKey());
            return before != null && before.since().equals(on.getValue().since());
        });
        if (allSeen) {
            return positions;
        }
        // new, or Redis lost it
        Map<String, Position> known = new TreeMap<>(seen);
        known.putAll(recorded(loaded.customerId()));
        SortedMap<String, Position> recorded =
                CurrentJourneys.resolve(catalogue, facts, known).positions();
        SortedMap<String, Position> all = new TreeMap<>(positions);
        all.replaceAll((journey, on) -> earlier(on, recorded.getOrDefault(journey, on)));
        return all;
    }

    private static Position earlier(Position one, Position other) {
        return other.since().isBefore(one.since()) ? other : one;
    }

    /** Nothing while PostgreSQL is away: then what Redis knows must do. */
    private Map<String, Position> recorded(String customerId) {
        Map<String, Position> positions = new TreeMap<>();
        try {
            Tracked tracked = book.find(List.of(customerId)).get(customerId);
            if (tracked != null) {
                tracked.positions().forEach((journey, on) -> {
                    if (on.stage() != null) {
                        positions.put(
                                journey,
                                new Position(on.stage(), on.since(), on.map().version()));
                    }
                });
            }
        } catch (SQLException e) {
            LOG.debugf("what is recorded of customer %s cannot be read: %s", customerId, e.getMessage());
        }
        return positions;
    }

    private static CustomerProfile profile(LoadedCustomer loaded) {
        if (loaded.profile() instanceof ProfileLookup.Found found) {
            return found.stored().profile();
        }
        if (loaded.profile() instanceof ProfileLookup.Rebuilding) {
            throw ProblemException.unavailable("the customer's profile is being rebuilt");
        }
        return CustomerProfile.empty(loaded.customerId());
    }

    /** What entry criteria ask of. */
    public static Facts facts(Catalogue catalogue, CustomerProfile profile, Instant now) {
        return new Facts(
                profile,
                now,
                CustomerZone.of(profile.traits(), catalogue.contactPolicy().timeZone()),
                Map.of(),
                Facts.JourneyFacts.NONE,
                catalogue.contactPolicy()::consentedByDefault,
                null);
    }

    /** A journey that is not live keeps what was recorded of it: it may come back. */
    private boolean isRecorded(Catalogue catalogue, LoadedCustomer loaded, SortedMap<String, Position> positions) {
        SortedMap<String, Position> all = new TreeMap<>(loaded.state().positions());
        catalogue.maps().forEach(map -> all.remove(map.key()));
        all.putAll(positions);
        CustomerState state = loaded.state().withPositions(all);
        return state.equals(loaded.state())
                || SharedCalls.await(customers.record(Recording.of(loaded, state))) instanceof Recorded.Written;
    }
}

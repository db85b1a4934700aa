package io.cairn.personalization.position;

import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileLookup;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says on which stages a customer is; and records it, so that {@code since} is when somebody first saw it. */
@ApplicationScoped
public class StageService {
    private static final int TRIES = 10;

    private final Catalogues catalogues;
    private final CustomerStore customers;
    private final Clock clock;

    StageService(Catalogues catalogues, CustomerStore customers, Clock clock) {
        this.catalogues = catalogues;
        this.customers = customers;
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
            positions = CurrentJourneys.resolve(
                            catalogue,
                            facts(catalogue, profile, now),
                            loaded.state().positions())
                    .positions();
            boolean passing = at != null || profile.updatedAt().isEmpty();
            if (passing || isRecorded(catalogue, loaded, positions)) {
                break;
            }
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
                || customers.record(Recording.of(loaded, state)) instanceof Recorded.Written;
    }
}

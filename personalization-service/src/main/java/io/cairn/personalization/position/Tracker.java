package io.cairn.personalization.position;

import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CatalogueRefresh;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.customer.StateStore;
import io.cairn.personalization.customer.StoredStates;
import io.cairn.personalization.position.persistence.PositionBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Determines the stages of some customers and records what changed. Whoever else does the same at the same time, each move
 * is recorded once: what is older than what is recorded changes nothing.
 */
@ApplicationScoped
class Tracker {
    private static final Logger LOG = Logger.getLogger(Tracker.class);

    private final Catalogues catalogues;
    private final CatalogueRefresh refresh;
    private final ProfileStore profiles;
    private final StateStore states;
    private final PositionBook book;
    private final Recorder recorder;
    private final RecordedStates recorded;
    private final Clock clock;

    /** Who could not be recorded: whom time may have moved is tried again at each turn, which need not be said each time. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    Tracker(
            Catalogues catalogues,
            CatalogueRefresh refresh,
            ProfileStore profiles,
            StateStore states,
            PositionBook book,
            Recorder recorder,
            RecordedStates recorded,
            Clock clock) {
        this.catalogues = catalogues;
        this.refresh = refresh;
        this.profiles = profiles;
        this.states = states;
        this.book = book;
        this.recorder = recorder;
        this.recorded = recorded;
        this.clock = clock;
    }

    /**
     * Returns when what Redis knew of them at the call, or later, is recorded. One who cannot be recorded keeps no other from
     * it; that is said in the log.
     *
     * @return how many must wait for their profiles, which are announced when they are back in Redis, or found by the pass that follows its loss;
     *     and how many could not be recorded
     * @throws SQLException as RedisUnavailable: some may be recorded; to do it again changes nothing
     */
    int track(Collection<String> customerIds) throws SQLException {
        if (customerIds.isEmpty()) {
            return 0;
        }
        List<String> ids = List.copyOf(new LinkedHashSet<>(customerIds));
        try {
            return together(ids);
        } catch (SQLException e) {
            if (!DatabaseFaults.isOfValues(e)) {
                throw e;
            }
            return oneByOne(ids);
        }
    }

    private int oneByOne(List<String> ids) throws SQLException {
        int left = 0;
        for (String id : ids) {
            try {
                left += together(List.of(id));
                broken.remove(id);
            } catch (SQLException e) {
                if (!DatabaseFaults.isOfValues(e)) {
                    throw e;
                }
                left++;
                if (broken.add(id)) {
                    LOG.errorf(e, "the stages of customer %s cannot be recorded", id);
                }
            }
        }
        return left;
    }

    private int together(List<String> ids) throws SQLException {
        StoredStates seen = states.states(ids);
        Catalogue catalogue = catalogues.loaded();
        while (true) {
            List<Determined> determined = determined(ids, catalogue);
            Optional<Recorder.Recorded> done = recorder.record(determined, catalogue, seen);
            if (done.isPresent()) {
                recorded.show(seen, done.get());
                return ids.size() - determined.size();
            }
            catalogue = refresh.now();
        }
    }

    /** Lets everybody be looked at again, if what stages are determined by is not what it was. */
    void noticeAnotherBasis() throws SQLException {
        if (!book.registered().basis().equals(Basis.of(catalogues.loaded()).text())) {
            recorder.record(List.of(), catalogues.loaded(), new StoredStates("", List.of()));
        }
    }

    private List<Determined> determined(List<String> ids, Catalogue catalogue) {
        Stages stages = new Stages(catalogue);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Determined> determined = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        profiles.forEach(
                ids,
                (id, found) ->
                        found.ifPresentOrElse(stored -> determined.add(stages.of(stored, at)), () -> absent.add(id)));
        if (!absent.isEmpty()) {
            profiles.strangers(absent).forEach(id -> determined.add(Determined.unseen(id, at)));
        }
        return determined;
    }
}

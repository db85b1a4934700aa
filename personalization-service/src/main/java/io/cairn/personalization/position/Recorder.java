package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CatalogueRefresh;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.customer.StoredStates;
import io.cairn.personalization.position.persistence.PositionBook;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records determinations, those of all replicas one after the other, each by the maps that are live then. */
@ApplicationScoped
class Recorder {
    private final PositionBook book;
    private final CatalogueRefresh refresh;
    private final MeterRegistry meters;
    private final Clock clock;

    Recorder(PositionBook book, CatalogueRefresh refresh, MeterRegistry meters, Clock clock) {
        this.book = book;
        this.refresh = refresh;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What is recorded now.
     *
     * @param changes of those for whom the determination was not older than what is recorded
     */
    record Recorded(List<Change> changes) {}

    /**
     * Records what changed, in one transaction.
     *
     * @param catalogue that they were determined by
     * @param seen the states of the same customers, as they were before
     * @return empty if other maps are live since: they must be determined again
     */
    Optional<Recorded> record(List<Determined> determined, Catalogue catalogue, StoredStates seen) throws SQLException {
        Map<String, Map<String, Position>> positions = new HashMap<>();
        seen.states()
                .forEach(
                        state -> positions.put(state.customerId(), state.state().positions()));
        Optional<Recorded> recorded = book.record(pen -> {
            Registered registered = pen.registered();
            Basis basis = Basis.of(catalogue);
            if (!registered.basis().equals(basis.text())) {
                // under the lock, so that of two that hold different maps it is the later ones that count
                if (!Basis.of(refresh.now()).equals(basis)) {
                    return Optional.empty();
                }
                registered = registered.by(basis, clock.instant());
                pen.register(registered);
            }
            return Optional.of(new Recorded(write(pen, registered.generation(), determined, positions)));
        });
        recorded.ifPresent(this::count);
        return recorded;
    }

    private static List<Change> write(
            PositionBook.Pen pen,
            long generation,
            List<Determined> determined,
            Map<String, Map<String, Position>> positions)
            throws SQLException {
        if (determined.isEmpty()) {
            return List.of();
        }
        Map<String, Tracked> before =
                pen.find(determined.stream().map(Determined::customerId).toList());
        List<Change> changes = new ArrayList<>();
        for (Determined customer : determined) {
            String id = customer.customerId();
            Change.of(before.get(id), customer, positions.getOrDefault(id, Map.of()), generation)
                    .ifPresent(changes::add);
        }
        pen.write(changes);
        return changes;
    }

    private void count(Recorded recorded) {
        recorded.changes().stream()
                .flatMap(change -> change.transitions().stream())
                .forEach(transition -> meters.counter(
                                "cairn.positions.transitions",
                                "cause",
                                transition.cause().text())
                        .increment());
    }
}

package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.CatalogueRefresh;
import io.cairn.personalization.position.persistence.PositionBook;
import io.cairn.personalization.position.persistence.PositionBook.Due;
import io.cairn.personalization.position.persistence.PositionBook.Duty;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What one replica at a time does for all customers: moves those whom time alone moves, and looks at everybody again when
 * other maps went live or Redis lost its data.
 */
@ApplicationScoped
class Duties {
    /** How many customers time moves at a time. */
    private static final int DUE = 500;

    /** How often it is looked whether Redis is still the one that it was. */
    private static final Duration REDIS_EVERY = Duration.ofSeconds(1);

    private final Tracker tracker;
    private final Pass pass;
    private final CatalogueRefresh catalogue;
    private final PositionBook book;
    private final Clock clock;
    private final Repetition repetition;

    /** Behind whom to go on, as some before wait for their profiles; null: from the first. */
    private @Nullable Due behind;

    private boolean cartsAreNoticed;

    /** By {@link System#nanoTime}. */
    private long nextLookAtRedis = System.nanoTime();

    Duties(
            Tracker tracker,
            Pass pass,
            CatalogueRefresh catalogue,
            PositionBook book,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "cairn.positions.interval") Duration interval) {
        this.tracker = tracker;
        this.pass = pass;
        this.catalogue = catalogue;
        this.book = book;
        this.clock = clock;
        this.repetition = new Repetition(
                "position-duties", "not all customers' stages can be looked after", interval, this::turn);
        meters.gauge("cairn.positions.pass.looked.at", pass, Pass::lookedAt);
    }

    void start(@Observes StartupEvent event) {
        repetition.start();
    }

    void stop(@Observes ShutdownEvent event) {
        repetition.stop();
    }

    private boolean turn() throws SQLException {
        if (!catalogue.isWhole()) {
            return false;
        }
        tracker.noticeAnotherBasis();
        if (!cartsAreNoticed) {
            pass.beginIfCartsAreOthers();
            cartsAreNoticed = true;
        }
        boolean[] more = {false};
        boolean onDuty = book.onDuty(duty -> {
            boolean due = time(duty);
            more[0] = pass.step(duty) || due;
        });
        if (onDuty && System.nanoTime() - nextLookAtRedis >= 0) {
            nextLookAtRedis = System.nanoTime() + REDIS_EVERY.toNanos();
            pass.beginIfRedisIsAnother();
        }
        return onDuty && more[0];
    }

    /** Whether there may be more. */
    private boolean time(Duty duty) throws SQLException {
        List<Due> due = duty.due(clock.instant(), behind, DUE);
        int waiting = tracker.track(due.stream().map(Due::customerId).toList());
        boolean end = due.size() < DUE;
        behind = end || (behind == null && waiting == 0) ? null : due.get(due.size() - 1);
        return !end && waiting == 0;
    }
}

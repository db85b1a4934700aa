package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.CatalogueRefresh;
import io.cairn.personalization.position.Announcements.Announcement;
import io.cairn.personalization.position.persistence.PositionBook;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Follows the announcements of changed profiles, and tracks whom they are about. */
@ApplicationScoped
class ProfileFollower {
    private final Announcements announcements;
    private final Tracker tracker;
    private final CatalogueRefresh catalogue;
    private final PositionBook book;
    private final Clock clock;
    private final Duration claimEvery;
    private final Repetition repetition;

    /** After a fault: what was read then was perhaps not recorded. */
    private boolean again = true;

    /** By {@link System#nanoTime}. */
    private long nextClaim = System.nanoTime();

    private volatile long behindMillis;

    ProfileFollower(
            Announcements announcements,
            Tracker tracker,
            CatalogueRefresh catalogue,
            PositionBook book,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "cairn.positions.interval") Duration interval,
            @ConfigProperty(name = "cairn.positions.claim-after") Duration claimAfter) {
        this.announcements = announcements;
        this.tracker = tracker;
        this.catalogue = catalogue;
        this.book = book;
        this.clock = clock;
        this.claimEvery = claimAfter.dividedBy(2);
        this.repetition = new Repetition("positions", "changed profiles cannot be followed", interval, this::turn);
        meters.gauge("cairn.positions.behind.seconds", this, follower -> follower.behindMillis / 1000.0);
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
        boolean mine = again;
        again = true;
        boolean more = follow(mine ? announcements.readAgain() : announcements.read());
        boolean left = mine && more;
        if (System.nanoTime() - nextClaim >= 0) {
            nextClaim = System.nanoTime() + claimEvery.toNanos();
            more |= follow(announcements.claim());
            announcements.tidy();
        }
        again = left;
        return more || mine;
    }

    /**
     * Whether there may be more already. If not, the next turn waits for its time: who changes several times until then is
     * looked at once.
     */
    private boolean follow(List<Announcement> read) throws SQLException {
        if (read.stream().anyMatch(Announcement::isLost)) {
            book.doubt();
        }
        Set<String> customerIds = new LinkedHashSet<>();
        read.stream()
                .filter(announcement -> !announcement.isLost())
                .forEach(announcement -> customerIds.add(announcement.customerId()));
        tracker.track(customerIds);
        announcements.acknowledge(read);
        behindMillis =
                read.isEmpty() ? 0 : Math.max(0, clock.millis() - read.get(0).madeAtMillis());
        return announcements.isFull(read);
    }
}

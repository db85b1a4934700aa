package io.cairn.personalization.position;

import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.model.condition.CartEvents;
import io.cairn.personalization.position.Registered.Phase;
import io.cairn.personalization.position.persistence.PositionBook;
import io.cairn.personalization.position.persistence.PositionBook.Duty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Looks at everybody again, a step at a time. Whose profile is not there now is announced when it is, or found by the pass that
 * begins when a Redis that lost its data has all profiles back. How far it got is in PostgreSQL: when a replica is killed another
 * goes on.
 * Where Redis lost its data all profiles are looked for first, as announcements are gone with it; then follow all who were
 * not looked at yet.
 */
@ApplicationScoped
class Pass {
    private static final Logger LOG = Logger.getLogger(Pass.class);
    private static final int STEP = 500;
    private static final long REPORT_EVERY = 100_000;

    private final Tracker tracker;
    private final ProfileStore profiles;
    private final ProfileMarks marks;
    private final Announcements announcements;
    private final RedisLife life;
    private final PositionBook book;
    private final Clock clock;
    private final String carts;
    private final AtomicLong lookedAt = new AtomicLong();

    Pass(
            Tracker tracker,
            ProfileStore profiles,
            ProfileMarks marks,
            Announcements announcements,
            RedisLife life,
            PositionBook book,
            Clock clock,
            CartEvents carts) {
        this.tracker = tracker;
        this.profiles = profiles;
        this.marks = marks;
        this.announcements = announcements;
        this.life = life;
        this.book = book;
        this.clock = clock;
        this.carts = carts.equals(CartEvents.SEGMENT) ? "" : carts.toString();
    }

    /** How many customers this replica has looked at in passes. */
    long lookedAt() {
        return lookedAt.get();
    }

    /** Begins with all profiles that Redis has, once they are back, if it is not the Redis that it was. */
    void beginIfRedisIsAnother() throws SQLException {
        if (announcements.mayBeLost()) {
            book.doubt();
        }
        String now = life.name();
        if (book.registered().mustBeginIn(now) && marks.areBack()) {
            book.record(pen -> {
                pen.register(pen.registered().in(now, clock.instant()));
                return true;
            });
            LOG.info(
                    "looking for all customers' profiles: Redis was emptied or restarted, or is new, or changes were lost");
        }
    }

    /**
     * Begins with everybody if carts are read from other events than when a replica last started. Not looked at again: two replicas that
     * read them otherwise would begin without end.
     */
    void beginIfCartsAreOthers() throws SQLException {
        if (!book.registered().carts().equals(carts)) {
            book.record(pen -> {
                pen.register(pen.registered().with(carts, clock.instant()));
                return true;
            });
            LOG.info("looking at everybody's stages again: carts are read from other events");
        }
    }

    /** Goes on, if there is reason to; whether there is more to do. */
    boolean step(Duty duty) throws SQLException {
        Registered now = duty.registered();
        return switch (now.phase()) {
            case SCAN -> scan(duty, now);
            case SWEEP -> sweep(duty, now);
            case DONE -> false;
        };
    }

    private boolean scan(Duty duty, Registered now) throws SQLException {
        ProfileStore.Scanned some = profiles.scan(now.cursor(), STEP);
        tracker.track(some.customerIds());
        boolean end = some.next().equals(ProfileStore.SCANNED);
        reached(
                duty,
                now,
                end ? Phase.SWEEP : Phase.SCAN,
                end ? "" : some.next(),
                some.customerIds().size());
        return true;
    }

    private boolean sweep(Duty duty, Registered now) throws SQLException {
        List<String> ids = duty.notOf(now.generation(), now.cursor(), STEP);
        tracker.track(ids);
        boolean end = ids.size() < STEP;
        reached(duty, now, end ? Phase.DONE : Phase.SWEEP, end ? "" : ids.get(ids.size() - 1), ids.size());
        if (end) {
            LOG.infof(
                    "looked at everybody's stages again in %s: %d customers",
                    Duration.between(now.begunAt(), clock.instant()), now.done() + ids.size());
        }
        return !end;
    }

    private void reached(Duty duty, Registered now, Phase phase, String cursor, int more) throws SQLException {
        duty.reached(now.at(phase, cursor, more));
        lookedAt.addAndGet(more);
        if ((now.done() + more) / REPORT_EVERY > now.done() / REPORT_EVERY) {
            LOG.infof("looked at the stages of %d customers so far", now.done() + more);
        }
    }
}

package io.cairn.personalization.decisionlog;

import static io.cairn.personalization.decision.Shop.eventually;

import io.cairn.personalization.decisionlog.persistence.LogLock;
import java.sql.SQLException;
import java.time.Duration;

/** The lock on the log, for tests that need it: the service itself takes it now and then. */
public final class WhenFree {
    private WhenFree() {}

    /** Does the work as soon as nobody else has the lock. */
    public static void run(LogLock lock, LogLock.Work work) {
        boolean[] done = {false};
        eventually(() -> {
            try {
                lock.runUnlessTaken(Duration.ofMinutes(1), writer -> {
                    work.run(writer);
                    done[0] = true;
                });
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return done[0];
        });
    }
}

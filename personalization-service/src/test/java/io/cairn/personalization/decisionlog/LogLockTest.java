package io.cairn.personalization.decisionlog;

import static io.cairn.personalization.decision.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.db.DatabaseFaults;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class LogLockTest {
    @Inject
    LogLock lock;

    /** As one that hangs, or whose machine has vanished: nobody else could log anything. */
    @Test
    void whoSaysNothingForTooLongLosesIt() {
        AtomicReference<SQLException> lost = new AtomicReference<>();
        eventually(() -> {
            boolean[] taken = {false};
            try {
                lock.runUnlessTaken(Duration.ofMillis(200), writer -> {
                    taken[0] = true;
                    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                });
            } catch (SQLException e) {
                lost.set(e);
            }
            return taken[0];
        });
        assertThat(DatabaseFaults.isUnavailable(lost.get())).isTrue();
        WhenFree.run(lock, writer -> {});
    }
}

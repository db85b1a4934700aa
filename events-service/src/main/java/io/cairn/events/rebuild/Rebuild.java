package io.cairn.events.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest rebuild that somebody asked for.
 *
 * @param reached the last customer who was folded anew; empty before the first
 * @param checked how many customers that makes
 * @param failed of whom so many could not be folded
 * @param total how many there are, about
 * @param finishedAt null while it runs
 */
public record Rebuild(
        String reached, long checked, long failed, long total, Instant startedAt, @Nullable Instant finishedAt) {
    /** Whether it is not done yet. */
    public boolean isRunning() {
        return finishedAt == null;
    }

    /** With a further customers, up to one. */
    Rebuild further(String customer, long customers, long broken) {
        return new Rebuild(
                customer,
                checked + customers,
                failed + broken,
                Math.max(total, checked + customers),
                startedAt,
                finishedAt);
    }
}

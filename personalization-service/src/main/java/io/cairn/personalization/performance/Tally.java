package io.cairn.personalization.performance;

import java.util.Optional;

/** Counts a group. Not for several threads. */
final class Tally {
    private long customers;
    private long met;
    private long waiting;
    private long unknown;

    /** @param met whether she met the goal; empty if nobody can tell */
    void add(Optional<Boolean> met) {
        if (met.isEmpty()) {
            unknown++;
            return;
        }
        customers++;
        this.met += met.get() ? 1 : 0;
    }

    /** Whose time is not over. */
    void addWaiting() {
        waiting++;
    }

    Effect.Group group() {
        return new Effect.Group(customers, Rate.of(met, customers), waiting, unknown);
    }
}

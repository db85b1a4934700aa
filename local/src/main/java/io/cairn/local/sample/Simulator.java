package io.cairn.local.sample;

import java.time.Instant;
import java.util.List;

/** Two thousand customers with a history of nine months; a function of the last moment alone. */
final class Simulator {
    static final int CUSTOMERS = 2_000;

    private static final long SEED = 20_261_121L;

    /** No event is later. */
    private final Instant end;

    Simulator(Instant end) {
        this.end = end;
    }

    /** What customer {@code u-0001} to {@code u-2000} did, by time. */
    List<SampleEvent> history(int number) {
        return NamedCustomers.has(number)
                ? NamedCustomers.history(number, end)
                : new Shopper(number, new Dice(SEED + number), end).history();
    }
}

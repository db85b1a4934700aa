package io.cairn.events.ingest.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** For how long a request may wait for its turn, and its turn for its body. */
@ApplicationScoped
class Patience {
    /** A slow telephone sends as much; each byte that has come gives its sender so much more time. */
    private static final long LEAST_BYTES_PER_SECOND = 16_384;

    private final Duration turn;
    private final Duration body;
    private final Counter lost;

    Patience(
            @ConfigProperty(name = "cairn.ingest.max-wait") Duration turn,
            @ConfigProperty(name = "cairn.ingest.max-body-wait") Duration body,
            MeterRegistry metrics) {
        this.turn = turn;
        this.body = body;
        this.lost = metrics.counter("cairn.ingest.refused", "because", "slow");
    }

    /** How long a request may wait for its turn. */
    Duration turn() {
        return turn;
    }

    /**
     * For how long the body may still come; not positive if its time is over.
     *
     * @param sinceNanos how long ago its turn came
     * @param come how many bytes of it have
     */
    long leftMillis(long sinceNanos, long come) {
        return body.toMillis() + come * 1_000 / LEAST_BYTES_PER_SECOND - sinceNanos / 1_000_000;
    }

    /** Somebody's body did not come in time. */
    void wasLost() {
        lost.increment();
    }
}

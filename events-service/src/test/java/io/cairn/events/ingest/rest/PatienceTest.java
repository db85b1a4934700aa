package io.cairn.events.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10), new SimpleMeterRegistry());

    private long left(Duration since, long come) {
        return patience.leftMillis(since.toNanos(), come);
    }

    @Test
    void bodyOfWhichNothingComesHasItsTimeAndNoMore() {
        assertThat(left(Duration.ZERO, 0)).isEqualTo(10_000);
        assertThat(left(Duration.ofMillis(9_999), 1)).isEqualTo(1);
        assertThat(left(Duration.ofSeconds(10), 1)).isZero();
    }

    @Test
    void whatComesGivesTimeForMore() {
        assertThat(left(Duration.ofMinutes(5), 8 << 20)).isEqualTo(10_000 + 512_000 - 300_000);
        assertThat(left(Duration.ofMinutes(5), 4 << 20)).isNegative();
    }
}

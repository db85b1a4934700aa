package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void ofNoneIsZero() {
        assertThat(latencies.p99()).isEqualTo(Duration.ZERO);
        assertThat(latencies).hasToString("0");
    }

    @Test
    void ofOneIsItself() {
        latencies.add(Duration.ofMillis(7));

        assertThat(latencies).hasToString("1 (p99 7 ms)");
    }

    @Test
    void ninetyNineOfAHundredDoNotExceedIt() {
        for (int i = 200; i > 0; i--) {
            latencies.add(Duration.ofMillis(i));
        }

        assertThat(latencies.p99()).isEqualTo(Duration.ofMillis(198));
    }
}

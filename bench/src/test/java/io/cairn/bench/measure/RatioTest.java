package io.cairn.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.bench.measure.Ratio.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void aTargetIsMetOnItsSide() {
        assertThat(new Ratio("maps", 1.5, Target.atMost(1.5), "").isMet()).isTrue();
        assertThat(new Ratio("maps", 1.51, Target.atMost(1.5), "").isMet()).isFalse();
        assertThat(new Ratio("ingest", 0.5, Target.atLeast(0.5), "").isMet()).isTrue();
        assertThat(new Ratio("ingest", 0.49, Target.atLeast(0.5), "").isMet()).isFalse();
    }

    @Test
    void theLineHasTheNameTheRatioAndTheTarget() {
        assertThat(new Ratio("maps", 1.218, Target.atMost(1.5), "n=3").line())
                .isEqualTo("maps ratio=1.22 target=<=1.50 met n=3");
    }

    @Test
    void oursAndTheFloorTakeTurnsAtBeingFirst() throws Exception {
        StringBuilder order = new StringBuilder();
        Alternation.Turn ours = () -> {
            order.append('o');
            return 2;
        };
        Alternation.Turn floor = () -> {
            order.append('f');
            return 1;
        };
        Alternation measured = Alternation.of(1, 3, ours, floor);
        assertThat(order).hasToString("offooffo");
        assertThat(measured.ratio()).isEqualTo(2);
    }

    @Test
    void theRatioIsTheMedianOfTheTurns() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        double[] ours = {10, 30, 1_000};
        Alternation measured = Alternation.of(0, 3, () -> ours[turn.getAndIncrement()], () -> 10);
        assertThat(measured.ratio()).isEqualTo(3);
        assertThat(measured.oursMedian()).isEqualTo(30);
        assertThat(Alternation.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    @Test
    void theHistogramKeepsThreeDigits() {
        LatencyHistogram latencies = new LatencyHistogram();
        for (int i = 1; i <= 1_000; i++) {
            latencies.record(i * 1_000_000L);
        }
        assertThat(latencies.percentile(99)).isBetween(990e6, 991.5e6);
        assertThat(latencies.count()).isEqualTo(1_000);
    }
}

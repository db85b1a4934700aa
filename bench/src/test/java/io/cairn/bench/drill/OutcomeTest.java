package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.bench.drill.Outcome.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void whatIsSkippedIsNotPassed() {
        assertThat(Outcome.totals(List.of(outcome(Result.PASS), outcome(Result.PASS), outcome(Result.SKIPPED))))
                .isEqualTo("2 passed, 0 failed, 1 skipped");
    }

    @Test
    void aLineSaysWhatHowAndHowLong() {
        assertThat(outcome(Result.FAIL).line()).matches("kill +FAIL +2\\.4 s +lost=0");
    }

    private static Outcome outcome(Result result) {
        return new Outcome("kill", result, Duration.ofMillis(2_400), "lost=0");
    }
}

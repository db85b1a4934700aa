package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final LogCheck.Findings NONE = new LogCheck.Findings(List.of(), List.of(), List.of(), List.of());

    @Test
    void aDrillPassesWhenEverythingIsAcknowledgedAndNothingIsWrong() {
        assertThat(new Verdict(10, 10, 2, NONE, List.of(), List.of()).isPass()).isTrue();
    }

    @Test
    void aDrillThatSentNothingProvesNothing() {
        assertThat(new Verdict(0, 0, 0, NONE, List.of(), List.of()).isPass()).isFalse();
    }

    @Test
    void eachKindOfFaultFailsItAndIsNamed() {
        LogCheck.Findings lost = new LogCheck.Findings(List.of("m-1"), List.of(), List.of(), List.of());

        assertFails(new Verdict(10, 10, 0, lost, List.of(), List.of()), "m-1");
        assertFails(new Verdict(10, 10, 0, NONE, List.of("u-1"), List.of()), "u-1");
        assertFails(new Verdict(10, 10, 0, NONE, List.of(), List.of("answered 500")), "answered 500");
        assertThat(new Verdict(10, 9, 0, NONE, List.of(), List.of()).isPass()).isFalse();
    }

    private static void assertFails(Verdict verdict, String named) {
        assertThat(verdict.isPass()).isFalse();
        assertThat(verdict.complaints()).singleElement().asString().contains(named);
    }
}

package io.cairn.events.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    @ParameterizedTest
    @CsvSource({
        "P25M, 2024-04-30T23:59:59.999Z, 2022-03-01T00:00:00Z",
        "P25M, 2024-05-01T00:00:00Z, 2022-04-01T00:00:00Z",
        "30d, 2024-03-30T12:00:00Z, 2024-02-01T00:00:00Z",
        "30d, 2024-03-31T12:00:00Z, 2024-03-01T00:00:00Z",
        "P2Y, 2026-01-31T12:00:00Z, 2024-01-01T00:00:00Z"
    })
    void wholeMonthsAreKept(String period, Instant now, Instant since) {
        assertThat(Retention.parse(period).since(now)).isEqualTo(since);
    }

    @Test
    void daysMayBeWrittenInShort() {
        assertThat(Retention.parse(" 730D ").period()).isEqualTo(Period.ofDays(730));
        assertThat(Retention.parse("P6W").period()).isEqualTo(Period.ofDays(42));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "25", "29d", "P29D", "P0M", "P-25M", "P1M-2D", "PT900H", "P101Y", "9999999d", "forever"})
    void whatIsNoneIsRefused(String period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.parse(period))
                .withMessageStartingWith("cairn.log.retention must be a period of 30 days to 100 years");
    }
}

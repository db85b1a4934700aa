package io.cairn.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.events.ingest.Timestamps.Corrected;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z,2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00.123456z,2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00+02:00,2026-01-31T10:00:00Z",
        "2026-01-31T12:00:00+0200,2026-01-31T10:00:00Z",
        "2026-01-31T12:00:00-05,2026-01-31T17:00:00Z",
        "2026-01-31T12:00Z,2026-01-31T12:00:00Z",
        "2026-01-31T12:34:56.789Z,2026-01-31T12:34:56.789Z",
        "2026-01-31T12:34:56.7Z,2026-01-31T12:34:56.700Z",
        "2026-01-31T12:34:56.000001Z,2026-01-31T12:34:56.000001Z",
        "2026-01-31T12:34:56.123456789Z,2026-01-31T12:34:56.123456789Z",
    })
    void everySpellingOfAnOffsetIsTaken(String text, Instant expected) {
        assertThat(Timestamps.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-02-30T12:00:00Z",
                "2026-02-30T12:00:00.000Z",
                "2026-01-31T24:00:00.000Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T12:00:00.1234567890Z",
                "2026-01-31T12:00:00,5Z",
                "1769860800",
                "+999999999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z"
            })
    void whatIsNoTimeWithAnOffsetIsNotTaken(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void sendersClockIsCorrectedByWhatItShowedAtSending() {
        Optional<Instant> anHourAhead = Optional.of(RECEIVED.plusSeconds(3600));
        Optional<Instant> saidByItsClock = Optional.of(RECEIVED.plusSeconds(3000));
        assertThat(Timestamps.correct(saidByItsClock, anHourAhead, RECEIVED))
                .isEqualTo(new Corrected(RECEIVED.minusSeconds(600), false));
    }

    @Test
    void eventFromTheFutureHappenedWhenItWasReceived() {
        assertThat(Timestamps.correct(Optional.of(RECEIVED.plusMillis(1)), Optional.empty(), RECEIVED))
                .isEqualTo(new Corrected(RECEIVED, true));
    }

    @Test
    void withoutATimeItIsThatOfTheReceiptWhateverTheSendersClock() {
        assertThat(Timestamps.correct(Optional.empty(), Optional.of(RECEIVED.minusSeconds(99)), RECEIVED))
                .isEqualTo(new Corrected(RECEIVED, false));
    }
}

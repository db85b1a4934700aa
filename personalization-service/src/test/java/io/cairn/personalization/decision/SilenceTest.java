package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.personalization.contact.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
    @ParameterizedTest(name = "{0}–{1} at {2}: until {3}")
    @CsvSource({
        // over midnight
        "21:00,08:00,2026-06-15T18:59:59.999Z,",
        "21:00,08:00,2026-06-15T19:00:00Z,2026-06-16T06:00:00Z",
        "21:00,08:00,2026-06-15T22:30:00Z,2026-06-16T06:00:00Z",
        "21:00,08:00,2026-06-16T05:59:59.999Z,2026-06-16T06:00:00Z",
        "21:00,08:00,2026-06-16T06:00:00Z,",
        // within a day
        "12:00,14:00,2026-06-15T09:59:00Z,",
        "12:00,14:00,2026-06-15T10:00:00Z,2026-06-15T12:00:00Z",
        "12:00,14:00,2026-06-15T12:00:00Z,",
        // the night that is an hour shorter, and the one that is longer
        "21:00,08:00,2026-03-28T23:00:00Z,2026-03-29T06:00:00Z",
        "21:00,08:00,2026-10-24T23:00:00Z,2026-10-25T07:00:00Z",
        // to in the hour that does not exist: the clock jumps from 2:00 to 3:00
        "21:00,02:30,2026-03-29T00:59:59Z,2026-03-29T01:30:00Z",
        // from in that hour
        "02:30,08:00,2026-03-29T00:59:59Z,",
        "02:30,08:00,2026-03-29T01:00:00Z,2026-03-29T06:00:00Z",
        // to and from in the hour that comes twice
        "21:00,02:30,2026-10-25T00:45:00Z,2026-10-25T01:30:00Z",
        "02:30,05:00,2026-10-25T00:30:00Z,2026-10-25T04:00:00Z",
    })
    void silenceInBerlin(LocalTime from, LocalTime to, Instant now, @Nullable Instant end) {
        Silence silence = new Silence(new QuietHours(from, to), ZoneId.of("Europe/Berlin"));
        assertThat(silence.endAt(now).orElse(null)).isEqualTo(end);
    }
}

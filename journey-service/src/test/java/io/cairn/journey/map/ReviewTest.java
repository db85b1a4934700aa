package io.cairn.journey.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTest {
    private static final Instant SEEN = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "P90D, 2026-05-01T12:00:00Z",
        "P1M, 2026-02-28T12:00:00Z",
        "p1y, 2027-01-31T12:00:00Z",
        "P2W, 2026-02-14T12:00:00Z",
        "PT12H, 2026-02-01T00:00:00Z",
        "P1DT1H, 2026-02-01T13:00:00Z"
    })
    void mapIsDueAfterItsInterval(String every, Instant due) {
        assertThat(Review.dueAfter(SEEN, every)).isEqualTo(due);
    }

    @Test
    void mapWithoutAnIntervalIsNeverDue() {
        assertThat(Review.dueAfter(SEEN, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P9000Y", "P2147483647Y", "P2147483647D", "PT2562047788015215H"})
    void intervalBeyondTheCalendarIsNeverDue(String every) {
        assertThat(Review.dueAfter(SEEN, every)).isNull();
    }
}

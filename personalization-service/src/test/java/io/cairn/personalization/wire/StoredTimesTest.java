package io.cairn.personalization.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class StoredTimesTest {
    @Property
    void timeIsWrittenAsJavaWritesItAndReadBack(
            @ForAll @LongRange(min = -70_000_000_000_000L, max = 260_000_000_000_000L) long millis) {
        Instant time = Instant.ofEpochMilli(millis);
        assertThat(StoredTimes.text(time)).isEqualTo(time.toString());
        assertThat(StoredTimes.time(time.toString())).isEqualTo(time);
    }

    @Property
    void anyPrecisionIsWrittenAsJavaWritesIt(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds,
            @ForAll @LongRange(min = 0, max = 999_999_999) long nanos) {
        for (long fraction : new long[] {nanos, nanos / 1_000 * 1_000, 0}) {
            Instant time = Instant.ofEpochSecond(seconds, fraction);
            assertThat(StoredTimes.text(time)).isEqualTo(time.toString());
            assertThat(StoredTimes.time(time.toString())).isEqualTo(time);
        }
    }

    @Example
    void whatIsNoTimeIsRefusedAsJavaRefusesIt() {
        for (String text :
                new String[] {"", "Z", "2026-02-30T00:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01 00:00:00Z"}) {
            assertThatThrownBy(() -> StoredTimes.time(text)).isInstanceOf(DateTimeException.class);
        }
        assertThat(StoredTimes.time("2026-01-01T24:00:00Z")).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    }
}

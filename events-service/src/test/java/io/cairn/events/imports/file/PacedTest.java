package io.cairn.events.imports.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacedTest {
    private static final int LEAST_PER_MINUTE = 65_536;

    private long now;

    private InputStream file(int size, int atATime, Duration each) {
        InputStream slow = new ByteArrayInputStream(new byte[size]) {
            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                now += length > 0 ? each.toNanos() : 0;
                return super.read(bytes, from, Math.min(length, atATime));
            }
        };
        return new Paced(slow, LEAST_PER_MINUTE, () -> now);
    }

    @Test
    void fileOfWhichAByteComesNowAndThenIsGivenUp() {
        InputStream file = file(1_000, 1, Duration.ofSeconds(9));
        assertThatThrownBy(file::readAllBytes)
                .isInstanceOf(Paced.TooSlow.class)
                .hasMessage("less than 196608 bytes came in 3 minutes");
        assertThat(now).isEqualTo(Duration.ofMinutes(3).toNanos());
    }

    @Test
    void fileThatStopsAfterAQuickBeginningIsGivenUp() throws Exception {
        InputStream file = new SequenceInputStream(
                file(1 << 20, 8_192, Duration.ofMillis(1)), file(1_000, 1, Duration.ofSeconds(9)));
        assertThat(file.readNBytes(1 << 20)).hasSize(1 << 20);
        assertThatThrownBy(file::readAllBytes).isInstanceOf(Paced.TooSlow.class);
    }

    @Test
    void fileThatComesAsQuicklyAsItMustIsReadHoweverLongItTakes() throws Exception {
        InputStream file = file(100 * LEAST_PER_MINUTE, 8_192, Duration.ofSeconds(7));
        assertThat(file.readAllBytes()).hasSize(100 * LEAST_PER_MINUTE);
        assertThat(now).isGreaterThan(Duration.ofMinutes(90).toNanos());
    }

    @Test
    void timeInWhichNobodyReadsDoesNotCount() throws Exception {
        InputStream file = file(100, 1, Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            now += Duration.ofMinutes(1).toNanos();
            assertThat(file.read()).isZero();
        }
        assertThat(file.read()).isNegative();
    }
}

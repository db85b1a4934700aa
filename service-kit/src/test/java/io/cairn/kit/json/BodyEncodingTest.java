package io.cairn.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyEncodingTest {
    private static InputStream packed(int bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[bytes]);
        }
        return new ByteArrayInputStream(packed.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "999, 1000", "1000, 1000", "1001, 1000", "100000, 1000", "199999, 50", "500000, 200000"})
    void roomIsTakenForAllThatIsUnpacked(int bytes, int expected) throws IOException {
        List<Integer> more = new ArrayList<>();
        byte[] read = BodyEncoding.GZIP.first(200_000, expected, more::add, packed(bytes));
        assertThat(read).hasSize(Math.min(bytes, 200_000));
        int taken = expected + more.stream().mapToInt(Integer::intValue).sum();
        assertThat(taken).isGreaterThanOrEqualTo(read.length);
        assertThat(taken).isLessThanOrEqualTo(Math.max(expected, 2 * read.length) + 4_096);
    }

    @Test
    void nothingIsUnpackedThatThereIsNoRoomFor() throws IOException {
        InputStream packed = packed(50_000_000);
        assertThatThrownBy(() -> BodyEncoding.GZIP.first(
                        100_000_000,
                        1_000,
                        more -> {
                            throw new IllegalStateException("no room");
                        },
                        packed))
                .hasMessage("no room");
        assertThat(packed.available()).isGreaterThan(0);
    }
}

package io.cairn.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
    @CsvSource({"0", "999", "16384", "16385", "100000", "131072", "199999", "200000", "500000"})
    void roomIsTakenForAllThatIsUnpacked(int bytes) throws IOException {
        List<Integer> more = new ArrayList<>();
        byte[] read = BodyEncoding.GZIP.first(200_000, 300, more::add, packed(bytes));
        assertThat(read).hasSize(Math.min(bytes, 200_000));
        assertThat(sum(more)).isBetween(read.length, 2 * read.length + 16_384);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "999, 999",
        "16384, 16384",
        "16385, 16385",
        "100000, 100000",
        "199999, 199999",
        "7, 9",
        "9, 7"
    })
    void plainBodyTakesAsMuchRoomAsWasAnnounced(int bytes, int announced) throws IOException {
        List<Integer> more = new ArrayList<>();
        byte[] body = new byte[bytes];
        new Random(1).nextBytes(body);
        byte[] read = BodyEncoding.PLAIN.first(200_000, announced, more::add, new ByteArrayInputStream(body));
        assertThat(read).isEqualTo(body);
        assertThat(sum(more)).isBetween(bytes, bytes <= announced ? announced : announced + 16_384);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 16384", "16384, 16384", "16385, 32768", "70000, 131072"})
    void announcingABodyTakesNoRoomBeforeItComes(int come, int room) {
        List<Integer> more = new ArrayList<>();
        InputStream stalls = new SequenceInputStream(new ByteArrayInputStream(new byte[come]), new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("waits with room for " + sum(more));
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return read();
            }
        });
        assertThatThrownBy(() -> BodyEncoding.PLAIN.first(8_388_609, 8_388_608, more::add, stalls))
                .hasMessage("waits with room for " + room);
    }

    private static int sum(List<Integer> more) {
        return more.stream().mapToInt(Integer::intValue).sum();
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

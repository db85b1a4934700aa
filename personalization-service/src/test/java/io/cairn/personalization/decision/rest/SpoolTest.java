package io.cairn.personalization.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SpoolTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aBodyIsTakenToItsEndThoughNobodyReadsItAndIsGivenAsItWas() throws Exception {
        byte[] body = new byte[5 * Spool.IN_MEMORY + 7];
        new Random(1).nextBytes(body);
        PipedOutputStream sender = new PipedOutputStream();
        try (Spool spool = Spool.of(new PipedInputStream(sender, 512), threads)) {
            sender.write(body);
            sender.close();
            assertThat(spool.readAllBytes()).isEqualTo(body);
            assertThat(spool.isOnDisk()).isTrue();
        }
    }

    @Test
    void whatIsReadAsFastAsItIsSentNeedsNoDisk() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        byte[] line = new byte[10_000];
        try (Spool spool = Spool.of(new PipedInputStream(sender, 1 << 16), threads)) {
            for (int i = 0; i < 100; i++) {
                new Random(i).nextBytes(line);
                sender.write(line);
                sender.flush();
                assertThat(spool.readNBytes(line.length)).isEqualTo(line);
            }
            assertThat(spool.isOnDisk()).isFalse();
            sender.close();
            assertThat(spool.read()).isEqualTo(-1);
        }
    }

    @Test
    void aBodyThatBreaksOffIsGivenAsFarAsItCame() throws Exception {
        InputStream gone = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        };
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[] {1, 2}), gone);
        try (Spool spool = Spool.of(broken, threads)) {
            assertThat(spool.readNBytes(2)).containsExactly(1, 2);
            assertThatThrownBy(spool::read).isInstanceOf(IOException.class).hasMessage("gone");
        }
    }
}

package io.cairn.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFileTest {
    /** More than a sample holds. */
    private static final int ROWS = 60_000;

    @TempDir
    Path directory;

    private String sample(String name, String text, Charset charset) throws IOException {
        byte[] sample = new ImportFile(Files.write(directory.resolve(name), text.getBytes(charset))).sample();
        assertThat(sample).hasSizeBetween(128 * 1024, 256 * 1024);
        return new String(sample, charset);
    }

    @Test
    void smallFileIsItsOwnSample() throws Exception {
        Path file = Files.writeString(directory.resolve("events.csv"), "a,b\n1,\"2\n3");
        assertThat(new ImportFile(file).sample()).asString(UTF_8).isEqualTo("a,b\n1,\"2\n3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name;\u010a \u0a0d x;1\n", "name;\u010a \u0a0d x;1\r\n"})
    void sampleOfUtf16EndsWithAWholeRow(String row) throws Exception {
        for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
            String sample = sample("events.csv", "\uFEFFa;b;c\n" + row.repeat(ROWS), charset);
            assertThat(sample.lines().skip(1)).isNotEmpty().allMatch(row.strip()::equals);
            assertThat(sample).matches("(?s).*[\r\n]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u,\"one\ntwo\nthree\nfour\nfive\nsix\",5\n",
                "5\"\" screen,\"one\ntwo\nthree\nfour\nfive\nsix\",5\n",
                "5\" screen,\"one\ntwo\nthree\nfour\nfive\nsix\",5\n",
                "\"\"\"one\n\"\"two\"\"\nthree\nfour\nfive\nsix\",\"\",5\n"
            })
    void sampleEndsWithNoPartOfAQuotedField(String row) throws Exception {
        for (String begin : List.of("", "\u00EF\u00BB\u00BF", "\"x\",b,c\n", "\u00EF\u00BB\u00BF\"x\",b,c\n")) {
            String sample = sample("events.csv", begin + row.repeat(ROWS), ISO_8859_1);
            assertThat((sample.length() - begin.length()) % row.length())
                    .as("%s, %s", begin, row)
                    .isZero();
        }
    }

    @Test
    void quoteThatNeverClosesLeavesWhatFollowsIt() throws Exception {
        assertThat(sample("events.csv", "a,b\n\"oops,1\n" + "10,20\n".repeat(ROWS), UTF_8))
                .endsWith("\n10,20\n");
    }

    @Test
    void quotesOfNdjsonHoldNoEndsOfLines() throws Exception {
        String row = "{\"a\":\"5\\\" \", \"b\":1}\n";
        for (String name : List.of("events.ndjson", "events.txt")) {
            String sample = sample(name, row.repeat(ROWS), UTF_8);
            assertThat(sample.length() % row.length()).isZero();
            assertThat(sample.length()).isGreaterThan(256 * 1024 - row.length());
        }
    }

    @Test
    void sampleOfCarriageReturnsEndsWithAWholeRow() throws Exception {
        assertThat(sample("events.csv", "100,200\r".repeat(ROWS) + "x", UTF_8)).endsWith("\r100,200\r");
    }
}

package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportOptionsTest {
    @TempDir
    Path directory;

    private static ImportOptions parse(Map<String, String> environment, String... arguments) throws Failure {
        return ImportOptions.parse(List.of(arguments), Path.of("/default"), environment);
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void fileAndOptionsComeInAnyOrder() throws Exception {
        String file = file("a b.csv", "x").toString();
        String mapping = file("mapping.json", "{}").toString();
        ImportOptions options = parse(
                Map.of("CAIRN_API_KEY", "from-environment"),
                "--yes",
                "--mapping",
                mapping,
                file,
                "--url=http://host:1/");
        assertThat(options.file()).hasToString(file);
        assertThat(options.mapping()).contains(Path.of(mapping));
        assertThat(options.url().map(Object::toString)).contains("http://host:1");
        assertThat(options.key()).isEqualTo("from-environment");
        assertThat(options.yes()).isTrue();
        assertThat(options.data()).hasToString("/default");
        assertThat(parse(Map.of(), file, "--key", "mine").key()).isEqualTo("mine");
        assertThat(parse(Map.of(), file).key()).isEqualTo(Endpoints.LOCAL_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "'', import needs a file: ./run import events.csv",
        "nowhere.csv, there is no file 'nowhere.csv' that can be read",
        "--wat, 'import takes one file, and not ''--wat''; ./run --help lists its options'",
        "--mapping, --mapping needs a value",
        "--url=here, '--url must be an address such as http://127.0.0.1:8082, not ''here'''",
    })
    void aWrongOptionIsAnsweredInOneLine(String argument, String message) {
        Failure failure = catchThrowableOfType(
                Failure.class, () -> parse(Map.of(), argument.isEmpty() ? new String[0] : new String[] {argument}));
        assertThat(failure.reason()).isEqualTo(message);
        assertThat(failure.exitCode()).isEqualTo(2);
    }

    @Test
    void sampleIsWholeLinesUnpacked() throws Exception {
        String text = "id,event\n" + "u,view\n".repeat(100_000);
        ImportFile plain = new ImportFile(file("events.csv", text));
        String sample = new String(plain.sample(), StandardCharsets.UTF_8);
        assertThat(sample).hasSizeBetween(250_000, 262_144).endsWith("\n").startsWith("id,event\nu,view\n");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path gz = Files.write(directory.resolve("events.csv.gz"), packed.toByteArray());
        assertThat(new ImportFile(gz).sample()).isEqualTo(plain.sample());
        assertThat(new ImportFile(gz).contentType()).isEqualTo("text/csv");
        assertThat(new ImportFile(file("e.jsonl", "{}")).contentType()).isEqualTo("application/x-ndjson");
        assertThat(new ImportFile(file("one", "no end")).sample()).asString().isEqualTo("no end");
    }
}

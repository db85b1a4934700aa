package io.cairn.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.servers.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final Stores.Given OWN = new Stores.Given(Optional.empty(), Optional.empty());

    @TempDir
    Path directory;

    @Test
    void aStoreKeepsItsPortUntilSomebodyElseListensThere() throws IOException {
        Remembered remembered = new Remembered(directory.resolve("remembered.properties"));
        int port = remembered.port("redis");
        assertThat(remembered.port("redis")).isEqualTo(port);

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.isFree(taken.getLocalPort())).isFalse();
            assertThat(remembered.port("redis")).isNotEqualTo(port);
        }
    }

    @Test
    void aStoreGetsNoPortThatAServiceWillListenOn() throws IOException {
        Remembered remembered = new Remembered(directory.resolve("remembered.properties"));
        int port = remembered.port("redis");
        remembered.serviceRunsAt(ServiceName.EVENTS, port);

        assertThat(FreePort.isFree(port)).isTrue();
        assertThat(remembered.port("redis")).isNotEqualTo(port);
    }

    @Test
    void aPasswordAndTheLoadedSampleAreRemembered() throws IOException {
        Path file = directory.resolve("remembered.properties");
        assertThat(new Remembered(file).sampleIsLoaded(OWN)).isFalse();
        String password = new Remembered(file).password();
        new Remembered(file).sampleWasLoaded(OWN);

        assertThat(password).hasSize(48);
        assertThat(new Remembered(file).password()).isEqualTo(password);
        assertThat(new Remembered(file).sampleIsLoaded(OWN)).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).allMatch(it -> it.name().startsWith("OWNER"));
    }

    @Test
    void aSampleInOneStoreIsNoneInAnother() throws Exception {
        Path file = directory.resolve("remembered.properties");
        Remembered remembered = new Remembered(file);
        Stores.Given other = given("postgres://admin:secret@db.example/main");
        remembered.sampleWasLoaded(OWN);
        assertThat(remembered.sampleIsLoaded(other)).isFalse();

        remembered.sampleWasLoaded(other);

        assertThat(remembered.sampleIsLoaded(given("postgres://somebody@db.example:5432/else")))
                .isTrue();
        assertThat(remembered.sampleIsLoaded(given("postgres://admin:secret@db.example:6543/main")))
                .isFalse();
        assertThat(remembered.sampleIsLoaded(OWN)).isTrue();
        assertThat(Files.readString(file)).doesNotContain("secret");
    }

    @Test
    void startingOverThrowsAwayWhatCairnMadeAndNothingElse() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
            Files.createDirectories(data.store("postgres").resolve("base"));
            Files.createDirectories(data.store("bin"));
            Files.createDirectories(data.store(".git").resolve("refs"));
            Files.createFile(data.store("thesis.txt"));
            data.processIds();
            data.remembered().sampleWasLoaded(OWN);

            data.clear();

            try (Stream<Path> left = Files.list(data.root())) {
                assertThat(left.map(each -> each.getFileName().toString()))
                        .containsExactlyInAnyOrder("lock", "bin", ".git", "thesis.txt");
            }
            assertThat(data.remembered().sampleIsLoaded(OWN)).isFalse();
        }
    }

    @Test
    void aDirectoryNamedLikeAStoreStaysWhereNoCairnEverRan() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
            data.clear();
            Files.createDirectories(data.store("redis"));

            assertThatThrownBy(data::clear)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(data.store("redis") + " is not known to be of one");
            assertThat(data.store("redis")).exists();
        }
    }

    @Test
    void startingOverThrowsNothingAwayWhereAPortIsTaken() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.createDirectories(data.store("postgres"));
            data.remembered().password();
            Options options = Options.parse(List.of("--fresh", "--journey-port=" + taken.getLocalPort()), data.root());
            Console console = new Console(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), false);
            Launcher launcher = new Launcher(directory, options, OWN, Optional.empty(), console);

            assertThatThrownBy(() -> launcher.start(data)).hasMessageContaining("is in use");
            assertThat(data.store("postgres")).exists();
        }
    }

    @Test
    void aFileInItsPlaceIsRefusedInOneLine() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot use " + file);
    }

    private static Stores.Given given(String postgres) throws Failure {
        return Stores.Given.from(Map.of("CAIRN_POSTGRES_URL", postgres));
    }
}

package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.servers.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

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
        assertThat(new Remembered(file).sampleIsLoaded()).isFalse();
        String password = new Remembered(file).password();
        new Remembered(file).sampleWasLoaded();

        assertThat(password).hasSize(48);
        assertThat(new Remembered(file).password()).isEqualTo(password);
        assertThat(new Remembered(file).sampleIsLoaded()).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).allMatch(it -> it.name().startsWith("OWNER"));
    }

    @Test
    void startingOverKeepsTheProgramsAndThrowsAwayTheRest() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
            Files.createDirectories(data.store("postgres").resolve("base"));
            Files.createDirectories(data.store("bin"));
            data.remembered().sampleWasLoaded();

            data.clear();

            assertThat(data.store("postgres")).doesNotExist();
            assertThat(data.store("bin")).exists();
            assertThat(data.remembered().sampleIsLoaded()).isFalse();
        }
    }

    @Test
    void aFileInItsPlaceIsRefusedInOneLine() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot use " + file);
    }
}

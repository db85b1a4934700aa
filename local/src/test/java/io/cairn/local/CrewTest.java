package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrewTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
    private ProcessIds processIds;
    private Crew crew;

    @BeforeEach
    void prepare() throws IOException {
        processIds = new ProcessIds(directory.resolve("pids"), directory.resolve("started"));
        crew = new Crew(processIds, console);
    }

    @AfterEach
    void stop() throws InterruptedException {
        crew.stop();
    }

    @Test
    void aKilledServerIsStartedAgainWithItsNewProcessIdWrittenDown() throws Exception {
        crew.start(List.of(sleeper("one", "exec sleep 600"), sleeper("two", "exec sleep 600")));
        ProcessHandle first = processIds.running("one").orElseThrow();
        ProcessHandle other = processIds.running("two").orElseThrow();

        first.destroyForcibly();

        Await.within(Duration.ofSeconds(10), () -> processIds
                .running("one")
                .filter(now -> now.pid() != first.pid())
                .isPresent());
        assertThat(processIds.running("two")).contains(other);
        Await.within(Duration.ofSeconds(10), () -> printed().contains("one runs again"));
        assertThat(printed()).contains("one ended with 137; starting it again");
    }

    @Test
    void afterAStopNoProcessAndNoProcessIdIsLeft() throws Exception {
        crew.start(List.of(sleeper("one", "exec sleep 600")));
        crew.start(List.of(sleeper("two", "exec sleep 600")));
        List<ProcessHandle> running = List.of(
                processIds.running("one").orElseThrow(),
                processIds.running("two").orElseThrow());

        crew.stop();

        assertThat(running).noneMatch(ProcessHandle::isAlive);
        assertThat(directory.resolve("pids")).isEmptyDirectory();
    }

    @Test
    void aServerThatEndsWhileStartingFailsTheStartWithItsLastWords() {
        assertThatThrownBy(() -> crew.start(List.of(new NeverReady(directory.resolve("logs/broken.log")))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("broken did not start: no such database");
    }

    @Test
    void nothingIsStartedAfterAStop() throws Exception {
        crew.stop();

        crew.start(List.of(sleeper("late", "exec sleep 600")));

        assertThat(processIds.running("late")).isEmpty();
    }

    @Test
    void whatAKilledLauncherLeftIsStoppedByTheNext() throws Exception {
        Sleeper left = sleeper("redis", "exec sleep 600");
        left.start();
        processIds.write("redis", left.pid());

        new Leftovers(processIds, console).stop();

        assertThat(left.isAlive()).isFalse();
        assertThat(printed()).contains("stopping redis (process " + left.pid() + ")");
        assertThat(directory.resolve("pids")).isEmptyDirectory();
    }

    @Test
    void aProcessThatGotTheIdOfAnEndedServerIsLeftAlone() throws Exception {
        try (Sleeper stranger = sleeper("stranger", "exec sleep 600")) {
            stranger.start();
            Files.writeString(directory.resolve("started/redis"), stranger.pid() + " 1000000000000\n");

            new Leftovers(processIds, console).stop();

            assertThat(stranger.isAlive()).isTrue();
        }
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Sleeper sleeper(String name, String command) {
        return new Sleeper(name, command, directory.resolve("logs").resolve(name + ".log"));
    }
}

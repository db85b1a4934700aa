package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged services under the packaged launcher. */
class RunIT {

    @TempDir
    Path directory;

    /** One after the other on two launchers, as each takes long to start. */
    @Test
    void launcherClearsUpAfterAKilledOneStartsAgainWhatIsKilledAndEndsEverythingInTime() throws Exception {
        Path data = directory.resolve("a directory/data");
        try (RunningCairn cairn = RunningCairn.start(data)) {
            cairn.awaitReady();
            othersAreToldWhatIsTaken(cairn, data);
            List<ProcessHandle> left = cairn.processes();
            rebuildOf(data);
            importOf(data);

            cairn.kill();
            assertThat(RunningCairn.outcome("rebuild", "--data", data.toString()))
                    .startsWith("1\nrun: no Cairn runs on " + data);
            try (RunningCairn next = cairn.rival(data)) {
                next.awaitReady();
                assertThat(left).noneMatch(ProcessHandle::isAlive);

                whatIsKilledIsStartedAgain(next);
                aTermEndsEverythingInTime(next, data);
            }
        }
    }

    private void othersAreToldWhatIsTaken(RunningCairn cairn, Path data) throws Exception {
        try (RunningCairn second = RunningCairn.start(data)) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output()).contains("run: another ./run uses " + data);
        }
        try (RunningCairn rival = cairn.rival(directory.resolve("other"))) {
            assertThat(rival.awaitEnd()).isEqualTo(1);
            assertThat(rival.output()).containsPattern("run: port \\d+ is in use; choose another for the journey");
        }
    }

    private static void whatIsKilledIsStartedAgain(RunningCairn cairn) throws Exception {
        for (String name : RunningCairn.SERVERS) {
            ProcessHandle killed = cairn.server(name);
            killed.destroyForcibly();
            Await.within(Duration.ofSeconds(20), () -> cairn.pid(name) != killed.pid());
        }
        for (ServiceName service : ServiceName.values()) {
            Await.within(Duration.ofMinutes(2), () -> cairn.isReady(service));
        }
        Await.within(Duration.ofMinutes(2), () -> RunningCairn.SERVERS.stream()
                .allMatch(name -> output(cairn).contains(name + " runs again")));
    }

    private static void aTermEndsEverythingInTime(RunningCairn cairn, Path data) throws Exception {
        List<ProcessHandle> running = cairn.processes();
        long asked = System.nanoTime();
        cairn.terminate();
        cairn.awaitEnd();

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(20));
        assertThat(running).noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolve("pids")).isEmptyDirectory();
    }

    private static void rebuildOf(Path data) throws Exception {
        assertThat(RunningCairn.outcome("rebuild", "--data", data.toString()))
                .startsWith("0\nCairn on " + data + " rebuilds Redis")
                .contains("0 customers folded anew");
        assertThat(RunningCairn.outcome("rebuild", "--empty")).startsWith("2\n");
    }

    private void importOf(Path data) throws Exception {
        String events =
                "user_id,event,timestamp\nu,view,2026-01-31 12:00\nu,view,2026-01-31 12:00\nu,view,2026-01-31 12:01\n";
        String file = Files.writeString(directory.resolve("events.csv"), events).toString();
        assertThat(RunningCairn.outcome("import", file, "--data", data.toString()))
                .as("nobody confirms")
                .startsWith("1\n")
                .contains("\"customerId\" : \"user_id\"", "Import " + file + " so?", "run: nothing was taken");
        assertThat(RunningCairn.outcome("import", file, "--data", data.toString(), "--yes"))
                .startsWith("0\n")
                .contains("bytes 100%", "3 rows: 3 taken, 0 there already, 0 rejected");
        assertThat(RunningCairn.outcome("import", file, "--data", data.toString(), "--yes"))
                .contains("3 rows: 0 taken, 3 there already, 0 rejected");
    }

    private static String output(RunningCairn cairn) {
        try {
            return cairn.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

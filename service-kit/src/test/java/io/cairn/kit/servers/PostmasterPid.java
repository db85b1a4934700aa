package io.cairn.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lock file that a killed PostgreSQL leaves in its data directory. */
final class PostmasterPid {

    private PostmasterPid() {}

    /**
     * Removes the file if the process that it names has another program by now: PostgreSQL itself only sees that the id
     * is taken, as often after a restart of a container, and would refuse to start.
     */
    static void removeIfStale(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file) && !runsPostgres(Files.readAllLines(file))) {
            Files.delete(file);
        }
    }

    private static boolean runsPostgres(List<String> lines) {
        try {
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}

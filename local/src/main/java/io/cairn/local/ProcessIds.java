package io.cairn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with the process id of each server, for people and drills, and beside it what makes the id unmistakable. */
final class ProcessIds {

    /** Two readings of a process' start differ by as much, since each JVM reads the time of boot for itself. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    /** The process id and its start in milliseconds since 1970. */
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\s*");

    private final Path ids;
    private final Path starts;

    ProcessIds(Path ids, Path starts) throws IOException {
        this.ids = Files.createDirectories(ids);
        this.starts = Files.createDirectories(starts);
    }

    /** Writes the id of a running server, in place of an earlier one. */
    void write(String name, long pid) {
        try {
            Instant start = ProcessHandle.of(pid)
                    .flatMap(it -> it.info().startInstant())
                    .orElse(Instant.EPOCH);
            replace(starts.resolve(name), pid + " " + start.toEpochMilli());
            replace(ids.resolve(name + ".pid"), Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the process id of " + name, e);
        }
    }

    /** Forgets a server that has ended. */
    void remove(String name) throws IOException {
        Files.deleteIfExists(ids.resolve(name + ".pid"));
        Files.deleteIfExists(starts.resolve(name));
    }

    /** The process written down under that name if it still runs, and not another one that got its id. */
    Optional<ProcessHandle> running(String name) throws IOException {
        Path file = starts.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher written = WRITTEN.matcher(Files.readString(file));
        if (!written.matches()) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(written.group(2)));
        return ProcessHandle.of(Long.parseLong(written.group(1)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAt(process, start));
    }

    private static boolean startedAt(ProcessHandle process, Instant start) {
        return process.info()
                .startInstant()
                .filter(actual -> Duration.between(start, actual).abs().compareTo(SAME_START) <= 0)
                .isPresent();
    }

    /** Nobody reads half a file. */
    private void replace(Path file, String content) throws IOException {
        Path part = Files.writeString(starts.resolve(file.getFileName() + ".part"), content + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

package io.cairn.kit.servers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Programs on the PATH. */
final class Executables {

    private static final ConcurrentHashMap<String, Optional<Path>> FOUND = new ConcurrentHashMap<>();

    private Executables() {}

    /** The first program of that name on the PATH. */
    static Optional<Path> onPath(String program) {
        return FOUND.computeIfAbsent(program, Executables::search);
    }

    static boolean isOnPath(String program) {
        return onPath(program).isPresent();
    }

    /** What the command prints, or empty if it cannot be run or fails. */
    static Optional<String> output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Path> search(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> candidate(directory, program).stream())
                .findFirst();
    }

    private static Optional<Path> candidate(String directory, String program) {
        try {
            Path file = Path.of(directory, program);
            return Files.isExecutable(file) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

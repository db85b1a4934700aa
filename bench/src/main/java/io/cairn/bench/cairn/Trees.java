package io.cairn.bench.cairn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class Trees {
    private Trees() {}

    /** Files that are written meanwhile are copied as far as they are when it is their turn. */
    static void copy(Path from, Path to) throws IOException {
        for (Path each : below(from)) {
            Files.copy(each, to.resolve(from.relativize(each)));
        }
    }

    static void delete(Path directory) throws IOException {
        for (Path each :
                below(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
        }
    }

    /** Each directory before what is in it. */
    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.toList();
        }
    }
}

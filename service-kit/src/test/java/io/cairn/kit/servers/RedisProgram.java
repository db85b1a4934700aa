package io.cairn.kit.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Redis to run. */
final class RedisProgram {

    /** The version that embedded-redis brings. */
    private static final int BUNDLED = version(6, 2);

    /** As in "Redis server v=7.0.15 sha=…" and "Valkey server v=8.0.1 sha=…". */
    private static final Pattern VERSION = Pattern.compile(" v=(\\d+)\\.(\\d+)");

    private RedisProgram() {}

    /** A Valkey or else a Redis on the PATH that is newer than the bundled one, else that. */
    static Path best(ServerBinaries binaries) throws IOException {
        for (String name : List.of("valkey-server", "redis-server")) {
            Optional<Path> program = Executables.onPath(name);
            if (program.isPresent() && versionOf(program.get()) > BUNDLED) {
                return program.get();
            }
        }
        return binaries.redis();
    }

    private static int versionOf(Path program) {
        return Executables.output(List.of(program.toString(), "--version"))
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(found -> version(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                .orElse(0);
    }

    private static int version(int major, int minor) {
        return major * 1000 + minor;
    }
}

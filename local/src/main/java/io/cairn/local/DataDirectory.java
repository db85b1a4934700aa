package io.cairn.local;

import io.cairn.kit.servers.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The directory of one Cairn: its stores' data, process ids, logs and what is remembered between starts. */
final class DataDirectory implements AutoCloseable {

    private static final String REMEMBERED = "remembered.properties";

    /**
     * What {@code --fresh} throws away: all that a Cairn makes here but the lock and, in the default directory, the servers'
     * programs. Last what tells that a Cairn made it.
     */
    private static final List<String> MADE =
            List.of("postgres", "redis", "logs", "pids", "started", REMEMBERED + ".part", REMEMBERED);

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** The directory that a running launcher uses; it stays that one's. */
    static DataDirectory ofRunning(Path root) throws Failure, IOException {
        Path file = root.resolve("lock");
        if (Files.exists(file)) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                return new DataDirectory(root, channel);
            }
            channel.close();
        }
        throw Failure.of("no Cairn runs on " + root + "; start it with ./run, or name its directory with --data");
    }

    /** Creates the directory if needed and keeps it from any other launcher until closed or the process ends. */
    static DataDirectory open(Path root) throws Failure {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw Failure.of("another ./run uses " + root + "; stop it, or choose another directory with --data");
            }
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw Failure.of("cannot use " + root + " as the data directory: " + e);
        }
    }

    /** Throws away what a Cairn made here, and nothing else; the processes on it must have ended. */
    void clear() throws Failure, IOException {
        if (!Files.exists(root.resolve(REMEMBERED))) {
            refuseStores();
        }
        for (String each : MADE) {
            Trees.delete(root.resolve(each));
        }
    }

    /** Before a server of ours starts, what runs where is remembered: without that, a store is another's. */
    private void refuseStores() throws Failure {
        for (String store : List.of("postgres", "redis", "logs")) {
            if (Files.exists(root.resolve(store))) {
                throw Failure.of("--fresh throws away only what a Cairn made, and " + root.resolve(store)
                        + " is not known to be of one; choose another directory with --data");
            }
        }
    }

    Path root() {
        return root;
    }

    /** The data of a store. */
    Path store(String name) {
        return root.resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    ProcessIds processIds() throws IOException {
        return new ProcessIds(root.resolve("pids"), root.resolve("started"));
    }

    Remembered remembered() {
        return new Remembered(root.resolve(REMEMBERED));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}

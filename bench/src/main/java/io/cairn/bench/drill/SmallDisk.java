package io.cairn.bench.drill;

import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's data on a small file system of its own: a tmpfs, which only root may mount. */
final class SmallDisk {
    /** Beside what PostgreSQL has when it moves there: room for its log in all rounds. */
    private static final int FREE_MEGABYTES = 256;

    private final CairnProcess cairn;
    private final Path data;
    private final Path original;
    private final Path ballast;

    private SmallDisk(CairnProcess cairn) {
        this.cairn = cairn;
        this.data = cairn.home().store(Server.POSTGRES);
        this.original = data.resolveSibling("postgres.large");
        this.ballast = data.resolve("ballast");
    }

    /** What this machine lacks for it. */
    static Optional<String> missing() throws IOException, InterruptedException {
        Path probe = Files.createTempDirectory("cairn-mount");
        try {
            run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.toString());
            run("umount", probe.toString());
            return Optional.empty();
        } catch (Failure | IOException e) {
            return Optional.of("needs to mount a tmpfs, which takes Linux, root, and a container that lets it");
        } finally {
            Files.delete(probe);
        }
    }

    /** Stops PostgreSQL, copies its data, and lets the launcher start it on the copy. */
    static SmallDisk under(CairnProcess cairn) throws Failure, IOException, InterruptedException {
        SmallDisk disk = new SmallDisk(cairn);
        // also when the drill itself fails or is interrupted
        Runtime.getRuntime().addShutdownHook(new Thread(disk::detach, "unmount"));
        cairn.whilePostgresIsStopped(() -> {
            Files.move(disk.data, disk.original);
            Files.createDirectory(disk.data);
            run("mount", "-t", "tmpfs", "-o", "size=" + disk.megabytes() + "m", "tmpfs", disk.data.toString());
            // with the owner and the mode of the directory itself
            run("cp", "-a", disk.original + "/.", disk.data + "/");
        });
        return disk;
    }

    /** Fills it to the last byte. */
    void fill() throws IOException {
        byte[] chunk = new byte[64 * 1024];
        try (OutputStream file = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                file.write(chunk);
            }
        } catch (IOException e) {
            if (Files.getFileStore(data).getUsableSpace() >= chunk.length) {
                throw e;
            }
        }
    }

    /** Makes room again. */
    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Gives PostgreSQL its large disk back, with the data as they are by now. */
    void restore() throws Failure, IOException, InterruptedException {
        free();
        cairn.whilePostgresIsStopped(() -> {
            run("rm", "-rf", original.toString());
            run("cp", "-a", data.toString(), original.toString());
            run("umount", data.toString());
            Files.delete(data);
            Files.move(original, data);
        });
    }

    private void detach() {
        try {
            if (Files.exists(original)) {
                run("umount", "--lazy", data.toString());
            }
        } catch (Failure | IOException e) {
            // it was not mounted any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long megabytes() throws Failure, IOException, InterruptedException {
        String used = run("du", "-sm", original.toString());
        return FREE_MEGABYTES + Long.parseLong(used.split("\\s", 2)[0]);
    }

    private static String run(String... command) throws Failure, IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new Failure(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}

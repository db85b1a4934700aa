package io.cairn.kit.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * PostgreSQL on 127.0.0.1, as durable as in production: an acknowledged commit survives the kill of any process. Runs
 * as root, too.
 */
public final class PostgresServer extends ServerProcess {

    /** The role that may do everything; its password is the same. */
    public static final String SUPERUSER = "postgres";

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            // a socket file's path may be 107 characters long, a data directory's more
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=512MB", // of 128 MB, some 300,000 events are written out and read again
            "fsync=on",
            "synchronous_commit=on",
            "timezone=UTC",
            "log_timezone=UTC");

    private final Path data;
    private final ServerBinaries binaries;
    private final Unprivileged user = Unprivileged.here();

    /** A server on {@code data}, created at the first start and kept between starts; port 0 means any free one. */
    public PostgresServer(Path data, int port, Path log, ServerBinaries binaries) {
        super("postgres", port, log);
        this.data = data.toAbsolutePath();
        this.binaries = binaries;
    }

    /** A server whose programs are unpacked in the directory that all tests share. */
    public PostgresServer(Path data, int port, Path log) {
        this(data, port, log, ServerBinaries.shared());
    }

    /** Creates the role and a database that it owns, unless they are there; sets the role's password. */
    public void database(String name, String role, String password) throws SQLException {
        try (Connection superuser = connect(Duration.ofSeconds(10))) {
            Databases.createIfMissing(superuser, name, role, password);
        }
    }

    /** The JDBC address of a database of this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    @Override
    protected void prepare() throws IOException, InterruptedException {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize();
        }
        user.own(data);
        PostmasterPid.removeIfStale(data);
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(List.of(program("postgres"), "-D", data.toString(), "-p", Integer.toString(port())));
        for (String setting : SETTINGS) {
            command.addAll(List.of("-c", setting));
        }
        if (ServerBinaries.SYSTEM.equals("linux")) {
            // after a crash, one call instead of seconds of opening each of some thousand files
            command.addAll(List.of("-c", "recovery_init_sync_method=syncfs"));
        }
        return new ProcessBuilder(command);
    }

    @Override
    protected boolean answers() {
        try (Connection connection = connect(Duration.ofSeconds(2))) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The fast shutdown, by SIGINT, which Java cannot send; a SIGTERM would wait for the clients to leave. */
    @Override
    protected void askToStop(Process running) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + running.pid()).start();
        } catch (IOException e) {
            running.destroy();
        }
    }

    /** The children of a killed postmaster hold its shared memory for a moment, and the next one refuses to start. */
    @Override
    protected Duration retryFor() {
        return Duration.ofSeconds(20);
    }

    /** Writes the new cluster beside its place and moves it there, so that a kill leaves no half one. */
    private void initialize() throws IOException, InterruptedException {
        Path part = data.resolveSibling(data.getFileName() + ".part");
        Trees.delete(part);
        Trees.delete(data);
        Files.createDirectories(part);
        Path password = Files.writeString(data.resolveSibling("superuser.part"), SUPERUSER, StandardCharsets.UTF_8);
        user.own(part);
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(List.of(program("initdb"), "-D", part.toString(), "-U", SUPERUSER, "--pwfile=" + password));
        command.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--locale=C"));
        Files.createDirectories(log().getParent());
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try {
            if (initdb.waitFor() != 0) {
                throw new IOException("PostgreSQL's initdb failed" + LogTail.reason(log()));
            }
        } finally {
            initdb.destroyForcibly();
            Files.delete(password);
        }
        Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private String program(String name) throws IOException {
        return binaries.postgres().resolve("bin").resolve(name).toString();
    }

    private Connection connect(Duration patience) throws SQLException {
        String seconds = Long.toString(patience.toSeconds());
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", SUPERUSER);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(jdbcUrl("postgres"), properties);
    }
}

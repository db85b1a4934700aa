package io.cairn.kit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {

    @TempDir
    Path directory;

    @Test
    void postgresKeepsWhatWasCommittedThroughAKill() throws Exception {
        Path data = directory.resolve("a directory/postgres");
        try (PostgresServer server = new PostgresServer(data, 0, directory.resolve("logs/postgres.log"))) {
            server.start();
            server.database("events", "events", "it's secret");
            server.database("events", "events", "it's secret");
            execute(server, "CREATE TABLE kept (n int)");
            execute(server, "INSERT INTO kept VALUES (42)");
            long before = server.pid();
            List<ProcessHandle> backends =
                    ProcessHandle.of(before).orElseThrow().children().toList();
            assertThat(backends).anyMatch(ServerProcess::isRunning); // that of a connection just closed may have ended

            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(backends).noneMatch(ServerProcess::isRunning);
            server.start();

            assertThat(server.pid()).isNotEqualTo(before);
            try (Connection connection = connect(server);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT n FROM kept")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void postgresStartsThoughItsOldProcessIdIsTakenByAnotherProgram() throws Exception {
        Path data = directory.resolve("postgres");
        try (PostgresServer server = new PostgresServer(data, 0, directory.resolve("postgres.log"))) {
            server.start();
            server.kill();
            Path pidFile = data.resolve("postmaster.pid");
            String stale = Files.readString(pidFile);
            String another = Long.toString(ProcessHandle.current().pid());
            Files.writeString(pidFile, another + stale.substring(stale.indexOf('\n')));

            server.start();

            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void redisKeepsItsDataAndPortThroughAKill() throws Exception {
        Path data = directory.resolve("a directory/redis");
        try (RedisServer server = new RedisServer(data, 0, directory.resolve("logs/redis.log"))) {
            server.start();
            assertThat(ask(server, "SET kept 42")).isEqualTo("+OK");

            server.kill();
            server.start();

            assertThat(ask(server, "GET kept")).isEqualTo("$2\r\n4");
            assertThat(server.url()).isEqualTo("redis://127.0.0.1:" + server.port());
        }
    }

    private static void execute(PostgresServer server, String sql) throws Exception {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(PostgresServer server) throws Exception {
        return DriverManager.getConnection(server.jdbcUrl("events"), "events", "it's secret");
    }

    private static String ask(RedisServer server, String command) throws Exception {
        try (Socket socket = new Socket(FreePort.loopback(), server.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(5), StandardCharsets.US_ASCII).strip();
        }
    }
}

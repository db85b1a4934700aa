package io.cairn.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedRowsTest {
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "\\N",
            "\\.",
            "a\tb\nc\rd\\e\"f'g",
            "{x,\"y\"}",
            "NULL",
            "\u0001\u007f\u0080ÄЖ中\uD83D\uDE00",
            "long ".repeat(1000));

    /** What PostgreSQL cannot hold is a question mark, as Java writes it. */
    private static final String LONE_SURROGATES = "\uD800\n\uD800\\" + "\uDC00x\uD800";

    @TempDir
    Path directory;

    @Test
    void whatIsCopiedIsThere() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Instant at = Instant.parse("2026-01-31T12:00:00.007Z");
        try (PostgresServer server =
                new PostgresServer(directory.resolve("postgres"), 0, directory.resolve("postgres.log"))) {
            server.start();
            try (Connection connection = DriverManager.getConnection(
                            server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER);
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table t (n bigint, a text, b json, c text[], d bytea, e timestamptz, f boolean)");
                CopiedRows rows = new CopiedRows();
                for (int i = 0; i < TEXTS.size(); i++) {
                    byte[] columns = new CopiedRows()
                            .text(TEXTS.get(i))
                            .text(null)
                            .texts(TEXTS)
                            .written();
                    rows.number(i)
                            .columns(columns)
                            .bytes(i == 0 ? null : all)
                            .time(at.plusMillis(999L * i))
                            .flag(i == 0)
                            .end();
                }
                rows.number(99)
                        .text(LONE_SURROGATES)
                        .text(null)
                        .texts(List.of())
                        .bytes(new byte[0])
                        .time(at)
                        .flag(false)
                        .end();
                rows.copy(connection, "copy t from stdin (format binary)");

                try (ResultSet found = statement.executeQuery("select * from t order by n")) {
                    for (int i = 0; i < TEXTS.size(); i++) {
                        assertThat(found.next()).isTrue();
                        assertThat(found.getString("a")).isEqualTo(TEXTS.get(i));
                        assertThat(found.getString("b")).isNull();
                        assertThat(Arrays.asList((Object[]) found.getArray("c").getArray()))
                                .isEqualTo(TEXTS);
                        assertThat(found.getBytes("d")).isEqualTo(i == 0 ? null : all);
                        assertThat(found.getTimestamp("e").toInstant()).isEqualTo(at.plusMillis(999L * i));
                        assertThat(found.getObject("f")).isEqualTo(i == 0);
                    }
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString("a")).isEqualTo("?\n?\\?x?");
                    assertThat(found.getString("c")).isEqualTo("{}");
                    assertThat(found.getBytes("d")).isEmpty();
                }
            }
        }
    }
}

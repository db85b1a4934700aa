package io.cairn.kit.test;

import io.cairn.kit.servers.PostgresServer;
import io.cairn.kit.servers.RedisServer;
import io.cairn.kit.servers.Trees;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL with the service's database (init argument {@code database}) and a real Redis, started once for all
 * tests of a module. A test gets at them, to stop or kill one, through a field of type {@link PostgresServer} or
 * {@link RedisServer}.
 */
public class CairnStores implements QuarkusTestResourceLifecycleManager {
    private String database = "cairn";
    private @Nullable Path directory;
    private @Nullable PostgresServer postgres;
    private @Nullable RedisServer redis;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        try {
            Path at = Files.createTempDirectory("cairn-stores");
            PostgresServer sql = new PostgresServer(at.resolve("postgres"), 0, at.resolve("postgres.log"));
            RedisServer memory = new RedisServer(at.resolve("redis"), 0, at.resolve("redis.log"));
            directory = at;
            postgres = sql;
            redis = memory;
            sql.start();
            memory.start();
            sql.database(database, database, database);
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    sql.jdbcUrl(database),
                    "quarkus.datasource.username",
                    database,
                    "quarkus.datasource.password",
                    database,
                    "quarkus.redis.hosts",
                    memory.url());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(postgres, new TestInjector.MatchesType(PostgresServer.class));
        injector.injectIntoFields(redis, new TestInjector.MatchesType(RedisServer.class));
    }

    @Override
    public void stop() {
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (directory != null) {
            try {
                Trees.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.cairn.local;

import io.cairn.kit.servers.PostgresServer;
import io.cairn.kit.servers.RedisServer;
import io.cairn.kit.servers.ServerBinaries;
import io.cairn.kit.servers.ServerProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL and Redis: servers of our own on the data directory, or those given from outside. */
final class Stores {

    private final Optional<PostgresAddress> givenPostgres;
    private final Optional<RedisAddress> givenRedis;
    private final Optional<PostgresServer> ownPostgres;
    private final Optional<RedisServer> ownRedis;
    private final Remembered remembered;

    private Stores(DataDirectory data, ServerBinaries binaries, Given given) throws IOException {
        remembered = data.remembered();
        givenPostgres = given.postgres();
        givenRedis = given.redis();
        ownPostgres = givenPostgres.isPresent()
                ? Optional.empty()
                : Optional.of(new PostgresServer(
                        data.store("postgres"), remembered.port("postgres"), data.log("postgres"), binaries));
        ownRedis = givenRedis.isPresent()
                ? Optional.empty()
                : Optional.of(
                        new RedisServer(data.store("redis"), remembered.port("redis"), data.log("redis"), binaries));
    }

    /** Takes the given ones, and prepares a server of our own for each that is not given. */
    static Stores on(DataDirectory data, ServerBinaries binaries, Given given) throws IOException {
        return new Stores(data, binaries, given);
    }

    /** The servers of our own, to be started. */
    List<ServerProcess> servers() {
        return Stream.of(ownPostgres, ownRedis)
                .flatMap(Optional::stream)
                .map(ServerProcess.class::cast)
                .toList();
    }

    /** Makes each service's database and role, and checks what was given; the servers must answer. */
    void prepare() throws Failure, IOException {
        if (givenRedis.isPresent()) {
            givenRedis.get().check();
        }
        if (givenPostgres.isPresent()) {
            givenPostgres.get().createDatabases(remembered.password());
            return;
        }
        try {
            for (ServiceName service : ServiceName.values()) {
                ownPostgres.orElseThrow().database(service.database(), service.database(), password(service));
            }
        } catch (SQLException e) {
            throw Failure.of("PostgreSQL did not take the services' databases: " + e.getMessage());
        }
    }

    /** The environment that tells a service where its stores are. */
    Map<String, String> settings(ServiceName service) throws IOException {
        String database = service.database();
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                givenPostgres
                        .map(it -> it.jdbcUrl(database))
                        .orElseGet(() -> ownPostgres.orElseThrow().jdbcUrl(database)),
                "QUARKUS_DATASOURCE_USERNAME",
                database,
                "QUARKUS_DATASOURCE_PASSWORD",
                password(service),
                "QUARKUS_REDIS_HOSTS",
                givenRedis.map(it -> it.uri().toString()).orElseGet(() -> ownRedis.orElseThrow()
                        .url()));
    }

    /** On a server of our own, which only this machine reaches, the role's name; else one that nobody guesses. */
    private String password(ServiceName service) throws IOException {
        return givenPostgres.isPresent() ? remembered.password() : service.database();
    }

    /** The stores given by the environment. */
    record Given(Optional<PostgresAddress> postgres, Optional<RedisAddress> redis) {

        /** Reads {@code CAIRN_POSTGRES_URL} and {@code CAIRN_REDIS_URL}; an empty one counts as none. */
        static Given from(Map<String, String> environment) throws Failure {
            String postgres = environment.getOrDefault("CAIRN_POSTGRES_URL", "");
            String redis = environment.getOrDefault("CAIRN_REDIS_URL", "");
            return new Given(
                    postgres.isEmpty() ? Optional.empty() : Optional.of(PostgresAddress.parse(postgres)),
                    redis.isEmpty() ? Optional.empty() : Optional.of(RedisAddress.parse(redis)));
        }

        boolean any() {
            return postgres.isPresent() || redis.isPresent();
        }
    }
}

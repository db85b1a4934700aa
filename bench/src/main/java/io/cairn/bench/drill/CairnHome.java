package io.cairn.bench.drill;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a Cairn's programs, data, logs and addresses are.
 *
 * @param root of the repository
 * @param directory of this Cairn alone
 */
record CairnHome(Path root, Path directory) {

    /** What {@code ./run} takes as its data directory. */
    Path data() {
        return directory.resolve("data");
    }

    /** What {@code ./run} prints. */
    Path output() {
        return directory.resolve("output");
    }

    /** The service as {@code ./run} built it. */
    Path jar(Server service) {
        return root.resolve(service.processName()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** What a store keeps. */
    Path store(Server store) {
        return data().resolve(store.processName());
    }

    Path log(String processName) {
        return data().resolve("logs").resolve(processName + ".log");
    }

    /** What the server's process id file holds, if it is there; it may be the id of one that has just ended. */
    Optional<Long> pid(Server server) throws IOException {
        try {
            Path file = data().resolve("pids").resolve(server.processName() + ".pid");
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The port on 127.0.0.1 that the launcher chose for a store, and remembered. */
    int storePort(Server store) throws IOException {
        Properties remembered = new Properties();
        try (Reader file = Files.newBufferedReader(data().resolve("remembered.properties"))) {
            remembered.load(file);
        }
        return Integer.parseInt(remembered.getProperty(store.processName() + ".port", "0"));
    }

    /** A connection that may do everything. */
    Connection postgres() throws IOException, SQLException {
        String address = "jdbc:postgresql://127.0.0.1:" + storePort(Server.POSTGRES) + "/postgres";
        return DriverManager.getConnection(address + "?connectTimeout=5&socketTimeout=5", "postgres", "postgres");
    }

    RedisConnection redis() throws IOException {
        return new RedisConnection(storePort(Server.REDIS));
    }
}

package io.cairn.bench.cairn;

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
public record CairnHome(Path root, Path directory) {

    /** What {@code ./run} takes as its data directory. */
    public Path data() {
        return directory.resolve("data");
    }

    /** What {@code ./run} prints. */
    public Path output() {
        return directory.resolve("output");
    }

    /** The service as {@code ./run} built it. */
    public Path jar(Server service) {
        return root.resolve(service.processName()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** What a store keeps. */
    public Path store(Server store) {
        return data().resolve(store.processName());
    }

    public Path log(String processName) {
        return data().resolve("logs").resolve(processName + ".log");
    }

    /** What the server's process id file holds, if it is there; it may be the id of one that has just ended. */
    public Optional<Long> pid(Server server) throws IOException {
        try {
            Path file = data().resolve("pids").resolve(server.processName() + ".pid");
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The port on 127.0.0.1 that the launcher chose for a store, and remembered. */
    public int storePort(Server store) throws IOException {
        Properties remembered = new Properties();
        try (Reader file = Files.newBufferedReader(data().resolve("remembered.properties"))) {
            remembered.load(file);
        }
        return Integer.parseInt(remembered.getProperty(store.processName() + ".port", "0"));
    }

    /** A connection that may do everything. */
    public Connection postgres() throws IOException, SQLException {
        String address = "jdbc:postgresql://127.0.0.1:" + storePort(Server.POSTGRES) + "/postgres";
        return DriverManager.getConnection(address + "?connectTimeout=5&socketTimeout=5", "postgres", "postgres");
    }

    public RedisConnection redis() throws IOException {
        return new RedisConnection(storePort(Server.REDIS));
    }

    /** Whether Redis answers. */
    public boolean isRedisThere() {
        try (RedisConnection redis = redis()) {
            return redis.call("PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes its directory and all in it; of a Cairn that has ended. */
    public void delete() throws IOException {
        Trees.delete(directory);
    }
}

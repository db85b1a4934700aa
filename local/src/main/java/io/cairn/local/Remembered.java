package io.cairn.local;

import io.cairn.kit.servers.FreePort;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** What a data directory remembers between starts. */
final class Remembered {

    private static final String PORT = ".port";
    private static final String SAMPLE = "sample.loaded";
    private static final String PASSWORD = "postgres.password";

    private final Path file;

    Remembered(Path file) {
        this.file = file;
    }

    /**
     * The store's last port if it is free, else another free one, which is remembered. None of another server of this directory:
     * that may be free only since it has not started yet.
     */
    int port(String store) throws IOException {
        Properties properties = read();
        String key = store + PORT;
        String last = properties.getProperty(key);
        Set<String> others = portsBut(key, properties);
        if (last != null && !others.contains(last) && FreePort.isFree(Integer.parseInt(last))) {
            return Integer.parseInt(last);
        }
        String port;
        do {
            port = Integer.toString(FreePort.next());
        } while (others.contains(port));
        properties.setProperty(key, port);
        write(properties);
        return Integer.parseInt(port);
    }

    private static Set<String> portsBut(String key, Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.endsWith(PORT) && !name.equals(key))
                .map(properties::getProperty)
                .collect(Collectors.toSet());
    }

    /** Where the services answer, for who asks for something later. */
    void serviceRunsAt(ServiceName service, int port) throws IOException {
        Properties properties = read();
        properties.setProperty(service.module() + PORT, Integer.toString(port));
        write(properties);
    }

    /** Where a service answers, or did; empty if none ever ran here. */
    Optional<Integer> servicePort(ServiceName service) throws IOException {
        return Optional.ofNullable(read().getProperty(service.module() + PORT)).map(Integer::valueOf);
    }

    /** The password of the services' roles on a PostgreSQL that others may reach; random, made at the first call. */
    String password() throws IOException {
        Properties properties = read();
        String password = properties.getProperty(PASSWORD);
        if (password == null) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            password = HexFormat.of().formatHex(random);
            properties.setProperty(PASSWORD, password);
            write(properties);
        }
        return password;
    }

    boolean sampleIsLoaded(Stores.Given given) throws IOException {
        return Boolean.parseBoolean(read().getProperty(sample(given)));
    }

    /** Remembers that the whole sample was acknowledged, and so is in these stores. */
    void sampleWasLoaded(Stores.Given given) throws IOException {
        Properties properties = read();
        properties.setProperty(sample(given), "true");
        write(properties);
    }

    /** Of the PostgreSQL: what Redis holds is rebuilt from it. */
    private static String sample(Stores.Given given) {
        return given.postgres().map(it -> SAMPLE + "@" + it.place()).orElse(SAMPLE);
    }

    private Properties read() throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private void write(Properties properties) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part);
        if (!part.toFile().setReadable(false, false) || !part.toFile().setReadable(true, true)) {
            throw new IOException("cannot keep others from reading " + part);
        }
        try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            properties.store(writer, "what ./run remembers between starts");
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

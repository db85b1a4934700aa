package io.cairn.local;

import io.cairn.kit.servers.ServerProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the three services in a JVM of its own, in the profile {@code local}; it answers when it is ready. */
final class ServiceProcess extends ServerProcess {
    /** Keys of another Cairn, exported in the shell: they would take the place of the profile's documented one. */
    private static final String API_KEYS = "CAIRN_API_KEYS";

    private static final int PROBE_MILLIS = 2_000;

    private final Path jar;
    private final Map<String, String> settings;

    /** Takes the built application and the environment variables that it is configured by. */
    ServiceProcess(ServiceName service, int port, Path jar, Path log, Map<String, String> settings) {
        super(service.module(), port, log);
        this.jar = jar;
        this.settings = Map.copyOf(settings);
    }

    @Override
    protected ProcessBuilder command() {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(ServiceJvm.OPTIONS);
        builder.command().addAll(List.of("-jar", jar.toString()));
        configure(builder.environment());
        return builder;
    }

    /** Makes of the launcher's environment the service's. */
    void configure(Map<String, String> environment) {
        environment.remove(API_KEYS);
        ServiceJvm.configure(environment);
        environment.putAll(settings);
    }

    @Override
    protected boolean answers() {
        try {
            URL health =
                    URI.create("http://127.0.0.1:" + port() + "/q/health/ready").toURL();
            HttpURLConnection connection = (HttpURLConnection) health.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** One that ends at once is tried once more, since its store may just have been started again. */
    @Override
    protected Duration retryFor() {
        return Duration.ofSeconds(5);
    }

    /** To fold all profiles again may take long; a service that lives is not killed for it. */
    @Override
    protected Duration startPatience() {
        return Duration.ofDays(365);
    }
}

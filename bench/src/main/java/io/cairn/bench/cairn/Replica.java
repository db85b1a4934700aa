package io.cairn.bench.cairn;

import io.cairn.local.ServiceJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more process of a service on the stores of a Cairn, started as the launcher starts the first. */
public final class Replica implements AutoCloseable {
    /** On a machine that builds beside it, too. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final long STOP_SECONDS = 10;

    private final Server service;
    private final ProcessBuilder command;
    private final int port;
    private final Api api;
    private Process process;

    private Replica(Server service, ProcessBuilder command, int port, Process process) {
        this.service = service;
        this.command = command;
        this.port = port;
        this.api = new Api(Map.of(service, port));
        this.process = process;
    }

    /** Starts a second process of the service beside the first, and returns when it is ready. */
    public static Replica start(CairnProcess cairn, Server service) throws Failure, IOException, InterruptedException {
        return start(cairn, service, service.database(), 0);
    }

    /**
     * Starts it on a port of its own and returns when it is ready.
     *
     * @param database in PostgreSQL, which must be there, and be the service's role's
     * @param redisDatabase 0 for the one that the others use
     */
    public static Replica start(CairnProcess cairn, Server service, String database, int redisDatabase)
            throws Failure, IOException, InterruptedException {
        int port = FreePorts.other(cairn.ports().values());
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.command().addAll(ServiceJvm.OPTIONS);
        command.command().addAll(List.of("-jar", cairn.home().jar(service).toString()));
        ServiceJvm.configure(command.environment());
        command.environment()
                .putAll(Map.of(
                        "QUARKUS_PROFILE",
                        "local",
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://127.0.0.1:" + cairn.home().storePort(Server.POSTGRES) + "/" + database,
                        "QUARKUS_DATASOURCE_USERNAME",
                        service.database(),
                        // on a PostgreSQL of its own the launcher gives each role its name for a password
                        "QUARKUS_DATASOURCE_PASSWORD",
                        service.database(),
                        "QUARKUS_REDIS_HOSTS",
                        "redis://127.0.0.1:" + cairn.home().storePort(Server.REDIS) + "/" + redisDatabase));
        command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        cairn.home().log(service.processName() + "-2").toFile()));
        Replica replica = new Replica(service, command, port, command.start());
        // also when the drill or benchmark itself is interrupted
        Runtime.getRuntime().addShutdownHook(new Thread(replica::kill, "end of the replica"));
        replica.awaitReady();
        return replica;
    }

    /** On 127.0.0.1. */
    public int port() {
        return port;
    }

    public Api api() {
        return api;
    }

    /** Ends it by SIGKILL. */
    public synchronized void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again after {@link #kill}, and returns when it is ready. */
    public void startAgain() throws Failure, IOException, InterruptedException {
        synchronized (this) {
            process = command.start();
        }
        awaitReady();
    }

    @Override
    public synchronized void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        kill();
    }

    private void awaitReady() throws Failure, IOException, InterruptedException {
        Await.within(START, "the second " + service.processName() + " is ready", () -> api.isReady(service));
    }
}

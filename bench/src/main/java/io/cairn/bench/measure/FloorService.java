package io.cairn.bench.measure;

import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.FreePorts;
import io.cairn.bench.cairn.Server;
import io.cairn.local.ServiceJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The bare Quarkus application of bench/floor, with the options of the JVM that the launcher gives a service, on a Cairn's Redis. */
final class FloorService implements AutoCloseable {
    private final int port;
    private final Process process;

    private FloorService(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static FloorService start(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairn();
        int port = FreePorts.other(cairn.ports().values());
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.command().addAll(ServiceJvm.OPTIONS);
        command.command()
                .addAll(List.of(
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.redis.hosts=redis://127.0.0.1:"
                                + cairn.home().storePort(Server.REDIS),
                        "-jar",
                        bench.root()
                                .resolve("bench/floor/target/quarkus-app/quarkus-run.jar")
                                .toString()));
        command.redirectErrorStream(true)
                .redirectOutput(cairn.home().log("bench-floor").toFile());
        FloorService service = new FloorService(port, command.start());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "end of the floor"));
        Await.within(Duration.ofMinutes(1), "the floor is ready", () -> listens(port));
        return service;
    }

    int port() {
        return port;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

package io.cairn.local;

import io.cairn.kit.servers.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged launcher as a process, on free ports, without the sample. */
final class RunningCairn implements AutoCloseable {

    static final List<String> SERVERS =
            List.of("postgres", "redis", "journey-service", "events-service", "personalization-service");

    private static final Path ROOT = Path.of(System.getProperty("cairn.root"));
    private static final Duration START = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<ServiceName, Integer> ports;
    private final Path data;
    private final Path output;
    private final Process process;

    private RunningCairn(Path data, Map<ServiceName, Integer> ports) throws IOException {
        this.data = data;
        this.ports = ports;
        output = Files.createDirectories(data.getParent()).resolve("output-" + System.nanoTime());
        List<String> command = launcher("--empty", "--data", data.toString());
        ports.forEach((service, port) -> command.add(service.portOption() + "=" + port));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // a Cairn of a test ends before code that is compiled for long pays: that was half of the CPU of a start
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        process = builder.start();
    }

    /** A command that has to do with a running Cairn, once it has ended: its exit code, and below that its output. */
    static String outcome(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(launcher(arguments))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close(); // nobody is there to answer
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + output;
    }

    private static List<String> launcher(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Dcairn.root=" + ROOT,
                "-jar",
                ROOT.resolve("local/target/cairn-local.jar").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a launcher on the directory; whether it comes up is for the caller to see. */
    static RunningCairn start(Path data) throws IOException {
        Map<ServiceName, Integer> ports = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            int port;
            do {
                port = FreePort.next();
            } while (ports.containsValue(port)); // none of them is listened on yet
            ports.put(service, port);
        }
        return new RunningCairn(data, ports);
    }

    /** Another launcher on another directory that wants the same ports. */
    RunningCairn rival(Path otherData) throws IOException {
        return new RunningCairn(otherData, ports);
    }

    /** Where a service answers. */
    URI address(ServiceName service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + path);
    }

    void awaitReady() throws Exception {
        Await.within(START, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + output());
            }
            return output().contains("Cairn is ready");
        });
    }

    /** Waits for the launcher to end by itself and gives its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs");
        }
        return process.exitValue();
    }

    boolean isReady(ServiceName service) throws InterruptedException {
        try {
            HttpRequest get = HttpRequest.newBuilder(address(service, "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The running process of a server, as its process id file names it. */
    ProcessHandle server(String name) throws IOException {
        return ProcessHandle.of(pid(name)).orElseThrow(() -> new AssertionError(name + " does not run"));
    }

    /** What a server's process id file holds, which may be the id of one that has just ended. */
    long pid(String name) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("pids").resolve(name + ".pid")).strip());
    }

    /** All processes of the servers, their children counted in. */
    List<ProcessHandle> processes() throws IOException {
        List<ProcessHandle> all = new ArrayList<>();
        for (String name : SERVERS) {
            all.add(server(name));
            all.addAll(server(name).descendants().toList());
        }
        return all;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Asks it to end, by SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Ends it by SIGKILL, so that it leaves its servers running. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

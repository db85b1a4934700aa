package io.cairn.bench.cairn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One {@code ./run}, empty or with the sample, on free ports and a directory of its own. */
public final class CairnProcess implements AutoCloseable {
    /** It may have to build first. */
    private static final Duration START = Duration.ofMinutes(10);

    /** What {@code ./run} promises, and what a busy machine adds. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private final CairnHome home;
    private final Map<Server, Integer> ports;
    private final Process process;
    /** Every server process there ever was, with its children. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    private CairnProcess(CairnHome home, Map<Server, Integer> ports, Process process) {
        this.home = home;
        this.ports = ports;
        this.process = process;
    }

    /**
     * @param root of the repository
     * @param purpose for the directory's name, such as "drill"
     */
    public static CairnProcess start(Path root, String purpose) throws IOException {
        return start(root, purpose, List.of("--empty"));
    }

    /** One with the sample. */
    public static CairnProcess startWithSample(Path root, String purpose) throws IOException {
        return start(root, purpose, List.of());
    }

    private static CairnProcess start(Path root, String purpose, List<String> options) throws IOException {
        CairnHome home = new CairnHome(root, Files.createTempDirectory("cairn-" + purpose));
        Map<Server, Integer> ports = new EnumMap<>(Server.class);
        List<String> command = new ArrayList<>(
                List.of(root.resolve("run").toString(), "--data", home.data().toString()));
        command.addAll(options);
        for (Server server : Server.values()) {
            if (server.isService()) {
                int port = FreePorts.other(ports.values());
                ports.put(server, port);
                command.addAll(List.of(server.portOption(), Integer.toString(port)));
            }
        }
        ProcessBuilder run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.output().toFile());
        // stores of one's own are not to be struck
        run.environment().keySet().removeAll(Set.of("CAIRN_POSTGRES_URL", "CAIRN_REDIS_URL"));
        return new CairnProcess(home, ports, run.start());
    }

    public Map<Server, Integer> ports() {
        return ports;
    }

    /** Of one of the three services. */
    public int port(Server service) {
        return Objects.requireNonNull(ports.get(service), service.processName());
    }

    public CairnHome home() {
        return home;
    }

    public void awaitReady() throws Failure, IOException, InterruptedException {
        Await.within(START, "./run is ready; its output is in " + home.output(), () -> {
            if (!process.isAlive()) {
                throw new Failure("./run ended with " + process.exitValue() + ": " + lastLine());
            }
            return Files.readString(home.output()).contains("Cairn is ready");
        });
        for (Server server : Server.values()) {
            remember(server);
        }
    }

    /** Stops a server and its children by SIGSTOP, until {@link #resume}. */
    public void suspend(Server server) throws Failure, IOException, InterruptedException {
        ProcessHandle running = remember(server);
        Signal.STOP.send(List.of(running)); // first, so that it gets no further children
        Signal.STOP.send(running.descendants().toList());
    }

    /** Lets a server and its children go on; does nothing if they do, or have ended. */
    public void resume(Server server) throws IOException, InterruptedException {
        Optional<ProcessHandle> running = home.pid(server).flatMap(ProcessHandle::of);
        if (running.isPresent()) {
            Signal.CONT.send(
                    Stream.concat(running.get().descendants(), running.stream()).toList());
        }
    }

    /** Ends a server by SIGKILL; gives the process id that it had. */
    public long kill(Server server) throws Failure, IOException {
        ProcessHandle running = remember(server);
        running.destroyForcibly();
        return running.pid();
    }

    /** Notes the server's processes, of which none may be left in the end. */
    public ProcessHandle remember(Server server) throws Failure, IOException {
        ProcessHandle running = home.pid(server)
                .flatMap(ProcessHandle::of)
                .orElseThrow(() -> new Failure(server.processName() + " does not run"));
        seen.add(running);
        running.descendants().forEach(seen::add);
        return running;
    }

    /** Does something while PostgreSQL is stopped in an orderly way: the launcher, which starts it again, stands still. */
    public void whilePostgresIsStopped(Work work) throws Failure, IOException, InterruptedException {
        Signal.STOP.send(List.of(process.toHandle()));
        try {
            Signal.INT.send(List.of(remember(Server.POSTGRES)));
            // its process remains until its parent looks after it; the file goes as the last thing that it does
            Path running = home.store(Server.POSTGRES).resolve("postmaster.pid");
            Await.within(STOP, "PostgreSQL stops", () -> Files.notExists(running));
            work.run();
        } finally {
            Signal.CONT.send(List.of(process.toHandle()));
        }
    }

    /**
     * Starts Redis again with the data that it had a while ago, and another run id: to all others as if a replica had taken over
     * that lagged behind.
     *
     * @param meanwhile what happens in that while
     * @return the process id that Redis had
     */
    public long failRedisOver(Work meanwhile) throws Failure, IOException, InterruptedException {
        Path data = home.store(Server.REDIS);
        Path older = data.resolveSibling("redis.older");
        try (RedisConnection redis = home.redis()) {
            redis.call("CONFIG SET auto-aof-rewrite-percentage 0"); // its files are not exchanged while they are copied
        }
        Trees.copy(data, older);
        meanwhile.run();
        // the launcher would start it again at once, on the data that it has
        Signal.STOP.send(List.of(process.toHandle()));
        try {
            long killed = kill(Server.REDIS);
            Await.within(STOP, "Redis ends", () -> !home.isRedisThere());
            Trees.delete(data);
            Files.move(older, data);
            return killed;
        } finally {
            Signal.CONT.send(List.of(process.toHandle()));
        }
    }

    /** Something to do. */
    @FunctionalInterface
    public interface Work {
        void run() throws Failure, IOException, InterruptedException;
    }

    /** Ends everything by SIGTERM; fails if it takes too long or leaves a process. */
    public Duration stop() throws Failure, IOException, InterruptedException {
        for (Server server : Server.values()) {
            remember(server);
        }
        long asked = System.nanoTime();
        process.destroy();
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Failure("./run did not stop within " + STOP.toSeconds() + " s of a TERM");
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - asked);
        List<Long> left = seen.stream()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .toList();
        if (!left.isEmpty()) {
            throw new Failure("./run left processes behind: " + left);
        }
        return taken;
    }

    /** Ends what still runs, whatever happened; the directory stays. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, 2 * STOP.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }

    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(home.output());
        return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1);
    }
}

package io.cairn.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A server that runs as a process of its own, may be killed, and can be started again on the same port and data. */
public abstract class ServerProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ORPHANS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration ORPHANS_POLL = Duration.ofMillis(5);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(300);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final int port;
    private final Path log;
    private volatile @Nullable Process process;
    private volatile LongConsumer onLaunch = pid -> {};

    /** Takes what the server is called, its port (0: any free one) and the file that its output is appended to. */
    protected ServerProcess(String name, int port, Path log) {
        this.name = name;
        this.port = port == 0 ? FreePort.next() : port;
        this.log = log.toAbsolutePath();
    }

    /** The command line of the server; asked for before each launch. */
    protected abstract ProcessBuilder command() throws IOException;

    /** Whether the server answers requests by now; called repeatedly while it starts. */
    protected abstract boolean answers();

    /** Makes ready what a launch needs, such as the data directory. */
    protected void prepare() throws IOException, InterruptedException {}

    /** Asks the process to end in an orderly way. */
    protected void askToStop(Process running) {
        running.destroy();
    }

    /** How long a process that exits while starting is launched again; zero: the first failure is final. */
    protected Duration retryFor() {
        return Duration.ZERO;
    }

    /** How long one launch may take until the server answers. */
    protected Duration startPatience() {
        return Duration.ofSeconds(60);
    }

    /** Calls {@code listener} with the process id at each launch, before the server answers. */
    public final void onLaunch(LongConsumer listener) {
        onLaunch = listener;
    }

    /** Starts the server and returns when it answers; does nothing if it runs. Throws, with the reason, if it fails. */
    public final synchronized void start() throws IOException, InterruptedException {
        if (isAlive()) {
            return;
        }
        long retryUntil = System.nanoTime() + retryFor().toNanos();
        while (!launch()) {
            if (System.nanoTime() - retryUntil >= 0) {
                throw new IOException(name + " did not start" + LogTail.reason(log));
            }
            Thread.sleep(RETRY_PAUSE.toMillis());
        }
    }

    /** Whether the server came to answer; false if its process ended before. */
    private boolean launch() throws IOException, InterruptedException {
        prepare();
        Files.createDirectories(log.getParent());
        ProcessBuilder command = command();
        command.command(ownSession(command.command()));
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process launched = command.start();
        process = launched;
        try {
            launched.getOutputStream().close();
            onLaunch.accept(launched.pid());
            long deadline = System.nanoTime() + startPatience().toNanos();
            while (launched.isAlive()) {
                if (answers() && launched.isAlive()) {
                    return true;
                }
                if (System.nanoTime() - deadline >= 0) {
                    kill();
                    throw new IOException(name + " does not answer on port " + port + LogTail.reason(log));
                }
                Thread.sleep(POLL.toMillis());
            }
            return false;
        } catch (InterruptedException | RuntimeException e) {
            kill();
            throw e;
        }
    }

    /** A session of its own, so that a Ctrl-C on the terminal reaches the starter alone and the order of ends is kept. */
    private static List<String> ownSession(List<String> command) {
        if (!Executables.isOnPath("setsid")) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("setsid"));
        wrapped.addAll(command);
        return wrapped;
    }

    /** Ends the server in an orderly way; what is not gone after {@code patience} is killed. */
    public final void stop(Duration patience) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        askToStop(running);
        try {
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Kills the process as {@code kill -9} does and returns when it is gone. Those that it started are not killed: they end when
     * they notice, and are waited for five seconds at most. Until then a PostgreSQL without its postmaster may still commit.
     */
    public final void kill() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> children = running.descendants().toList();
            running.destroyForcibly();
            awaitEnd(running);
            awaitEnds(children);
        }
    }

    private static void awaitEnds(List<ProcessHandle> orphans) {
        long deadline = System.nanoTime() + ORPHANS_PATIENCE.toNanos();
        while (orphans.stream().anyMatch(ServerProcess::isRunning)
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(ORPHANS_POLL.toNanos());
        }
    }

    /** Whether a process has not ended; not {@link ProcessHandle#isAlive}, which is true for one that has ended and nobody reaps. */
    static boolean isRunning(ProcessHandle process) {
        return process.info().commandLine().isPresent();
    }

    /** Not by {@link Process#onExit}, which ends by the common pool: whoever keeps that busy would be waited for, too. */
    private static void awaitEnd(Process killed) {
        boolean interrupted = false;
        while (true) {
            try {
                killed.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the process to end and gives its exit code (128 + n after signal n). */
    public final int waitFor() throws InterruptedException {
        return started().waitFor();
    }

    /** Whether the process runs. */
    public final boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** The id of the process launched last. */
    public final long pid() {
        return started().pid();
    }

    /** The TCP port on 127.0.0.1; the same for each start. */
    public final int port() {
        return port;
    }

    /** What the server is called in messages and file names. */
    public final String name() {
        return name;
    }

    /** The file that the server's output is appended to. */
    public final Path log() {
        return log;
    }

    /** Stops the server; what is not gone within ten seconds is killed. */
    @Override
    public final void close() {
        stop(CLOSE_PATIENCE);
    }

    private Process started() {
        Process launched = process;
        if (launched == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return launched;
    }
}

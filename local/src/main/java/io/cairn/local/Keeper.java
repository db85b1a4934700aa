package io.cairn.local;

import io.cairn.kit.servers.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Keeps one server running: starts it again when it ends, later and later if it keeps ending. */
final class Keeper {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A server that ran for so long is taken for a healthy one again. */
    private static final Duration HEALTHY = Duration.ofSeconds(30);

    private final ServerProcess server;
    private final ProcessIds processIds;
    private final Console console;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopping;
    private Duration pause = FIRST_PAUSE;

    Keeper(ServerProcess server, ProcessIds processIds, Console console) {
        this.server = server;
        this.processIds = processIds;
        this.console = console;
        server.onLaunch(pid -> processIds.write(server.name(), pid));
        thread = new Thread(this::keep, "keeper of " + server.name());
        thread.setDaemon(true);
    }

    String name() {
        return server.name();
    }

    /** Starts the server, and again whenever it ends. */
    void begin() {
        thread.start();
    }

    /** Done when the server answers for the first time; failed if it cannot be started at all. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Stops keeping; a server that is just starting is killed, a running one runs on until {@link #end}. */
    void release() {
        stopping = true;
        thread.interrupt();
    }

    /** Ends the server, by force after {@code patience}, and forgets its process id. */
    void end(Duration patience) throws IOException, InterruptedException {
        release();
        thread.join(Duration.ofSeconds(3).toMillis());
        server.stop(patience);
        processIds.remove(server.name());
    }

    private void keep() {
        try {
            while (!stopping) {
                run();
            }
        } catch (InterruptedException e) {
            // released
        }
    }

    private void run() throws InterruptedException {
        long launched = System.nanoTime();
        try {
            server.start();
            if (!ready.complete(null)) {
                console.notice(server.name() + " runs again (process " + server.pid() + ")");
            }
            int exitCode = server.waitFor();
            if (!stopping) {
                console.notice(server.name() + " ended with " + exitCode + "; starting it again");
            }
        } catch (IOException | RuntimeException e) {
            if (ready.completeExceptionally(e)) {
                release();
            } else if (!stopping) {
                console.notice(e.getMessage() + "; trying again");
            }
        }
        boolean ranWell = System.nanoTime() - launched >= HEALTHY.toNanos();
        pause = ranWell ? FIRST_PAUSE : pause;
        Thread.sleep(pause.toMillis());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }
}

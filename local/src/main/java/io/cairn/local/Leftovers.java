package io.cairn.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The servers that a killed launcher left running on a data directory. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final ProcessIds processIds;
    private final Console console;

    Leftovers(ProcessIds processIds, Console console) {
        this.processIds = processIds;
        this.console = console;
    }

    /** Stops them, the services first, and forgets them; returns when no process is left. */
    void stop() throws IOException {
        List<String> services = new ArrayList<>();
        for (ServiceName service : ServiceName.values()) {
            services.add(service.module());
        }
        stop(services);
        stop(List.of("redis", "postgres"));
    }

    private void stop(List<String> names) throws IOException {
        List<ProcessHandle> running = new ArrayList<>();
        for (String name : names) {
            Optional<ProcessHandle> process = processIds.running(name);
            if (process.isPresent()) {
                console.line("stopping " + name + " (process " + process.get().pid() + "), left by an earlier ./run");
                running.add(process.get());
            }
        }
        running.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(running.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        running.forEach(ProcessHandle::destroyForcibly);
        running.forEach(process -> process.onExit().join());
        for (String name : names) {
            processIds.remove(name);
        }
    }
}

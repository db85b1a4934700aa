package io.cairn.local;

import io.cairn.kit.servers.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** All servers of one Cairn: started group by group, ended in the other order, within 20 seconds. */
final class Crew {

    /** The last group began last, ends first, and has the most to finish. */
    private static final Duration LAST_GROUP_PATIENCE = Duration.ofSeconds(8);

    private static final Duration OTHERS_PATIENCE = Duration.ofSeconds(5);

    private final ProcessIds processIds;
    private final Console console;
    private final List<List<Keeper>> groups = new ArrayList<>();
    private boolean stopping;

    Crew(ProcessIds processIds, Console console) {
        this.processIds = processIds;
        this.console = console;
    }

    /** Starts servers side by side and returns when all answer. */
    void start(List<? extends ServerProcess> servers) throws Failure {
        List<Keeper> group = servers.stream()
                .map(server -> new Keeper(server, processIds, console))
                .toList();
        synchronized (this) {
            if (stopping) {
                return;
            }
            groups.add(group);
            group.forEach(Keeper::begin);
        }
        CompletableFuture<Void> failed = new CompletableFuture<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            ServerProcess server = servers.get(i);
            all.add(group.get(i).ready().whenComplete((ready, failure) -> {
                if (failure == null) {
                    console.reached(server.name() + " is ready on 127.0.0.1:" + server.port());
                    console.waitFor(waiting(group));
                } else {
                    failed.completeExceptionally(failure);
                }
            }));
        }
        console.waitFor(waiting(group));
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)))
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw Failure.of(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        } finally {
            console.waitFor(null);
        }
    }

    /** Ends all servers, the last group first, and whatever processes they left. */
    void stop() throws InterruptedException {
        List<List<Keeper>> started;
        synchronized (this) {
            stopping = true;
            started = List.copyOf(groups);
        }
        started.forEach(group -> group.forEach(Keeper::release));
        for (int i = started.size() - 1; i >= 0; i--) {
            end(started.get(i), i == started.size() - 1 ? LAST_GROUP_PATIENCE : OTHERS_PATIENCE);
        }
        List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process -> process.onExit().join());
    }

    private static void end(List<Keeper> group, Duration patience) throws InterruptedException {
        List<Thread> endings = new ArrayList<>();
        for (Keeper keeper : group) {
            Thread ending = new Thread(() -> end(keeper, patience), "end of " + keeper.name());
            ending.start();
            endings.add(ending);
        }
        for (Thread ending : endings) {
            ending.join();
        }
    }

    private static void end(Keeper keeper, Duration patience) {
        try {
            keeper.end(patience);
        } catch (IOException e) {
            // the file stays; the next start sees that no process belongs to it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String waiting(List<Keeper> group) {
        List<String> names = group.stream()
                .filter(keeper -> !keeper.ready().isDone())
                .map(Keeper::name)
                .toList();
        return names.isEmpty() ? null : "waiting for " + String.join(", ", names);
    }
}

package io.cairn.kit.test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Does something beside the test, each time on a thread of its own. The common pool, which {@link CompletableFuture} takes
 * otherwise, has a thread for each core only, from JDK 25 on even if that is one; what waits there keeps out what it waits
 * for, the end of a process for instance.
 */
public final class Beside {
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "beside the test");
        thread.setDaemon(true);
        thread.start();
    };

    private Beside() {}

    /** Runs the task; the future ends as it does. */
    public static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, THREADS);
    }

    /** Runs the task; the future has what it gives. */
    public static <T> CompletableFuture<T> call(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, THREADS);
    }
}

package io.cairn.journey.map.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does the same from several threads at the same moment. */
final class Concurrently {
    private Concurrently() {}

    static <T> List<T> times(int threads, IntFunction<T> call) {
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            return IntStream.range(0, threads)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> at(together, call, n), executor))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> T at(CyclicBarrier together, IntFunction<T> call, int n) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return call.apply(n);
    }
}

package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that each call again as soon as they were answered. */
public final class ClosedLoop {
    private final int callers;

    /** @param callers at once, 1 or more */
    public ClosedLoop(int callers) {
        this.callers = callers;
    }

    /** One call; throws if the answer is not what it should be. */
    @FunctionalInterface
    public interface Call {
        /** @param number of the call, from 0 on, each once */
        void make(int number) throws Failure, IOException, InterruptedException;
    }

    /**
     * What came of it.
     *
     * @param took from the first call to the last answer
     */
    public record Calls(LatencyHistogram latencies, Duration took) {}

    /** Makes so many calls, shared out among the callers; the first that fails ends it. */
    public Calls run(int calls, Call call) throws Failure, IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        LatencyHistogram latencies = new LatencyHistogram();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        Stopwatch took = new Stopwatch();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                running.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < calls; number = next.getAndIncrement()) {
                        long began = System.nanoTime();
                        call.make(number);
                        latencies.record(System.nanoTime() - began);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            return new Calls(latencies, took.elapsed());
        } catch (ExecutionException e) {
            throw new Failure("a call failed: " + e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}

package io.cairn.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.local.Progress;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the customers' histories from several connections, whole customers at a time, so that none is sent by two. */
final class EventLoad {
    private static final int CONNECTIONS = 4;
    /** Large enough that a request's own cost does not matter, far below what the service takes. */
    private static final int BATCH = 200;

    private final Api api;
    private final URI address;
    private final Simulator simulator;
    private final Progress progress;
    private final AtomicInteger next = new AtomicInteger(1);
    private final AtomicInteger done = new AtomicInteger();

    EventLoad(Api api, URI events, Simulator simulator, Progress progress) {
        this.api = api;
        this.address = URI.create(events + "/v1/batch");
        this.simulator = simulator;
        this.progress = progress;
    }

    /** Returns when everything is acknowledged. */
    void send() throws IOException, InterruptedException {
        progress.step("customers and what they did", Simulator.CUSTOMERS);
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(connections.submit(() -> {
                    sendCustomers();
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        } finally {
            connections.shutdownNow();
        }
    }

    private void sendCustomers() throws IOException, InterruptedException {
        List<Map<String, Object>> batch = new ArrayList<>();
        int customers = 0;
        for (int number = next.getAndIncrement(); number <= Simulator.CUSTOMERS; number = next.getAndIncrement()) {
            for (SampleEvent event : simulator.history(number)) {
                batch.add(event.message());
            }
            customers++;
            if (batch.size() >= BATCH) {
                send(batch, customers);
                batch.clear();
                customers = 0;
            }
        }
        if (customers > 0) {
            send(batch, customers);
        }
    }

    private void send(List<Map<String, Object>> batch, int customers) throws IOException, InterruptedException {
        JsonNode answer = api.post(address, Map.of("batch", batch));
        JsonNode rejected = answer.path("rejected");
        if (!rejected.isEmpty()) {
            throw new IOException("an event of the sample is refused: " + rejected.get(0));
        }
        progress.done(done.addAndGet(customers));
    }
}

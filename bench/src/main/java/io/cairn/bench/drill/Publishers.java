package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Several who save and publish the same few journeys without a break, and note what was acknowledged. */
final class Publishers {
    private static final int WRITERS = 3;
    private static final long PAUSE_MILLIS = 20;

    private final Api api;
    private final List<String> journeys;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Published> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean stopped;

    /** @param journeys their keys */
    Publishers(Api api, List<String> journeys) {
        this.api = api;
        this.journeys = List.copyOf(journeys);
    }

    /** What a publication made. */
    record Published(String journey, int version) {}

    void begin() {
        stopped = false;
        for (int writer = 0; writer < WRITERS; writer++) {
            Thread thread = new Thread(this::write, "publisher-" + writer);
            writers.add(thread);
            thread.start();
        }
    }

    /** Returns when the last answer is there. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread writer : writers) {
            writer.join();
        }
        writers.clear();
    }

    /** By the note that each was given, which is another for each. */
    Map<String, Published> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Answers that no fault explains. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void write() {
        try {
            while (!stopped) {
                publish(next.getAndIncrement());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(int number) throws InterruptedException {
        String journey = journeys.get(number % journeys.size());
        String note = "publication-" + number;
        String path = "/v1/journeys/" + journey;
        try {
            if (isSuccess(api.put(Server.JOURNEY, path, map(number)))) {
                ObjectNode request = JsonNodeFactory.instance.objectNode().put("note", note);
                Api.Answer answer = api.post(Server.JOURNEY, path + "/publish", request);
                if (isSuccess(answer)) {
                    acknowledged.put(
                            note,
                            new Published(journey, answer.body().path("version").asInt()));
                }
            }
        } catch (IOException e) {
            Thread.sleep(PAUSE_MILLIS); // nobody answers: it was killed, and whether it was published is not known
        }
    }

    private boolean isSuccess(Api.Answer answer) {
        if (!answer.isSuccess() && !answer.isForLater()) {
            faults.add(answer.status() + ": " + answer.body());
        }
        return answer.isSuccess();
    }

    private static ObjectNode map(int number) {
        ObjectNode map = JsonNodeFactory.instance.objectNode().put("name", "Edition " + number);
        map.putArray("stages")
                .addObject()
                .put("key", "buyer")
                .put("name", "Buyer")
                .put("entryCriteria", "count('purchase') >= " + (number % 7 + 1));
        return map;
    }
}

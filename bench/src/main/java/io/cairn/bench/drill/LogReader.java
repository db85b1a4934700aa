package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.model.event.LoggedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads back what the services hold, through the public API. */
final class LogReader {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;

    private final Api api;

    LogReader(Api api) {
        this.api = api;
    }

    /** All events of a customer, newest first; none if nobody is known by the id. */
    List<LoggedEvent> timeline(String customerId) throws Failure, IOException, InterruptedException {
        List<LoggedEvent> events = new ArrayList<>();
        String path = "/v1/profiles/" + Api.segment(customerId) + "/events?limit=1000";
        String cursor = "";
        do {
            JsonNode page = read(path + cursor);
            page.path("items").forEach(item -> events.add(EventJson.fromTimeline(item)));
            cursor = page.hasNonNull("next")
                    ? "&cursor=" + Api.segment(page.get("next").asText())
                    : "";
        } while (!cursor.isEmpty());
        return events;
    }

    /** A customer's profile; a missing node if nobody is known by the id. */
    JsonNode profile(String customerId) throws Failure, IOException, InterruptedException {
        return read("/v1/profiles/" + Api.segment(customerId));
    }

    private JsonNode read(String path) throws Failure, IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Api.Answer answer = api.get(Server.EVENTS, path);
            if (answer.isSuccess()) {
                return answer.body();
            } else if (answer.status() == NOT_FOUND) {
                return MissingNode.getInstance();
            } else if (!answer.isForLater() || System.nanoTime() - deadline >= 0) {
                throw new Failure("GET " + path + " was answered " + answer.status() + " " + answer.body());
            }
            Thread.sleep(200);
        }
    }
}

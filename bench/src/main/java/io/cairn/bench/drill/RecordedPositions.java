package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Failure;
import io.cairn.model.event.LoggedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What personalization-service has recorded of where everybody stands, against what the log and the map say. */
final class RecordedPositions {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api;
    private final Editions editions;
    private final LogReader log;

    RecordedPositions(Api api, Editions editions) {
        this.api = api;
        this.editions = editions;
        this.log = new LogReader(api);
    }

    /** By customer the stages that she is listed on: one, if all is well. */
    Map<String, Set<String>> byCustomer() throws Failure, IOException, InterruptedException {
        Map<String, Set<String>> listed = new TreeMap<>();
        for (String stage : editions.stages()) {
            String path = "/v1/population/" + editions.journey() + "/" + stage + "?limit=1000";
            String cursor = "";
            do {
                JsonNode page = Editions.read(api, path + cursor);
                page.path("items").forEach(item -> listed.computeIfAbsent(
                                item.path("customerId").asText(), id -> new TreeSet<>())
                        .add(stage));
                cursor = page.hasNonNull("next")
                        ? "&cursor=" + Api.segment(page.get("next").asText())
                        : "";
            } while (!cursor.isEmpty());
        }
        return listed;
    }

    /** How many customers the population counts. */
    long population() throws Failure, IOException, InterruptedException {
        long sum = 0;
        for (JsonNode stage :
                Editions.read(api, "/v1/population/" + editions.journey()).path("stages")) {
            sum += stage.path("customers").asLong();
        }
        return sum;
    }

    /** Whether everybody was looked at since the latest publish, and since Redis was emptied. */
    boolean isSettled() throws Failure, IOException, InterruptedException {
        return Editions.read(api, "/v1/population/" + editions.journey())
                .path("progress")
                .isMissingNode();
    }

    /**
     * Returns when each customer was seen to be recorded where the map has her, be it before or after she was read: the
     * stream may go on. What is not so in time is given, in words.
     */
    List<String> differing(Collection<String> ids) throws Failure, IOException, InterruptedException {
        Set<String> left = new TreeSet<>(ids);
        Map<String, String> how = new TreeMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
            Map<String, String> before = stages(left);
            Map<String, Set<String>> recorded = byCustomer();
            Map<String, String> after = stages(left);
            for (String id : List.copyOf(left)) {
                Set<String> on = recorded.getOrDefault(id, Set.of());
                Set<String> may = new TreeSet<>(List.of(before.getOrDefault(id, ""), after.getOrDefault(id, "")));
                boolean nobody = on.isEmpty() && may.contains("");
                if (nobody || (on.size() == 1 && may.containsAll(on))) {
                    left.remove(id);
                }
                how.put(id, id + " is recorded on " + on + ", and should be on " + may);
            }
        }
        List<String> differing = new ArrayList<>();
        left.forEach(id -> differing.add(how.getOrDefault(id, id)));
        return differing;
    }

    /** By customer; absent who is nobody, or somebody else by now. */
    private Map<String, String> stages(Collection<String> ids) throws Failure, IOException, InterruptedException {
        Map<String, String> stages = new TreeMap<>();
        for (String id : ids) {
            JsonNode profile = log.profile(id);
            if (profile.path("customerId").asText().equals(id)) {
                List<LoggedEvent> events = log.timeline(id);
                stages.put(id, editions.stage(id, events));
            }
        }
        return stages;
    }
}

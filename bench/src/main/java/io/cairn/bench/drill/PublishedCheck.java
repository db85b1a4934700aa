package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether the versions of a journey are those that were published, and decisions use the last of them. */
final class PublishedCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scene scene;
    private final String journey;

    PublishedCheck(Scene scene, String journey) {
        this.scene = scene;
        this.journey = journey;
    }

    /** The number of the last version; throws if one is lost, doubled, or missing between others. */
    int lastVersion(Map<String, Publishers.Published> acknowledged) throws Failure, IOException, InterruptedException {
        Map<Integer, String> notes = versions();
        Set<String> once = new HashSet<>();
        for (int version = 1; version <= notes.size(); version++) {
            String note = notes.get(version);
            if (note == null) {
                throw new Failure(journey + " has " + notes.size() + " versions, but none of number " + version);
            }
            if (!once.add(note)) {
                throw new Failure(journey + " has " + note + " twice");
            }
        }
        for (Map.Entry<String, Publishers.Published> each : acknowledged.entrySet()) {
            int version = each.getValue().version();
            if (each.getValue().journey().equals(journey) && !each.getKey().equals(notes.get(version))) {
                throw new Failure(journey + " lost version " + version + ", acknowledged for " + each.getKey());
            }
        }
        return notes.size();
    }

    /** Whether Redis has that version's map, and personalization-service decides by it. */
    boolean isLive(int version) throws Failure, IOException, InterruptedException {
        JsonNode map = require(scene.api().get(Server.JOURNEY, path() + "/versions/" + version));
        Optional<String> stored;
        try (RedisConnection redis = scene.cairn().home().redis()) {
            stored = redis.text("HGET cairn:maps " + journey);
        }
        JsonNode payload = JSON.readTree(stored.orElse("{}"));
        JsonNode population = scene.api()
                .get(Server.PERSONALIZATION, "/v1/population/" + journey)
                .body();
        return payload.path("version").asInt() == version
                && payload.path("map").path("name").equals(map.path("name"))
                && population.path("version").asInt() == version;
    }

    private Map<Integer, String> versions() throws Failure, IOException, InterruptedException {
        Map<Integer, String> notes = new TreeMap<>();
        Map<Integer, Integer> seen = new HashMap<>();
        String page = path() + "/versions?limit=1000";
        String next = page;
        while (!next.isEmpty()) {
            JsonNode answer = require(scene.api().get(Server.JOURNEY, next));
            for (JsonNode item : answer.path("items")) {
                int version = item.path("version").asInt();
                notes.put(version, item.path("note").asText());
                if (seen.merge(version, 1, Integer::sum) > 1) {
                    throw new Failure(journey + " has version " + version + " twice");
                }
            }
            String cursor = answer.path("next").asText();
            next = cursor.isEmpty() ? "" : page + "&cursor=" + cursor;
        }
        return notes;
    }

    private String path() {
        return "/v1/journeys/" + journey;
    }

    private static JsonNode require(Api.Answer answer) throws Failure {
        if (!answer.isSuccess()) {
            throw new Failure("all runs again, and still " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }
}

package io.cairn.personalization.position;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.eventually;

import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.CustomerProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps that a test publishes as journey-service does, and profiles that it writes as events-service does. */
@Singleton
public class Journeys {
    private final RedisCalls redis;
    private final ProfileStore profiles;
    private final ProfileMarks marks;

    Journeys(RedisCalls redis, ProfileStore profiles, ProfileMarks marks) {
        this.redis = redis;
        this.profiles = profiles;
        this.marks = marks;
    }

    /** No map, complete profiles. */
    public void open() {
        redis.call(Request.cmd(Command.DEL).arg("cairn:maps"));
        marks.markComplete(marks.run(), marks.leaveWitness(marks.run(), false));
        changed();
    }

    /** @param stages key and criteria by turns, the criteria empty for none */
    public void publish(String journey, int version, String... stages) {
        publish(journey, version, draft(stages));
    }

    private void publish(String journey, int version, String map) {
        redis.call(Request.cmd(Command.HSET)
                .arg("cairn:maps")
                .arg(journey)
                .arg("{\"key\":\"%s\",\"version\":%d,\"publishedAt\":\"2026-01-31T12:00:%02dZ\",\"map\":%s}"
                        .formatted(journey, version, version, map)));
        changed();
    }

    public static String draft(String... stages) {
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < stages.length; i += 2) {
            String criteria = stages[i + 1].isEmpty() ? "" : ",\"entryCriteria\":\"" + stages[i + 1] + "\"";
            drawn.add("{\"key\":\"%s\",\"name\":\"%s\"%s}".formatted(stages[i], stages[i], criteria));
        }
        return "{\"name\":\"A journey\",\"stages\":[" + String.join(",", drawn) + "]}";
    }

    public void archive(String journey) {
        redis.call(Request.cmd(Command.HDEL).arg("cairn:maps").arg(journey));
        changed();
    }

    private void changed() {
        redis.call(Request.cmd(Command.SET).arg("{cairn:maps}:revision").arg("r" + System.nanoTime()));
    }

    /** The customer's profile after a change of her events. */
    public void profile(String customerId, long revision, LoggedEvent... events) {
        profiles.putIfNewer(List.of(stored(customerId, revision, events)));
    }

    /** The same without announcing it. */
    public void restored(String customerId, long revision, LoggedEvent... events) {
        profiles.putBack(List.of(stored(customerId, revision, events)));
    }

    private static StoredProfile stored(String customerId, long revision, LoggedEvent... events) {
        return new StoredProfile(revision, CustomerProfile.empty(customerId).with(List.of(events)));
    }

    public static LoggedEvent event(String customerId, String name, Instant at) {
        return new LoggedEvent(customerId + name + at, EventType.TRACK, name, customerId, null, at, Map.of(), Map.of());
    }

    /** On this journey, oldest first: {@code from>to cause version}. */
    public static List<String> moves(String customerId, String journey) {
        JsonPath page = caller().get("/v1/customers/{id}/transitions?limit=1000", customerId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<String> moves = new ArrayList<>();
        List<Map<String, Object>> items = page.getList("items");
        for (Map<String, Object> item : items) {
            if (journey.equals(item.get("journey"))) {
                moves.add(
                        0,
                        "%s>%s %s %s"
                                .formatted(
                                        item.get("from"), item.get("to"), item.get("cause"), item.get("mapVersion")));
            }
        }
        return moves;
    }

    public static void eventuallyMoved(String customerId, String journey, String... moves) {
        try {
            eventually(() -> moves(customerId, journey).equals(List.of(moves)));
        } catch (AssertionError e) {
            throw new AssertionError("moves are " + moves(customerId, journey), e);
        }
    }

    /** Customers by stage; null: none. */
    public static Map<@Nullable String, Integer> population(String journey) {
        Map<@Nullable String, Integer> counts = new HashMap<>();
        List<Map<String, Object>> stages = caller().get("/v1/population/{journey}", journey)
                .then()
                .statusCode(200)
                .extract()
                .path("stages");
        stages.forEach(stage -> counts.put((String) stage.get("stage"), (Integer) stage.get("customers")));
        return counts;
    }

    /** Until everybody was looked at by the maps that are live. */
    public static void eventuallyLookedAt(String journey, int version) {
        eventually(() -> {
            var answer = caller().get("/v1/population/{journey}", journey);
            return answer.statusCode() == 200
                    && answer.<Integer>path("version") == version
                    && answer.path("progress") == null;
        });
    }
}

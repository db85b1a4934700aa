package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.CustomerZone;
import io.cairn.model.stage.StageResolver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A journey of which two maps are published by turns; what either says of a customer is determined here as well. */
final class Editions {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each event may move a customer, forth and back; time moves whoever did something lately. */
    private static final List<String> MAPS = List.of(
            """
            {"name":"Drill","stages":[
             {"key":"known","name":"Known"},
             {"key":"viewer","name":"Viewer","entryCriteria":"count('product_view') >= 3"},
             {"key":"searching","name":"Searching","entryCriteria":"count('search') % 2 == 1"},
             {"key":"buyer","name":"Buyer","entryCriteria":"count('purchase', '7d') % 3 == 1"},
             {"key":"quiet","name":"Quiet",
              "entryCriteria":"since('product_view') > duration('120s') && count('add_to_cart') % 4 == 0"}]}""",
            """
            {"name":"Drill","stages":[
             {"key":"known","name":"Known"},
             {"key":"buyer","name":"Buyer","entryCriteria":"count('purchase', '7d') % 2 == 1"},
             {"key":"spender","name":"Spender","entryCriteria":"total('purchase', '30d') > 300.0"},
             {"key":"searching","name":"Searching","entryCriteria":"count('search') % 3 == 2"}]}""");

    private final Api api;
    private final String journey;
    private final List<StageResolver> resolvers = new ArrayList<>();
    private final List<JourneyMap> maps = new ArrayList<>();
    private volatile int published = -1;

    Editions(Api api, String journey) throws IOException {
        this.api = api;
        this.journey = journey;
        Conditions conditions = new Conditions();
        for (String map : MAPS) {
            JourneyMap read = JourneyMaps.read(JSON.readTree(map));
            maps.add(read);
            resolvers.add(StageResolver.of(read, conditions));
        }
    }

    String journey() {
        return journey;
    }

    /** Publishes the map that is not live. */
    void publishTheOther() throws Failure, IOException, InterruptedException {
        int next = (published + 1) % MAPS.size();
        until(
                "save the draft",
                () -> api.put(Server.JOURNEY, "/v1/journeys/" + journey, JSON.readTree(MAPS.get(next))));
        until(
                "publish",
                () -> api.post(Server.JOURNEY, "/v1/journeys/" + journey + "/publish", JSON.createObjectNode()));
        published = next;
    }

    /** On which stage the live map has whoever did these events, now. */
    String stage(String customerId, List<LoggedEvent> events) {
        CustomerProfile profile = CustomerProfile.empty(customerId).with(events);
        Facts facts = new Facts(
                profile,
                Instant.now(),
                CustomerZone.of(profile.traits(), ZoneOffset.UTC),
                Map.of(),
                Facts.JourneyFacts.NONE,
                purpose -> true,
                null);
        return String.valueOf(resolvers.get(published).resolve(facts).stage());
    }

    /** Of the live map. */
    List<String> stages() {
        return maps.get(published).stages().stream().map(stage -> stage.key()).toList();
    }

    private interface Call {
        Api.Answer make() throws IOException, InterruptedException;
    }

    /** A store may be down just now, or a publish not known yet. */
    private static void until(String what, Call call) throws Failure, IOException, InterruptedException {
        Await.within(PATIENCE, what, () -> {
            try {
                Api.Answer answer = call.make();
                if (!answer.isSuccess() && !answer.isForLater() && answer.status() != NOT_FOUND) {
                    throw new Failure(what + " was answered " + answer.status() + " " + answer.body());
                }
                return answer.isSuccess();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Asks a service until it answers; it may be away for a while after a fault. */
    static JsonNode read(Api api, String path) throws Failure, IOException, InterruptedException {
        JsonNode[] body = new JsonNode[1];
        until("GET " + path, () -> {
            Api.Answer answer = api.get(Server.PERSONALIZATION, path);
            body[0] = answer.body();
            return answer;
        });
        return body[0];
    }
}

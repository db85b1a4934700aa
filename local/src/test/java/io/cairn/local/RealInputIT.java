package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real shop's half-year through the packaged services, against a count of the same rows by hand. */
class RealInputIT {
    private static final Path SHOP = Path.of(System.getProperty("cairn.shared"), "data", "ecom");
    private static final Instant NOW = Instant.parse("2024-07-01T00:00:00Z");
    private static final int BATCH = 500;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void everyShopperIsOnTheStageThatACountOfTheRowsGivesAndSendingAllAgainChangesNothing() throws Exception {
        assumeTrue(Files.exists(SHOP.resolve("events.csv")), () -> "no real input at " + SHOP);
        List<ShopRow> rows = ShopRow.read(SHOP.resolve("events.csv"));
        Map<String, List<ShopRow>> byShopper = rows.stream().collect(Collectors.groupingBy(ShopRow::userId));
        Map<String, String> expected = new TreeMap<>();
        byShopper.forEach((id, hers) -> expected.put(id, ShopRow.stage(hers, NOW)));

        try (RunningCairn cairn = RunningCairn.start(directory.resolve("data"))) {
            cairn.awaitReady();
            publish(cairn);
            List<ObjectNode> items = items(rows);
            assertThat(send(cairn, items)).isEqualTo(items.size());

            // whoever is new is among them within a second
            Await.within(Duration.ofSeconds(10), () -> population(cairn).equals(counted(expected)));
            assertThat(stages(cairn, expected.keySet())).isEqualTo(expected);
            Map<String, JsonNode> profiles = profiles(cairn, expected.keySet());
            byShopper.forEach(
                    (id, hers) -> assertThat(eventCount(profiles.get(id))).isEqualTo(hers.size()));

            Collections.shuffle(items, new Random(7));
            assertThat(send(cairn, items)).as("accepted again").isZero();
            assertThat(profiles(cairn, expected.keySet())).isEqualTo(profiles);
            assertThat(population(cairn)).isEqualTo(counted(expected));
            assertThat(stageAfterEventsThatComeWithTheQuestion(cairn)).isEqualTo("intent");
        }
    }

    private String stageAfterEventsThatComeWithTheQuestion(RunningCairn cairn) throws Exception {
        call(
                cairn,
                ServiceName.PERSONALIZATION,
                "PUT",
                "/v1/placements/home",
                "{\"name\":\"Home\",\"channel\":\"web\"}");
        JsonNode decision = call(
                cairn,
                ServiceName.PERSONALIZATION,
                "POST",
                "/v1/decisions",
                "{\"customerId\":\"newcomer\",\"placements\":[\"home\"],"
                        + "\"events\":[{\"type\":\"track\",\"userId\":\"newcomer\",\"event\":\"add_to_cart\"}]}");
        assertThat(decision.path("events").path("accepted").asInt()).isEqualTo(1);
        return decision.path("stages").path(0).path("stage").asText();
    }

    private void publish(RunningCairn cairn) throws Exception {
        String map = Files.readString(SHOP.resolve("journey.json"));
        call(cairn, ServiceName.JOURNEY, "PUT", "/v1/journeys/shop", map);
        call(cairn, ServiceName.JOURNEY, "POST", "/v1/journeys/shop/publish", "{}");
    }

    /** The rows as events, and as an identify wherever a shopper's traits are not what they were in her row before. */
    private List<ObjectNode> items(List<ShopRow> rows) {
        List<ObjectNode> items = new ArrayList<>();
        Map<String, ObjectNode> traitsBefore = new TreeMap<>();
        for (ShopRow row : rows) {
            ObjectNode traits = json.createObjectNode()
                    .put("platform", row.platform())
                    .put("acquisitionChannel", row.channel())
                    .put("cohort", row.cohort())
                    .put("lifecycle", row.cycle());
            if (!traits.equals(traitsBefore.put(row.userId(), traits))) {
                ObjectNode identify = item(row, "identify", "row-" + row.number() + "-traits");
                identify.set("traits", traits);
                items.add(identify);
            }
            items.add(item(row, "track", "row-" + row.number()).put("event", row.event()));
        }
        return items;
    }

    private ObjectNode item(ShopRow row, String type, String messageId) {
        return json.createObjectNode()
                .put("type", type)
                .put("messageId", messageId)
                .put("userId", row.userId())
                .put("timestamp", row.at().toString());
    }

    /** Gives how many events were accepted. */
    private int send(RunningCairn cairn, List<ObjectNode> items) throws Exception {
        int accepted = 0;
        for (int from = 0; from < items.size(); from += BATCH) {
            List<ObjectNode> part = items.subList(from, Math.min(from + BATCH, items.size()));
            ArrayNode batch = json.createArrayNode().addAll(part);
            String body = json.createObjectNode().set("batch", batch).toString();
            JsonNode receipt = call(cairn, ServiceName.EVENTS, "POST", "/v1/batch", body);
            assertThat(receipt.path("rejected")).isEmpty();
            assertThat(receipt.path("accepted").asInt()
                            + receipt.path("duplicates").asInt())
                    .isEqualTo(part.size());
            accepted += receipt.path("accepted").asInt();
        }
        return accepted;
    }

    private Map<String, Long> population(RunningCairn cairn) throws Exception {
        Map<String, Long> customers = new TreeMap<>();
        get(cairn, ServiceName.PERSONALIZATION, "/v1/population/shop?at=" + NOW)
                .path("stages")
                .forEach(stage -> customers.put(
                        stage.path("stage").asText(), stage.path("customers").asLong()));
        customers.values().removeIf(count -> count == 0);
        return customers;
    }

    private static Map<String, Long> counted(Map<String, String> stages) {
        return stages.values().stream()
                .collect(Collectors.groupingBy(stage -> stage, TreeMap::new, Collectors.counting()));
    }

    private Map<String, String> stages(RunningCairn cairn, Iterable<String> shoppers) throws Exception {
        Map<String, String> stages = new TreeMap<>();
        for (String id : shoppers) {
            JsonNode items = get(cairn, ServiceName.PERSONALIZATION, "/v1/customers/" + id + "/stages?at=" + NOW)
                    .path("items");
            stages.put(id, items.path(0).path("stage").asText());
        }
        return stages;
    }

    private Map<String, JsonNode> profiles(RunningCairn cairn, Iterable<String> shoppers) throws Exception {
        Map<String, JsonNode> profiles = new TreeMap<>();
        for (String id : shoppers) {
            profiles.put(id, get(cairn, ServiceName.EVENTS, "/v1/profiles/" + id));
        }
        return profiles;
    }

    private static int eventCount(JsonNode profile) {
        int count = 0;
        for (JsonNode stats : profile.path("events")) {
            count += stats.path("count").asInt();
        }
        return count;
    }

    private JsonNode get(RunningCairn cairn, ServiceName service, String path) throws Exception {
        return call(cairn, service, "GET", path, "");
    }

    private JsonNode call(RunningCairn cairn, ServiceName service, String method, String path, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(cairn.address(service, path))
                .header("Authorization", "Bearer local-dev-key")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isBetween(200, 299);
        return json.readTree(response.body());
    }
}

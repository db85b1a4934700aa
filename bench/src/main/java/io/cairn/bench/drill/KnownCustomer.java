package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.time.Duration;

/** Asks for decisions for a customer of many events, who must be recognized or told to be in rebuild, never a stranger. */
final class KnownCustomer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String OFFER_IF =
            """
            {"name":"%s","eligibility":"%s","representations":[{"channel":"web","content":{"text":"Hello"}}]}""";

    private final Api api;
    private final String id;
    private final ObjectMapper json = new ObjectMapper();
    private int asked;
    private int rebuilding;

    KnownCustomer(Api api, String id) {
        this.api = api;
        this.id = id;
    }

    /** A placement that gives customers whom anything is known of one offer, and strangers another. */
    void prepare() throws Failure, IOException, InterruptedException {
        put("/v1/offers/drill-known", OFFER_IF.formatted("For who is known", "seen('*')"));
        put("/v1/offers/drill-stranger", OFFER_IF.formatted("For strangers", "true"));
        put(
                "/v1/placements/drill",
                """
                {"name":"Drill","channel":"web","mode":"inbound","fallback":"drill-stranger"}""");
        put("/v1/rules/drill", """
                {"name":"Drill","placements":["drill"],"offers":["drill-known"]}""");
    }

    /** Once the customer has an event and everybody knows the placement. */
    void awaitRecognized() throws Failure, IOException, InterruptedException {
        Await.within(PATIENCE, id + " is recognized", () -> "drill-known".equals(offer(decide())));
    }

    /** @throws Failure if the customer is taken for a stranger */
    void ask() throws Failure, IOException, InterruptedException {
        asked++;
        JsonNode placement = decide();
        boolean isRebuilding = placement.path("reason").asText().equals("REBUILDING");
        rebuilding += isRebuilding ? 1 : 0;
        if (!isRebuilding && !"drill-known".equals(offer(placement))) {
            throw new Failure(id + " was taken for a stranger: " + placement);
        }
    }

    int asked() {
        return asked;
    }

    int rebuilding() {
        return rebuilding;
    }

    private JsonNode decide() throws Failure, IOException, InterruptedException {
        Api.Answer answer = api.post(
                Server.PERSONALIZATION,
                "/v1/decisions",
                json.readTree("{\"customerId\":\"" + id + "\",\"placements\":[\"drill\"],\"dryRun\":true}"));
        if (!answer.isSuccess()) {
            throw new Failure("a decision was answered " + answer.status() + " " + answer.body());
        }
        return answer.body().path("placements").path(0);
    }

    private static String offer(JsonNode placement) {
        return placement.path("propositions").path(0).path("offer").asText();
    }

    private void put(String path, String body) throws Failure, IOException, InterruptedException {
        Api.Answer answer = api.put(Server.PERSONALIZATION, path, json.readTree(body));
        if (!answer.isSuccess()) {
            throw new Failure("PUT " + path + " was answered " + answer.status() + " " + answer.body());
        }
    }
}

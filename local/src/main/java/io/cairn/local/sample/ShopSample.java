package io.cairn.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.local.Endpoints;
import io.cairn.local.Progress;
import io.cairn.local.Sample;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A coffee shop with stores: its journey, what it has to say, and two thousand customers. */
public final class ShopSample implements Sample {
    private static final String JOURNEY = "/v1/journeys/shop";

    private final Clock clock;

    /** For {@link java.util.ServiceLoader}. */
    public ShopSample() {
        this(Clock.systemUTC());
    }

    ShopSample(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void load(Endpoints endpoints, Progress progress) throws IOException, InterruptedException {
        Api api = new Api(endpoints.key());
        progress.step("journey map", 1);
        publishJourney(api, endpoints.journey());
        // a fallback is an offer, and a rule names offers and placements
        for (String kind : List.of("offers", "placements", "rules")) {
            putAll(api, endpoints.personalization(), kind, progress);
        }
        api.put(at(endpoints.personalization(), "/v1/contact-policy"), Content.contactPolicy());
        // sent again after a broken load, an event keeps the time that it was acknowledged with
        Simulator simulator = new Simulator(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        new EventLoad(api, endpoints.events(), simulator, progress).send();
    }

    /** What a customer does who is one of the sample's, {@code 1} to {@value Simulator#CUSTOMERS}: messages of a batch, by time. */
    public static List<Map<String, Object>> history(int number, Instant end) {
        return new Simulator(end)
                .history(number).stream().map(SampleEvent::message).toList();
    }

    private static void publishJourney(Api api, URI journeyService) throws IOException, InterruptedException {
        api.put(at(journeyService, JOURNEY), Content.journey());
        if (!api.exists(at(journeyService, JOURNEY + "/live"))) {
            api.post(at(journeyService, JOURNEY + "/publish"), Map.of("note", "the sample"));
        }
    }

    private static void putAll(Api api, URI service, String kind, Progress progress)
            throws IOException, InterruptedException {
        JsonNode all = Content.keyed(kind);
        progress.step(kind, all.size());
        long done = 0;
        for (Map.Entry<String, JsonNode> each : all.properties()) {
            api.put(at(service, "/v1/" + kind + "/" + each.getKey()), each.getValue());
            progress.done(++done);
        }
    }

    private static URI at(URI service, String path) {
        return URI.create(service + path);
    }

    @Override
    public List<Example> examples(Endpoints endpoints) {
        String curl = "curl -s -u " + endpoints.key() + ": ";
        String json = "-H 'Content-Type: application/json' -d ";
        return List.of(
                new Example(
                        "a decision: what should Anna (u-0001), who compares espresso machines, see on the home page?",
                        curl + json + "'{\"customerId\":\"u-0001\",\"placements\":[\"web-home\"],\"explain\":true}' "
                                + endpoints.personalization() + "/v1/decisions"),
                new Example(
                        "the next best action for Marie (u-0003), a regular, in the app and in German",
                        curl + "'" + endpoints.personalization()
                                + "/v1/customers/u-0003/next-best-action?placement=app-home&locale=de'"),
                new Example(
                        "Anna puts a machine into her cart: send it, then ask for the first decision again",
                        curl + json + "'" + addedToCart() + "' " + endpoints.events() + "/v1/track"));
    }

    private static String addedToCart() {
        Product machine = Assortment.ESPRESSO_MACHINE;
        return "{\"userId\":\"u-0001\",\"event\":\"Product Added\",\"properties\":{\"product_id\":\"" + machine.id()
                + "\",\"name\":\"" + machine.name() + "\",\"category\":\"" + machine.category() + "\",\"price\":"
                + machine.price() + ",\"quantity\":1}}";
    }
}

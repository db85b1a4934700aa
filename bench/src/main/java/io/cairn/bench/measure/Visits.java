package io.cairn.bench.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What many visitors of a shop do at the same time: at each moment some hundred visits are under way, each with a handful of
 * events, of customers drawn from all there are. One in ten is not known yet, one event in fifty says who she is.
 */
final class Visits {
    private static final int UNDER_WAY = 300;
    private static final List<String> NAMES =
            List.of("product_view", "product_view", "product_view", "add_to_cart", "search", "purchase");
    private static final List<String> CATEGORIES = List.of("shoes", "coats", "bags", "belts", "hats");

    private final Random random;
    private final int customers;
    private final String run;
    private final List<Visit> underWay = new ArrayList<>();
    private long made;

    /** @param customers how many there are */
    Visits(long seed, int customers) {
        this.random = new Random(seed);
        this.customers = customers;
        this.run = Long.toString(seed, 36);
        for (int i = 0; i < UNDER_WAY; i++) {
            underWay.add(begin());
        }
    }

    private record Visit(int customer, boolean known) {}

    /**
     * One event.
     *
     * @param data properties, or traits of an identify; JSON, as is the context
     */
    record Event(
            String messageId,
            String type,
            @Nullable String name,
            @Nullable String userId,
            @Nullable String anonymousId,
            Instant at,
            String data,
            String context) {

        String json() {
            boolean identify = type.equals("identify");
            return "{\"type\":\"" + type + "\",\"messageId\":\"" + messageId + "\""
                    + (name == null ? "" : ",\"event\":\"" + name + "\"")
                    + (userId == null ? "" : ",\"userId\":\"" + userId + "\"")
                    + (anonymousId == null ? "" : ",\"anonymousId\":\"" + anonymousId + "\"")
                    + ",\"timestamp\":\"" + at + "\",\"" + (identify ? "traits" : "properties") + "\":" + data
                    + ",\"context\":" + context + "}";
        }
    }

    List<Event> next(int events) {
        List<Event> next = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            next.add(next());
        }
        return next;
    }

    private Visit begin() {
        return new Visit(random.nextInt(customers), random.nextInt(10) > 0);
    }

    private Event next() {
        int i = random.nextInt(UNDER_WAY);
        if (random.nextInt(5) == 0) {
            underWay.set(i, begin());
        }
        Visit visit = underWay.get(i);
        String user = "u-" + visit.customer();
        String device = "d-" + visit.customer();
        // as random as the ids of Segment's clients
        String messageId = "ajs-" + Long.toHexString(random.nextLong()) + "-" + run + "-" + made++;
        Instant at = Instant.now();
        String context =
                "{\"library\":{\"name\":\"analytics.js\",\"version\":\"2.11.1\"},\"locale\":\"de-DE\",\"page\":{\"path\":\"/p/"
                        + random.nextInt(500) + "\",\"referrer\":\"https://www.example.com/\"}}";
        if (visit.known() && random.nextInt(50) == 0) {
            String traits = "{\"email\":\"" + user + "@customers.example\",\"firstName\":\"Ada\",\"country\":\"DE\"}";
            return new Event(messageId, "identify", null, user, device, at, traits, context);
        }
        String properties = "{\"product_id\":\"p-" + random.nextInt(500) + "\",\"category\":\""
                + CATEGORIES.get(random.nextInt(CATEGORIES.size())) + "\",\"currency\":\"EUR\",\"value\":"
                + (10 + random.nextInt(190)) + ".9,\"quantity\":" + (1 + random.nextInt(3)) + "}";
        return new Event(
                messageId,
                "track",
                NAMES.get(random.nextInt(NAMES.size())),
                visit.known() ? user : null,
                visit.known() ? null : device,
                at,
                properties,
                context);
    }
}

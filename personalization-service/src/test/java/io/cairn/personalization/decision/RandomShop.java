package io.cairn.personalization.decision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Catalogues, customers and requests at random, in the form of the golden cases. */
public final class RandomShop {
    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TAGS = List.of("discount", "education", "brand");
    private static final List<String> CONDITIONS = List.of(
            "traits.country == 'DE'",
            "count('view') >= 2 && traits.age > 30.0",
            "context.device == 'mobile' || seen('buy')",
            "since('buy') > days(3)",
            "stage('shop') == 'keen'",
            "persona('shop') == 'fan' && consented('email')",
            "traits.firstName > 3.0");
    private static final List<String> RANKINGS = List.of(
            "offer.value * 2.0",
            "0.0 - offer.value",
            "double(traits.age)",
            "'discount' in offer.tags ? 100.0 : offer.value / 3.0",
            "1.0 / 0.0");
    private static final List<String> TEXTS = List.of(
            "Hello {traits.firstName ?: 'friend'}",
            "{#if context.device == 'mobile'}tap{#else}click{/if}",
            "{#for item in cart}{item.product_id} {/for}",
            "{traits.address}",
            "{offer.value} {context.price}",
            "plain");

    private final Random random;

    public RandomShop(long seed) {
        this.random = new Random(seed);
    }

    public ObjectNode given() {
        ObjectNode given = JSON.createObjectNode();
        given.put("customerId", "u" + random.nextInt(50));
        given.set(
                "maps",
                tree(
                        """
                {"shop":{"name":"Shop","personas":[{"key":"fan","name":"Fan","criteria":"count('view') >= 3"}],"stages":[
                  {"key":"aware","name":"Aware"},{"key":"keen","name":"Keen","entryCriteria":"seen('view')"},
                  {"key":"loyal","name":"Loyal","entryCriteria":"since('buy') < days(30)"}]}}"""));
        for (int i = 0; i < 6; i++) {
            given.withObject("/offers").set("o" + i, offer());
        }
        given.withObject("/placements")
                .set("web", tree("""
                {"name":"Web","channel":"web","fallback":"o0"}"""));
        given.withObject("/placements")
                .set(
                        "mail",
                        caps(
                                tree(
                                        """
                {"name":"Mail","channel":"email","mode":"outbound","fallback":"o1"}""")));
        for (int i = 0; i < 5; i++) {
            given.withObject("/rules").set("r" + i, rule());
        }
        if (sometimes()) {
            given.set(
                    "contactPolicy",
                    tree(
                            """
                    {"timeZone":"Asia/Tokyo","channels":{"email":{"consent":"%s","quietHours":{"from":"22:00","to":"%s"},
                      "caps":[{"limit":2,"per":"P1D"}]}},"tags":{"discount":{"caps":[{"limit":1,"per":"P7D"}]}}}"""
                                    .formatted(one(List.of("optIn", "optOut")), one(List.of("21:00", "06:00")))));
        }
        customer(given);
        return given;
    }

    private ObjectNode offer() {
        ObjectNode offer = tree("{\"name\":\"An offer\"}");
        offer.put("value", random.nextInt(5) * 2.5);
        offer.putArray("tags").add(one(TAGS));
        maybe(offer, "eligibility", CONDITIONS);
        if (random.nextInt(8) == 0) {
            offer.put("status", one(List.of("draft", "archived")));
        }
        if (random.nextInt(8) == 0) {
            offer.put(
                    one(List.of("validFrom", "validTo")),
                    NOW.plusSeconds(random.nextInt(200) - 100L).toString());
        }
        caps(offer);
        ArrayNode representations = offer.putArray("representations");
        for (String channel : List.of("web", "email")) {
            if (random.nextInt(5) > 0) {
                representations
                        .addObject()
                        .put("channel", channel)
                        .putObject("content")
                        .put("text", one(TEXTS))
                        .put("n", 1.50);
            }
            if (sometimes()) {
                representations
                        .addObject()
                        .put("channel", channel)
                        .put("locale", "de")
                        .putObject("content")
                        .put("html", one(TEXTS));
            }
        }
        return offer;
    }

    private ObjectNode rule() {
        ObjectNode rule = tree("{\"name\":\"A rule\"}");
        rule.putArray("tags").add(one(TAGS));
        rule.put("priority", random.nextInt(3) * 10);
        maybe(rule, "when", CONDITIONS);
        maybe(rule, "ranking", RANKINGS);
        if (sometimes()) {
            rule.put("journey", "shop").putArray("stages").add(one(List.of("aware", "keen", "loyal")));
        }
        if (random.nextInt(4) == 0) {
            rule.put("holdout", 0.5);
        }
        if (random.nextInt(8) == 0) {
            rule.put("active", false);
        }
        if (random.nextInt(8) == 0) {
            rule.put(
                    one(List.of("startAt", "endAt")),
                    NOW.plusSeconds(random.nextInt(200) - 100L).toString());
        }
        if (sometimes()) {
            rule.putArray("placements").add(one(List.of("web", "mail")));
        }
        return rule;
    }

    private ObjectNode caps(ObjectNode of) {
        if (random.nextInt(3) == 0) {
            of.putArray("caps").addObject().put("limit", 1 + random.nextInt(2)).put("per", "P7D");
        } else if (of.has("value") && random.nextInt(4) == 0) {
            of.putArray("caps").addObject().put("limit", 3).put("scope", "total");
        }
        return of;
    }

    private void customer(ObjectNode given) {
        ObjectNode traits = given.putObject("traits");
        if (sometimes()) {
            traits.put("country", one(List.of("DE", "FR")))
                    .put("firstName", "Ada <{traits.age}>")
                    .put("age", 20 + random.nextInt(20));
        }
        if (random.nextInt(3) == 0) {
            traits.put("consent.email", sometimes());
        }
        if (random.nextInt(4) == 0) {
            traits.putObject("consent").put("email", sometimes());
        }
        if (random.nextInt(8) == 0) {
            traits.put("consent.Email", sometimes());
        }
        if (random.nextInt(5) == 0) {
            traits.putObject("address").put("city", "Bonn");
        }
        ArrayNode events = given.putArray("events");
        for (int i = random.nextInt(6); i > 0; i--) {
            events.addObject()
                    .put("event", one(List.of("view", "buy", "Product Added")))
                    .put("at", NOW.minus(Duration.ofHours(random.nextInt(1500))).toString())
                    .putObject("properties")
                    .put("product_id", "p" + i)
                    .put("price", 1.25);
        }
        ArrayNode contacts = given.putArray("contacts");
        for (int i = 6; i > 0; i--) {
            if (sometimes()) {
                contacts.addObject()
                        .put("offer", "o" + i)
                        .put("placement", "mail")
                        .put("at", NOW.minus(Duration.ofHours(30L * i)).toString())
                        .putArray("tags")
                        .add(one(TAGS));
            }
        }
        for (int i = 0; i < 6; i++) {
            given.withObject("/totals").put("o" + i, random.nextInt(5));
        }
        given.put("capsKnown", random.nextInt(10) > 0);
    }

    public DecisionRequest request(String customerId, DecisionRequest.Asked... placements) {
        ObjectNode context = tree(
                "{\"price\":1.500,\"large\":123456789012345678901234567890,\"none\":null,\"list\":[1,2.0,{\"a\":null}]}");
        if (sometimes()) {
            context.put("device", "mobile");
        }
        return new DecisionRequest(
                customerId,
                null,
                List.of(placements),
                io.cairn.model.json.JsonValues.freeze(context, ""),
                sometimes() ? "de-AT" : null,
                false,
                sometimes(),
                null,
                sometimes());
    }

    private void maybe(ObjectNode node, String field, List<String> values) {
        if (sometimes()) {
            node.put(field, one(values));
        }
    }

    public boolean sometimes() {
        return random.nextBoolean();
    }

    public int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

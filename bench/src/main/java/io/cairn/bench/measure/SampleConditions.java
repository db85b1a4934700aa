package io.cairn.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.local.sample.ShopSample;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.model.condition.Facts.OfferFacts;
import io.cairn.model.condition.Facts.Position;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.stage.StageResolver;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sample's conditions, and its customers as they are asked. */
final class SampleConditions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant END = Instant.parse("2026-11-21T15:30:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private SampleConditions() {}

    record Written(String source, ConditionKind kind) {}

    static List<Written> written() throws IOException {
        List<Written> all = new ArrayList<>();
        JsonNode map = sample("journey-shop");
        add(map.get("stages"), "entryCriteria", ConditionKind.ENTRY_CRITERIA, all);
        add(map.get("personas"), "criteria", ConditionKind.PERSONA_CRITERIA, all);
        add(sample("offers"), "eligibility", ConditionKind.TARGETING, all);
        add(sample("rules"), "when", ConditionKind.TARGETING, all);
        add(sample("rules"), "ranking", ConditionKind.RANKING, all);
        return all;
    }

    private static void add(JsonNode items, String field, ConditionKind kind, List<Written> all) {
        for (JsonNode item : items) {
            if (item.hasNonNull(field)) {
                all.add(new Written(item.get(field).textValue(), kind));
            }
        }
    }

    /** @param count from the first, the eight that the documentation speaks of among them */
    static List<Facts> customers(int count) throws IOException {
        StageResolver resolver = StageResolver.of(map(), new Conditions());
        List<OfferFacts> offers = offers();
        List<Facts> customers = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            CustomerProfile profile = CustomerProfile.empty("u")
                    .with(ShopSample.history(number, END).stream()
                            .map(SampleConditions::logged)
                            .toList());
            customers.add(facts(profile, offers.get(number % offers.size()), resolver));
        }
        return customers;
    }

    private static Facts facts(CustomerProfile profile, OfferFacts offer, StageResolver resolver) {
        Map<String, Object> context = JsonValues.freeze(Map.of("device", "mobile"), "/context");
        Facts bare = new Facts(profile, END, ZONE, context, JourneyFacts.NONE, purpose -> false, offer);
        String stage = resolver.resolve(bare).stage();
        String persona = resolver.persona(bare);
        JourneyFacts journeys = new JourneyFacts() {
            @Override
            public @Nullable Position position(String journey) {
                return stage == null ? null : new Position(stage, END);
            }

            @Override
            public @Nullable String persona(String journey) {
                return persona;
            }
        };
        return new Facts(profile, END, ZONE, context, journeys, bare.consent(), offer);
    }

    private static LoggedEvent logged(Map<String, Object> message) {
        EventType type = EventType.valueOf(text(message, "type").toUpperCase(Locale.ROOT));
        Object name = message.get(type == EventType.TRACK ? "event" : "name");
        return new LoggedEvent(
                text(message, "messageId"),
                type,
                (String) name,
                (String) message.get("userId"),
                (String) message.get("anonymousId"),
                Instant.parse(text(message, "timestamp")),
                object(message.get("properties")),
                object(message.get("traits")));
    }

    private static String text(Map<String, Object> message, String member) {
        return Objects.requireNonNull((String) message.get(member), member);
    }

    private static Map<String, Object> object(@Nullable Object member) {
        JsonNode tree = JSON.valueToTree(member == null ? Map.of() : member);
        return JsonValues.freeze(tree, "");
    }

    private static List<OfferFacts> offers() throws IOException {
        List<OfferFacts> offers = new ArrayList<>();
        for (JsonNode offer : sample("offers")) {
            Set<String> tags = new HashSet<>();
            offer.path("tags").forEach(tag -> tags.add(tag.textValue()));
            offers.add(new OfferFacts(offer.path("value").asDouble(), tags));
        }
        return offers;
    }

    private static JourneyMap map() throws IOException {
        return JourneyMaps.read(sample("journey-shop"));
    }

    private static JsonNode sample(String name) throws IOException {
        try (InputStream resource = ShopSample.class.getResourceAsStream("/sample/" + name + ".json")) {
            return JSON.readTree(resource);
        }
    }
}

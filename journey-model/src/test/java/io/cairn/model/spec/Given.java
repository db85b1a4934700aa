package io.cairn.model.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.model.condition.Facts.OfferFacts;
import io.cairn.model.condition.Facts.Position;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.CustomerProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a golden case has for {@code given}, as facts: see {@code spec/README.md}. */
public record Given(JsonNode json) {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    public Facts facts() {
        Instant now = json.has("now") ? Instant.parse(json.get("now").asText()) : NOW;
        return new Facts(
                profile(now),
                now,
                ZoneId.of(json.path("zone").asText("UTC")),
                object("context"),
                journeys(),
                purpose -> json.path("consent").path(purpose).asBoolean(),
                offer());
    }

    private CustomerProfile profile(Instant now) {
        List<LoggedEvent> events = new ArrayList<>();
        if (json.has("traits")) {
            events.add(
                    new LoggedEvent("traits", EventType.IDENTIFY, null, "ada", null, now, Map.of(), object("traits")));
        }
        for (JsonNode event : json.path("events")) {
            String messageId = "event-" + events.size();
            String type = event.path("type").asText("track").toUpperCase(Locale.ROOT);
            events.add(new LoggedEvent(
                    messageId,
                    EventType.valueOf(type),
                    event.get("event").asText(),
                    "ada",
                    null,
                    time(event, now),
                    event.has("properties") ? JsonValues.freeze(event.get("properties"), "/properties") : Map.of(),
                    Map.of()));
        }
        return CustomerProfile.empty("ada").with(events);
    }

    private static Instant time(JsonNode event, Instant now) {
        return event.has("ago")
                ? now.minus(Duration.parse(event.get("ago").asText()))
                : Instant.parse(event.get("at").asText());
    }

    private Map<String, Object> object(String field) {
        return json.has(field) ? JsonValues.freeze((ObjectNode) json.get(field), "/" + field) : Map.of();
    }

    private JourneyFacts journeys() {
        return new JourneyFacts() {
            @Override
            public @Nullable Position position(String journey) {
                JsonNode facts = json.path("journeys").path(journey);
                return facts.has("stage")
                        ? new Position(
                                facts.get("stage").asText(),
                                Instant.parse(facts.get("since").asText()))
                        : null;
            }

            @Override
            public @Nullable String persona(String journey) {
                return json.path("journeys").path(journey).path("persona").textValue();
            }
        };
    }

    private @Nullable OfferFacts offer() {
        JsonNode offer = json.path("offer");
        if (offer.isMissingNode()) {
            return null;
        }
        Set<String> tags = new HashSet<>();
        offer.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new OfferFacts(offer.path("value").asDouble(), tags);
    }
}

package io.cairn.personalization.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.contact.Outcome;
import io.cairn.personalization.customer.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a golden case says of the customer: id, traits, events, positions, contacts, totals. */
public final class SpecCustomer {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private SpecCustomer() {}

    public static CustomerFacts read(JsonNode given) {
        String id = given.path("customerId").asText("u1");
        Map<String, Position> positions = new HashMap<>();
        given.path("positions")
                .properties()
                .forEach(at -> positions.put(
                        at.getKey(),
                        new Position(at.getValue().path("stage").asText(), time(at.getValue(), "since"), 1)));
        Map<String, Long> totals = new HashMap<>();
        given.path("totals")
                .properties()
                .forEach(total -> totals.put(total.getKey(), total.getValue().asLong()));
        return new CustomerFacts(
                id,
                profile(id, given),
                positions,
                contacts(given),
                given.path("capsKnown").asBoolean(true),
                totals,
                Map.of());
    }

    private static CustomerProfile profile(String id, JsonNode given) {
        List<LoggedEvent> events = new ArrayList<>();
        if (given.has("traits")) {
            Instant at = Instant.parse("2020-01-01T00:00:00Z");
            events.add(new LoggedEvent(
                    "traits",
                    EventType.IDENTIFY,
                    null,
                    id,
                    null,
                    at,
                    Map.of(),
                    JsonValues.freeze(given.get("traits"), "")));
        }
        for (JsonNode event : given.path("events")) {
            JsonNode properties = event.has("properties") ? event.get("properties") : NOTHING;
            events.add(new LoggedEvent(
                    "m" + events.size(),
                    EventType.TRACK,
                    event.path("event").asText(),
                    id,
                    null,
                    time(event, "at"),
                    JsonValues.freeze(properties, ""),
                    Map.of()));
        }
        return CustomerProfile.empty(id).with(events);
    }

    private static List<Contact> contacts(JsonNode given) {
        List<Contact> contacts = new ArrayList<>();
        for (JsonNode contact : given.path("contacts")) {
            List<String> tags = new ArrayList<>();
            contact.path("tags").forEach(tag -> tags.add(tag.asText()));
            contacts.add(new Contact(
                    "p" + contacts.size(),
                    contact.path("offer").asText(),
                    "r",
                    tags,
                    contact.path("placement").asText(),
                    contact.path("channel").asText("email"),
                    contact.path("outbound").asBoolean(true),
                    time(contact, "at"),
                    outcomes(contact)));
        }
        return contacts;
    }

    private static Map<Outcome, Instant> outcomes(JsonNode contact) {
        Map<Outcome, Instant> outcomes = new HashMap<>();
        contact.path("outcomes")
                .properties()
                .forEach(outcome -> outcomes.put(
                        Outcome.valueOf(outcome.getKey().toUpperCase(Locale.ROOT)),
                        Instant.parse(outcome.getValue().asText())));
        return outcomes;
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }
}

package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cairn.model.event.LoggedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileCheckTest {
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final Map<String, List<LoggedEvent>> timelines = Made.timelines(Made.events(200));
    private final String customer = timelines.keySet().iterator().next();
    private final List<LoggedEvent> events = timelines.get(customer);

    @Test
    void theProfileOfTheEventsIsTheirFoldInAnyOrder() throws Exception {
        JsonNode profile = profile(events);
        Collections.shuffle(events, new Random(1));

        assertThat(ProfileCheck.isFoldOf(events, customer, profile)).isTrue();
    }

    @Test
    void aProfileThatMissesAnEventIsNot() throws Exception {
        JsonNode profile = profile(events.subList(1, events.size()));

        assertThat(ProfileCheck.isFoldOf(events, customer, profile)).isFalse();
    }

    @Test
    void aProfileThatSawAnEventTwiceIsNot() throws Exception {
        List<LoggedEvent> twice = new ArrayList<>(events);
        twice.add(events.stream()
                .filter(event -> event.type().isBehaviour())
                .findFirst()
                .orElseThrow());

        assertThat(ProfileCheck.isFoldOf(events, customer, profile(twice))).isFalse();
    }

    @Test
    void theContractsExampleIsTheFoldOfItsEvent() throws Exception {
        LoggedEvent event = EventJson.fromTimeline(
                json.readTree(
                        """
                        {"messageId":"m1","type":"track","event":"product_view","at":"2026-01-31T11:59:00Z","userId":"u1",
                         "anonymousId":"a7","receivedAt":"2026-01-31T12:00:00Z","properties":{"value":30.0},"context":{}}"""));
        JsonNode profile = json.readTree(
                """
                {"customerId":"u1","anonymousIds":["a7"],"aliases":[],"traits":{},"groups":{},"updatedAt":"2026-01-31T11:59:00Z",
                 "events":{"product_view":{"count":1,"total":30.0,"first":"2026-01-31T11:59:00Z",
                   "last":"2026-01-31T11:59:00Z","recent":[{"at":"2026-01-31T11:59:00Z","properties":{"value":30}}]}}}""");

        assertThat(ProfileCheck.isFoldOf(List.of(event), "u1", profile)).isTrue();
    }

    @Test
    void whatIsSentIsReadBackTheSame() {
        for (SentEvent sent : Made.events(200)) {
            var item = EventJson.toSend(sent.event());
            item.set("at", item.get("timestamp"));
            if (item.has("name")) {
                item.set("event", item.get("name"));
            }

            assertThat(EventJson.fromTimeline(item)).isEqualTo(sent.event());
        }
    }

    /** As a service would write it. */
    private JsonNode profile(List<LoggedEvent> folded) throws Exception {
        return json.readTree(json.writeValueAsString(ProfileCheck.expected(folded, customer)));
    }
}

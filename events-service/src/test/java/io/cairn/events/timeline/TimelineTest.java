package io.cairn.events.timeline;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EventsTest
class TimelineTest {
    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void pagesAreNewestFirstAndMissNothing() {
        List<String> events = new ArrayList<>(IntStream.range(0, 25)
                .mapToObj(i -> track("m" + (10 + i), "\"userId\":\"u\"", "e", "2026-01-31T12:00:0" + i / 10 + "Z"))
                .toList());
        Collections.shuffle(events, new Random(1));
        batch(events);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = caller().queryParam("limit", 10);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/profiles/u/events")
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.messageId"));
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(seen)
                .isEqualTo(IntStream.range(0, 25).mapToObj(i -> "m" + (34 - i)).toList());
    }

    @Test
    void pageOfLargeEventsEndsEarly() {
        String large = "x".repeat(30_000);
        for (int i = 0; i < 200; i += 50) {
            batch(IntStream.range(i, i + 50)
                    .mapToObj(m -> "{\"type\":\"track\",\"messageId\":\"m" + (100 + m)
                            + "\",\"userId\":\"u\",\"event\":\"e\","
                            + "\"timestamp\":\"2026-01-31T12:00:00Z\",\"properties\":{\"text\":\"" + large + "\"}}")
                    .toList());
        }
        var first = caller().get("/v1/profiles/u/events?limit=1000")
                .then()
                .statusCode(200)
                .extract();
        List<String> seen = new ArrayList<>(first.<List<String>>path("items.messageId"));
        assertThat(seen).hasSizeBetween(100, 150);
        seen.addAll(caller().queryParam("cursor", first.<String>path("next"))
                .get("/v1/profiles/u/events?limit=1000")
                .then()
                .body("next", nullValue())
                .extract()
                .path("items.messageId"));
        assertThat(seen)
                .isEqualTo(
                        IntStream.range(0, 200).mapToObj(i -> "m" + (299 - i)).toList());
    }

    @Test
    void itemSaysWhatWasSentAndWhen() {
        batch(List.of("{\"type\":\"track\",\"messageId\":\"m\",\"userId\":\"u\",\"anonymousId\":\"a\",\"event\":\"e\","
                + "\"timestamp\":\"2999-01-01T00:00:00Z\",\"properties\":{\"n\":1.50},\"context\":{\"ip\":\"::1\"}}"));
        var item = caller().get("/v1/profiles/u/events")
                .then()
                .body("items[0].type", equalTo("track"))
                .body("items[0].event", equalTo("e"))
                .body("items[0].anonymousId", equalTo("a"))
                .body("items[0].properties.n", equalTo(1.5f))
                .body("items[0].context.ip", equalTo("::1"))
                .body("items[0].clamped", equalTo(true))
                .body("next", nullValue())
                .extract();
        assertThat(item.<String>path("items[0].at")).isEqualTo(item.path("items[0].receivedAt"));
    }

    @Test
    void joinIsInTheTimelineAndAnonymousIdLeadsThere() {
        batch(
                List.of(
                        track("m1", "\"anonymousId\":\"a\"", "e", "2026-01-31T12:00:00Z"),
                        "{\"type\":\"identify\",\"messageId\":\"m2\",\"userId\":\"u\",\"anonymousId\":\"a\",\"timestamp\":\"2026-01-31T12:00:01Z\"}"));
        for (String id : List.of("u", "a")) {
            caller().get("/v1/profiles/{id}/events", id).then().body("items.messageId", contains("m2", "m1"));
        }
    }

    @Test
    void strangerHasNoTimeline() {
        caller().get("/v1/profiles/nobody/events").then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "bm9uc2Vuc2U", "OTk5OTk5OTk5OTk5OTk5OTk5Om0", "Og"})
    void cursorThatNoPageGaveIsMalformed(String cursor) {
        caller().queryParam("cursor", cursor)
                .get("/v1/profiles/u/events")
                .then()
                .statusCode(400);
    }
}

package io.cairn.events.profile;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.model.profile.CustomerProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers who have seen more pages than a profile holds names. */
@EventsTest
class FullProfileTest {
    private static final int PAGES = CustomerProfile.MAX_EVENT_NAMES + 20;
    private static final int VIEWS = 5;
    private static final int PER_BATCH = 300;
    private static final int LATIN_BYTES = 800;

    private final Random random = new Random(1);

    @Inject
    Service service;

    @Inject
    ProfileStore store;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void eachIsBoundedAndAllAreWrittenBackTogether() {
        List.of("u1", "u2").forEach(this::browse);
        batch(List.of(track("m", "\"userId\":\"small\"", "e", "2026-01-31T12:00:00Z")))
                .statusCode(200);
        Map<String, String> before = service.stored();
        store.find(List.of("small"));
        assertThat(store.portion()).isGreaterThan(100);

        service.flushRedis();
        service.awaitComplete();
        assertThat(store.portion()).as("learnt by writing").isBetween(1, 10);
        assertThat(service.stored()).isEqualTo(before);
        profile("u1")
                .body("events", aMapWithSize(CustomerProfile.MAX_EVENT_NAMES))
                .body("events", hasKey("buy"))
                .body("events", not(hasKey("A page of number " + (PAGES - 1))))
                .body("otherEvents.count", equalTo((PAGES + 1 - CustomerProfile.MAX_EVENT_NAMES) * VIEWS))
                .body("otherEvents.recent", hasSize(20));
    }

    @Test
    void fewAreReadAtATimeAndAllInTheirOrder() {
        browse("u1");
        batch(List.of(track("m", "\"userId\":\"small\"", "e", "2026-01-31T12:00:00Z")))
                .statusCode(200);
        store.find(List.of("small"));
        assertThat(store.portion()).isGreaterThan(100);
        store.find(List.of("u1"));
        assertThat(store.portion()).isBetween(1, 5);
        List<String> ids = List.of("u1", "u1", "nobody", "u1", "small", "u1", "u1", "u1");
        List<String> found = new ArrayList<>();
        store.forEach(ids, (id, stored) -> {
            assertThat(stored.map(there -> there.profile().customerId()))
                    .isEqualTo(Optional.of(id).filter(who -> !who.equals("nobody")));
            found.add(id);
        });
        assertThat(found).isEqualTo(ids);
    }

    private void browse(String customerId) {
        List<String> events = new ArrayList<>();
        for (int view = 0; view < VIEWS; view++) {
            for (int page = 0; page < PAGES; page++) {
                events.add(page(customerId, "A page of number " + page, view));
            }
        }
        events.add(page(customerId, "buy", VIEWS));
        for (int from = 0; from < events.size(); from += PER_BATCH) {
            batch(events.subList(from, Math.min(from + PER_BATCH, events.size())))
                    .statusCode(200);
        }
    }

    private String page(String customerId, String name, int view) {
        String messageId = customerId + "-" + name.replace(' ', '-') + "-" + view;
        Instant at = Instant.parse("2026-01-20T12:00:00Z").plusSeconds(view);
        return "{\"type\":\"page\",\"messageId\":\"" + messageId + "\",\"userId\":\"" + customerId + "\",\"name\":\""
                + name + "\",\"properties\":{\"text\":\"" + text() + "\"},\"timestamp\":\"" + at + "\"}";
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        random.ints(LATIN_BYTES, 'a', 'z').forEach(letter -> text.append((char) letter));
        return text.toString();
    }
}

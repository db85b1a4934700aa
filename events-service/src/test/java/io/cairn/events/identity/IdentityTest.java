package io.cairn.events.identity;

import static io.cairn.events.Service.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of identity are the cases in {@code spec/identity}: anybody can read and add one. */
@EventsTest
class IdentityTest {
    private static final int ORDERS = 4;

    @Inject
    Service service;

    static Stream<Golden> cases() throws IOException {
        try (InputStream file = IdentityTest.class.getResourceAsStream("/spec/identity/joins.json")) {
            JsonNode cases = new ObjectMapper().readTree(file);
            return StreamSupport.stream(cases.spliterator(), false).map(Golden::of).toList().stream();
        }
    }

    record Golden(String name, List<String> given, Map<String, String> owners) {
        static Golden of(JsonNode node) {
            List<String> given = new ArrayList<>();
            node.get("given").forEach(event -> given.add(json(event.asText())));
            Map<String, String> owners = new TreeMap<>();
            node.get("then")
                    .properties()
                    .forEach(
                            entry -> owners.put(entry.getKey(), entry.getValue().asText()));
            return new Golden(node.get("name").asText(), given, owners);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code TIME MESSAGE_ID TYPE ANONYMOUS_ID [USER_ID]}. */
    private static String json(String line) {
        String[] word = line.split(" ", -1);
        String ids = word[3].equals("-")
                ? ""
                : ",\"" + (word[2].equals("alias") ? "previousId" : "anonymousId") + "\":\"" + word[3] + "\"";
        ids += word.length < 5 ? "" : ",\"userId\":\"" + word[4] + "\"";
        return "{\"type\":\"" + word[2] + "\",\"messageId\":\"" + word[1] + "\"" + ids
                + ",\"event\":\"e\",\"traits\":{\"by\":\"" + word[1] + "\"},\"properties\":{\"value\":0.1}"
                + ",\"timestamp\":\"2026-01-31T" + word[0] + ":00Z\"}";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eventsBelongToWhomTheCaseSaysInAnyOrder(Golden golden) throws SQLException {
        Map<String, String> first = null;
        for (int order = 0; order < ORDERS; order++) {
            service.wipe();
            List<String> events = new ArrayList<>(golden.given());
            Collections.shuffle(events, new Random(order));
            if (order == 0) {
                batch(events).statusCode(200);
            } else {
                events.forEach(event -> batch(List.of(event)).statusCode(200));
            }
            Map<String, String> owners = new TreeMap<>(service.owners());
            assertThat(owners).as("order %d", order).containsAllEntriesOf(golden.owners());
            Map<String, String> stored = service.profiles();
            first = first == null ? stored : first;
            assertThat(stored).as("order %d", order).isEqualTo(first);
            service.flushRedis();
            service.awaitComplete();
            assertThat(service.profiles()).as("rebuilt after order %d", order).isEqualTo(first);
        }
    }

    @Test
    void anyOrderAndSplitOfAHistoryGivesTheSameProfiles() throws SQLException {
        List<String> events = new ArrayList<>();
        Random random = new Random(42);
        for (int i = 0; i < 120; i++) {
            String time = "1" + random.nextInt(10) + ":" + (10 + random.nextInt(50));
            String device = "d" + random.nextInt(4);
            String user = "u" + random.nextInt(4);
            events.add(json(
                    switch (random.nextInt(6)) {
                        case 0 -> time + " i" + i + " identify " + device + " " + user;
                        case 1 -> time + " l" + i + " alias " + device + " " + user;
                        case 2 -> time + " t" + i + " track - " + user;
                        default -> time + " a" + i + " track " + device;
                    }));
        }
        Map<String, String> owners = null;
        Map<String, String> profiles = null;
        for (int order = 0; order < 6; order++) {
            service.wipe();
            Collections.shuffle(events, new Random(order));
            int size = List.of(1, 7, 120, 40, 3, 13).get(order);
            for (int from = 0; from < events.size(); from += size) {
                batch(events.subList(from, Math.min(from + size, events.size())))
                        .statusCode(200);
            }
            owners = owners == null ? service.owners() : owners;
            profiles = profiles == null ? service.profiles() : profiles;
            assertThat(service.owners()).isEqualTo(owners);
            assertThat(service.profiles()).isEqualTo(profiles);
        }
        assertThat(profiles).hasSizeGreaterThan(7);
    }
}

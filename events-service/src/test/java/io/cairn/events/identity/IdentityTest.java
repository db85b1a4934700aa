package io.cairn.events.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import org.junit.jupiter.api.Test;

/** The rules of identity are the cases in {@code spec/identity}: anybody can read and add one. */
@EventsTest
class IdentityTest {
    private static final int ORDERS = 5;

    @Inject
    Service service;

    private static List<Golden> cases() throws IOException {
        List<Golden> all = new ArrayList<>();
        for (String name : List.of("joins", "aliases", "external-ids")) {
            try (InputStream file = IdentityTest.class.getResourceAsStream("/spec/identity/" + name + ".json")) {
                new ObjectMapper().readTree(file).forEach(node -> all.add(Golden.of(node, all.size() + ".")));
            }
        }
        return all;
    }

    /**
     * @param owners whose each event is, by messageId
     * @param finds the customer that is found, by the id asked for
     * @param uncounted the joins that do not count
     */
    record Golden(
            String name,
            List<Said> given,
            Map<String, String> owners,
            Map<String, String> finds,
            List<String> uncounted) {
        static Golden of(JsonNode node, String prefix) {
            List<Said> given = new ArrayList<>();
            node.get("given").forEach(event -> given.add(Said.of(event.asText(), prefix)));
            List<String> uncounted = new ArrayList<>();
            node.path("uncounted").forEach(messageId -> uncounted.add(prefix + messageId.asText()));
            return new Golden(
                    node.get("name").asText(),
                    given,
                    texts(node.get("then"), prefix),
                    texts(node.path("finds"), prefix),
                    uncounted);
        }

        private static Map<String, String> texts(JsonNode node, String prefix) {
            Map<String, String> texts = new TreeMap<>();
            node.properties()
                    .forEach(entry -> texts.put(
                            Said.prefixed(entry.getKey(), prefix),
                            prefix + entry.getValue().asText()));
            return texts;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All cases in one log: none may disturb another. */
    @Test
    void eventsBelongToWhomTheCasesSayInAnyOrder() throws IOException, SQLException {
        List<Golden> cases = cases();
        assertThat(cases).hasSizeGreaterThan(30);
        Map<String, String> first = null;
        for (int order = 0; order < ORDERS; order++) {
            service.wipe();
            for (Golden golden : cases) {
                send(golden.given(), order);
            }
            Map<String, String> owners = new TreeMap<>(service.owners());
            List<String> uncounted = uncounted();
            for (Golden golden : cases) {
                assertThat(owners).as("%s, order %d", golden, order).containsAllEntriesOf(golden.owners());
                golden.finds()
                        .forEach((id, customer) ->
                                Service.profile(id).statusCode(200).body("customerId", equalTo(customer)));
                assertThat(uncounted).as("%s, order %d", golden, order).containsAll(golden.uncounted());
            }
            assertThat(uncounted)
                    .hasSize(cases.stream()
                            .mapToInt(golden -> golden.uncounted().size())
                            .sum());
            Map<String, String> stored = service.profiles();
            first = first == null ? stored : first;
            assertThat(stored).as("order %d", order).isEqualTo(first);
        }
        service.flushRedis();
        service.awaitComplete();
        assertThat(service.profiles()).as("rebuilt").isEqualTo(first);
    }

    private static void send(List<Said> given, int order) {
        List<Said> events = new ArrayList<>(given);
        Collections.shuffle(events, new Random(order));
        if (order == 0) {
            Said.sendTogether(events);
        } else {
            events.forEach(event -> Said.sendTogether(List.of(event)));
        }
    }

    private static List<String> uncounted() {
        return Service.caller()
                .get("/v1/joins?counts=false&limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("items.messageId");
    }

    @Test
    void anyOrderAndSplitOfAHistoryGivesTheSameProfiles() throws SQLException {
        List<Said> events = new ArrayList<>();
        Random random = new Random(42);
        for (int i = 0; i < 120; i++) {
            String time = "1" + random.nextInt(10) + ":0" + random.nextInt(3); // so that many are of the same time
            String device = "d" + random.nextInt(4);
            String user = "u" + random.nextInt(4);
            String other = "u" + random.nextInt(4);
            String external = " ext=crm:" + random.nextInt(4);
            events.add(Said.of(
                    switch (random.nextInt(12)) {
                        case 0, 1 -> time + " i" + i + " identify " + device + " " + user;
                        case 2 -> time + " l" + i + " alias " + device + " " + user;
                        case 3 -> time + " l" + i + " alias! " + device + " " + user;
                        case 4 -> time + " l" + i + " alias! " + other + " " + user;
                        case 5 -> time + " l" + i + " alias " + other + " " + user;
                        case 6 -> time + " n" + i + " unalias " + (i % 2 == 0 ? device : other) + " " + user;
                        case 7 -> time + " t" + i + " track - " + user + external;
                        case 8 -> time + " t" + i + " track - " + device;
                        case 9 -> time + " a" + i + " track " + device + external;
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
                Said.sendTogether(events.subList(from, Math.min(from + size, events.size())));
            }
            owners = owners == null ? service.owners() : owners;
            profiles = profiles == null ? service.profiles() : profiles;
            assertThat(service.owners()).isEqualTo(owners);
            assertThat(service.profiles()).isEqualTo(profiles);
        }
        assertThat(profiles).hasSizeGreaterThan(4);
    }
}

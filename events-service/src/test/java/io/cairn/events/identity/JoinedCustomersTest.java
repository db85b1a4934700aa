package io.cairn.events.identity;

import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers see of joins; whose each event is, IdentityTest says. */
@EventsTest
class JoinedCustomersTest {
    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void theAnswerTellsWhichJoinsDoNotCount() {
        send("10:00 m1 track - v");
        Said alias = Said.of("11:00 l1 alias v u");
        for (String key : List.of("ingest-key", "local-dev-key")) { // a second receipt, whosever, changes nothing
            caller(key)
                    .body(alias.json())
                    .post("/v1/alias")
                    .then()
                    .statusCode(200)
                    .body("joinsNotCounted.messageId", contains("l1"))
                    .body("joinsNotCounted[0].previousId", equalTo("v"))
                    .body("joinsNotCounted[0].detail", containsString("role admin"));
        }
        profile("v").body("customerId", equalTo("v"));
        caller(Said.of("12:00 m2 track - v").key())
                .body(Said.of("12:00 m2 track - v").json())
                .post("/v1/track")
                .then()
                .body("joinsNotCounted", nullValue());
    }

    @Test
    void theTimelineShowsTheJoins() {
        send("10:00 m1 track a", "11:00 i1 identify a v", "12:00 l1 alias v u", "13:00 l2 alias! v u");
        caller().get("/v1/profiles/a/events")
                .then()
                .statusCode(200)
                .body("items.messageId", contains("l2", "l1", "i1", "m1"))
                .body("items.join.previousId", contains("v", "v", "a"))
                .body("items.join.userId", contains("u", "u", "v"))
                .body("items.join.counts", contains(true, false, true));
        profile("v")
                .body("customerId", equalTo("u"))
                .body("aliases", contains("v"))
                .body("anonymousIds", contains("a"));
    }

    @Test
    void onlyAnAdminUndoes() {
        send("10:00 m1 track - v", "11:00 l1 alias! v u");
        caller("ingest-key")
                .body(Said.of("12:00 n1 unalias v u").json())
                .post("/v1/unalias")
                .then()
                .statusCode(403);
        profile("v").body("customerId", equalTo("u"));
        Service.batch(List.of(Said.of("12:00 n1 unalias v u").json()))
                .statusCode(200)
                .body("rejected[0].detail", containsString("/batch/0/type: must be one of track"));
        caller().body("{\"userId\":\"u\"}")
                .post("/v1/unalias")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/previousId"));
    }

    @Test
    void joinsAreListedByWhetherTheyCount() {
        send("10:00 m1 track - v", "11:00 l1 alias v u", "12:00 i1 identify a v");
        caller().get("/v1/joins?counts=true")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].messageId", equalTo("i1"))
                .body("items[0].counts", is(true));
        caller().get("/v1/joins?counts=false")
                .then()
                .body("items.messageId", contains("l1"))
                .body("items[0].admin", is(false));
        caller().get("/v1/joins?counts=perhaps").then().statusCode(400).body("errors[0].pointer", equalTo("counts"));
    }

    @Test
    void groupsShowInTheProfile() {
        Service.post(
                        "/v1/group",
                        "{\"userId\":\"u\",\"groupId\":\"club\",\"traits\":{\"name\":\"Old\",\"plan\":\"pro\"},"
                                + "\"timestamp\":\"2026-01-31T10:00:00Z\"}")
                .statusCode(200);
        Service.post("/v1/group", "{\"userId\":\"u\",\"groupId\":\"club\",\"traits\":{\"name\":\"Shoe club\"}}")
                .statusCode(200);
        profile("u")
                .body("groups", equalTo(Map.of("club", Map.of("name", "Shoe club", "plan", "pro"))))
                .body("traits", equalTo(Map.of()));
        service.flushRedis();
        service.awaitComplete();
        profile("u").body("groups.club.plan", equalTo("pro"));
    }

    @Test
    void joinsAtOnceGiveWhatTheirUnionGives() throws SQLException, ExecutionException, InterruptedException {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            said.add(Said.of("10:00 m" + i + " track - u" + i));
            said.add(Said.of("10:30 d" + i + " track a" + i));
            said.add(Said.of("11:00 i" + i + " identify a" + i + " u" + i));
            said.add(Said.of("12:" + (10 + i) + " l" + i + " alias! u" + i + " u" + (i + 1) / 4 * 4));
        }
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Void>> sends = new ArrayList<>();
            said.forEach(event -> sends.add(() -> {
                Said.sendTogether(List.of(event));
                return null;
            }));
            for (Future<Void> sent : senders.invokeAll(sends)) {
                sent.get();
            }
        } finally {
            senders.shutdownNow();
        }
        Map<String, String> owners = service.owners();
        Map<String, String> profiles = service.profiles();
        service.wipe();
        Said.sendTogether(said);
        assertThat(owners).isEqualTo(service.owners());
        assertThat(profiles).isEqualTo(service.profiles());
    }

    @Test
    void anExternalIdThatIsNoneIsNamed() {
        refused("7", "/context/externalIds: must be a list of at most 20 objects");
        refused("[7]", "/context/externalIds/0: must be an object with type and id");
        refused("[{\"type\":\"email\"}]", "/context/externalIds/0/id: must be there");
        refused("[{\"type\":\"a:b\",\"id\":\"x\"}]", "/context/externalIds/0/type: must not contain a colon");
        refused(
                "[{\"type\":\"email\",\"id\":\"x\",\"encoding\":\"rot13\"}]",
                "/context/externalIds/0/encoding: must be none or sha256");
    }

    private static void refused(String externalIds, String detail) {
        Service.batch(List.of("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"context\":{\"externalIds\":"
                        + externalIds + "}}"))
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected[0].detail", equalTo("/batch/0" + detail));
    }

    private static void send(String... lines) {
        Said.sendTogether(List.of(lines).stream().map(Said::of).toList());
    }
}

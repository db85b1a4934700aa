package io.cairn.events.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.test.Beside;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever left the log, whenever, and however the passes failed: every profile is what it would be had all events that were
 * taken stayed.
 */
@EventsTest
class RetainedProfilesTest {
    private static final Instant BEGIN = Instant.parse("2022-01-10T00:00:00Z");
    private static final int STEPS = 40;
    private static final Duration STEP = Duration.ofDays(8);

    @Inject
    Service service;

    @Inject
    Passes passes;

    @BeforeEach
    @AfterEach
    void wipe() throws SQLException {
        service.execute("DROP TRIGGER IF EXISTS crash ON snapshot");
        service.execute("DROP TRIGGER IF EXISTS crash ON message");
        service.wipe();
    }

    /** What one caller sends: a batch, or what undoes a join. */
    private record Sent(String path, List<String> events) {
        Response send() {
            String body = path.equals("/v1/batch") ? "{\"batch\":[" + String.join(",", events) + "]}" : events.get(0);
            return await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(
                            () -> Service.caller().body(body).post(path),
                            response -> response.statusCode() != 503); // a pass has just moved on
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void passesBetweenRequests(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Sent> taken = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            Instant now = BEGIN.plus(STEP.multipliedBy(step));
            send(random, now, step, taken);
            if (random.nextInt(4) == 0) {
                letCrash(random.nextInt(3));
                passes.at(now, 1 + random.nextInt(6)).look();
                letCrash(0);
            }
        }
        compare(taken);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void passesBesideRequests(long seed) throws SQLException {
        Random random = new Random(seed);
        AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
        CompletableFuture<Void> replica = Beside.run(() -> {
            Random pages = new Random(seed);
            while (now.get().isBefore(Instant.MAX)) {
                passes.at(now.get(), 1 + pages.nextInt(6)).look();
            }
        });
        List<Sent> taken = new ArrayList<>();
        try {
            for (int step = 0; step < STEPS; step++) {
                now.set(BEGIN.plus(STEP.multipliedBy(step)));
                List<Sent> second = new ArrayList<>();
                Random other = new Random(random.nextLong());
                int its = 1000 + step;
                CompletableFuture<Void> beside = Beside.run(() -> send(other, now.get(), its, second));
                send(random, now.get(), step, taken);
                beside.join();
                taken.addAll(second);
            }
        } finally {
            now.set(Instant.MAX);
            replica.join();
        }
        compare(taken);
    }

    /** Half of what a pass writes fails: in the middle of a transaction, before it folds or after. */
    private void letCrash(int where) throws SQLException {
        service.execute("DROP TRIGGER IF EXISTS crash ON snapshot");
        service.execute("DROP TRIGGER IF EXISTS crash ON message");
        service.execute(
                """
                CREATE OR REPLACE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF random() < 0.5 THEN RAISE EXCEPTION 'as if PostgreSQL had crashed'; END IF;
                  RETURN NULL;
                END $$
                """);
        if (where == 1) {
            service.execute(
                    "CREATE TRIGGER crash AFTER INSERT OR UPDATE ON snapshot FOR EACH ROW EXECUTE FUNCTION crash()");
        } else if (where == 2) {
            service.execute("CREATE TRIGGER crash AFTER DELETE ON message FOR EACH ROW EXECUTE FUNCTION crash()");
        }
    }

    private void compare(List<Sent> taken) throws SQLException {
        long snapshots = service.number("SELECT count(*) FROM snapshot");
        long kept = service.logged();
        long all = taken.stream().mapToLong(sent -> sent.events().size()).sum();
        Map<String, String> profiles = service.profiles();
        service.flushRedis();
        service.awaitComplete();
        Map<String, String> rebuilt = service.profiles();
        assertThat(snapshots).isGreaterThan(5);
        assertThat(kept).isLessThan(all);
        service.wipe();
        inFewRequests(taken)
                .forEach(sent -> assertThat(sent.send().statusCode()).isEqualTo(200));
        assertThat(service.logged()).isEqualTo(all);
        Map<String, String> expected = service.profiles();
        assertThat(profiles).isEqualTo(expected);
        assertThat(rebuilt).isEqualTo(expected);
    }

    /** What is not undone between comes together, which the profiles do not show. */
    private static List<Sent> inFewRequests(List<Sent> taken) {
        List<Sent> few = new ArrayList<>();
        for (Sent sent : taken) {
            Sent latest = few.isEmpty() ? sent : few.get(few.size() - 1);
            if (!few.isEmpty()
                    && sent.path().equals("/v1/batch")
                    && latest.path().equals("/v1/batch")) {
                latest.events().addAll(sent.events());
            } else {
                few.add(new Sent(sent.path(), new ArrayList<>(sent.events())));
            }
        }
        return few;
    }

    /** Sends some events, late ones among them; remembers those that were taken. */
    private static void send(Random random, Instant now, int step, List<Sent> taken) {
        List<String> batch = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String id = "m" + step + "-" + i;
            int late = random.nextInt(3) == 0 ? random.nextInt(90 * 24) : random.nextInt(24);
            String at = now.minus(Duration.ofHours(late)).toString();
            String device = "d" + random.nextInt(3);
            String user = "u" + random.nextInt(4);
            String other = "u" + random.nextInt(4);
            String one = random.nextBoolean() ? device : other;
            switch (random.nextInt(12)) {
                case 0, 1 ->
                    batch.add(event(
                            "identify", id, at, "\"anonymousId\":\"" + device + "\",\"userId\":\"" + user + "\""));
                case 2 ->
                    batch.add(event("alias", id, at, "\"previousId\":\"" + one + "\",\"userId\":\"" + user + "\""));
                case 3 ->
                    send(
                            new Sent(
                                    "/v1/unalias",
                                    List.of(event(
                                            "unalias",
                                            id,
                                            at,
                                            "\"previousId\":\"" + one + "\",\"userId\":\"" + user + "\""))),
                            taken);
                case 4, 5 -> batch.add(event("track", id, at, "\"userId\":\"" + user + "\""));
                case 6 ->
                    batch.add(event(
                            "group", id, at, "\"groupId\":\"g" + random.nextInt(3) + "\",\"userId\":\"" + user + "\""));
                case 7 -> batch.add(event("identify", id, at, "\"anonymousId\":\"" + device + "\""));
                default -> batch.add(event("track", id, at, "\"anonymousId\":\"" + device + "\""));
            }
        }
        if (!batch.isEmpty()) {
            send(new Sent("/v1/batch", batch), taken);
        }
    }

    private static void send(Sent sent, List<Sent> taken) {
        Response response = sent.send();
        if (response.statusCode() == 400 && sent.path().equals("/v1/unalias")) {
            return; // from before what is kept
        }
        assertThat(response.statusCode()).isEqualTo(200);
        List<Integer> rejected = response.path("rejected.index");
        List<String> events = new ArrayList<>();
        for (int i = 0; i < sent.events().size(); i++) {
            if (rejected == null || !rejected.contains(i)) {
                events.add(sent.events().get(i));
            }
        }
        if (!events.isEmpty()) {
            taken.add(new Sent(sent.path(), events));
        }
    }

    private static String event(String type, String id, String at, String ids) {
        return "{\"type\":\"" + type + "\",\"messageId\":\"" + id + "\"," + ids + ",\"event\":\"e" + id.length()
                + "\",\"traits\":{\"by\":\"" + id + "\",\"" + id.substring(id.length() - 1) + "\":"
                + (id.length() % 2 == 0 ? "null" : "1")
                + "},\"properties\":{\"value\":0.1,\"of\":\"" + id + "\"},\"timestamp\":\"" + at + "\"}";
    }
}

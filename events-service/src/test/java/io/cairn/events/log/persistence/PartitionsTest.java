package io.cairn.events.log.persistence;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class PartitionsTest {
    @Inject
    Service service;

    @Inject
    DataSource database;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    private static String sent(String messageId, String userId, String day) {
        return track(messageId, "\"userId\":\"" + userId + "\"", "e", day + "T12:00:00Z");
    }

    @Test
    void anEventIsTheSameWhateverMonthItIsSaidToBeOf() throws SQLException {
        batch(List.of(sent("m1", "u", "2025-03-31"), sent("m1", "u", "2025-04-01")))
                .body("accepted", equalTo(1))
                .body("duplicates", equalTo(1));
        batch(List.of(sent("m1", "u", "2025-05-01"))).body("accepted", equalTo(0));
        batch(List.of(sent("m1", "v", "2024-05-01"))).body("accepted", equalTo(0));
        assertThat(service.logged()).isEqualTo(1);
        profile("u").body("events.e.count", equalTo(1)).body("events.e.first", equalTo("2025-03-31T12:00:00Z"));
        profile("v").statusCode(404);
    }

    @Test
    void manyWhoSendItAtOnceWithOtherTimesAndOtherCustomersLogItOnce() throws Exception {
        List<Integer> accepted = atOnce(
                12,
                IntStream.range(0, 96)
                        .mapToObj(i -> (Callable<Integer>) () -> batch(IntStream.range(0, 20)
                                        .mapToObj(n -> sent("m" + n, "u" + i % 2, "2025-0" + (1 + i % 7) + "-15"))
                                        .toList())
                                .statusCode(200)
                                .extract()
                                .path("accepted"))
                        .toList());
        assertThat(accepted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
        assertThat(service.logged()).isEqualTo(20);
        int counted = 0;
        for (String customer : List.of("u0", "u1")) {
            Integer count = profile(customer).extract().path("events.e.count");
            counted += count == null ? 0 : count;
        }
        assertThat(counted).isEqualTo(20);
    }

    @Test
    void batchesOverManyNewMonthsComeAtOnce() throws Exception {
        List<String> events = new ArrayList<>();
        for (int month = 0; month < 36; month++) {
            String day = String.format("20%d-%02d-01", 21 + month / 12, 1 + month % 12);
            events.add(sent("m" + month, "u" + month % 3, day));
        }
        List<Integer> accepted = atOnce(
                8,
                IntStream.range(0, 16)
                        .mapToObj(i -> (Callable<Integer>) () -> {
                            List<String> shuffled = new ArrayList<>(events);
                            Collections.shuffle(shuffled, new Random(i));
                            return batch(shuffled).statusCode(200).extract().path("accepted");
                        })
                        .toList());
        assertThat(accepted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(36);
        assertThat(service.number("SELECT count(DISTINCT tableoid) FROM event")).isEqualTo(36);
        caller().get("/v1/profiles/u0/events?limit=2").then().body("items.messageId", contains("m33", "m30"));
    }

    @Test
    void replicasThatNeedTheSamePartitionAtOnceMakeOne() throws Exception {
        List<ReceivedEvent> events = List.of(received("2020-02-29"), received("2020-03-01"));
        atOnce(
                6,
                IntStream.range(0, 6)
                        .mapToObj(i -> (Callable<Boolean>) () -> {
                            new Partitions(database).makeFor(events);
                            return true;
                        })
                        .toList());
        assertThat(service.number(
                        "SELECT count(*) FROM event_partition WHERE since < '2020-04-01' AND until > '2020-02-01'"))
                .isEqualTo(2);
        assertThat(service.number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'event'::regclass"))
                .isEqualTo(service.number("SELECT count(*) FROM event_partition"));
    }

    @Test
    void whatIsLongPastSharesOne() throws SQLException {
        batch(List.of(
                        sent("m1", "u", "1970-01-01"),
                        sent("m2", "u", "1999-12-31"),
                        sent("m3", "u", "2007-07-07"),
                        sent("m4", "u", "2019-12-31")))
                .body("accepted", equalTo(4));
        assertThat(service.number("SELECT count(DISTINCT tableoid) FROM event")).isEqualTo(1);
        profile("u").body("events.e.count", equalTo(4));
    }

    @Test
    void aPartitionThatIsGoneIsMadeAgain() throws SQLException {
        batch(List.of(sent("m1", "u", "2020-08-01"))).body("accepted", equalTo(1));
        service.execute("DROP TABLE event_2020_08");
        service.execute("DELETE FROM event_partition WHERE name = 'event_2020_08'");
        batch(List.of(sent("m2", "u", "2020-08-02"))).body("accepted", equalTo(1));
        assertThat(service.logged()).isEqualTo(1);
    }

    @Test
    void aPartitionThatGoesAgainAndAgainIsWaitedFor() throws SQLException {
        batch(List.of(sent("m1", "v", "2020-09-01"))).body("accepted", equalTo(1));
        service.execute("CREATE SEQUENCE gone");
        service.execute(
                """
                CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF nextval('gone') <= 3 THEN DROP TABLE event_2020_09; END IF; -- until the rollback
                  RETURN NULL;
                END $$
                """);
        service.execute("CREATE TRIGGER gone AFTER INSERT ON message FOR EACH STATEMENT EXECUTE FUNCTION gone()");
        try {
            batch(List.of(sent("m2", "u", "2020-09-02"))).body("accepted", equalTo(1));
            assertThat(service.number("SELECT last_value FROM gone")).isEqualTo(4);
        } finally {
            service.execute("DROP TRIGGER gone ON message");
            service.execute("DROP FUNCTION gone()");
            service.execute("DROP SEQUENCE gone");
        }
        profile("u").body("events.e.count", equalTo(1));
    }

    private static ReceivedEvent received(String day) {
        Instant at = Instant.parse(day + "T00:00:00Z");
        LoggedEvent event = new LoggedEvent("m" + day, EventType.TRACK, "e", "u", null, at, Map.of(), Map.of());
        return new ReceivedEvent(event, at, false, Map.of(), Map.of(), Set.of());
    }

    /** Each thread's first piece of work begins at the same moment. */
    private static <T> List<T> atOnce(int threads, List<Callable<T>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < work.size(); i++) {
                Callable<T> piece = work.get(i);
                boolean first = i < threads;
                futures.add(pool.submit(() -> {
                    if (first) {
                        start.await();
                    }
                    return piece.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}

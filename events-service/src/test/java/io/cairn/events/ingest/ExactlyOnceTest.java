package io.cairn.events.ingest;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.post;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class ExactlyOnceTest {
    private static final String AT = "2026-01-31T12:00:00Z";

    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void batchSentByManyAtOnceCountsOnce() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(track(
                    "m" + i,
                    i % 2 == 0 ? "\"userId\":\"u" + i % 10 + "\"" : "\"anonymousId\":\"a" + i % 7 + "\"",
                    "e",
                    AT));
        }
        for (int i = 0; i < 7; i++) {
            events.add("{\"type\":\"identify\",\"messageId\":\"i" + i + "\",\"userId\":\"u" + i
                    + "\",\"anonymousId\":\"a" + i + "\",\"timestamp\":\"" + AT + "\"}");
        }
        List<Integer> accepted = concurrently(
                8,
                IntStream.range(0, 16)
                        .mapToObj(i -> (Callable<Integer>) () -> {
                            List<String> shuffled = new ArrayList<>(events);
                            Collections.shuffle(shuffled, new Random(i));
                            return batch(shuffled).statusCode(200).extract().path("accepted");
                        })
                        .toList());
        assertThat(accepted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(207);
        assertThat(service.logged()).isEqualTo(207);
        int counted = 0;
        for (int i = 0; i < 10; i++) {
            Integer count = profile("u" + i).extract().path("events.e.count");
            counted += count == null ? 0 : count;
        }
        assertThat(counted).isEqualTo(200);
    }

    @Test
    void overlappingBatchesNeverFail() throws Exception {
        List<Integer> accepted = concurrently(
                12,
                IntStream.range(0, 60)
                        .mapToObj(i -> (Callable<Integer>) () -> {
                            Random random = new Random(i);
                            List<String> events = IntStream.range(0, 40)
                                    .mapToObj(n -> random.nextInt(500))
                                    .map(n -> track("m" + n, "\"anonymousId\":\"a" + n % 20 + "\"", "e", AT))
                                    .toList();
                            return batch(events).statusCode(200).extract().path("accepted");
                        })
                        .toList());
        assertThat(service.logged())
                .isEqualTo(accepted.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void concurrentIncrementsOfOneProfileAllCount() throws Exception {
        concurrently(
                16,
                IntStream.range(0, 800)
                        .mapToObj(i -> (Callable<Integer>) () -> {
                            batch(List.of(track("m" + i, "\"userId\":\"u\"", "e", AT)))
                                    .statusCode(200)
                                    .body("accepted", equalTo(1));
                            return 1;
                        })
                        .toList());
        profile("u").body("events.e.count", equalTo(800)).body("events.e.total", equalTo(880));
    }

    @Test
    void eventThatIsDroppedIsNeverSaidToBeTaken() throws SQLException {
        String bad = "{\"type\":\"track\",\"userId\":\"u\"}";
        batch(List.of(bad)).statusCode(200).body("accepted", equalTo(0)).body("rejected", hasSize(1));
        for (String call : List.of("track", "identify", "page", "screen", "group", "alias")) {
            post("/v1/" + call, "{\"userId\":\"u\",\"timestamp\":\"x\"}").statusCode(400);
        }
        assertThat(service.logged()).isZero();
    }

    private static <T> List<T> concurrently(int threads, List<Callable<T>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}

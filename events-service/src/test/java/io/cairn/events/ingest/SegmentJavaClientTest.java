package io.cairn.events.ingest;

import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.Log;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.servers.PostgresServer;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's own Java client, pointed here. */
@EventsTest
@SuppressWarnings("JavaUtilDate") // the client takes nothing newer
class SegmentJavaClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** It waits up to 30 s before it sends a batch again. */
    private static final Duration PATIENCE_WITH_A_RETRY = Duration.ofSeconds(60);

    /** What it logs after a 5xx. */
    private static final String RETRYING = "Could not upload batch %s due to server error. Retrying.";

    private final Instant anHourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Service service;

    PostgresServer postgres;

    private final Fates fates = new Fates();
    private final Logged logged = new Logged();

    /** What the client says became of its messages. */
    private static final class Fates implements Callback {
        final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
        final List<String> failed = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void success(Message message) {
            delivered.add(message.messageId());
        }

        @Override
        public void failure(Message message, Throwable cause) {
            failed.add(message.messageId());
        }
    }

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    /** What the client logs. */
    private static final class Logged implements Log {
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void print(Level level, String format, Object... args) {
            lines.add(format);
        }

        @Override
        public void print(Level level, Throwable error, String format, Object... args) {
            lines.add(format);
        }
    }

    /** @param slash what stands between the port and {@code /v1/import/} */
    private Analytics client(String key, String slash) {
        return Analytics.builder(key)
                .endpoint("http://localhost:" + RestAssured.port + slash)
                .callback(fates)
                .log(logged)
                .build();
    }

    private static TrackMessage.Builder purchase(String messageId) {
        return TrackMessage.builder("purchase").userId("u").messageId(messageId).properties(Map.of("value", 19.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void everyCallArrivesOnce(String slash) {
        Analytics client = client("ingest-key", slash);
        try {
            client.enqueue(purchase("m1").timestamp(Date.from(anHourAgo)));
            client.enqueue(IdentifyMessage.builder().userId("u").traits(Map.of("country", "DE")));
            client.enqueue(PageMessage.builder("home").userId("u"));
            client.enqueue(ScreenMessage.builder("cart").userId("u"));
            client.enqueue(GroupMessage.builder("club").userId("u").traits(Map.of("size", 3)));
            client.enqueue(AliasMessage.builder("a").userId("u"));
            client.flush();
            await().atMost(PATIENCE).until(() -> fates.delivered.size() == 6);
        } finally {
            client.shutdown();
        }
        assertThat(fates.failed).isEmpty();
        profile("u")
                .body("events.keySet()", contains("cart", "home", "purchase"))
                .body("events.purchase.count", equalTo(1))
                .body("traits.country", equalTo("DE"));
        String at = caller().get("/v1/profiles/u/events").path("items.find { it.messageId == 'm1' }.at");
        assertThat(Instant.parse(at)).isCloseTo(anHourAgo, within(1, ChronoUnit.MINUTES));
        caller().get("/v1/profiles/u/events")
                .then()
                .body("items.size()", equalTo(6))
                .body("items.context.library.name", everyItem(equalTo("analytics-java")));
    }

    @Test
    void batchesOfManyArriveOnce() throws SQLException {
        Analytics client = client("ingest-key", "");
        try {
            for (int i = 0; i < 1000; i++) {
                client.enqueue(purchase("m" + i));
            }
            client.flush();
            await().atMost(PATIENCE).until(() -> fates.delivered.size() == 1000);
        } finally {
            client.shutdown();
        }
        assertThat(service.logged()).isEqualTo(1000);
        profile("u").body("events.purchase.count", equalTo(1000));
    }

    @Test
    void withAnUnknownKeyItGivesUpAtOnce() throws SQLException {
        Analytics client = client("nobody's", "");
        try {
            client.enqueue(purchase("m"));
            client.flush();
            await().atMost(PATIENCE).until(() -> fates.failed.size() == 1);
        } finally {
            client.shutdown();
        }
        assertThat(service.logged()).isZero();
    }

    @Test
    void withoutPostgresItSendsAgainUntilItIsTaken() throws Exception {
        Analytics client = client("ingest-key", "");
        postgres.kill();
        try {
            client.enqueue(purchase("m"));
            client.flush();
            await().atMost(PATIENCE).until(() -> logged.lines.contains(RETRYING));
        } finally {
            postgres.start();
        }
        try {
            await().atMost(PATIENCE_WITH_A_RETRY).until(() -> fates.delivered.contains("m"));
        } finally {
            client.shutdown();
        }
        assertThat(fates.failed).isEmpty();
        profile("u").body("events.purchase.count", equalTo(1));
    }
}

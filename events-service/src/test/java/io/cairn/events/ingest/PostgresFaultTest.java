package io.cairn.events.ingest;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.servers.PostgresServer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class PostgresFaultTest {
    private static final String AT = "2026-01-31T12:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Service service;

    @Inject
    RedisCalls redis;

    PostgresServer postgres;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void withoutPostgresNothingIsAcknowledgedAndProfilesAreStillRead() throws Exception {
        List<String> event = List.of(track("m2", "\"userId\":\"u\"", "e", AT));
        batch(List.of(track("m1", "\"userId\":\"u\"", "e", AT))).statusCode(200);
        postgres.kill();
        try {
            batch(event).statusCode(503).contentType("application/problem+json").header("Retry-After", notNullValue());
            profile("u").statusCode(200).body("events.e.count", equalTo(1));
            profile("nobody").statusCode(503);
            // what a Redis says of all profiles that was restarted meanwhile, and may have lost its latest writes
            redis.call(Request.cmd(Command.SET).arg(ProfileKeys.COMPLETE).arg("an earlier run"));
            await().atMost(PATIENCE)
                    .until(() -> redis.call(Request.cmd(Command.GET).arg(ProfileKeys.COMPLETE)) == null);
        } finally {
            postgres.start();
        }
        await().atMost(PATIENCE).until(() -> batch(event).extract().statusCode() == 200);
        profile("u").body("events.e.count", equalTo(2));
        assertThat(service.logged()).isEqualTo(2);
    }
}

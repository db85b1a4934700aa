package io.cairn.journey;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.MAP;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.servers.PostgresServer;
import io.cairn.kit.servers.RedisServer;
import io.cairn.kit.test.Beside;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StoresDownTest {
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    PostgresServer postgres;
    RedisServer redis;

    @Inject
    RedisCalls calls;

    @Test
    void publishingGoesOnWithoutRedisWhichHasTheMapOnceItIsBack() throws Exception {
        String key = saved();
        redis.kill();
        try {
            publish(key).then().statusCode(200).body("version", equalTo(1));
            get(key + "/live").statusCode(200);
            Eventually.passes(RECOVERY, () -> caller().get("/q/health/well")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'published-maps' }.status", equalTo("DOWN")));
            caller().get("/q/health/ready").then().statusCode(200);
        } finally {
            redis.start();
        }
        Eventually.passes(RECOVERY, () -> assertThat(storedVersion(key)).isTrue());
    }

    @Test
    void withoutPostgresEveryAnswerIsTryAgainUntilItIsBack() throws Exception {
        String key = published();
        postgres.kill();
        try {
            // all at once, as each waits until it is clear that there is no PostgreSQL
            List<Supplier<Response>> requests = List.of(
                    () -> caller().get(JOURNEYS),
                    () -> caller().get(JOURNEYS + "/" + key),
                    () -> caller().get(JOURNEYS + "/" + key + "/versions"),
                    () -> caller().get(JOURNEYS + "/" + key + "/live"),
                    () -> caller().body(MAP).put(JOURNEYS + "/" + freshKey()),
                    () -> publish(key),
                    () -> caller().delete(JOURNEYS + "/" + key));
            requests.stream().map(Beside::call).toList().forEach(answer -> answer.join()
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue()));
        } finally {
            postgres.start();
        }
        Eventually.passes(RECOVERY, () -> publish(key).then().statusCode(200).body("version", equalTo(2)));
    }

    private boolean storedVersion(String key) {
        try {
            return calls.call(Request.cmd(Command.HGET).arg("cairn:maps").arg(key)) != null;
        } catch (io.cairn.kit.redis.RedisUnavailable e) {
            return false;
        }
    }
}

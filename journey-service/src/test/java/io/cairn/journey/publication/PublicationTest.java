package io.cairn.journey.publication;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.MAP;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.journey.Eventually;
import io.cairn.kit.redis.RedisCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublicationTest {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    @Inject
    RedisCalls redis;

    @Inject
    PublishedMaps maps;

    @Inject
    DataSource dataSource;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void publishedMapIsInRedisWithinASecond() throws Exception {
        String key = published();
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(1));
        JsonNode payload = mapper.readTree(stored(key).orElseThrow());
        assertThat(payload.path("key").textValue()).isEqualTo(key);
        assertThat(Instant.parse(payload.path("publishedAt").textValue())).isBeforeOrEqualTo(Instant.now());
        assertThat(payload.path("map")).isEqualTo(mapper.readTree(MAP));
        publish(key);
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(2));
    }

    @Test
    void savedDraftIsNotInRedis() throws Exception {
        String live = published();
        save(live, "{\"name\":\"Not yet\"}").statusCode(200);
        String other = published();
        Eventually.passes(PROMISED, () -> assertThat(version(other)).contains(1));
        assertThat(stored(live)).hasValueSatisfying(value -> assertThat(value).doesNotContain("Not yet"));
    }

    @Test
    void archivedJourneyLeavesRedisWithinASecond() throws Exception {
        String key = published();
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(1));
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        Eventually.passes(PROMISED, () -> assertThat(stored(key)).isEmpty());
    }

    @Test
    void emptiedRedisHasTheMapsAgainWithinASecond() throws Exception {
        String key = published();
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(1));
        redis.call(Request.cmd(Command.FLUSHALL));
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(1));
    }

    @Test
    void revisionFromTheFutureOrOfNonsenseIsCorrected() throws Exception {
        String key = published();
        for (String nonsense : List.of("999999999", "nonsense")) {
            redis.call(Request.cmd(Command.DEL).arg(PublishedMaps.MAPS));
            redis.call(Request.cmd(Command.SET).arg(PublishedMaps.REVISION).arg(nonsense));
            Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(1));
        }
    }

    @Test
    void postgresThatFallsBackToAnOlderStateTakesRedisWithIt() throws Exception {
        String key = published();
        publish(key);
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(2));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    with earlier as (update publication set revision = revision - 1 returning revision)
                    update journey set live_version = 1, published_revision = earlier.revision
                      from earlier where key = '%s'"""
                            .formatted(key));
        }
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(1));
    }

    @Test
    void lateReplicaDoesNotOverwriteWhatAnotherWrote() throws Exception {
        String key = published();
        Eventually.passes(PROMISED, () -> assertThat(version(key)).contains(1));
        assertThat(maps.replace("0", new Publication(0, List.of(), List.of(), 0)))
                .isFalse();
        assertThat(version(key)).contains(1);
    }

    @Test
    void lostHashIsWrittenWholeThoughItsRevisionIsThere() throws Exception {
        String one = published();
        String other = published();
        Eventually.passes(PROMISED, () -> assertThat(version(other)).contains(1));
        redis.call(Request.cmd(Command.DEL).arg(PublishedMaps.MAPS));
        publish(other);
        Eventually.passes(PROMISED, () -> assertThat(version(other)).contains(2));
        Eventually.passes(PROMISED, () -> assertThat(version(one)).contains(1));
    }

    @Test
    void publishingOneMapLeavesTheOthersInRedisUntouched() throws Exception {
        String one = published();
        String other = published();
        Eventually.passes(PROMISED, () -> assertThat(version(other)).contains(1));
        String marked = stored(one).orElseThrow().replace("Online shop", "Marked");
        redis.call(Request.cmd(Command.HSET).arg(PublishedMaps.MAPS).arg(one).arg(marked));
        publish(other);
        Eventually.passes(PROMISED, () -> assertThat(version(other)).contains(2));
        assertThat(stored(one)).contains(marked);
    }

    @Test
    void healthAndMetricsShowTheLag() {
        caller().get("/q/health/well")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'published-maps' }.status", equalTo("UP"));
        caller().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("cairn_publication_lag_seconds"));
    }

    private Optional<String> stored(String key) {
        return Optional.ofNullable(redis.call(
                        Request.cmd(Command.HGET).arg(PublishedMaps.MAPS).arg(key)))
                .map(Response::toString);
    }

    private Optional<Integer> version(String key) throws Exception {
        Optional<String> stored = stored(key);
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of(mapper.readTree(stored.get()).path("version").intValue());
    }
}

package io.cairn.personalization.catalogue;

import static io.cairn.personalization.catalogue.Requests.get;
import static io.cairn.personalization.catalogue.Requests.newKey;
import static io.cairn.personalization.catalogue.Requests.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.model.condition.Conditions;
import io.cairn.personalization.PersonalizationTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class CatalogueFeedTest {
    private static final String MAP =
            """
            {"key":"%1$s","version":%2$d,"publishedAt":"2026-01-31T12:00:00Z","map":{"name":"A map","stages":[
             {"key":"%3$s","name":"A stage","entryCriteria":"%4$s"}]}}""";

    @Inject
    Catalogues catalogues;

    @Inject
    StoredItems stored;

    @Inject
    ItemCompiler compiler;

    @Inject
    ObjectMapper mapper;

    @Inject
    RedisCalls redis;

    @ConfigProperty(name = "cairn.catalogue.interval")
    Duration interval;

    /** Promise 10 gives a change one second; no test measures it, as a busy machine that builds may need longer. */
    @Test
    void changesAreLookedForTwiceASecondOrMore() {
        assertThat(interval).isBetween(Duration.ofMillis(1), Duration.ofMillis(500));
    }

    @Test
    void whatAnotherReplicaSavesIsUsed() {
        String key = newKey();
        asAnotherReplica(key, "{\"name\":\"Elsewhere\"}");
        eventually(() -> catalogues.current().offer(key).isPresent());
        asAnotherReplica(key, "{\"name\":\"Elsewhere again\"}");
        eventually(() -> catalogues.current().offer(key).orElseThrow().version() == 2);
    }

    @Test
    void aDamagedRowIsLeftOutAndNamed() {
        String damaged = newKey();
        String sound = newKey();
        asAnotherReplica(damaged, "{\"name\":\"x\",\"eligibility\":\"no condition at all(\"}");
        asAnotherReplica(sound, "{\"name\":\"x\"}");
        eventually(() -> catalogues.current().offer(sound).isPresent());
        assertThat(catalogues.current().offer(damaged)).isEmpty();
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'catalogue and maps undamaged' }.status", equalTo("DOWN"));
        // it can be read, and saved anew
        get("/v1/offers/" + damaged).statusCode(200);
        put("/v1/offers/" + damaged, "{\"name\":\"x\"}").statusCode(200);
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'catalogue and maps undamaged' }.status", equalTo("UP"));
    }

    @Test
    void whatANewerReleaseSavedGoesOnAsItWas() {
        String key = newKey();
        asAnotherReplica(key, "{\"name\":\"Known\"}");
        eventually(() -> catalogues.current().offer(key).isPresent());
        asAnotherReplica(key, "{\"name\":\"Known\",\"fromTheFuture\":true}");
        put("/v1/offers/" + newKey(), "{\"name\":\"x\"}").statusCode(201); // reads the catalogue
        assertThat(catalogues.current().offer(key).orElseThrow().version()).isEqualTo(1);
        put("/v1/offers/" + key, "{\"name\":\"Known\"}").statusCode(200);
    }

    @Test
    void aContactPolicyThatCannotBeReadOpensNothing() {
        String strict = "{\"channels\":{\"email\":{\"consent\":\"optIn\"}}}";
        put("/v1/contact-policy", strict).statusCode(oneOf(200, 201));
        int version = catalogues.current().contactPolicyVersion();
        asAnotherReplica(ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY, "{\"fromTheFuture\":true}");
        try {
            put("/v1/offers/" + newKey(), "{\"name\":\"x\"}").statusCode(201);
            assertThat(catalogues.current().contactPolicyVersion()).isEqualTo(version);
            // one that starts now has no earlier one
            Catalogues ofAnother = new Catalogues(new Conditions());
            ItemFeed feed = new ItemFeed(stored, compiler, mapper, ofAnother);
            ofAnother.replaceMaps(List.of());
            QuarkusTransaction.requiringNew().run(feed::refresh);
            assertThat(feed.isLoaded()).isFalse();
            assertThat(feed.damaged()).containsKey("contact-policy " + ItemKind.POLICY_KEY);
            assertThatExceptionOfType(ProblemException.class).isThrownBy(ofAnother::loaded);
            put("/v1/contact-policy", strict).statusCode(200);
            QuarkusTransaction.requiringNew().run(feed::refresh);
            assertThat(feed.isLoaded()).isTrue();
            assertThat(ofAnother.loaded().contactPolicyVersion()).isEqualTo(version + 2);
        } finally {
            put("/v1/contact-policy", "{\"timeZone\":\"UTC\"}").statusCode(200);
        }
    }

    @Test
    void contentThatIsNoLongerTakenGoesOnAsItWasSaved() {
        String key = newKey();
        String body =
                """
                {"name":"x","representations":[{"channel":"web","content":{"text":"Hello {trait.firstName}"}}]}""";
        asAnotherReplica(key, body);
        eventually(() -> catalogues.current().offer(key).isPresent());
        put("/v1/offers/" + key, body)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/representations/0/content/text"))
                .body("errors[0].line", equalTo(1))
                .body("errors[0].column", equalTo(7));
    }

    @Test
    void publishedMapsAreUsedAndOutliveRedisData() {
        String journey = newKey();
        publish(journey, 1, "first", "seen('a')");
        eventually(() -> catalogues.current().map(journey).isPresent());
        given().get("/q/health/ready").then().statusCode(200);
        assertThat(catalogues.current().map(journey).orElseThrow().version()).isEqualTo(1);

        // a rule for a stage that is published this moment waits for it; one for no stage at all is refused
        put("/v1/rules/" + newKey(), rule(journey, "nowhere"))
                .statusCode(422)
                .body("errors.pointer", hasItem("/stages/0"));
        publish(journey, 2, "second", "seen('a')");
        put("/v1/rules/" + newKey(), rule(journey, "second")).statusCode(201);
        assertThat(catalogues.current().map(journey).orElseThrow().version()).isEqualTo(2);

        // a condition may ask for what is yet to come, but is told
        put(
                        "/v1/rules/" + newKey(),
                        """
                        {"name":"x","tags":["a"],"when":"stage('%1$s') in ['second', 'nowhere'] || persona('%1$s') != 'fan'"}"""
                                .formatted(journey))
                .statusCode(201)
                .body("warnings.pointer", equalTo(List.of("/when", "/when")))
                .body(
                        "warnings.detail",
                        equalTo(List.of(
                                "there is no stage 'nowhere' on the live map of journey '" + journey + "'",
                                "there is no persona 'fan' on the live map of journey '" + journey + "'")));

        // a map that cannot be used leaves the one before in place, and harms no other
        String other = newKey();
        publish(journey, 3, "third", "not a condition(");
        publish(other, 1, "first", "true");
        eventually(() -> catalogues.current().map(other).isPresent());
        assertThat(catalogues.current().map(journey).orElseThrow().version()).isEqualTo(2);

        // emptied, Redis says nothing about maps
        redis.call(Request.cmd(Command.FLUSHALL));
        String offer = newKey();
        asAnotherReplica(offer, "{\"name\":\"x\"}");
        eventually(() -> catalogues.current().offer(offer).isPresent());
        assertThat(catalogues.current().map(journey)).isPresent();

        // published again without them, they are gone
        publishNothing();
        eventually(() -> catalogues.current().maps().isEmpty());
    }

    private static String rule(String journey, String stage) {
        return "{\"name\":\"x\",\"tags\":[\"a\"],\"journey\":\"" + journey + "\",\"stages\":[\"" + stage + "\"]}";
    }

    private void asAnotherReplica(String key, String body) {
        asAnotherReplica(ItemKind.OFFER, key, body);
    }

    private void asAnotherReplica(ItemKind kind, String key, String body) {
        QuarkusTransaction.requiringNew().run(() -> {
            long revision = stored.lockedRevision();
            stored.save(kind, key, body, Instant.EPOCH, "test", revision + 1);
        });
    }

    private void publish(String journey, int version, String stage, String criteria) {
        redis.call(Request.cmd(Command.HSET)
                .arg("cairn:maps")
                .arg(journey)
                .arg(MAP.formatted(journey, version, stage, criteria)));
        redis.call(Request.cmd(Command.INCR).arg("{cairn:maps}:revision"));
    }

    private void publishNothing() {
        redis.call(Request.cmd(Command.DEL).arg("cairn:maps"));
        redis.call(Request.cmd(Command.SET).arg("{cairn:maps}:revision").arg("77"));
    }

    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}

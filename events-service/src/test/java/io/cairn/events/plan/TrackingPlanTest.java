package io.cairn.events.plan;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.post;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.plan.persistence.SeenRows;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.quarkus.redis.datasource.RedisDataSource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EventsTest
class TrackingPlanTest {
    private static final String SCHEMA =
            """
            {"type":"object","required":["sku"],"properties":{"sku":{"type":"string","pattern":"^[a-z]+-[0-9]+$"},
             "value":{"type":"number","minimum":0},"size":{"$ref":"#/$defs/size"}},"$defs":{"size":{"enum":["S","M","L"]}}}""";
    private static final String GOOD =
            "{\"userId\":\"u\",\"event\":\"sold\",\"properties\":{\"sku\":\"a-1\",\"value\":1}}";
    private static final String BAD =
            "{\"userId\":\"u\",\"event\":\"sold\",\"properties\":{\"sku\":\"a-1\",\"value\":\"1\"}}";

    @Inject
    Service service;

    @Inject
    RedisDataSource redis;

    @Inject
    SeenEvents seenEvents;

    @Inject
    SeenRows rows;

    @BeforeEach
    void wipe() throws SQLException {
        seenEvents.write(); // what earlier tests left
        service.wipe();
        List<String> planned =
                caller().get("/v1/tracking-plan").then().extract().path("items.event");
        planned.forEach(event -> caller().delete("/v1/tracking-plan/{event}", event));
    }

    private static ValidatableResponse plan(String event, String mode, String schema) {
        return caller().body("{\"mode\":\"" + mode + "\",\"schema\":" + schema + "}")
                .put("/v1/tracking-plan/{event}", event)
                .then();
    }

    private static ValidatableResponse seen(String event) {
        return caller().get("/v1/events/{event}", event).then().statusCode(200);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }

    @Test
    void enforcedSchemaRejectsWithPointerAndReasonHoweverTheEventComes() {
        plan("sold", "enforce", SCHEMA).statusCode(201).body("mode", equalTo("enforce"));
        post("/v1/track", GOOD).statusCode(200);
        post("/v1/track", BAD)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/properties/value"))
                .body("errors[0].detail", containsString("number expected"));
        batch(List.of(
                        GOOD.replaceFirst("\\{", "{\"type\":\"track\","),
                        BAD.replaceFirst("\\{", "{\"type\":\"track\",")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected[0].index", equalTo(1))
                .body("rejected[0].detail", containsString("/batch/1/properties/value: "));
        caller().contentType("application/cloudevents+json")
                .body("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"sold\",\"userid\":\"u\","
                        + "\"data\":{\"sku\":\"A\"}}")
                .post("/v1/cloudevents")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/data/sku"));
        post("/v1/page", "{\"userId\":\"u\",\"name\":\"sold\",\"properties\":{}}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/properties"))
                .body("errors[0].detail", containsString("'sku'"));
        // what is only looked at before an import did not come, and is not counted
        caller().contentType("text/csv")
                .body("user_id,event,value\nu,sold,1\n")
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body("preview.rejected", equalTo(1));
        post("/v1/track", BAD.replace("sold", "other")).statusCode(200);
        profile("u").body("events.sold.count", equalTo(2), "events.other.count", equalTo(1));
        eventually(() -> seen("sold")
                .body("count", equalTo(2), "plan.mode", equalTo("enforce"))
                .body("plan.violations", equalTo(4), "plan.rejected", equalTo(4)));
    }

    @Test
    void observedSchemaCountsAndTakes() {
        plan("sold", "observe", SCHEMA).statusCode(201);
        post("/v1/track", BAD).statusCode(200);
        post("/v1/track", GOOD).statusCode(200);
        eventually(() -> seen("sold")
                .body("count", equalTo(2), "plan.violations", equalTo(1), "plan.rejected", equalTo(0))
                .body("plan.lastViolation", containsString("/properties/value: ")));
    }

    @Test
    void planIsReadListedChangedAndDeleted() {
        plan("Product Added/now", "observe", SCHEMA).statusCode(201);
        plan("Product Added/now", "enforce", "{}").statusCode(200).body("mode", equalTo("enforce"));
        plan("a", "observe", "{}").statusCode(201);
        String saved = caller().get("/v1/tracking-plan/{event}", "Product Added/now")
                .then()
                .statusCode(200)
                .body("event", equalTo("Product Added/now"))
                .extract()
                .asString();
        caller().body(saved)
                .put("/v1/tracking-plan/{event}", "Product Added/now")
                .then()
                .statusCode(200);
        caller().get("/v1/tracking-plan?limit=1")
                .then()
                .body("items.event", contains("Product Added/now"), "next", not(nullValue()));
        caller().get("/v1/events").then().body("items.event", hasItem("a"));
        caller().delete("/v1/tracking-plan/a").then().statusCode(204);
        caller().delete("/v1/tracking-plan/a").then().statusCode(404);
        caller().get("/v1/tracking-plan/a").then().statusCode(404);
    }

    @Test
    void changeOfAnotherReplicaIsFollowed() throws SQLException {
        service.execute(
                "INSERT INTO planned_event VALUES ('sold', 'enforce', '{\"required\":[\"x\"]}', NULL, now(), now())");
        service.execute("UPDATE plan_revision SET revision = revision + 1");
        eventually(() -> post("/v1/track", GOOD).statusCode(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            7                                                              | /schema
            {"type":"strin"}                                               | /schema/type
            {"properties":{"a":{"minimum":"1"}}}                           | /schema/properties/a/minimum
            {"$ref":"https://example.com/schema.json"}                     | /schema/$ref
            {"properties":{"a":{"$ref":"other.json"}}}                     | /schema/properties/a/$ref
            {"$ref":"#/$defs/nowhere"}                                     | /schema/$ref
            {"$id":"https://example.com/x"}                                | /schema/$id
            {"$schema":"http://json-schema.org/draft-07/schema#"}          | /schema/$schema
            {"$ref":"#"}                                                   | /schema
            {"properties":{"a":{"$ref":"#"}}}                              | /schema
            {"properties":{"a":{"pattern":"(a"}}}                          | /schema/properties/a/pattern
            {"properties":{"a":{"pattern":"(?=a)b"}}}                      | /schema/properties/a/pattern
            {"patternProperties":{"(a":{}}}                                | /schema/patternProperties
            {"properties":{"a":{"$schema":"http://127.0.0.1:1/x"}}}        | /schema/properties/a/$schema
            {"properties":{"a":{"pattern":"((a{1000}){1000}){1000}"}}}     | /schema/properties/a/pattern
            {"patternProperties":{"([ab]{0,1000}){300}":{}}}               | /schema/patternProperties
            {"$defs":{"100%":{}},"$ref":"#/$defs/100%"}                    | /schema/$ref
            {"$ref":"#/$defs/%61","$defs":{"%61":{},"a":{"$ref":"#/$defs/%61"}}} | /schema/$ref
            """)
    void badSchemaIsRefusedAndNamesWhere(String schema, String pointer) {
        plan("sold", "observe", schema).statusCode(422).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void schemaThatUnfoldsWithoutEndIsRefused() {
        StringBuilder defs = new StringBuilder("{\"$ref\":\"#/$defs/a0\",\"$defs\":{");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
            defs.append("\"a" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
        }
        plan("sold", "enforce", defs + "\"a40\":{}}}").statusCode(422).body("detail", containsString("2000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"mode":"insist","schema":{}}   | /mode
            {"mode":"observe"}              | /schema
            {"schema":{},"extra":1}         | /extra
            {"schema":{},"description":1}   | /description
            """)
    void badPlanNamesTheField(String body, String pointer) {
        caller().body(body)
                .put("/v1/tracking-plan/x")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void patternThatWouldBacktrackForEverTakesNoTime() {
        plan("sold", "enforce", "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}")
                .statusCode(201);
        String value = "a".repeat(30_000) + "!";
        post("/v1/track", "{\"userId\":\"u\",\"event\":\"sold\",\"properties\":{\"a\":\"" + value + "\"}}")
                .statusCode(400);
    }

    @Test
    void everyLoggedEventIsCountedOnceWithItsPropertiesTypes() {
        String hour = Instant.now().truncatedTo(ChronoUnit.HOURS).toString();
        // a name that no other test has: of one that came often a sample is looked at
        String view =
                "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"u\",\"event\":\"looked at\",\"timestamp\":\"%s\","
                        + "\"properties\":{\"a\":%s,\"b\":{\"c\":true},\"l\":[{\"sku\":\"x\"}]}}";
        String one = view.formatted("1", hour, "1");
        String two = view.formatted("2", "2020-01-31T12:00:00Z", "\"1\"");
        String three = view.formatted("3", hour, "2.5");
        batch(List.of(one, two)).body("accepted", equalTo(2));
        batch(List.of(one, two)).body("duplicates", equalTo(2));
        batch(List.of(two, three)).body("accepted", equalTo(1), "duplicates", equalTo(1)); // one of it is new
        eventually(() -> seen("looked at")
                .body("count", equalTo(3))
                .body("first", equalTo("2020-01-31T12:00:00Z"), "last", equalTo(hour))
                .body("rates.lastHour", equalTo(2), "rates.lastDay", equalTo(2), "rates.last7Days", equalTo(2))
                .body("properties.name", contains("a", "b", "b.c", "l", "l[].sku"))
                .body("properties[0].types", contains("number", "text"), "properties[0].share", equalTo(1.0f))
                .body("properties.types[3]", contains("list"))
                .body("plan", nullValue(), "maps", empty()));
        caller().get("/v1/events").then().body("items", hasSize(1), "items[0].event", equalTo("looked at"));
        caller().get("/v1/events/nothing").then().statusCode(404);
    }

    @Test
    void propertyThatCannotBeWrittenDownStopsNoCounting() throws SQLException {
        service.execute("ALTER TABLE seen_property ADD CONSTRAINT fails CHECK (property <> 'sku')");
        try {
            post("/v1/track", GOOD).statusCode(200);
            seenEvents.write();
            seenEvents.write();
            seen("sold").body("count", equalTo(1), "properties", empty());
        } finally {
            service.execute("ALTER TABLE seen_property DROP CONSTRAINT fails");
        }
    }

    @Test
    void eventIsCountedOnceWhenHoursCannotBeForgotten() throws SQLException {
        service.execute(
                """
                CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'fails'; END$$;
                CREATE TRIGGER fails BEFORE DELETE ON seen_event_hour FOR EACH STATEMENT EXECUTE FUNCTION fails()""");
        try {
            SeenEvents restarted = new SeenEvents(rows, Clock.systemUTC()); // forgets when it first writes
            restarted.logged(List.of(received("sold")));
            restarted.write();
            restarted.write();
            seen("sold").body("count", equalTo(1));
        } finally {
            service.execute("DROP FUNCTION fails CASCADE");
        }
    }

    @Test
    void plannedEventShowsThoughNoMoreNamesAreKept() throws SQLException {
        service.execute(
                "INSERT INTO seen_event (name, count, sampled, violations, rejected) SELECT 'value ' || n, 1, 0, 0, 0"
                        + " FROM generate_series(1, 20000) AS n");
        plan("sold", "observe", "{}").statusCode(201);
        post("/v1/track", GOOD).statusCode(200);
        post("/v1/track", GOOD.replace("sold", "one too many")).statusCode(200);
        seenEvents.write();
        seen("sold").body("count", equalTo(1), "properties.name", contains("sku", "value"));
        caller().get("/v1/events/{event}", "one too many").then().statusCode(404);
        assertThat(service.number("SELECT count(*) FROM seen_property WHERE name = 'one too many'"))
                .isZero();
    }

    @Test
    void plannedEventIsCountedHoweverManyOthersComeBetweenTwoWrites() {
        SeenEvents restarted = new SeenEvents(rows, Clock.systemUTC());
        restarted.plan(Set.of("sold"));
        List<ReceivedEvent> others =
                IntStream.range(0, 5_000).mapToObj(n -> received("value " + n)).toList();
        restarted.logged(others);
        restarted.logged(List.of(received("sold"), received("one too many")));
        restarted.write();
        seen("sold").body("count", equalTo(1));
        caller().get("/v1/events/{event}", "one too many").then().statusCode(404);
    }

    @Test
    void pageEndsBeforeItHasMorePropertiesThanFitIntoMemory() throws SQLException {
        service.execute("INSERT INTO seen_event (name, count, sampled, violations, rejected)"
                + " SELECT 'seen ' || n, 1, 1, 0, 0 FROM generate_series(1, 4) AS n");
        service.execute("INSERT INTO seen_property SELECT 'seen ' || e, repeat('p', 250) || n, 'text', 1"
                + " FROM generate_series(1, 3) AS e, generate_series(1, 10000) AS n");
        ValidatableResponse first = caller().get("/v1/events?limit=1000").then().statusCode(200);
        first.body("items.event", contains("seen 1"), "items[0].properties", hasSize(10_000));
        ValidatableResponse second = next(first);
        second.body("items.event", contains("seen 2"));
        next(second).body("items.event", contains("seen 3", "seen 4"), "next", nullValue());
    }

    private static ValidatableResponse next(ValidatableResponse page) {
        String cursor = page.extract().path("next");
        return caller().get("/v1/events?limit=1000&cursor=" + cursor).then().statusCode(200);
    }

    private static ReceivedEvent received(String name) {
        Instant at = Instant.now();
        return new ReceivedEvent(
                new LoggedEvent("m", EventType.TRACK, name, "u", null, at, Map.of(), Map.of(), null),
                at,
                false,
                Map.of(),
                Map.of(),
                Set.of());
    }

    @Test
    void planTakesNoMoreEventsThanReplicasKeep() throws SQLException {
        service.execute("INSERT INTO planned_event SELECT 'planned ' || n, 'observe', '{}', NULL, now(), now()"
                + " FROM generate_series(1, 1999) AS n");
        try {
            plan("the last", "observe", "{}").statusCode(201);
            plan("one too many", "observe", "{}").statusCode(409).body("detail", containsString("2000 events"));
            plan("the last", "enforce", "{}").statusCode(200);
        } finally {
            service.execute("DELETE FROM planned_event WHERE name LIKE 'planned %'");
            caller().delete("/v1/tracking-plan/{event}", "the last");
        }
    }

    @Test
    void pageEndsBeforeItsSchemasAreMoreThanFitIntoMemory() throws SQLException {
        service.execute(
                "INSERT INTO planned_event SELECT 'large ' || to_char(n, 'FM000'), 'observe',"
                        + " json_build_object('title', repeat('t', 60000)), NULL, now(), now() FROM generate_series(1, 100) AS n");
        try {
            ValidatableResponse first =
                    caller().get("/v1/tracking-plan?limit=1000").then().statusCode(200);
            first.body("items.event", hasSize(69), "items[68].event", equalTo("large 069"));
            String cursor = first.extract().path("next");
            caller().get("/v1/tracking-plan?limit=1000&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .body("items.event", hasSize(31), "items[0].event", equalTo("large 070"), "next", nullValue());
        } finally {
            service.execute("DELETE FROM planned_event WHERE name LIKE 'large %'");
        }
    }

    @Test
    void mapsThatNameAnEventAreShown() {
        post("/v1/track", GOOD).statusCode(200);
        redis.hash(String.class)
                .hset(
                        "cairn:maps",
                        "shop",
                        """
                        {"key":"shop","version":1,"publishedAt":"2026-01-31T12:00:00Z","map":{"name":"Shop","stages":[
                          {"key":"a","name":"A"},{"key":"b","name":"B","entryCriteria":"count('sold') > 1",
                           "kpis":[{"key":"k","name":"K","kind":"sum","event":"sold"}],
                           "touchpoints":[{"key":"t","name":"T","events":["view","sold"]}]}]}}""");
        redis.value(String.class).set("{cairn:maps}:revision", "seen-" + System.nanoTime());
        eventually(() -> seen("sold")
                .body("maps.journey", contains("shop"))
                .body(
                        "maps[0].pointers",
                        contains(
                                "/stages/1/entryCriteria",
                                "/stages/1/kpis/0/event",
                                "/stages/1/touchpoints/0/events/1")));
    }

    @Test
    void onlyDesignersPlanAndTheyAndReadersLook() {
        caller("design-key")
                .body("{\"schema\":{}}")
                .put("/v1/tracking-plan/x")
                .then()
                .statusCode(201);
        for (String key : List.of("design-key", "read-key")) {
            caller(key).get("/v1/tracking-plan").then().statusCode(200);
            caller(key).get("/v1/tracking-plan/x").then().statusCode(200);
            caller(key).get("/v1/events").then().statusCode(200);
            caller(key).get("/v1/events/x").then().statusCode(200);
        }
        for (String key : List.of("ingest-key", "decide-key", "read-key")) {
            caller(key)
                    .body("{\"schema\":{}}")
                    .put("/v1/tracking-plan/x")
                    .then()
                    .statusCode(403);
            caller(key).delete("/v1/tracking-plan/x").then().statusCode(403);
        }
        for (String key : List.of("ingest-key", "decide-key")) {
            caller(key).get("/v1/events").then().statusCode(403);
            caller(key).get("/v1/tracking-plan").then().statusCode(403);
        }
        caller("design-key").delete("/v1/tracking-plan/x").then().statusCode(204);
    }
}

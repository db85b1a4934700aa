package io.cairn.events.ingest;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.post;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EventsTest
class IngestTest {
    private static final String AT = "2026-01-31T12:00:00Z";

    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void everyCallIsLoggedAndInTheProfile() {
        post("/v1/track", "{\"userId\":\"u\",\"event\":\"purchase\",\"properties\":{\"value\":0.1}}")
                .statusCode(200)
                .body(
                        "success",
                        equalTo(true),
                        "accepted",
                        equalTo(1),
                        "duplicates",
                        equalTo(0),
                        "rejected",
                        hasSize(0));
        post("/v1/identify", "{\"userId\":\"u\",\"traits\":{\"country\":\"DE\"}}")
                .statusCode(200);
        post("/v1/page", "{\"userId\":\"u\"}").statusCode(200);
        post("/v1/screen", "{\"userId\":\"u\",\"name\":\"home\"}").statusCode(200);
        post("/v1/group", "{\"userId\":\"u\",\"groupId\":\"g\",\"traits\":{\"size\":3}}")
                .statusCode(200);
        post("/v1/alias", "{\"userId\":\"u\",\"previousId\":\"a\"}").statusCode(200);
        post("/v1/import", "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"purchase\"}]}")
                .statusCode(200);
        profile("u")
                .statusCode(200)
                .body("traits.country", equalTo("DE"))
                .body("events.keySet()", contains("home", "page", "purchase"))
                .body("events.purchase.count", equalTo(2))
                .body("events.purchase.total", equalTo(0.1f));
        caller().get("/v1/profiles/u/events")
                .then()
                .body("items.type", contains("track", "alias", "group", "screen", "page", "identify", "track"))
                .body("items[1].previousId", equalTo("a"))
                .body("items[2].groupId", equalTo("g"))
                .body("items[2].traits.size", equalTo(3));
    }

    @Test
    void badItemIsRejectedAlone() {
        post(
                        "/v1/batch",
                        "{\"batch\":[null,{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"},[],"
                                + "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"timestamp\":\"x\"},"
                                + "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"properties\":{\"a\":\"\\ud800\"}}]}")
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.index", contains(0, 2, 3, 4))
                .body("rejected[2].detail", startsWith("/batch/3/timestamp: must be an ISO-8601 time"))
                .body("rejected[3].detail", startsWith("/batch/4/properties/a: "));
    }

    @Test
    void numberOfTooManyDigitsRejectsItsItemAlone() {
        String event = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"properties\":{\"value\":%s}}";
        String longest = "9".repeat(99) + "0";
        batch(List.of(event.formatted(longest), event.formatted(longest + "1")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected[0].detail", startsWith("/batch/1/properties/value: must have at most 100 digits"));
        caller().get("/v1/profiles/u/events").then().statusCode(200).body("items", hasSize(1));
        profile("u").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e-2147483648"})
    void numberThatNoComputerTakesCostsItsItemAlone(String number) {
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"properties\":{\"value\":%s}}";
        batch(List.of(event.formatted(number), event.formatted("1.5")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected[0].detail", startsWith("/batch/0/properties/value: must have an exponent within"));
        post("/v1/track", event.formatted(number))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/properties/value"));
        profile("u").body("events.e.total", equalTo(1.5f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0.9", "-9", "1e0"})
    void numberOfThousandsOfDigitsCostsItsItemAlone(String begin) {
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"properties\":{\"value\":%s}}";
        String number = begin + "3".repeat(2_000);
        batch(List.of(event.formatted(number), event.formatted("1.5"), event.formatted("1e99999999999")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.index", contains(0, 2))
                .body("rejected[0].detail", startsWith("/batch/0/properties/value: must have at most 100 digits"));
        post("/v1/track", event.formatted(number))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/properties/value"));
    }

    @Test
    void nameOfAnyLengthCostsItsItemAlone() {
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"properties\":{\"%s\":1}}";
        String large = event.formatted("n".repeat(60_000));
        batch(List.of(event.formatted("n"), large))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected[0].detail", equalTo("/batch/1: must be at most 32768 bytes of JSON"));
        post("/v1/track", large).statusCode(400).body("errors[0].detail", containsString("32768 bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" u", "u ", "u\u00a0", "\u2003u"})
    void idWithBlanksAroundItIsNoId(String id) {
        String event =
                "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"p\",\"anonymousId\":\"a\",\"messageId\":\"m\"}";
        for (String field : List.of("userId", "previousId", "anonymousId", "messageId")) {
            String bad = event.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + id + "\"");
            batch(List.of(bad, track("other", "\"userId\":\"u\"", "e", AT)))
                    .statusCode(200)
                    .body("rejected.detail", contains("/batch/0/" + field + ": must not begin or end with a blank"));
        }
        post("/v1/group", "{\"userId\":\"u\",\"groupId\":\"" + id + "\"}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/groupId"));
        post("/v1/track", "{\"userId\":\"u u\",\"event\":\" e \"}").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/track", "/v1/t", "/v1/cloudevents"})
    void answerIsJsonWhateverIsAccepted(String path) {
        caller().header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "s")
                .header("ce-type", "e")
                .header("ce-userid", "u")
                .accept("text/html")
                .body("{\"userId\":\"u\",\"event\":\"e\"}")
                .post(path)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("accepted", equalTo(1));
    }

    @Test
    void sameMessageCountsOnceAndTheFirstFixesIt() {
        batch(List.of(track("m", "\"userId\":\"u\"", "first", AT), track("m", "\"userId\":\"u\"", "second", AT)))
                .body("accepted", equalTo(1), "duplicates", equalTo(1));
        batch(List.of(track("m", "\"userId\":\"v\"", "third", AT)))
                .body("accepted", equalTo(0), "duplicates", equalTo(1));
        profile("u").body("events.keySet()", contains("first"));
        profile("v").statusCode(404);
    }

    @Test
    void emptyBatchIsTaken() {
        batch(List.of()).statusCode(200).body("accepted", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"batch":null}                      | /batch
            {"batch":{}}                        | /batch
            {}                                  | /batch
            []                                  | ''
            "text"                              | ''
            {"batch":[],"sentAt":5}             | /sentAt
            {"batch":[],"context":[]}           | /context
            {"batch":[}                         | ''
            nonsense                            | ''
            """)
    void whatIsNoBatchIsMalformed(String body, String pointer) {
        post("/v1/batch", body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"userId\":\"u\"}", "{\"event\":7,\"userId\":{}}", "{\"event\":\"e\"}", "7", "null", ""})
    void badSingleEventIsMalformed(String body) {
        post("/v1/track", body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void eventOfMoreThan32KibIsRejected() {
        String large = "{\"userId\":\"u\",\"event\":\"e\",\"properties\":{\"a\":\"" + "x".repeat(33_000) + "\"}}";
        post("/v1/track", large).statusCode(400);
        post("/v1/batch", "{\"batch\":[" + large.replaceFirst("\\{", "{\"type\":\"track\",") + "]}")
                .statusCode(200)
                .body("rejected[0].detail", equalTo("/batch/0: must be at most 32768 bytes of JSON"));
    }

    /** Else a body of one megabyte would take gigabytes. */
    @ParameterizedTest
    @CsvSource({"2000, 4000, 200", "2000, 4200, 400", "1, 32000, 200", "1, 33000, 400"})
    void contextOfABatchIsBoundedByHowManyEventsHaveIt(int events, int length, int status) {
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\"}";
        String context = "{\"a\":\"" + "x".repeat(length) + "\"}";
        ValidatableResponse answer = post(
                        "/v1/batch",
                        "{\"context\":" + context + ",\"batch\":["
                                + String.join(",", Collections.nCopies(events, event)) + "]}")
                .statusCode(status);
        if (status == 400) {
            answer.body("errors[0].pointer", equalTo("/context"));
        }
    }

    @Test
    void bodyOfOneEventIsNotReadAsIfItWereABatch() {
        String escaped =
                "{\"userId\":\"u\",\"event\":\"e\",\"properties\":{\"a\":\"" + "\\u0041".repeat(30_000) + "\"}}";
        post("/v1/track", escaped).statusCode(200);
        String large = "{" + " ".repeat(16 * 32_768) + "\"userId\":\"u\",\"event\":\"e\"}";
        post("/v1/track", large).statusCode(413).body("detail", equalTo("the body is larger than 524288 bytes"));
        given().body("{\"writeKey\":\"unknown, and not looked for\"," + large.substring(1))
                .post("/v1/track")
                .then()
                .statusCode(413);
        caller().body(large).post("/v1/unalias").then().statusCode(413);
        post("/v1/batch", "{\"batch\":[" + large.replaceFirst("\\{", "{\"type\":\"track\",") + "]}")
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @Test
    void batchHasAtMost2000Events() {
        String events =
                String.join(",", IntStream.range(0, 2001).mapToObj(i -> "0").toList());
        post("/v1/batch", "{\"batch\":[" + events + "]}").statusCode(400).body("detail", containsString("2000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0000\"",
                "\"\\udfff\"",
                "1e99999",
                "1e99999999999",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "123456789012345678901234567890123456789012345678901234567890",
                "{\"\":{\"\":null}}",
                "\"\u202e\"",
                "true"
            })
    void nothingThatAnEventHoldsIsAFault(String value) throws SQLException {
        for (String field : List.of(
                "properties", "context", "userId", "anonymousId", "messageId", "timestamp", "event", "name", "type")) {
            String event = "{\"type\":\"track\",\"event\":\"e\",\"anonymousId\":\"a\",\"" + field + "\":" + value + "}";
            post("/v1/batch", "{\"batch\":[" + event + "]}").statusCode(200);
            String inside = "{\"type\":\"track\",\"event\":\"e\",\"anonymousId\":\"a\",\"" + field + "\":{\"a\":"
                    + value + "}}";
            post("/v1/batch", "{\"batch\":[" + inside + "]}").statusCode(200);
        }
        profile("a").statusCode(service.number("SELECT count(*) FROM event WHERE customer_id = 'a'") > 0 ? 200 : 404);
    }

    @Test
    void bodyIsReadWhateverItsContentTypeSays() {
        caller().contentType("text/plain")
                .body("{\"userId\":\"u\",\"event\":\"e\"}")
                .post("/v1/track")
                .then()
                .statusCode(200);
        caller().contentType("application/x-www-form-urlencoded")
                .body("{\"userId\":\"u\",\"event\":\"e\"}")
                .post("/v1/track")
                .then()
                .statusCode(200);
    }

    @Test
    void largeBatchIsTakenWhole() throws SQLException {
        List<String> events = IntStream.range(0, 2000)
                .mapToObj(i -> track("m" + i, "\"userId\":\"u" + i % 700 + "\"", "e", AT))
                .toList();
        batch(events).statusCode(200).body("accepted", equalTo(2000));
        assertThat(service.logged()).isEqualTo(2000);
        assertThat(service.stored()).hasSize(700);
    }

    @Test
    void eachRoleMayDoWhatItIsFor() {
        String event = "{\"userId\":\"u\",\"event\":\"e\"}";
        caller("ingest-key").body(event).post("/v1/track").then().statusCode(200);
        caller("read-key").get("/v1/profiles/u").then().statusCode(200);
        caller("read-key").get("/v1/profiles/u/events").then().statusCode(200);
        for (String key : List.of("read-key", "decide-key", "design-key")) {
            caller(key).body(event).post("/v1/track").then().statusCode(403);
        }
        for (String key : List.of("ingest-key", "decide-key", "design-key")) {
            caller(key).get("/v1/profiles/u").then().statusCode(403);
            caller(key).get("/v1/profiles/u/events").then().statusCode(403);
        }
        caller("nobody's").body(event).post("/v1/track").then().statusCode(401);
    }
}

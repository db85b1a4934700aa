package io.cairn.events.ingest;

import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EventsTest
class CloudEventsTest {
    private static final String ATTRIBUTES =
            "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"e\",\"userid\":\"u\"";

    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    private static ValidatableResponse structured(String event) {
        return caller().contentType("application/cloudevents+json")
                .body(event)
                .post("/v1/cloudevents")
                .then();
    }

    private static ValidatableResponse batched(String batch) {
        return caller().contentType("application/cloudevents-batch+json")
                .body(batch)
                .post("/v1/cloudevents")
                .then();
    }

    @Test
    void attributeFillsInAnEmptyId() {
        structured("{" + ATTRIBUTES.replace("\"type\":\"e\"", "\"type\":\"io.cairn.track\"")
                        + ",\"data\":{\"userId\":\"\",\"anonymousId\":\"a\",\"event\":\"e\"}}")
                .statusCode(200);
        profile("u").body("events.e.count", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"id":"1","source":"/s","type":"e","userid":"u"}                                        | /specversion
            {"specversion":"0.3","id":"1","source":"/s","type":"e","userid":"u"}                    | /specversion
            {"specversion":1.0,"id":"1","source":"/s","type":"e","userid":"u"}                      | /specversion
            {"specversion":"1.0","source":"/s","type":"e","userid":"u"}                             | /id
            {"specversion":"1.0","id":"","source":"/s","type":"e","userid":"u"}                     | /id
            {"specversion":"1.0","id":"\\u0000","source":"/s","type":"e","userid":"u"}              | /id
            {"specversion":"1.0","id":"\\u0001","source":"/s","type":"e","userid":"u"}              | /id
            {"specversion":"1.0","id":"1","type":"e","userid":"u"}                                  | /source
            {"specversion":"1.0","id":"1","source":"not a URI","type":"e","userid":"u"}             | /source
            {"specversion":"1.0","id":"1","source":"/s","userid":"u"}                               | /type
            {"specversion":"1.0","id":"1","source":"/s","type":"*","userid":"u"}                    | /type
            {"specversion":"1.0","id":"1","source":"/s","type":"io.cairn.other","userid":"u"}       | /type
            {"specversion":"1.0","id":"1","source":"/s","type":"e"}                                 | /userid
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":7.5}                    | /userid
            {"specversion":"1.0","id":"1","source":"/s","type":"e","subject":" "}                   | /subject
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","time":"today"}     | /time
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","data":[]}          | /data
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","data":"<a/>"}      | /data
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","data":{"a":"\\ud800"}} | /data/a
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","ext":"\\ud800"}    | /ext
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","datacontenttype":"text/xml","data":""} | /datacontenttype
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","data_base64":"!"}  | /data_base64
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","data_base64":"PGEvPg=="} | /data_base64
            {"specversion":"1.0","id":"1","source":"/s","type":"e","userid":"u","data":{},"data_base64":"e30="} | /data_base64
            {"specversion":"1.0","id":"1","source":"/s","type":"io.cairn.track","userid":"u"}       | /data/event
            {"specversion":"1.0","id":"1","source":"/s","type":"io.cairn.track","data":{"event":"e"}} | /data/userId
            {"specversion":"1.0","id":"1","source":"/s","type":"io.cairn.track","data":{"event":"e","userId":"u","context":7}} | /data/context
            {"specversion":"1.0","id":"1","source":"/s","type":"io.cairn.alias","data":{"userId":"u","previousId":{}}} | /data/previousId
            []                                                                                      | ''
            7                                                                                       | ''
            {                                                                                       | ''
            """)
    void badEventIsMalformedAndOneInABatchIsRejectedAlone(String event, String pointer) {
        structured(event)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer));
        if (!event.equals("{")) {
            String good = "{" + ATTRIBUTES.replace("\"1\"", "\"good\"") + "}";
            batched("[" + event + "," + good + "]")
                    .statusCode(200)
                    .body("accepted", equalTo(1))
                    .body("rejected.index", contains(0))
                    .body("rejected[0].detail", startsWith("/0" + pointer + ": "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"events\":[]}", "7", "\"\"", "nonsense", ""})
    void batchIsAList(String body) {
        batched(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void emptyBatchIsTakenAndOneOfMoreThan2000IsNot() {
        batched("[]").statusCode(200).body("accepted", equalTo(0));
        String many =
                String.join(",", IntStream.range(0, 2001).mapToObj(i -> "0").toList());
        batched("[" + many + "]").statusCode(400).body("detail", containsString("2000"));
    }

    @Test
    void eventOfMoreThan32KibIsRejected() {
        String large = "{" + ATTRIBUTES + ",\"data\":{\"a\":\"" + "x".repeat(33_000) + "\"}}";
        structured(large).statusCode(400);
        batched("[" + large + "]").statusCode(200).body("rejected[0].detail", startsWith("/0: must be at most"));
    }

    @Test
    void headersOfABinaryOneAreNamedWhenWrong() {
        caller().header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/s")
                .header("ce-type", "e")
                .body("{}")
                .post("/v1/cloudevents")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("ce-userid"));
        caller().body("{}")
                .post("/v1/cloudevents")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("ce-specversion"));
        binary("%ff", "application/json", "{}").statusCode(400).body("errors[0].pointer", equalTo("ce-userid"));
        binary("u", "application/json", "{\"a\":\"\\ud800\"}").statusCode(400).body("errors[0].pointer", equalTo("/a"));
    }

    @Test
    void headersArePercentDecodedAndUnquoted() {
        binary("Euro%20%E2%82%AC %F0%9F%98%80 50%", "application/json", "{}").statusCode(200);
        profile("Euro € 😀 50%").statusCode(200);
        binary("\"quoted \\\"u\\\"\"", "application/json; charset=utf-8", "{}").statusCode(200);
        profile("quoted \"u\"").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/cloudevents+avro",
                "application/cloudevents-batch+xml"
            })
    void whatIsNoJsonIsNotSupported(String contentType) {
        binary("u", contentType, "{}").statusCode(415).contentType("application/problem+json");
    }

    @Test
    void eventWithoutDataIsTaken() {
        binary("u", "application/json", "").statusCode(200);
        structured("{" + ATTRIBUTES + ",\"data\":null}").statusCode(200);
        profile("u").body("events.e.count", equalTo(2));
    }

    @Test
    void subjectIsTheCustomerWhereNothingElseSaysWhoSheIs() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"e\",\"subject\":\"s\"%s}";
        structured(event.formatted(1, "")).statusCode(200);
        structured(event.formatted(2, ",\"anonymousid\":\"a\"")).statusCode(200);
        profile("s").body("events.e.count", equalTo(1));
        profile("a").body("events.e.count", equalTo(1));
    }

    @Test
    void idMayBeAWholeNumberInEveryMode() {
        structured("{" + ATTRIBUTES.replace("\"u\"", "17") + "}").statusCode(200);
        batched("[{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/s\",\"type\":\"e\",\"anonymousid\":18}]")
                .statusCode(200)
                .body("accepted", equalTo(1));
        binary("17", "application/json", "").statusCode(200);
        profile("17").body("events.e.count", equalTo(2));
        profile("18").body("events.e.count", equalTo(1));
    }

    @Test
    void base64DataAreReadAndSumsStayExact() {
        structured("{" + ATTRIBUTES + ",\"data_base64\":\"eyJ2YWx1ZSI6MC4xfQ==\"}")
                .statusCode(200);
        structured("{" + ATTRIBUTES.replace("\"1\"", "\"2\"") + ",\"data\":{\"value\":0.2}}")
                .statusCode(200);
        profile("u").body("events.e.total", equalTo(0.3f));
    }

    @Test
    void longIdsAreHashedAndStayDistinct() throws SQLException {
        for (String id : List.of("x".repeat(300), "x".repeat(301), "x".repeat(300))) {
            structured("{" + ATTRIBUTES.replace("\"1\"", "\"" + id + "\"") + "}")
                    .statusCode(200);
        }
        assertThat(service.logged()).isEqualTo(2);
    }

    @Test
    void onlyAKeyThatMayIngestMaySend() {
        for (String key : List.of("read-key", "decide-key", "design-key")) {
            caller(key).body("{}").post("/v1/cloudevents").then().statusCode(403);
        }
        caller("nobody's").body("{}").post("/v1/cloudevents").then().statusCode(401);
    }

    private static ValidatableResponse binary(String userId, String contentType, String body) {
        return caller().header("ce-specversion", "1.0")
                .header("ce-id", "binary")
                .header("ce-source", "/" + Integer.toHexString(userId.hashCode()))
                .header("ce-type", "e")
                .header("ce-userid", userId)
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/cloudevents")
                .then();
    }
}

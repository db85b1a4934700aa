package io.cairn.events.ingest;

import static io.cairn.events.Service.caller;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EventsTest
class WriteKeyTest {
    private static final String EVENT = "\"userId\":\"u\",\"type\":\"track\",\"event\":\"e\"";

    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    private static ValidatableResponse withoutHeader(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"track", "identify", "page", "screen", "group", "alias"})
    void keyInTheBodyOpensEachSingleCall(String call) {
        withoutHeader(
                        "/v1/" + call,
                        "{\"groupId\":\"g\",\"previousId\":\"a\"," + EVENT + ",\"writeKey\":\"ingest-key\"}")
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({"t,track", "i,identify", "p,page", "s,screen", "g,group", "a,alias"})
    void shortNamesAreWhatBrowsersCallThem(String name, String type) throws SQLException {
        given().contentType("text/plain")
                .body(
                        "{\"groupId\":\"g\",\"previousId\":\"a\",\"userId\":\"u\",\"event\":\"e\",\"name\":\"e\",\"type\":\""
                                + type + "\",\"writeKey\":\"ingest-key\"}")
                .post("/v1/" + name)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        Service.caller().get("/v1/profiles/u/events").then().statusCode(200).body("items.type", hasItem(type));
        given().body("{\"batch\":[{" + EVENT + "}],\"writeKey\":\"ingest-key\"}")
                .post("/v1/b")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        given().body("{}").post("/v1/" + name).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch",
                "/v1/import",
                "/v1/batch/",
                "/v1/import/",
                "//v1/import/",
                "//v1/batch",
                "/v1//b",
                "/v1/b/"
            })
    void keyInTheBodyOpensBatches(String path) throws SQLException {
        given().urlEncodingEnabled(false)
                .body("{\"batch\":[{" + EVENT + "}],\"writeKey\":\"ingest-key\"}")
                .post(java.net.URI.create("http://localhost:" + io.restassured.RestAssured.port + path))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        assertThat(service.logged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"track", "identify", "page", "screen", "group", "alias"})
    void slashesAtTheEndsOfAddressesDoNotMatter(String call) {
        String event = "{\"groupId\":\"g\",\"previousId\":\"a\"," + EVENT + "}";
        caller().body(event).post("/v1/" + call + "/").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch\":[]}",
                "{\"batch\":[],\"writeKey\":\"nobody's\"}",
                "{\"batch\":[],\"writeKey\":\"\"}",
                "{\"batch\":[],\"writeKey\":null}",
                "{\"batch\":[],\"writeKey\":{\"writeKey\":\"ingest-key\"}}",
                "{\"batch\":[{\"writeKey\":\"ingest-key\"}]}",
                "[\"writeKey\",\"ingest-key\"]",
                "{\"batch\":[",
                "nonsense",
                ""
            })
    void withoutAKnownKeyNobodyMayCall(String body) {
        for (String path : new String[] {"/v1/batch", "/v1/import", "/v1/track"}) {
            withoutHeader(path, body)
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("detail", containsString("writeKey"));
        }
    }

    @Test
    void keyInTheBodyHasItsRoleOnly() {
        for (String key : new String[] {"read-key", "decide-key", "design-key"}) {
            withoutHeader("/v1/batch", "{\"batch\":[],\"writeKey\":\"" + key + "\"}")
                    .statusCode(403)
                    .contentType("application/problem+json");
        }
        withoutHeader("/v1/batch", "{\"batch\":[],\"writeKey\":\"local-dev-key\"}")
                .statusCode(200);
    }

    @Test
    void whoGaveAKeyIsNotToldThatOneIsNeeded() {
        withoutHeader("/v1/batch", "{\"batch\":[],\"writeKey\":\"\"}")
                .body("detail", containsString("an API key is needed"));
        withoutHeader("/v1/batch", "{\"batch\":[],\"writeKey\":\"nobody's\"}")
                .body("detail", equalTo("the API key in the body's writeKey is not known"));
        caller("nobody's")
                .body("{\"batch\":[]}")
                .post("/v1/batch")
                .then()
                .body("detail", equalTo("the API key is not known"));
    }

    @Test
    void keyInTheHeaderIsTheOneThatCounts() {
        String body = "{\"batch\":[],\"writeKey\":\"ingest-key\"}";
        caller("nobody's").body(body).post("/v1/batch").then().statusCode(401);
        caller("read-key").body(body).post("/v1/batch").then().statusCode(403);
        caller("ingest-key")
                .body(body.replace("ingest", "no"))
                .post("/v1/batch")
                .then()
                .statusCode(200);
        given().auth()
                .preemptive()
                .basic("ingest-key", "")
                .body(body)
                .post("/v1/batch")
                .then()
                .statusCode(200);
    }
}

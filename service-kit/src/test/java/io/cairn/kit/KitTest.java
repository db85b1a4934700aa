package io.cairn.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.kit.log.CorrelationFilter;
import io.cairn.kit.test.CairnStores;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = CairnStores.class, scope = TestResourceScope.GLOBAL)
class KitTest {
    private static final String GOOD =
            """
            {"name":"n","size":1,"at":"2026-01-31T12:00:00Z","per":"P7D","items":[{"value":1,"on":true,"kind":"BIG"}]}""";

    private static RequestSpecification caller() {
        return given().header("Authorization", "Bearer local-dev-key").contentType(ContentType.JSON);
    }

    private static ValidatableResponse post(Object body) {
        return caller().body(body).post("/probe").then();
    }

    private static HttpResponse<String> send(byte[] body) throws Exception {
        return send(body, "application/json");
    }

    private static HttpResponse<String> send(byte[] body, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/probe"))
                .header("Authorization", "Bearer local-dev-key")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void goodBodyIsReadAndWrittenAsItWas() {
        post(GOOD).statusCode(200).body("at", equalTo("2026-01-31T12:00:00Z")).body("per", equalTo("PT168H"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name":"n","size":"1"}                                  | /size
                    {"name":"n","size":1.5}                                  | /size
                    {"name":5,"size":1}                                      | /name
                    {"name":"n","size":null}                                 | /size
                    {"name":"n","size":-1}                                   | /size
                    {"name":"n","size":1,"colour":"red"}                     | /colour
                    {"name":"n","size":1,"at":"yesterday"}                   | /at
                    {"name":"n","size":1,"at":17}                            | /at
                    {"name":"n","size":1,"per":"a week"}                     | /per
                    {"name":"n","size":1,"items":{}}                         | /items
                    {"name":"n","size":1,"items":[{"value":1,"on":true,"kind":"BIG"},{"value":"x"}]} | /items/1/value
                    {"name":"n","size":1,"items":[{"value":1,"on":"yes"}]}   | /items/0/on
                    {"name":"n","size":1,"items":[{"value":1,"kind":"TINY"}]}| /items/0/kind
                    {"name":"n","size":1,"name":"m"}                         | /name
                    {"name":"n","size":1,"items":[{"value":1,"on":true,"value":2}]} | /items/0/value
                    [1]                                                      | ''
                    null                                                     | ''
                    {"name":"n",                                             | ''
                    {"name":"n","size":1} {"more":1}                         | ''
                    """)
    void badFieldIsNamedByItsPointer(String body, String pointer) {
        post(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", notNullValue());
    }

    @Test
    void bodyThatIsNotUtf8IsRefused() throws Exception {
        assertThat(send("{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1))
                        .body())
                .contains("UTF-8");
        assertThat(send(GOOD.getBytes(StandardCharsets.UTF_16LE)).statusCode()).isEqualTo(400);
        assertThat(send(new byte[0]).statusCode()).isEqualTo(400);
        assertThat(send(GOOD.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
    }

    @Test
    void fieldThatIsThereTwiceIsRefusedInATreeToo() {
        caller().body("{\"a\":[{\"b/c\":1,\"b/c\":2}]}")
                .post("/probe/tree")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/a/0/b~1c"));
    }

    @Test
    void numberIsGivenBackAsItWasWritten() {
        String answer = caller().body("[100.0,1000000.00,0.10,1e3,12.5]")
                .post("/probe/tree")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(answer).isEqualTo("[100.0,1000000.00,0.10,1E+3,12.5]");
    }

    @Test
    void bodyThatNestsTooDeepIsRefused() {
        caller().body("[".repeat(5000) + "]".repeat(5000))
                .post("/probe/tree")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e-2147483648"})
    void numberOutOfAnyRangeIsRefused(String number) {
        caller().body("[" + number + "]").post("/probe/tree").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=utf-8", "application/JSON", "application/*", "*/*"})
    void whateverTheBodyIsSaidToBeItIsReadAlike(String type) throws Exception {
        byte[] twice = "{\"name\":\"n\",\"name\":\"m\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(send(twice, type).body()).contains("is there twice");
        assertThat(send(GOOD.getBytes(StandardCharsets.UTF_8), type).statusCode())
                .isEqualTo(200);
        byte[] large = ("[" + "1,".repeat(5 << 20) + "1]").getBytes(StandardCharsets.UTF_8);
        assertThat(send(large, type).statusCode()).isEqualTo(413);
    }

    @Test
    void bodyThatIsTooLargeIsDrainedAndAnswered413() throws Exception {
        HttpResponse<String> response = send(new byte[40 << 20]);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("8388608");
    }

    @Test
    void whatIsMoreThanTheServiceHoldsIsAnswered429AndItsRoomGivenBackHoweverARequestEnds() throws Exception {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        List<Socket> unfinished = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        do { // one of the first may be refused itself, while a good one holds its room
            assertThat(System.nanoTime()).as("answers 429").isLessThan(deadline);
            unfinished.add(begun((8 << 20) - 1));
        } while (send(good).statusCode() != 429);
        for (Socket socket : unfinished) {
            socket.close();
        }
        awaitStatus(200, good);
    }

    @Test
    void whoOnlyAnnouncesABodyTakesNoRoomFromOthers() throws Exception {
        List<Socket> announced = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                announced.add(begun(1));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(send(GOOD.getBytes(StandardCharsets.UTF_8)).statusCode())
                        .isEqualTo(200);
            }
        } finally {
            for (Socket socket : announced) {
                socket.close();
            }
        }
    }

    /** Whose sender says that it has 8 MiB, and stops after fewer. */
    private static Socket begun(int bytes) throws IOException {
        String head = "POST /probe HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer local-dev-key\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + (8 << 20) + "\r\n\r\n";
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(" ".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void awaitStatus(int status, byte[] body) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (send(body).statusCode() != status) {
            assertThat(System.nanoTime()).as("answers " + status).isLessThan(deadline);
        }
    }

    @Test
    void everyEndpointIsClosedWithoutAKeyWhoseRoleAllowsIt() {
        given().get("/probe/list")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", notNullValue())
                .body("detail", containsString("an API key is needed"));
        given().header("Authorization", "Bearer wrong")
                .get("/probe/list")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("detail", equalTo("the API key is not known"));
        given().auth()
                .preemptive()
                .basic("", "")
                .get("/probe/list")
                .then()
                .statusCode(401)
                .body("detail", containsString("an API key is needed"));
        given().header("Authorization", "Digest x")
                .get("/probe/list")
                .then()
                .statusCode(401)
                .body("detail", containsString("an API key is needed"));
        given().auth()
                .preemptive()
                .basic("local-dev-key", "")
                .get("/probe/list")
                .then()
                .statusCode(200);
        caller().get("/probe/unannotated").then().statusCode(403);
        given().get("/q/metrics").then().statusCode(401);
        given().get("/q/metrics/any").then().statusCode(401);
        caller().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void healthShowsBothStores() {
        given().get("/q/health")
                .then()
                .statusCode(200)
                .body("checks.name", org.hamcrest.Matchers.hasItems("postgresql", "redis"))
                .body("checks.status", everyItem(equalTo("UP")));
    }

    @Test
    void listIsWalkedByItsCursor() {
        String next = caller().get("/probe/list?limit=5")
                .then()
                .statusCode(200)
                .extract()
                .path("next");
        caller().get("/probe/list?limit=5&cursor=" + next)
                .then()
                .body("items", equalTo(List.of(6, 7)))
                .body("next", nullValue());
        caller().get("/probe/list?limit=0").then().statusCode(400).body("errors[0].pointer", equalTo("limit"));
        caller().get("/probe/list?cursor=!").then().statusCode(400).body("errors[0].pointer", equalTo("cursor"));
    }

    @Test
    void databaseThatIsAwayIs503AndWhatNobodyExpectedIs500WithoutItsSecrets() {
        caller().get("/probe/failing/database").then().statusCode(503).header("Retry-After", notNullValue());
        caller().get("/probe/failing/unexpected").then().statusCode(500).body("detail", not(containsString("secret")));
    }

    @Test
    void addressThatIsNotCleanIsRefused() {
        caller().urlEncodingEnabled(false)
                .get("/probe/failing/a%00b")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .header(CorrelationFilter.HEADER, notNullValue())
                .body("errors[0].pointer", equalTo("path"));
        caller().urlEncodingEnabled(false).get("/probe/failing/%ff").then().statusCode(400);
        caller().urlEncodingEnabled(false).get("/probe/list?cursor=%00").then().statusCode(400);
        caller().urlEncodingEnabled(false).get("/probe/failing/%e2%82").then().statusCode(400);
        caller().urlEncodingEnabled(false)
                .get("/probe/list?limit=5&cursor=%C0%80")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("cursor"));
        caller().urlEncodingEnabled(false)
                .get("/probe/failing/%EF%BF%BD%c3%a9")
                .then()
                .statusCode(404)
                .body("detail", containsString("\uFFFD\u00e9"));
        caller().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        caller().delete("/probe/list").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void addressThatIsTooLongIsAProblem() throws IOException {
        assertThat(rawly("/probe/list?cursor=" + "x".repeat(60_000)))
                .startsWith("HTTP/1.1 414")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("more than 4096 characters");
    }

    /** The whole answer to an address that no client would send. */
    private static String rawly(String address) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer local-dev-key\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsPossibleIsSaidToWhoAsksForSomethingElse() {
        caller().delete("/probe/list")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS"))
                .body("detail", equalTo("DELETE is not possible here; possible are GET, HEAD, OPTIONS"));
        caller().get("/probe").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
        caller().contentType("text/plain")
                .body(GOOD)
                .post("/probe/tree")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("Content-Type text/plain"))
                .body("detail", containsString("is not taken here: send Content-Type: application/json"));
        caller().header("Content-Encoding", "br")
                .body(GOOD)
                .post("/probe")
                .then()
                .statusCode(415)
                .body("detail", containsString("gzip"));
        caller().accept("text/csv")
                .get("/probe/list")
                .then()
                .statusCode(406)
                .body("detail", equalTo("the answer is application/json, which Accept: text/csv does not allow"));
    }

    @Test
    void correlationIdIsTheCallersOrANewOne() {
        caller().header(CorrelationFilter.HEADER, "campaign-7")
                .get("/probe/list")
                .then()
                .header(CorrelationFilter.HEADER, "campaign-7");
        assertThat(caller().get("/probe/list").header(CorrelationFilter.HEADER)).isNotBlank();
    }
}

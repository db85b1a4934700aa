package io.cairn.personalization.decision;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static io.cairn.personalization.decision.Shop.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.test.Beside;
import io.cairn.personalization.PersonalizationTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which platforms ask. */
@PersonalizationTest
class AskingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD =
            """
            POST /v1/decisions/batch HTTP/1.1
            Host: localhost
            Authorization: Bearer local-dev-key
            Content-Type: application/x-ndjson
            Transfer-Encoding: chunked

            """;

    @Inject
    Shop shop;

    @ConfigProperty(name = "cairn.decisions.batches")
    int batches;

    private String at;
    private String who;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        who = key("u");
        placement(at, ",'channel':'web'");
        offer("o-" + at, at, "");
    }

    /** What hashes an address elsewhere may write the hash in upper case. */
    @Test
    void aHashIsTheSameInUpperCase() {
        String mail = key("mail");
        placement(mail, ",'channel':'email','mode':'outbound'");
        offer("o-" + mail, mail, "");
        shop.emailConsent(who, 1, false);
        String hash = "%064x".formatted(new BigInteger(1, who.getBytes(StandardCharsets.UTF_8)));
        shop.leads("email_sha256:" + hash, who);
        for (String asked : List.of(
                "email_sha256:" + hash,
                "email_sha256:" + hash.toUpperCase(Locale.ROOT),
                "Email_SHA256:" + hash.toUpperCase(Locale.ROOT))) {
            caller().get("/v1/customers/" + asked + "/next-best-action?placement=" + mail)
                    .then()
                    .statusCode(200)
                    .body("customerId", equalTo(who), "placements[0].reason", equalTo("NO_CONSENT"));
            decide("{'customerId':'%s','placements':['%s']}".formatted(asked, mail))
                    .then()
                    .body("customerId", equalTo(who), "placements[0].reason", equalTo("NO_CONSENT"));
        }
    }

    @Test
    void aHashOfWhichNothingIsKnownIsTheSameInUpperCase() {
        offer("o-" + at, at, ",'caps':[{'limit':1}]");
        String hash = "%064x".formatted(new BigInteger(1, ("Z" + who).getBytes(StandardCharsets.UTF_8)));
        String question = "{'customerId':'%s','requestId':'%s','placements':['%s']}";
        String handed =
                decide(question.formatted("email_sha256:" + hash, "r", at)).asString();
        assertThat(handed).contains("CHOSEN");
        String inUpperCase = "Email_SHA256:" + hash.toUpperCase(Locale.ROOT);
        assertThat(decide(question.formatted(inUpperCase, "r", at)).asString()).isEqualTo(handed);
        decide(question.formatted(inUpperCase, "s", at)).then().body("placements[0].reason", equalTo("NOTHING"));
    }

    /** As no other id is. */
    @Test
    void whoGoesByAHashIsNobodyElse() {
        String hash = "%064x".formatted(new BigInteger(1, ("Z" + who).getBytes(StandardCharsets.UTF_8)));
        String inUpperCase = "email_sha256:" + hash.toUpperCase(Locale.ROOT);
        shop.customer(inUpperCase, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        String question = "{'customerId':'%s','placements':['%s']}";
        decide(question.formatted(inUpperCase, at))
                .then()
                .body("customerId", equalTo(inUpperCase), "stages[0].stage", equalTo("consideration"));
    }

    /** What objected is hers, and with a blank she would be a stranger, who may be mailed. */
    @ParameterizedTest
    @ValueSource(strings = {"%s ", " %s", "\u00A0%s"})
    void anIdWithABlankAroundItIsNobodys(String padded) {
        String letter = key("letter");
        placement(letter, ",'channel':'letter','mode':'outbound'");
        String asked = padded.formatted(who);
        caller().body("{\"customerId\":\"" + asked + "\",\"placements\":[\"" + letter + "\"]}")
                .post("/v1/decisions")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/customerId"), "detail", containsString("blank"));
        caller().get("/v1/customers/{id}/next-best-action?placement=" + letter, asked)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("id"));
    }

    private Response ask(String accept, String more) {
        return caller().accept(accept).get("/v1/customers/" + who + "/next-best-action?placement=" + at + more);
    }

    @Test
    void theAnswerIsJsonOrReadyToBePutIntoTheMessage() {
        ask("*/*", "")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Vary", "Accept")
                .header("Cache-Control", "no-store");
        ask("text/plain", "")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=utf-8")
                .header("Cairn-Send", "true")
                .header("Cairn-Reason", "CHOSEN")
                .body(equalTo("Hello friend\n"));
        ask("text/html,application/xhtml+xml,*/*;q=0.8", "")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Content-Security-Policy", "sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("<p>Hello friend</p>\n"));
    }

    @Test
    void htmlIsTheContentsOwnAndATextIsEscaped() {
        put(
                "/v1/offers/o-" + at,
                "{'name':'An offer','representations':[{'channel':'web','content':{'html':'<b>Hi</b>','text':'a < b'}}]}");
        ask("text/html", "").then().body(equalTo("<b>Hi</b>\n"));
        ask("text/plain", "").then().body(equalTo("a < b\n"));
        put(
                "/v1/offers/o-" + at,
                "{'name':'An offer','representations':[{'channel':'web','content':{'text':'a < b & c'}}]}");
        ask("text/html", "").then().body(equalTo("<p>a &lt; b &amp; c</p>\n"));
    }

    @Test
    void whereNothingMustBeSentThereIsNothing() {
        String mail = key("mail");
        placement(mail, ",'channel':'email','mode':'outbound'");
        put(
                "/v1/offers/" + mail,
                "{'name':'M','representations':[{'channel':'email','content':{'html':'<b>Hi</b>'}}]}");
        put("/v1/rules/" + mail, "{'name':'R','offers':['%s'],'placements':['%s']}".formatted(mail, mail));
        shop.emailConsent(who, 1, false);
        caller().accept("text/html")
                .get("/v1/customers/" + who + "/next-best-action?placement=" + mail)
                .then()
                .statusCode(204)
                .header("Cairn-Send", "false")
                .header("Cairn-Reason", "NO_CONSENT")
                .body(equalTo(""));
    }

    @Test
    void whereTheOfferLacksTheFormAskedForThereIsNothing() {
        put(
                "/v1/offers/o-" + at,
                "{'name':'An offer','representations':[{'channel':'web','content':{'title':'Hallo','url':'/x','text':' '}}]}");
        for (String form : List.of("text/html", "text/plain")) {
            ask(form, "")
                    .then()
                    .statusCode(204)
                    .header("Cairn-Send", "false")
                    .header("Cairn-Reason", "CHOSEN")
                    .body(equalTo(""));
        }
        ask("application/json", "").then().statusCode(200).body("placements[0].send", equalTo(true));
    }

    @Test
    void whatIsKnownOfTheRequestIsAskedFor() {
        put(
                "/v1/offers/o-" + at,
                "{'name':'An offer','eligibility':'context.device == \\\"mobile\\\"','representations':[{'channel':'web','content':{'text':'On {context.device}'}}]}");
        ask("text/plain", "&context.device=mobile").then().statusCode(200).body(equalTo("On mobile\n"));
        ask("text/plain", "").then().statusCode(204);
    }

    @Test
    void htmlAndTextOfOneMessageAreOfOneDecisionHoweverOftenItIsRenderedAtOnce() {
        Set<String> decisions = new HashSet<>();
        List<CompletableFuture<String>> renderings = IntStream.range(0, 16)
                .mapToObj(i ->
                        Beside.call(() -> ask(i % 2 == 0 ? "text/html" : "text/plain", "&requestId=campaign-7/" + who)
                                .then()
                                .statusCode(200)
                                .extract()
                                .header("Cairn-Decision")))
                .toList();
        renderings.forEach(rendering -> decisions.add(rendering.join()));
        assertThat(decisions).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun", "explain", "at", "repeatOffers", "request_id"})
    void whatABodyMaySayIsNotPassedOver(String name) {
        caller().get("/v1/customers/u/next-best-action?placement=" + at + "&" + name + "=true")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(name));
    }

    @Test
    void ofTwoPlacementsNoneIsPassedOver() {
        caller().get("/v1/customers/u/next-best-action?placement=" + at + "&placement=other")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("placement"))
                .body("detail", containsString("must be there once"));
    }

    @Test
    void aHashThatIsNoneIsRefused() {
        caller().get("/v1/customers/email_sha256:abc/next-best-action?placement=" + at)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("id"))
                .body("detail", containsString("64 hexadecimal digits"));
    }

    @Test
    void anAddressInClearHasNoPlaceInAUrl() {
        for (String asked : List.of(
                "next-best-action?placement=" + at, "stages", "transitions", "why-not?offer=o&placement=" + at)) {
            caller().get("/v1/customers/email:jane@example.org/" + asked)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("id"))
                    .body("detail", containsString("email_sha256"));
        }
    }

    @Test
    void aSignedUrlAllowsItsPlacementsAndNothingElse() {
        String other = key("place");
        placement(other, ",'channel':'web'");
        String url = signed("");
        String mine = url.replace("{id}", who);
        given().get(mine).then().statusCode(200).body("customerId", equalTo(who));
        given().get(mine.replace("placement=" + at, "placement=" + other))
                .then()
                .statusCode(403)
                .body("detail", equalTo("the token does not allow placement '" + other + "'"));
        given().get(mine + "x").then().statusCode(401).body("detail", containsString("token"));
        given().get(mine + "&context.device=mobile").then().statusCode(403).body("detail", containsString("context"));
        given().get(mine.substring(0, mine.indexOf("&token="))).then().statusCode(401);
        String token = mine.substring(mine.indexOf("token="));
        given().get("/v1/customers/" + who + "/stages?" + token).then().statusCode(401);
        given().contentType("application/json")
                .body("{\"customerId\":\"" + who + "\",\"placements\":[\"" + at + "\"]}")
                .post("/v1/decisions?" + token)
                .then()
                .statusCode(401);
    }

    /** Mail clients, scanners and proxies look at a link before they follow it, or instead. */
    @Test
    void whoOnlyLooksAtASignedUrlIsAnsweredAndHandedNothing() {
        offer("once-" + at, at, ",'value':9,'caps':[{'limit':1,'per':'P1D','scope':'customer'}]");
        String mine = signed("").replace("{id}", who);
        for (int i = 0; i < 2; i++) {
            given().accept("text/html")
                    .head(mine)
                    .then()
                    .statusCode(200)
                    .header("Cairn-Reason", "CHOSEN")
                    .header("Content-Type", containsString("text/html"))
                    .body(equalTo(""));
            given().head(mine).then().statusCode(200).header("Content-Type", containsString("application/json"));
        }
        given().head(mine.replace("placement=" + at, "placement=other")).then().statusCode(403);
        given().head(mine + "x").then().statusCode(401);
        given().get(mine).then().body("placements[0].propositions[0].offer", equalTo("once-" + at));
        given().get(mine).then().body("placements[0].propositions[0].offer", equalTo("o-" + at));
    }

    @Test
    void aSignedUrlOfOneCustomerIsGoodForHerAloneAndDecidedOnce() {
        String hers = signed(",\"customerId\":\"" + who + "\",\"requestId\":\"sale/" + who + "\"");
        String first = given().get(hers)
                .then()
                .statusCode(200)
                .body("customerId", equalTo(who))
                .extract()
                .path("decisionId");
        given().get(hers).then().statusCode(200).body("decisionId", equalTo(first));
        given().accept("text/html").head(hers).then().statusCode(200).header("Cairn-Decision", equalTo(first));
        caller().get("/v1/customers/" + who + "/next-best-action?placement=" + at + "&requestId=sale/" + who)
                .then()
                .body("decisionId", equalTo(first));
        given().get(hers.replace(who, who + "-other"))
                .then()
                .statusCode(403)
                .body("detail", equalTo("the token is another customer's"));
        given().get(hers + "&requestId=another")
                .then()
                .statusCode(403)
                .body("detail", containsString("no requestId but its own"));
    }

    private String signed(String more) {
        return caller().body("{\"placements\":[\"" + at + "\"],\"expiresAt\":\""
                        + Instant.now().plus(1, ChronoUnit.DAYS) + "\"" + more + "}")
                .post("/v1/signed-urls")
                .then()
                .statusCode(200)
                .extract()
                .path("urls[0]");
    }

    @Test
    void aSignedUrlMustNameItsPlacementsAndItsEnd() {
        refused("{}", 400, "/placements");
        refused("{\"placements\":[\"" + at + "\"]}", 400, "/expiresAt");
        refused(
                "{\"placements\":[\"nowhere\"],\"expiresAt\":\"" + Instant.now().plusSeconds(60) + "\"}",
                422,
                "/placements/0");
        refused("{\"placements\":[\"" + at + "\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}", 422, "/expiresAt");
        String end = "\"expiresAt\":\"" + Instant.now().plusSeconds(60) + "\"";
        refused("{\"placements\":[\"" + at + "\",\"" + at + "\"]," + end + "}", 422, "/placements/1");
        String good = "{\"placements\":[\"" + at + "\"]," + end + ",";
        refused(good + "\"requestId\":\"sale\"}", 400, "/customerId");
        refused(good + "\"customerId\":\"u1\"}", 400, "/requestId");
        String longest = "\u6F22".repeat(255); // each takes nine characters of the address
        refused(good + "\"customerId\":\"" + longest + "\",\"requestId\":\"" + longest + "\"}", 422, "");
        refused(good + "\"customerId\":\"email:jane@example.org\",\"requestId\":\"sale\"}", 400, "/customerId");
    }

    private static void refused(String body, int status, String pointer) {
        caller().body(body)
                .post("/v1/signed-urls")
                .then()
                .statusCode(status)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void ofABatchEachLineIsAnsweredInItsPlaceAndABadOneAlone() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add("{\"customerId\":\"" + who + "-" + i + "\",\"placements\":[\"" + at + "\"]}");
        }
        lines.set(3, "{\"customerId\":\"x\"}");
        lines.set(4, "not JSON");
        lines.set(5, "{\"customerId\":\"x\",\"placements\":[\"nowhere\"]}");
        lines.set(6, "{\"customerId\":\"x\",\"context\":\"" + "y".repeat(200_000) + "\"}");
        lines.set(7, "");
        String answers = caller().contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/decisions/batch")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/x-ndjson"))
                .extract()
                .asString();
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : answers.lines().toList()) {
            nodes.add(JSON.readTree(line));
        }
        assertThat(nodes).hasSize(199);
        assertThat(nodes.get(2).path("customerId").asText()).isEqualTo(who + "-2");
        assertThat(nodes.get(3)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/placements");
        assertThat(nodes.get(3).path("line").asInt()).isEqualTo(4);
        assertThat(nodes.get(4).path("problem").path("status").asInt()).isEqualTo(400);
        assertThat(nodes.get(5).path("problem").path("status").asInt()).isEqualTo(422);
        assertThat(nodes.get(6).path("problem").path("status").asInt()).isEqualTo(413);
        assertThat(nodes.get(7).path("customerId").asText()).isEqualTo(who + "-8");
        assertThat(nodes.get(198).path("customerId").asText()).isEqualTo(who + "-199");
    }

    @Test
    void aBatchIsAnsweredWhileItIsStillSent() throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            OutputStream request = socket.getOutputStream();
            request.write(HEAD.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            int sent = 0;
            while (socket.getInputStream().available() == 0 && sent < 2_000) {
                sendChunk(socket, line(sent++));
            }
            StringBuilder response = new StringBuilder();
            readSome(socket, response);
            request.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!response.toString().endsWith("\r\n0\r\n\r\n")) {
                readSome(socket, response);
            }
            String answers = response.toString().replaceAll("\r\n[0-9a-f]+\r\n", "");
            assertThat(answers).startsWith("HTTP/1.1 200").contains("\"" + who + "-" + (sent - 1) + "\"");
            assertThat(answers.split("\"decisionId\"", -1)).hasSize(sent + 1);
        }
    }

    @Test
    void aLineIsAnsweredBeforeTheNextIsSent() throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(HEAD.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder response = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                sendChunk(socket, line(i));
                while (response.toString().split("\"decisionId\"", -1).length < i + 2) {
                    readSome(socket, response);
                }
            }
        }
    }

    @Test
    void aPackedBatchIsRefusedAsAWhole() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(line(0));
        }
        caller().contentType("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .post("/v1/decisions/batch")
                .then()
                .statusCode(415);
    }

    @Test
    void oneBatchTooManyIsToldToComeAgainAndTheOthersGoOn() throws Exception {
        List<Socket> underWay = new ArrayList<>();
        try {
            for (int i = 0; i < batches; i++) {
                underWay.add(begun(i));
            }
            caller().contentType("application/x-ndjson")
                    .body(line(0))
                    .post("/v1/decisions/batch")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", notNullValue())
                    .body("detail", containsString("batches"));
            assertThat(answerToWhoSendsFirst("application/x-ndjson", "identity"))
                    .startsWith("HTTP/1.1 429");
            Socket first = underWay.get(0);
            sendChunk(first, line(77));
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().contains(who + "-77")) {
                readSome(first, answer);
            }
        } finally {
            for (Socket socket : underWay) {
                socket.close();
            }
        }
        eventually(() -> caller().contentType("application/x-ndjson")
                        .body(line(0))
                        .post("/v1/decisions/batch")
                        .statusCode()
                == 200);
    }

    /** A batch of which one line is answered, and more may come. */
    private Socket begun(int i) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(HEAD.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        sendChunk(socket, line(i));
        StringBuilder response = new StringBuilder();
        while (!response.toString().contains("\"decisionId\"") && !isTooMany(response)) {
            readSome(socket, response);
        }
        if (isTooMany(response)) { // one of an earlier test is not over yet
            socket.close();
            return begun(i);
        }
        return socket;
    }

    private static boolean isTooMany(CharSequence response) {
        return response.toString().startsWith("HTTP/1.1 429");
    }

    private static void sendChunk(Socket socket, byte[] line) throws IOException {
        OutputStream request = socket.getOutputStream();
        request.write((Integer.toHexString(line.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        request.write(line);
        request.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whoseBatchIsRefusedIsToldEvenIfHeReadsNothingBeforeItIsSent() throws Exception {
        assertThat(answerToWhoSendsFirst("application/x-ndjson", "gzip")).startsWith("HTTP/1.1 415");
    }

    /** To a body that is far more than the buffers between us hold. */
    private static String answerToWhoSendsFirst(String type, String encoding) throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            int megabytes = 40;
            String head = HEAD.replace("Transfer-Encoding: chunked", "Content-Length: " + (megabytes << 20))
                    .replace("application/x-ndjson", type + "\nContent-Encoding: " + encoding);
            OutputStream request = socket.getOutputStream();
            request.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> sending = Beside.run(() -> {
                try {
                    for (int i = 0; i < megabytes; i++) {
                        request.write(new byte[1 << 20]);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sending.get(60, TimeUnit.SECONDS);
            StringBuilder response = new StringBuilder();
            readSome(socket, response);
            return response.toString();
        }
    }

    private static void readSome(Socket socket, StringBuilder response) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int n = socket.getInputStream().read(buffer);
        assertThat(n).isPositive();
        response.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aBatchIsTakenWholeThoughTheCallerReadsNothingBeforeItHasSentAll() throws Exception {
        int lines = 6_000; // whose answers are far more than the buffers between us hold
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://localhost:" + RestAssured.port + "/v1/decisions/batch")
                        .toURL()
                        .openConnection();
        connection.setReadTimeout(60_000);
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(0);
        connection.setRequestProperty("Authorization", "Bearer local-dev-key");
        connection.setRequestProperty("Content-Type", "application/x-ndjson");
        CompletableFuture<Void> sending = Beside.run(() -> send(lines, connection));
        sending.get(60, TimeUnit.SECONDS);
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(answers.lines().filter(line -> line.contains("\"decisionId\"")))
                    .hasSize(lines);
        }
    }

    private void send(int lines, HttpURLConnection connection) {
        try (OutputStream request = connection.getOutputStream()) {
            for (int i = 0; i < lines; i++) {
                request.write(
                        ("{\"customerId\":\"" + who + "-" + i + "\",\"placements\":[\"" + at + "\"],\"dryRun\":true}\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] line(int i) {
        return ("{\"customerId\":\"" + who + "-" + i + "\",\"placements\":[\"" + at + "\"]}\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}

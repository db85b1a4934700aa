package io.cairn.events.ingest;

import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The CloudEvents SDK for Java, unchanged, in each mode. */
@EventsTest
class CloudEventsClientTest {
    private static final JsonFormat JSON =
            (JsonFormat) EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE);

    @Inject
    Service service;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void binaryModeIsTaken() throws Exception {
        assertThat(send(writer -> writer.writeBinary(purchase("1")))).contains("\"accepted\":1");
        assertPurchases(1);
    }

    @Test
    void structuredModeIsTaken() throws Exception {
        assertThat(send(writer -> writer.writeStructured(purchase("1"), JSON))).contains("\"accepted\":1");
        assertPurchases(1);
    }

    @Test
    void batchedModeIsTakenPackedToo() throws Exception {
        String batch = List.of("1", "2", "3").stream()
                .map(id -> new String(JSON.serialize(purchase(id)), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(batch.getBytes(StandardCharsets.UTF_8));
        }
        caller().contentType("application/cloudevents-batch+json")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .post("/v1/cloudevents")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(3));
        assertPurchases(3);
    }

    @Test
    void sameEventInAnyModeCountsOnce() throws Exception {
        send(writer -> writer.writeBinary(purchase("1")));
        assertThat(send(writer -> writer.writeStructured(purchase("1"), JSON))).contains("\"duplicates\":1");
        CloudEvent elsewhere = CloudEventBuilder.from(purchase("1"))
                .withSource(URI.create("/till/7"))
                .build();
        assertThat(send(writer -> writer.writeBinary(elsewhere))).contains("\"accepted\":1");
        assertPurchases(2);
    }

    @Test
    void everyCallOfSegmentsCanBeSent() throws Exception {
        own("page", "{\"userId\":\"u\",\"name\":\"home\"}");
        own("screen", "{\"userId\":\"u\",\"name\":\"cart\"}");
        own("track", "{\"anonymousId\":\"a\",\"event\":\"product_view\"}");
        own("identify", "{\"userId\":\"u\",\"anonymousId\":\"a\",\"traits\":{\"country\":\"DE\"}}");
        own("group", "{\"userId\":\"u\",\"groupId\":\"g\"}");
        own("alias", "{\"userId\":\"u\",\"previousId\":\"b\"}");
        profile("u")
                .body("traits.country", equalTo("DE"))
                .body("events.keySet()", contains("cart", "home", "product_view"));
        caller().get("/v1/profiles/u/events")
                .then()
                .body("items.type", contains("alias", "group", "identify", "track", "screen", "page"));
    }

    private void own(String call, String data) throws Exception {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(call)
                .withSource(URI.create("urn:crm"))
                .withType("io.cairn." + call)
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
        assertThat(send(writer -> writer.writeBinary(event))).contains("\"accepted\":1");
    }

    private static CloudEvent purchase(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shop/checkout"))
                .withType("purchase")
                .withSubject("order/" + id)
                .withTime(OffsetDateTime.parse("2026-01-31T12:00:00Z"))
                .withExtension("userid", "jane doe")
                .withData("application/json", "{\"value\":0.1}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static void assertPurchases(int count) {
        profile("jane doe")
                .statusCode(200)
                .body("updatedAt", equalTo("2026-01-31T12:00:00Z"))
                .body("events.purchase.count", equalTo(count));
        caller().get("/v1/profiles/{id}/events", "jane doe")
                .then()
                .body("items[0].type", equalTo("track"))
                .body("items[0].context.cloudEvent.subject", startsWith("order/"));
    }

    private String send(Consumer<MessageWriter<?, ?>> write) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/cloudevents"))
                .header("Authorization", "Bearer ingest-key");
        write.accept(HttpMessageFactory.createWriter(
                request::header, body -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body))));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}

package io.cairn.events.ingest;

import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EventsTest
class PackedBodyTest {
    private static final int MAX_BODY_BYTES = 8 << 20;
    private static final String BATCH =
            "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m\"}]";

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    private HttpResponse<String> send(byte[] body, String encoding, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/batch"))
                .header("Authorization", "Bearer ingest-key")
                .header("Content-Encoding", encoding)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(String plain) throws IOException {
        return gzip(plain.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-www-form-urlencoded",
                "text/plain;charset=UTF-8",
                "application/octet-stream"
            })
    void packedBodyIsReadWhateverItIsLabelled(String type) throws Exception {
        assertThat(send(gzip(BATCH + "}"), "gzip", type).statusCode()).isEqualTo(200);
        profile("u").body("events.e.count", equalTo(1));
    }

    @Test
    void keyInAPackedBodyIsFound() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/import/"))
                .header("Content-Encoding", "GZIP")
                .POST(BodyPublishers.ofByteArray(gzip(BATCH + ",\"writeKey\":\"ingest-key\"}")))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void limitHoldsForWhatIsUnpacked() throws Exception {
        String blanks = " ".repeat(MAX_BODY_BYTES - BATCH.length() - 1);
        assertThat(send(gzip(BATCH + blanks + "}"), "gzip", "application/json").statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = send(gzip(BATCH + blanks + " }"), "gzip", "application/json");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void bombIsNotUnpacked() throws Exception {
        byte[] bomb = gzip(new byte[256 << 20]);
        assertThat(send(bomb, "gzip", "application/json").statusCode()).isEqualTo(413);
    }

    @Test
    void brokenPackingIsMalformed() throws Exception {
        byte[] packed = gzip(BATCH + "}");
        byte[] flipped = packed.clone();
        flipped[packed.length - 6] ^= 1;
        for (byte[] broken : new byte[][] {
            new byte[0],
            {31},
            Arrays.copyOf(packed, packed.length - 9),
            flipped,
            (BATCH + "}").getBytes(StandardCharsets.UTF_8)
        }) {
            HttpResponse<String> answer = send(broken, "gzip", "application/json");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        profile("u").statusCode(404);
    }

    @Test
    void otherPackingsAreNotRead() throws Exception {
        assertThat(send(gzip(BATCH + "}"), "br", "application/json").statusCode())
                .isEqualTo(415);
        assertThat(send((BATCH + "}").getBytes(StandardCharsets.UTF_8), "identity", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void plainBodyAfterARefusedOneIsTaken() throws Exception {
        send(gzip(new byte[MAX_BODY_BYTES + 1]), "gzip", "application/json");
        caller().body(BATCH + "}").post("/v1/batch").then().statusCode(200);
    }
}

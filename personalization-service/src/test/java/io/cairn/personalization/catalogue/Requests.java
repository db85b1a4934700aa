package io.cairn.personalization.catalogue;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests with the key of the tests. */
final class Requests {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Requests() {}

    static RequestSpecification caller() {
        return given().header("Authorization", "Bearer local-dev-key").contentType(ContentType.JSON);
    }

    static ValidatableResponse put(String path, String body) {
        return caller().body(body).put(path).then();
    }

    static ValidatableResponse get(String path) {
        return caller().get(path).then();
    }

    static ValidatableResponse delete(String path) {
        return caller().delete(path).then();
    }

    /** A key that no other test uses. */
    static String newKey() {
        return "k" + NUMBER.incrementAndGet();
    }

    /** A saved offer's key. */
    static String offer() {
        String key = newKey();
        put("/v1/offers/" + key, "{\"name\":\"An offer\"}").statusCode(201);
        return key;
    }

    /** A saved placement's key. */
    static String placement() {
        String key = newKey();
        put("/v1/placements/" + key, "{\"name\":\"A placement\",\"channel\":\"web\"}")
                .statusCode(201);
        return key;
    }
}

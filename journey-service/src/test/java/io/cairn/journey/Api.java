package io.cairn.journey;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The service's API as tests call it. */
public final class Api {
    public static final String JOURNEYS = "/v1/journeys";

    /** A map with two stages. */
    public static final String MAP =
            """
            {"name":"Online shop","stages":[{"key":"awareness","name":"Awareness"},
             {"key":"lapsed","name":"Lapsed","entryCriteria":"since('purchase') > days(90)"}]}""";

    private Api() {}

    public static String freshKey() {
        return "j-" + UUID.randomUUID();
    }

    public static RequestSpecification caller() {
        return callerWith("local-dev-key");
    }

    public static RequestSpecification callerWith(String apiKey) {
        return given().header("Authorization", "Bearer " + apiKey).contentType(ContentType.JSON);
    }

    public static ValidatableResponse save(String key, Object body) {
        return caller().body(body).put(JOURNEYS + "/" + key).then();
    }

    public static ValidatableResponse get(String path) {
        return caller().get(JOURNEYS + "/" + path).then();
    }

    public static Response publish(String key) {
        return caller().post(JOURNEYS + "/" + key + "/publish");
    }

    /** A saved journey of the {@link #MAP}. */
    public static String saved() {
        String key = freshKey();
        save(key, MAP).statusCode(201);
        return key;
    }

    /** A saved journey with its first version live. */
    public static String published() {
        String key = saved();
        publish(key).then().statusCode(200);
        return key;
    }
}

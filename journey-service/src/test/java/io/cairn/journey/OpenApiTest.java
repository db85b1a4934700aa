package io.cairn.journey;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.cairn.journey.map.rest.JourneyExamples;
import io.cairn.kit.test.OpenApiContract;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends OpenApiContract {
    OpenApiTest() {
        super("journey-service");
    }

    @Test
    void exampleMapCanBeSavedAndPublished() {
        String key = Api.freshKey();
        Api.caller()
                .body(JourneyExamples.MAP)
                .post(Api.JOURNEYS + "/validate")
                .then()
                .statusCode(200)
                .body("findings.severity", everyItem(equalTo("info")));
        Api.save(key, JourneyExamples.MAP).statusCode(201);
        Api.publish(key).then().statusCode(200);
    }
}

package io.cairn.personalization;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.kit.test.OpenApiContract;
import io.cairn.personalization.decision.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class OpenApiTest extends OpenApiContract {
    OpenApiTest() {
        super("personalization-service");
    }

    @Test
    void reasonsAreTheClosedSet() {
        given().get("/q/openapi?format=json")
                .then()
                .body(
                        "components.schemas.Reason.enum",
                        equalTo(Stream.of(Reason.values()).map(Reason::name).toList()));
    }
}

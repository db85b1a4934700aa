package io.cairn.journey.validation.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.MAP;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.callerWith;
import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.save;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ValidationResourceTest {
    private static ValidatableResponse validate(String body) {
        return caller().body(body).post(JOURNEYS + "/validate").then();
    }

    @Test
    void nothingButAdviceIsFoundInAMapThatCanBeLive() {
        validate(MAP).statusCode(200).body("findings.severity", not(hasItem("error")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                                          | /name
                    []                                                                          | ''
                    {"name":"n"}                                                                | /stages
                    {"name":"n","stages":[{"key":"a","name":"A","colour":"red"}]}               | /stages/0/colour
                    {"name":"n","stages":[{"key":"a","name":"A","entryCriteria":"seen("}]}      | /stages/0/entryCriteria
                    {"name":"n","stages":[{"key":"a","name":"A","entryCriteria":"stage('x')=='y'"}]} | /stages/0/entryCriteria
                    """)
    void whatIsWrongIsAFindingAndNotAnError(String body, String pointer) {
        validate(body)
                .statusCode(200)
                .body("findings.pointer", hasItem(pointer))
                .body("findings.severity", hasItem("error"))
                .body("findings.detail", everyItem(notNullValue()));
    }

    @Test
    void conditionsAreFoundWithLineAndColumn() {
        validate(
                        "{\"name\":\"n\",\"stages\":[{\"key\":\"a\",\"name\":\"A\",\"entryCriteria\":\"true &&\\n nonsense\"}]}")
                .statusCode(200)
                .body("findings[0].line", equalTo(2))
                .body("findings[0].column", equalTo(2));
    }

    @Test
    void errorsRefuseToPublishAndWarningsDoNot() {
        String key = freshKey();
        String impossible = "{\"name\":\"n\",\"stages\":[{\"key\":\"a\",\"name\":\"A\","
                + "\"entryCriteria\":\"seen('x') && count('x') < 1\"}]}";
        save(key, impossible).statusCode(201);
        publish(key)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/stages/0/entryCriteria"))
                .body("errors[0].detail", startsWith("nobody can ever be in 'A'"));
        save(key, MAP).statusCode(200);
        validate(MAP).body("findings.severity", hasItem("warning"));
        publish(key).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"name\":\"n\"} x", "nonsense"})
    void whatIsNotJsonIsRefused(String body) {
        validate(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void readersMayValidate() {
        callerWith("reader-key").body(MAP).post(JOURNEYS + "/validate").then().statusCode(200);
    }
}

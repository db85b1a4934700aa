package io.cairn.journey.validation.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.MAP;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.callerWith;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

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
    void nothingIsFoundInAGoodMap() {
        validate(MAP).statusCode(200).body("findings", empty());
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
                .body("findings.severity", everyItem(equalTo("error")))
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

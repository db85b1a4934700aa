package io.cairn.journey.template.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.callerWith;
import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TemplateResourceTest {
    private static Response start(String key, String query) {
        return caller().post(JOURNEYS + "/" + key + query);
    }

    @Test
    void templatesAreListedWithWhatTheyAreFor() {
        caller().get("/v1/templates")
                .then()
                .statusCode(200)
                .body("items", hasSize(8))
                .body("items.description", everyItem(not(blankOrNullString())))
                .body("items.name", everyItem(not(blankOrNullString())));
    }

    @Test
    void theListHasPages() {
        List<String> keys = new ArrayList<>();
        String cursor = "";
        do {
            Response page = caller().get("/v1/templates?limit=3" + cursor);
            keys.addAll(page.path("items.key"));
            cursor = page.path("next") == null ? "" : "&cursor=" + page.path("next");
        } while (!cursor.isEmpty());
        assertThat(keys).hasSize(8).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aJourneyStartsFromEachAndIsPublishedWithoutAWarning() {
        List<String> templates = caller().get("/v1/templates").path("items.key");
        for (String template : templates) {
            String key = freshKey();
            Response started = start(key, "?template=" + template);
            started.then()
                    .statusCode(201)
                    .header("ETag", "\"1\"")
                    .body("key", equalTo(key))
                    .body("status", equalTo("draft"));
            caller().body(started.asByteArray())
                    .post(JOURNEYS + "/validate")
                    .then()
                    .body("findings.severity", everyItem(equalTo("info")));
            publish(key).then().statusCode(200).body("version", equalTo(1));
        }
    }

    @Test
    void aJourneyThatIsThereIsNotOverwritten() {
        String key = saved();
        start(key, "?template=coffee-chain").then().statusCode(409).body("detail", containsString(key));
        caller().get(JOURNEYS + "/" + key).then().body("name", equalTo("Online shop"));
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        start(key, "?template=coffee-chain").then().statusCode(409).body("detail", containsString("archived"));
    }

    @Test
    void anUnknownTemplateIsRefusedByName() {
        String key = freshKey();
        start(key, "?template=moon-base")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("template"))
                .body("errors[0].detail", containsString("coffee-chain"));
        start(key, "").then().statusCode(400).body("errors[0].pointer", equalTo("template"));
        start("Not-A-Key", "?template=coffee-chain").then().statusCode(400);
        caller().get(JOURNEYS + "/" + key).then().statusCode(404);
    }

    @Test
    void bodiesOfAnyTypeAreIgnored() {
        callerWith("local-dev-key")
                .contentType(ContentType.TEXT)
                .body("x")
                .post(JOURNEYS + "/" + freshKey() + "?template=online-shop")
                .then()
                .statusCode(201);
    }

    @Test
    void readersSeeTemplatesAndStartNothing() {
        callerWith("reader-key").get("/v1/templates").then().statusCode(200);
        callerWith("reader-key")
                .post(JOURNEYS + "/" + freshKey() + "?template=online-shop")
                .then()
                .statusCode(403);
    }
}

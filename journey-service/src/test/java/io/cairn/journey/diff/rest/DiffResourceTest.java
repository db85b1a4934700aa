package io.cairn.journey.diff.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.save;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.cairn.journey.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DiffResourceTest {
    @Test
    void draftIsComparedToAVersion() {
        String key = published();
        get(key + "/diff?from=1&to=draft").statusCode(200).body("changes", empty());
        save(key, Api.MAP.replace("days(90)", "days(60)")).statusCode(200);
        get(key + "/diff?from=1&to=draft")
                .statusCode(200)
                .body("from", equalTo("1"))
                .body("to", equalTo("draft"))
                .body("changes", hasSize(1))
                .body("changes[0].subject", equalTo("stage"))
                .body("changes[0].field", equalTo("entryCriteria"))
                .body("changes[0].before", equalTo("since('purchase') > days(90)"))
                .body("changes[0].after", equalTo("since('purchase') > days(60)"));
    }

    @Test
    void peopleGetMarkdownWhenTheyAcceptIt() {
        String key = published();
        caller().accept("text/markdown")
                .get(JOURNEYS + "/" + key + "/diff?from=1&to=draft")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/markdown"))
                .body(containsString("Nothing changed."));
    }

    @ParameterizedTest
    @CsvSource({"to=1,from", "from=1,to", "from=0&to=1,from", "from=1&to=two,to", "from=1&to=99999999999,to"})
    void missingOrWrongParameterIsNamed(String query, String parameter) {
        get(published() + "/diff?" + query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(parameter));
    }

    @Test
    void unknownVersionOrJourneyIsNotFound() {
        get(published() + "/diff?from=1&to=7").statusCode(404).body("detail", containsString("no version 7"));
        get(freshKey() + "/diff?from=draft&to=draft").statusCode(404);
    }
}

package io.cairn.journey.export.rest;

import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.save;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ExportResourceTest {
    @ParameterizedTest
    @ValueSource(strings = {"map.md", "map.mmd"})
    void liveVersionIsWrittenAndTheDraftOnlyOnDemand(String form) {
        String key = published();
        save(key, "{\"name\":\"Drawn anew\"}").statusCode(200);
        get(key + "/" + form).statusCode(200).body(containsString("Online shop"));
        get(key + "/versions/1/" + form).statusCode(200).body(containsString("Online shop"));
        get(key + "/" + form + "?draft=true").statusCode(200).body(containsString("Drawn anew"));
    }

    @Test
    void formsHaveTheirMediaTypes() {
        String key = published();
        get(key + "/map.md").contentType(startsWith("text/markdown"));
        get(key + "/map.mmd").contentType(startsWith("text/plain")).body(startsWith("journey\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"map.md", "map.mmd"})
    void unknownPersonaAndVersionAreRefused(String form) {
        String key = published();
        get(key + "/" + form + "?persona=nobody").statusCode(400).body("errors[0].pointer", equalTo("persona"));
        get(key + "/versions/9/" + form).statusCode(404);
    }
}

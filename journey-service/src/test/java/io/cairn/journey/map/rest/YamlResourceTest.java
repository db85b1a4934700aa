package io.cairn.journey.map.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class YamlResourceTest {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void mapIsReadAsYamlAndSavedAgainAsTheSame() throws Exception {
        String key = freshKey();
        save(key, JourneyExamples.MAP).statusCode(201);
        publish(key).then().statusCode(200);
        for (String path : new String[] {key, key + "/versions/1", key + "/live"}) {
            String yaml = caller().accept(YAML)
                    .get(JOURNEYS + "/" + path)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith(YAML))
                    .extract()
                    .asString();
            // JSON is YAML, too, but not what was asked for
            assertThat(yaml).as(path).startsWith("key: \"" + key + "\"\n");
            String copy = freshKey();
            put(copy, yaml).statusCode(201).body("key", equalTo(copy));
            assertThat(map(copy)).as(path).isEqualTo(mapper.readTree(JourneyExamples.MAP));
        }
    }

    @Test
    void aVersionHasOneTagAsJsonAndAnotherAsYaml() {
        String key = published();
        for (String path : List.of(key + "/versions/1", key + "/live")) {
            String json = tag(read(path, JSON, "\"other\"").statusCode(200));
            String yaml = tag(read(path, YAML, json).statusCode(200).contentType(startsWith(YAML)));
            assertThat(yaml).isNotEqualTo(json);
            assertThat(tag(read(path, YAML, yaml).statusCode(304))).isEqualTo(yaml);
            assertThat(tag(read(path, JSON, json).statusCode(304))).isEqualTo(json);
            assertThat(tag(read(path, "*/*", yaml).statusCode(200).contentType(startsWith(JSON))))
                    .isEqualTo(json);
        }
    }

    @Test
    void yamlIsReadAsStrictlyAsJson() {
        put(freshKey(), "name: no\nstages:\n- key: a\n  name: 12:30\n  entryCritera: x\n")
                .statusCode(400)
                .body("errors.pointer", hasItem("/stages/0/entryCritera"));
        put(freshKey(), "name: 404").statusCode(400).body("errors.pointer", hasItem("/name"));
        put(freshKey(), "name: a\nname: b").statusCode(400).body("errors.pointer", hasItem("/name"));
        put(freshKey(), "name: &a [x]\nstages: *a").statusCode(400).body("detail", containsString("anchors"));
        put(freshKey(), "name: x\ndescription: " + "y".repeat(3 << 20)).statusCode(413);
    }

    @Test
    void yamlIsValidated() {
        String yaml =
                """
                name: Shop
                stages: [{key: a, name: no, entryCriteria: "since('x') > duration('60d')"}]
                """;
        caller().contentType(YAML)
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post(JOURNEYS + "/validate")
                .then()
                .statusCode(200)
                .body("findings.pointer", hasItem("/stages/0/entryCriteria"));
    }

    private static ValidatableResponse read(String path, String accept, String known) {
        return caller().accept(accept)
                .header("If-None-Match", known)
                .get(JOURNEYS + "/" + path)
                .then();
    }

    private static String tag(ValidatableResponse response) {
        Headers headers = response.extract().headers();
        assertThat(headers.getValues("Vary")).containsExactly("Accept");
        return headers.getValue("ETag");
    }

    private static ValidatableResponse put(String key, String yaml) {
        return caller().contentType(YAML)
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put(JOURNEYS + "/" + key)
                .then();
    }

    private JsonNode map(String key) throws Exception {
        var draft =
                (ObjectNode) mapper.readTree(get(key).statusCode(200).extract().asString());
        return draft.remove(List.of("key", "status", "createdAt", "updatedAt", "reviewDueAt"));
    }
}

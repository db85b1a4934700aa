package io.cairn.journey.map.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.MAP;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.callerWith;
import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.save;
import static io.cairn.journey.Api.saved;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class JourneyResourceTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void firstSaveCreatesAndTheNextReplaces() {
        String key = freshKey();
        String first = save(key, MAP)
                .statusCode(201)
                .body("key", equalTo(key))
                .body("status", equalTo("draft"))
                .extract()
                .header("ETag");
        String second =
                save(key, "{\"name\":\"Renamed\"}").statusCode(200).extract().header("ETag");
        assertThat(first).matches("\"[^\"]+\"").isNotEqualTo(second);
        get(key).statusCode(200)
                .header("ETag", equalTo(second))
                .body("name", equalTo("Renamed"))
                .body("stages", nullValue());
    }

    @Test
    void whatIsReadIsWhatWasSavedAndCanBeSavedAgain() throws Exception {
        String key = freshKey();
        save(key, JourneyExamples.MAP).statusCode(201);
        String read = get(key).extract().asString();
        ObjectNode map = (ObjectNode) mapper.readTree(read);
        map.remove(Set.of("key", "status", "createdAt", "updatedAt", "reviewDueAt"));
        assertThat(map).isEqualTo(mapper.readTree(JourneyExamples.MAP));
        save(key, read).statusCode(200);
        get(key).body(
                        "createdAt",
                        equalTo(mapper.readTree(read).path("createdAt").textValue()));
    }

    @Test
    void draftWithoutStagesIsSaved() {
        save(freshKey(), "{\"name\":\"Just begun\"}").statusCode(201);
    }

    @Test
    void staleIfMatchIsRefusedAndTheDraftStaysAsItWas() {
        String key = freshKey();
        String stale = save(key, MAP).extract().header("ETag");
        save(key, "{\"name\":\"Meanwhile\"}").statusCode(200);
        caller().header("If-Match", stale)
                .body(MAP)
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/precondition-failed"));
        get(key).body("name", equalTo("Meanwhile"));
    }

    @Test
    void ifMatchOnNoJourneyIsRefusedAndMakesNone() {
        String key = freshKey();
        caller().header("If-Match", "*")
                .body(MAP)
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(412);
        get(key).statusCode(404);
    }

    @Test
    void ifNoneMatchStarOnlyCreates() {
        String key = freshKey();
        for (int status : List.of(201, 412)) {
            caller().header("If-None-Match", "*")
                    .body(MAP)
                    .put(JOURNEYS + "/" + key)
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void unquotedIfMatchIsNamed() {
        caller().header("If-Match", "1")
                .body(MAP)
                .put(JOURNEYS + "/" + saved())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("If-Match"));
    }

    @Test
    void ofManySavesWithTheSameIfMatchExactlyOneWins() {
        String key = freshKey();
        String tag = save(key, MAP).extract().header("ETag");
        List<Integer> statuses = Concurrently.times(8, n -> caller().header("If-Match", tag)
                .body("{\"name\":\"by " + n + "\"}")
                .put(JOURNEYS + "/" + key)
                .statusCode());
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    void ofManyFirstSavesExactlyOneCreates() {
        String key = freshKey();
        List<Integer> statuses = Concurrently.times(
                8, n -> caller().body(MAP).put(JOURNEYS + "/" + key).statusCode());
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
    }

    @Test
    void conditionThatDoesNotCompileIsRefusedWithLineAndColumn() {
        save(
                        freshKey(),
                        """
                        {"name":"n","stages":[{"key":"a","name":"A"},
                         {"key":"b","name":"B","entryCriteria":"seen('x') &&\\n  since('purchase') > duration('60d')"}]}""")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/stages/1/entryCriteria"))
                .body("errors[0].line", equalTo(2))
                .body("errors[0].column", greaterThan(1));
    }

    @Test
    void personasCriteriaAreCompiledToo() {
        save(freshKey(), "{\"name\":\"n\",\"personas\":[{\"key\":\"p\",\"name\":\"P\",\"criteria\":\"nonsense(\"}]}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/personas/0/criteria"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                              | /name
                    {"name":5}                                                      | /name
                    {"name":""}                                                     | /name
                    {"name":"a\\u0000b"}                                            | /name
                    {"name":"\\ud800"}                                              | /name
                    {"name":"n","stages":{}}                                        | /stages
                    {"name":"n","stages":[{"key":"UPPER","name":"x"}]}              | /stages/0/key
                    {"name":"n","stages":[{"key":"a"}]}                             | /stages/0/name
                    {"name":"n","stages":[{"key":"a","name":"A"},{"key":"a","name":"B"}]} | /stages/1/key
                    {"name":"n","stages":[{"key":"a","name":"A","entryCritera":"true"}]}  | /stages/0/entryCritera
                    {"name":"n","personas":[{"key":"p","name":"P","demographics":{"a":"\\u0000"}}]} | /personas/0/demographics/a
                    {"name":"n","personas":[{"key":"p","name":"P","demographics":{"a":1e999999}}]}  | /personas/0/demographics/a
                    {"name":"n","reviewEvery":"sometimes"}                          | /reviewEvery
                    []                                                              | ''
                    null                                                            | ''
                    "text"                                                          | ''
                    {"name":                                                        | ''
                    {"name":"n"} {}                                                 | ''
                    """)
    void mapOfTheWrongFormIsRefusedWithAPointer(String body, String pointer) {
        save(freshKey(), body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void everyFaultOfTheFormIsNamedAtOnce() {
        save(freshKey(), "{\"stages\":[{\"key\":\"a\"},{\"name\":\"B\"}]}")
                .statusCode(400)
                .body("errors.pointer", hasItems("/name", "/stages/0/name", "/stages/1/key"));
    }

    @Test
    void garbageIsNeverAFaultOfOurs() {
        String key = freshKey();
        save(key, new byte[] {(byte) 0xff, (byte) 0xfe, 0}).statusCode(400);
        save(key, "").statusCode(400);
        save(key, "{\"name\":\"n\",\"stages\":" + "[".repeat(5000) + "]".repeat(5000) + "}")
                .statusCode(400);
        save(key, "{\"name\":\"" + "x".repeat(3 << 20) + "\"}").statusCode(413);
        save(key, "{\"name\":\"" + "x".repeat(1 << 20) + "\"}").statusCode(400);
        given().header("Authorization", "Bearer local-dev-key")
                .contentType("text/plain")
                .body("hello")
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(415);
        get(key).statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"(,true,)", "!,true,''", "-,1,''", "[,1,]", "true ? true : ,false,''", "1 + ,1,''", "true || ,true,''"})
    void conditionAsDeepAsATextMayBeIsAnsweredInTime(String opening, String inside, String closing) {
        int times = (4000 - inside.length()) / (opening.length() + closing.length());
        String condition = opening.repeat(times) + inside + closing.repeat(times);
        save(
                        freshKey(),
                        "{\"name\":\"n\",\"stages\":[{\"key\":\"a\",\"name\":\"A\",\"entryCriteria\":\"" + condition
                                + "\"}]}")
                .statusCode(oneOf(201, 422))
                .time(lessThan(5_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "-shop", "shop!", "a%00b", "%ff", "%20"})
    void whatIsNoKeyIsRefused(String key) {
        caller().urlEncodingEnabled(false)
                .body(MAP)
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void keyMayHave63CharactersAndNoMore() {
        String longest = (freshKey() + "x".repeat(63)).substring(0, 63);
        save(longest, MAP).statusCode(201);
        save(longest + "x", MAP).statusCode(400).body("errors[0].pointer", equalTo("key"));
    }

    @Test
    void unknownJourneyIsNotFound() {
        String key = freshKey();
        get(key).statusCode(404).body("detail", containsString(key));
        caller().delete(JOURNEYS + "/" + key).then().statusCode(404);
    }

    @Test
    void listIsInOrderOfKeysAndPaged() {
        String prefix = freshKey();
        List<String> keys = List.of(prefix + "-a", prefix + "-b", prefix + "-c");
        keys.forEach(key -> save(key, MAP).statusCode(201));
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            var request = caller().queryParam("limit", 2);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get(JOURNEYS).then().statusCode(200).extract();
            found.addAll(page.path("items.key"));
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(found).isSorted().doesNotHaveDuplicates().containsSubsequence(keys);
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,1001", "limit,many", "cursor,%%%", "cursor,AA", "archived,maybe"})
    void badPageIsNamed(String parameter, String value) {
        caller().queryParam(parameter, value)
                .get(JOURNEYS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(parameter));
    }

    @Test
    void archivedJourneyIsReadableButNotListedUnlessAskedFor() {
        String key = published();
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        get(key).statusCode(200)
                .body("status", equalTo("archived"))
                .body("archivedAt", notNullValue())
                .body("liveVersion", nullValue());
        get(key + "/versions/1").statusCode(200);
        get(key + "/live").statusCode(404);
        caller().queryParam("limit", 1000).get(JOURNEYS).then().body("items.key", not(hasItem(key)));
        caller().queryParam("limit", 1000)
                .queryParam("archived", true)
                .get(JOURNEYS)
                .then()
                .body("items.key", hasItem(key));
    }

    @Test
    void archivedJourneyIsBackOnceSavedAndLiveOncePublished() {
        String key = published();
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        caller().post(JOURNEYS + "/" + key + "/publish").then().statusCode(409);
        save(key, MAP).statusCode(200).body("status", equalTo("draft"));
        caller().post(JOURNEYS + "/" + key + "/publish").then().statusCode(200).body("version", equalTo(2));
    }

    @Test
    void rolesAreKept() {
        String key = saved();
        given().get(JOURNEYS + "/" + key).then().statusCode(401).contentType("application/problem+json");
        callerWith("wrong").get(JOURNEYS + "/" + key).then().statusCode(401);
        callerWith("reader-key").get(JOURNEYS + "/" + key).then().statusCode(200);
        callerWith("reader-key").body(MAP).put(JOURNEYS + "/" + key).then().statusCode(403);
        callerWith("reader-key").delete(JOURNEYS + "/" + key).then().statusCode(403);
        callerWith("reader-key").post(JOURNEYS + "/" + key + "/publish").then().statusCode(403);
        callerWith("designer-key").body(MAP).put(JOURNEYS + "/" + key).then().statusCode(200);
        callerWith("designer-key").get(JOURNEYS).then().statusCode(200);
    }

    /** Of one address, with methods of several resources. */
    @Test
    void whatIsPossibleIsSaidToWhoAsksForSomethingElse() {
        String journey = JOURNEYS + "/" + saved();
        caller().patch(journey)
                .then()
                .statusCode(405)
                .header("Allow", equalTo("DELETE, GET, HEAD, OPTIONS, POST, PUT"));
        caller().delete(journey + "/live").then().statusCode(405).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        // a class with a shorter path comes last, and has nothing for these
        caller().delete(journey + "/map.svg").then().statusCode(405).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        caller().get(journey + "/review")
                .then()
                .statusCode(405)
                .body("detail", equalTo("GET is not possible here; possible are OPTIONS, POST"));
        caller().get(journey + "/nothing").then().statusCode(404);
        caller().contentType("text/csv")
                .body(MAP)
                .put(journey)
                .then()
                .statusCode(415)
                .body("detail", containsString("Content-Type text/csv"))
                .body("detail", containsString("send Content-Type: application/json or application/yaml"));
        caller().accept("image/png")
                .get(journey)
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        containsString("the answer is application/json or application/yaml, which Accept: image/png"));
    }
}

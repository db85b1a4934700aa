package io.cairn.personalization.position;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.position.Journeys.event;
import static io.cairn.personalization.position.Journeys.eventuallyLookedAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.personalization.PersonalizationTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed, and stages as audiences. */
@PersonalizationTest
class TransitionFeedTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    Journeys journeys;

    private final String view = key("view");
    private final String buy = key("buy");
    private String journey;

    @BeforeEach
    void open() {
        journey = key("journey");
        journeys.open();
        journeys.publish(journey, 1, "viewed", "seen('" + view + "')", "bought", "seen('" + buy + "')");
        eventuallyLookedAt(journey, 1);
    }

    private static String now() {
        return caller().get("/v1/transitions?after=now")
                .then()
                .statusCode(200)
                .body("items", empty())
                .extract()
                .path("next");
    }

    private JsonPath after(String cursor, String more) {
        return caller().get("/v1/transitions?after={after}&journey={journey}" + more, cursor, journey)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Set<String> customers(int count) {
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            String who = key("u");
            journeys.profile(who, 1, event(who, view, NOON));
            all.add(who);
        }
        return all;
    }

    @Test
    void whoeverFollowsTheFeedMissesNoneAndSeesNoneTwice() {
        String cursor = now();
        Set<String> all = customers(25);
        List<String> seen = new ArrayList<>();
        String[] at = {cursor};
        eventually(() -> {
            JsonPath page = after(at[0], "&limit=4");
            seen.addAll(page.getList("items.customerId"));
            at[0] = page.getString("next");
            return seen.size() >= all.size();
        });
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        JsonPath end = after(at[0], "");
        assertThat(end.getList("items")).isEmpty();
        assertThat(end.getString("next")).isNotBlank();
    }

    @Test
    void feedOfOneStageSkipsWhatIsNotWanted() {
        String cursor = now();
        String who = customers(1).iterator().next();
        journeys.profile(who, 2, event(who, view, NOON), event(who, buy, NOON.plusSeconds(1)));
        eventually(() -> after(cursor, "&to=bought").getList("items").size() == 1);
        JsonPath page = after(cursor, "&to=bought");
        assertThat(page.<Map<String, Object>>getList("items").get(0))
                .containsEntry("customerId", who)
                .containsEntry("to", "bought")
                .containsEntry("cause", "event");
        assertThat(after(page.getString("next"), "").getList("items")).isEmpty();
    }

    @Test
    void stageIsListedPageByPageAndStreamedWhole() {
        Set<String> all = customers(7);
        eventually(() -> Journeys.population(journey).getOrDefault("viewed", 0) == 7);
        List<String> listed = new ArrayList<>();
        String more = "";
        while (more != null) {
            JsonPath page = caller().get("/v1/population/{journey}/viewed?limit=3" + more, journey)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.customerId"));
            more = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        assertThat(listed).containsExactlyElementsOf(all);
        String lines = caller().accept("application/x-ndjson")
                .get("/v1/population/{journey}/viewed", journey)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        assertThat(Arrays.stream(lines.split("\n"))
                        .map(line -> JsonPath.from(line).getString("customerId"))
                        .toList())
                .containsExactlyElementsOf(all);
        caller().accept("application/x-ndjson")
                .get("/v1/population/{journey}/bought", journey)
                .then()
                .statusCode(200)
                .body(equalTo(""));
    }

    @Test
    void previewSaysWhoWouldMove() {
        Set<String> all = customers(3);
        eventually(() -> Journeys.population(journey).getOrDefault("viewed", 0) == 3);
        caller().body(Journeys.draft("viewed", "count('" + view + "') >= 2", "bought", "seen('" + buy + "')"))
                .post("/v1/population/{journey}/preview", journey)
                .then()
                .statusCode(200)
                .body(
                        "customers",
                        equalTo(Journeys.population(journey).values().stream()
                                .mapToInt(count -> count)
                                .sum()))
                .body("moves", hasSize(1))
                .body("moves[0].from", equalTo("viewed"))
                .body("moves[0].to", nullValue())
                .body("moves[0].customers", equalTo(all.size()));
        assertThat(Journeys.population(journey)).containsEntry("viewed", 3);
    }

    @Test
    void previewOfADraftThatCannotBePublishedSaysWhatIsWrong() {
        caller().body("{\"name\":\"x\",\"stages\":[{\"key\":\"a\",\"name\":\"A\",\"entryCriteria\":\"sen('x')\"}]}")
                .post("/v1/population/{journey}/preview", journey)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/stages/0/entryCriteria"))
                .body("errors[0].line", equalTo(1));
        caller().body("{\"name\":\"x\",\"stages\":[]}")
                .post("/v1/population/{journey}/preview", journey)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/stages"));
        caller().body("{\"name\":\"x\",\"stage\":[]}")
                .post("/v1/population/{journey}/preview", journey)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/stage"));
    }

    @Test
    void previewOfWhatCanBeNoJourneySaysSo() {
        for (String impossible : List.of("Not A Key!", "-", "a".repeat(64))) {
            caller().body("{\"name\":\"x\",\"stages\":[{\"key\":\"a\",\"name\":\"A\"}]}")
                    .post("/v1/population/{journey}/preview", impossible)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("journey"));
        }
    }

    @Test
    void whatIsAskedForMustBeThere() {
        caller().get("/v1/population/{journey}/nowhere", journey).then().statusCode(404);
        caller().get("/v1/population/nowhere/viewed").then().statusCode(404);
        caller().accept("application/x-ndjson")
                .get("/v1/population/{journey}/nowhere", journey)
                .then()
                .statusCode(404);
        for (String after : List.of("!", "eA", "LTE")) {
            caller().get("/v1/transitions?after={after}", after)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("after"));
        }
        for (String limit : List.of("0", "abc")) {
            caller().get("/v1/transitions?after=now&limit={limit}", limit)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("limit"));
        }
        for (String after : List.of("now", "MQ")) {
            unknown("?after=" + after + "&journey=nowhere", "journey");
            unknown("?after=" + after + "&journey=" + journey + "&to=nowhere", "to");
            unknown("?after=" + after + "&to=nowhere", "to");
        }
        caller().get("/v1/customers/u/transitions?cursor=eA").then().statusCode(400);
        caller().get("/v1/customers/nobody/transitions").then().statusCode(200).body("items", empty());
    }

    private static void unknown(String query, String pointer) {
        caller().get("/v1/transitions" + query).then().statusCode(422).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void aStageOfAnEarlierMapAndAJourneyThatEndedAreFollowedOn() {
        String cursor = now();
        customers(1);
        eventually(() -> after(cursor, "&to=viewed").getList("items").size() == 1);
        journeys.publish(journey, 2, "bought", "seen('" + buy + "')");
        eventuallyLookedAt(journey, 2);
        assertThat(after(cursor, "&to=viewed").getList("items")).hasSize(1);
        journeys.archive(journey);
        eventually(() -> caller().get("/v1/population/{journey}", journey).statusCode() == 404);
        assertThat(after(cursor, "&to=viewed").getList("items")).hasSize(1);
    }
}

package io.cairn.journey.map.rest;

import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.save;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Each limit from both sides: the most that there may be, and one more. */
@QuarkusTest
class MapLimitsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void fiftyStagesWithFiveHundredTouchpointsArePublished() {
        String key = freshKey();
        save(key, map(50, 10).toString()).statusCode(201);
        publish(key).then().statusCode(200);
    }

    @Test
    void moreStagesOrTouchpointsAreRefusedWithTheirNumber() {
        refused(map(51, 1), "/stages", "at most 50 items, not 51");
        ObjectNode touchpoints = map(50, 10);
        addTouchpoint((ArrayNode) touchpoints.at("/stages/49/touchpoints"), 10);
        refused(touchpoints, "/stages", "at most 500 touchpoints in all, not 501");
        refused(map(1, 501), "/stages/0/touchpoints", "at most 500 items, not 501");
    }

    @Test
    void fiftyPersonasAndAHundredOfTheRestAreTaken() {
        both(50, "/personas", map -> map.putArray("personas"), MapLimitsTest::keyed);
        both(100, "/stages/0/kpis", map -> stage(map).putArray("kpis"), MapLimitsTest::keyed);
        both(100, "/stages/0/touchpoints/0/events", map -> touchpoint(map).putArray("events"), MapLimitsTest::text);
        both(100, "/stages/0/touchpoints/0/thoughts", map -> touchpoint(map).putArray("thoughts"), MapLimitsTest::text);
        both(
                100,
                "/stages/0/touchpoints/0/painPoints",
                map -> touchpoint(map).putArray("painPoints"),
                n -> JSON.createObjectNode().put("text", "p" + n));
        both(
                100,
                "/stages/0/touchpoints/0/opportunities",
                map -> touchpoint(map).putArray("opportunities"),
                n -> JSON.createObjectNode().put("text", "o" + n));
    }

    @Test
    void whatIsAlsoMalformedIsMalformed() {
        ObjectNode map = map(51, 1);
        map.put("nmae", "x");
        save(freshKey(), map.toString()).statusCode(400);
    }

    /** The list at the pointer, with the most items and with one more. */
    private static void both(
            int most, String pointer, Function<ObjectNode, ArrayNode> list, IntFunction<JsonNode> item) {
        ObjectNode map = map(1, 1);
        ArrayNode items = list.apply(map);
        for (int i = 0; i < most; i++) {
            items.add(item.apply(i));
        }
        save(freshKey(), map.toString()).statusCode(201);
        items.add(item.apply(most));
        refused(map, pointer, "at most " + most + " items, not " + (most + 1));
    }

    private static void refused(ObjectNode map, String pointer, String detail) {
        save(freshKey(), map.toString())
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(detail));
    }

    private static ObjectNode map(int stages, int touchpointsOfEach) {
        ObjectNode map = JSON.createObjectNode().put("name", "Large");
        ArrayNode list = map.putArray("stages");
        for (int s = 0; s < stages; s++) {
            ObjectNode stage = list.addObject();
            stage.put("key", "s" + s)
                    .put("name", "Stage " + s)
                    .put("entryCriteria", "count('e" + s + "') >= " + (s + 1));
            ArrayNode touchpoints = stage.putArray("touchpoints");
            for (int t = 0; t < touchpointsOfEach; t++) {
                addTouchpoint(touchpoints, t);
            }
        }
        return map;
    }

    private static void addTouchpoint(ArrayNode touchpoints, int number) {
        touchpoints.add(keyed(number));
    }

    private static ObjectNode stage(ObjectNode map) {
        return (ObjectNode) map.at("/stages/0");
    }

    private static ObjectNode touchpoint(ObjectNode map) {
        return (ObjectNode) map.at("/stages/0/touchpoints/0");
    }

    private static JsonNode keyed(int number) {
        return JSON.createObjectNode().put("key", "k" + number).put("name", "Name " + number);
    }

    private static JsonNode text(int number) {
        return JSON.getNodeFactory().textNode("text " + number);
    }
}

package io.cairn.bench.measure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Maps of 12 stages with 3 touchpoints each: as large as people draw them. */
final class TwelveStages {
    private static final int STAGES = 12;
    private static final int TOUCHPOINTS = 3;
    private static final String[] CHANNELS = {"web", "email", "store"};

    private TwelveStages() {}

    /** @param number tells one map from another */
    static ObjectNode map(int number) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("name", "Journey " + number).put("description", "What customers of shop " + number + " go through.");
        map.putArray("personas")
                .addObject()
                .put("key", "regular")
                .put("name", "The regular")
                .put("criteria", "count('purchase') >= 3");
        ArrayNode stages = map.putArray("stages");
        for (int s = 0; s < STAGES; s++) {
            ObjectNode stage = stages.addObject();
            String event = "step_" + s;
            stage.put("key", "stage-" + s).put("name", "Stage " + s).put("customerGoal", "Get past step " + s);
            stage.put(
                    "entryCriteria",
                    "count('" + event + "', '30d') >= " + (number % 5 + 1) + " && since('" + event + "') < days("
                            + (s + 1) + ")");
            stage.putArray("kpis")
                    .addObject()
                    .put("key", "onwards")
                    .put("name", "Goes on")
                    .put("kind", "conversion")
                    .put("event", "step_" + (s + 1))
                    .put("target", 0.4);
            ArrayNode touchpoints = stage.putArray("touchpoints");
            for (int t = 0; t < TOUCHPOINTS; t++) {
                ObjectNode touchpoint = touchpoints.addObject();
                touchpoint
                        .put("key", "touchpoint-" + t)
                        .put("name", "Touchpoint " + t)
                        .put("channel", CHANNELS[t]);
                touchpoint.putArray("events").add(event);
                touchpoint.putArray("thoughts").add("Is this what I was looking for?");
                touchpoint.put("emotion", t - 1);
                touchpoint
                        .putArray("painPoints")
                        .addObject()
                        .put("text", "It takes too long")
                        .put("severity", 2);
            }
        }
        return map;
    }
}

package io.cairn.events.plan.rest;

/** Bodies and answers that work at the first click. */
final class PlanExamples {
    static final String SAVE =
            """
            {"mode":"observe","description":"A product's page was seen.",
             "schema":{"type":"object","required":["category"],
               "properties":{"category":{"type":"string"},"value":{"type":"number","minimum":0}}}}""";
    static final String SAVED =
            """
            {"event":"product_view","mode":"observe","description":"A product's page was seen.",
             "schema":{"type":"object","required":["category"],
               "properties":{"category":{"type":"string"},"value":{"type":"number","minimum":0}}},
             "createdAt":"2026-01-31T12:00:00Z","updatedAt":"2026-01-31T12:00:00Z"}""";
    static final String PLAN = "{\"items\":[" + SAVED + "]}";
    static final String SEEN =
            """
            {"event":"product_view","count":4211,"first":"2025-11-01T07:12:09Z","last":"2026-01-31T11:59:00Z",
             "lastReceived":"2026-01-31T12:00:00Z","rates":{"lastHour":12,"lastDay":301,"last7Days":2044},
             "properties":[{"name":"category","types":["text"],"share":1.0},{"name":"value","types":["number"],"share":0.97}],
             "plan":{"mode":"observe","violations":3,"rejected":0,
               "lastViolation":"/properties: required property 'category' not found","lastViolationAt":"2026-01-30T08:00:00Z"},
             "maps":[{"journey":"shop","pointers":["/stages/1/entryCriteria","/stages/1/touchpoints/0/events/0"]}]}""";
    static final String SEEN_LIST = "{\"items\":[" + SEEN + "]}";

    private PlanExamples() {}
}

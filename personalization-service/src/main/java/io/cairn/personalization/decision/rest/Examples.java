package io.cairn.personalization.decision.rest;

/** Examples for the OpenAPI document, which work against {@code ./run}'s sample. */
final class Examples {
    static final String REQUEST =
            """
            {
              "customerId": "u-0001",
              "placements": [{"key": "web-home", "count": 2}],
              "context": {"device": "mobile"},
              "locale": "en",
              "explain": true
            }""";

    static final String DECISION =
            """
            {
              "decisionId": "2f0c0c6e-8a6f-4f0e-9a55-0d4f3b1f3a51",
              "customerId": "u-0001",
              "at": "2026-11-21T10:15:30.123Z",
              "stages": [{"journey": "shop", "stage": "consideration", "since": "2026-11-20T08:00:00Z", "mapVersion": 3}],
              "placements": [{
                "key": "web-home", "send": true, "fallback": false, "reason": "CHOSEN", "notBefore": null,
                "propositions": [{
                  "propositionId": "2f0c0c6e-8a6f-4f0e-9a55-0d4f3b1f3a51.1",
                  "offer": "ten-percent", "rule": "considering", "rank": 1, "score": 25.0, "locale": "en",
                  "content": {"headline": "Still thinking, friend?", "url": "https://shop.example/ten"}
                }]
              }],
              "trace": {
                "rules": [{"rule": "win-back", "placement": "web-home", "reason": "RULE_NOT_IN_STAGE"}],
                "candidates": [
                  {"offer": "ten-percent", "rule": "considering", "placement": "web-home", "reason": "CHOSEN"},
                  {"offer": "free-shipping", "rule": "considering", "placement": "web-home",
                   "reason": "NOT_ELIGIBLE", "condition": "traits.country == 'DE'", "missing": ["traits.country"]}
                ]
              }
            }""";

    static final String REPLAY = "{\"same\": true, \"missing\": [], \"decision\": " + DECISION + "}";

    private Examples() {}
}

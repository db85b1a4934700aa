package io.cairn.local;

import java.util.List;
import java.util.Optional;

/** What to try first, printed once everything runs. */
final class Guide {

    private final Endpoints endpoints;
    private final Optional<Sample> sample;

    /** Takes the sample if it is loaded. */
    Guide(Endpoints endpoints, Optional<Sample> sample) {
        this.endpoints = endpoints;
        this.sample = sample;
    }

    /** The last line is the one that scripts wait for. */
    void print(Console console) {
        console.line("");
        console.line("Try it in the browser (the API key is " + endpoints.key() + "):");
        console.line("  journey maps       " + endpoints.journey() + "/q/swagger-ui");
        console.line("  events, profiles   " + endpoints.events() + "/q/swagger-ui");
        console.line("  offers, decisions  " + endpoints.personalization() + "/q/swagger-ui");
        console.line("");
        console.line("Or paste:");
        for (Sample.Example example : sample.map(it -> it.examples(endpoints)).orElseGet(this::onAnEmptySystem)) {
            console.line("  # " + example.title());
            console.line("  " + example.command());
        }
        console.line("");
        console.line("Cairn is ready");
    }

    private List<Sample.Example> onAnEmptySystem() {
        String curl = "curl -s -u " + endpoints.key() + ": ";
        return List.of(
                new Sample.Example(
                        "send an event",
                        curl + "-H 'Content-Type: application/json'"
                                + " -d '{\"userId\":\"u1\",\"event\":\"product_view\",\"properties\":{\"category\":\"shoes\"}}' "
                                + endpoints.events() + "/v1/track"),
                new Sample.Example("the profile that it made", curl + endpoints.events() + "/v1/profiles/u1"),
                new Sample.Example(
                        "the customer's stages, none before a map is published",
                        curl + endpoints.personalization() + "/v1/customers/u1/stages"));
    }
}

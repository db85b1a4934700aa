package io.cairn.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** What marketers would have written: the map, offers, placements, rules and the contact policy, under {@code sample/}. */
final class Content {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Content() {}

    static JsonNode journey() throws IOException {
        return read("journey-shop.json");
    }

    static JsonNode contactPolicy() throws IOException {
        return read("contact-policy.json");
    }

    /** Those of {@code offers}, {@code placements} or {@code rules}, by key. */
    static JsonNode keyed(String kind) throws IOException {
        return read(kind + ".json");
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream resource = Content.class.getResourceAsStream("/sample/" + name)) {
            if (resource == null) {
                throw new FileNotFoundException("sample/" + name + " is not on the class path");
            }
            return JSON.readTree(resource);
        }
    }
}

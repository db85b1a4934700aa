package io.cairn.journey.template;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The templates, by key: the resources of {@code /templates}. */
@ApplicationScoped
public class Templates {
    private static final List<String> KEYS = List.of(
            "b2b-purchase",
            "bank-account-and-loan",
            "coffee-chain",
            "hospital-appointment",
            "online-shop",
            "saas-trial-to-renewal",
            "stores-and-pickup",
            "telecom-contract");

    private final SortedMap<String, Template> byKey = new TreeMap<>();

    Templates(ObjectMapper mapper) {
        KEYS.forEach(key -> byKey.put(key, read(key, mapper)));
    }

    private static Template read(String key, ObjectMapper mapper) {
        try (InputStream resource = Templates.class.getResourceAsStream("/templates/" + key + ".json")) {
            return Template.of(key, (ObjectNode) mapper.readTree(resource));
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + key + " cannot be read", e);
        }
    }

    /** All, by key. */
    public List<Template> all() {
        return List.copyOf(byKey.values());
    }

    /** The template of a key; empty if there is none. */
    public Optional<Template> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}

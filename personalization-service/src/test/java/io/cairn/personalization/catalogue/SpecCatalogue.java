package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.json.StrictJson;
import io.cairn.model.condition.CartEvents;
import io.cairn.model.condition.Conditions;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.stage.StageResolver;
import io.cairn.personalization.content.ContentTemplates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A catalogue from the JSON that its endpoints take: offers, placements, rules and maps by key, and a contact policy. */
public final class SpecCatalogue {
    private static final Conditions CONDITIONS = new Conditions();

    private final Conditions conditions;
    private final ItemCompiler compiler;

    private SpecCatalogue(Conditions conditions) {
        this.conditions = conditions;
        this.compiler = new ItemCompiler(new JsonBodies(mapper()), conditions, new ContentTemplates());
    }

    public static Catalogue read(JsonNode given) {
        return new SpecCatalogue(
                        given.has("cartEvents") ? new Conditions(cartEvents(given.get("cartEvents"))) : CONDITIONS)
                .catalogue(given);
    }

    private static CartEvents cartEvents(JsonNode given) {
        return new CartEvents(names(given.path("added")), names(given.path("removed")), names(given.path("ordered")));
    }

    private static Set<String> names(JsonNode given) {
        Set<String> names = new HashSet<>();
        given.forEach(name -> names.add(name.asText()));
        return names;
    }

    private Catalogue catalogue(JsonNode given) {
        CompiledContactPolicy policy = given.has("contactPolicy")
                ? (CompiledContactPolicy) compiler.compile(
                        ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY, 1, (ObjectNode) given.get("contactPolicy"))
                : CompiledContactPolicy.DEFAULT;
        List<LiveMap> maps = new ArrayList<>();
        given.path("maps").properties().forEach(field -> {
            JourneyMap map = JourneyMaps.read(field.getValue());
            maps.add(new LiveMap(field.getKey(), 3, Instant.EPOCH, map, StageResolver.of(map, conditions)));
        });
        return Catalogue.of(
                1,
                items(given.path("offers"), ItemKind.OFFER, CompiledOffer.class),
                items(given.path("placements"), ItemKind.PLACEMENT, CompiledPlacement.class),
                items(given.path("rules"), ItemKind.RULE, CompiledRule.class),
                policy,
                maps,
                conditions.cartEvents());
    }

    private <T> List<T> items(JsonNode byKey, ItemKind kind, Class<T> type) {
        List<T> items = new ArrayList<>();
        byKey.properties()
                .forEach(field ->
                        items.add(type.cast(compiler.compile(kind, field.getKey(), 1, (ObjectNode) field.getValue()))));
        return items;
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper =
                JsonMapper.builder().addModule(new JavaTimeModule()).build();
        new StrictJson().customize(mapper);
        return mapper;
    }
}

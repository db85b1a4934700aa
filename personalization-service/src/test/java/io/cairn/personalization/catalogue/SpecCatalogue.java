package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.json.StrictJson;
import io.cairn.model.condition.Conditions;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.stage.StageResolver;
import io.cairn.personalization.content.ContentTemplates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A catalogue from the JSON that its endpoints take: offers, placements, rules and maps by key, and a contact policy. */
public final class SpecCatalogue {
    private static final Conditions CONDITIONS = new Conditions();
    private static final ItemCompiler COMPILER =
            new ItemCompiler(new JsonBodies(mapper()), CONDITIONS, new ContentTemplates());

    private SpecCatalogue() {}

    public static Catalogue read(JsonNode given) {
        CompiledContactPolicy policy = given.has("contactPolicy")
                ? (CompiledContactPolicy) COMPILER.compile(
                        ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY, 1, (ObjectNode) given.get("contactPolicy"))
                : CompiledContactPolicy.DEFAULT;
        List<LiveMap> maps = new ArrayList<>();
        given.path("maps").properties().forEach(field -> {
            JourneyMap map = JourneyMaps.read(field.getValue());
            maps.add(new LiveMap(field.getKey(), 3, Instant.EPOCH, map, StageResolver.of(map, CONDITIONS)));
        });
        return Catalogue.of(
                1,
                items(given.path("offers"), ItemKind.OFFER, CompiledOffer.class),
                items(given.path("placements"), ItemKind.PLACEMENT, CompiledPlacement.class),
                items(given.path("rules"), ItemKind.RULE, CompiledRule.class),
                policy,
                maps);
    }

    private static <T> List<T> items(JsonNode byKey, ItemKind kind, Class<T> type) {
        List<T> items = new ArrayList<>();
        byKey.properties()
                .forEach(field ->
                        items.add(type.cast(COMPILER.compile(kind, field.getKey(), 1, (ObjectNode) field.getValue()))));
        return items;
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper =
                JsonMapper.builder().addModule(new JavaTimeModule()).build();
        new StrictJson().customize(mapper);
        return mapper;
    }
}

package io.cairn.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.map.Stage;
import io.cairn.model.stage.StageResolver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentTest {
    private final Conditions conditions = new Conditions();
    private final JsonNode offers;
    private final JsonNode placements;
    private final JsonNode rules;
    private final JourneyMap map;

    ContentTest() throws IOException {
        offers = Content.keyed("offers");
        placements = Content.keyed("placements");
        rules = Content.keyed("rules");
        map = JourneyMaps.read(Content.journey());
    }

    @Test
    void mapIsRichAndItsCriteriaCompile() {
        assertThat(StageResolver.of(map, conditions)).isNotNull();
        assertThat(map.personas()).hasSize(3).allMatch(persona -> persona.criteria() != null);
        assertThat(map.stages())
                .extracting(Stage::key)
                .containsExactly(
                        "awareness",
                        "consideration",
                        "intent",
                        "purchase",
                        "first-use",
                        "loyalty",
                        "at-risk",
                        "lapsed");
        assertThat(map.stages()).allSatisfy(stage -> {
            assertThat(stage.kpis()).isNotEmpty();
            assertThat(stage.touchpoints()).hasSizeGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void everyConditionOfOffersAndRulesCompiles() {
        offers.forEach(offer -> compile(offer.path("eligibility"), ConditionKind.TARGETING));
        for (JsonNode rule : rules) {
            compile(rule.path("when"), ConditionKind.TARGETING);
            compile(rule.path("ranking"), ConditionKind.RANKING);
        }
        assertThat(compiled).isGreaterThanOrEqualTo(20);
    }

    private int compiled;

    private void compile(JsonNode source, ConditionKind kind) {
        if (source.isTextual()) {
            assertThat(conditions.compile(source.textValue(), kind)).isNotNull();
            compiled++;
        }
    }

    @Test
    void rulesAndFallbacksNameWhatIsThere() {
        Set<String> stages = new HashSet<>(map.stages().stream().map(Stage::key).toList());
        Set<String> tags = new HashSet<>();
        offers.forEach(offer -> tags.addAll(texts(offer.path("tags"))));
        for (JsonNode rule : rules) {
            assertThat(stages).containsAll(texts(rule.path("stages")));
            assertThat(texts(rule.path("placements"))).allMatch(placements::has);
            assertThat(texts(rule.path("offers"))).allMatch(offers::has);
            assertThat(tags).containsAll(texts(rule.path("tags")));
        }
        for (JsonNode placement : placements) {
            JsonNode fallback = placement.path("fallback");
            assertThat(fallback.isMissingNode()
                            || channels(fallback.textValue())
                                    .contains(placement.path("channel").textValue()))
                    .isTrue();
        }
    }

    @Test
    void everyOfferIsInARuleOrAFallbackAndHasContent() {
        Set<String> used = new HashSet<>();
        placements.forEach(placement -> used.add(placement.path("fallback").asText()));
        Set<String> tags = new HashSet<>();
        for (JsonNode rule : rules) {
            used.addAll(texts(rule.path("offers")));
            tags.addAll(texts(rule.path("tags")));
        }
        offers.properties().forEach(offer -> {
            assertThat(used.contains(offer.getKey())
                            || texts(offer.getValue().path("tags")).stream().anyMatch(tags::contains))
                    .as(offer.getKey())
                    .isTrue();
            assertThat(offer.getValue().path("representations")).isNotEmpty();
        });
        assertThat(offers.size()).isGreaterThanOrEqualTo(12);
    }

    private Set<String> channels(String offer) {
        Set<String> channels = new HashSet<>();
        offers.path(offer)
                .path("representations")
                .forEach(each -> channels.add(each.path("channel").textValue()));
        return channels;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.textValue()));
        return texts;
    }
}

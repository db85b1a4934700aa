package io.cairn.personalization.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.SpecCatalogue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String SHOP =
            """
            {"maps":{"shop":{"name":"Shop","personas":[{"key":"hunter","name":"Hunter","criteria":"seen('sale')"},
                 {"key":"drawn","name":"Only drawn"}],
               "stages":[{"key":"first","name":"First"},{"key":"second","name":"Second","entryCriteria":"seen('x')"}]}},
             "placements":{"home":{"name":"Home","channel":"web"},"mail":{"name":"Mail","channel":"email","mode":"outbound"}},
             "offers":{
               "over-soon":{"name":"S","validTo":"2030-02-01T00:00:00Z",
                 "representations":[{"channel":"web","content":{}},{"channel":"email","content":{}}]},
               "web-only":{"name":"W","representations":[{"channel":"web","content":{}}]},
               "both":{"name":"B","representations":[{"channel":"web","content":{}},{"channel":"email","content":{}}]},
               "draft":{"name":"D","status":"draft","representations":[{"channel":"email","content":{}}]},
               "over":{"name":"O","validTo":"2026-01-01T00:00:00Z","representations":[{"channel":"email","content":{}}]}},
             "rules":{%s}}""";

    private static List<String> gaps(String rules) {
        try {
            Catalogue catalogue = SpecCatalogue.read(new ObjectMapper().readTree(SHOP.formatted(rules)));
            Coverage coverage = Coverage.of(catalogue.map("shop").orElseThrow(), catalogue, NOW);
            assertThat(coverage.combinations()).isEqualTo(8);
            return coverage.gaps().stream()
                    .map(gap -> gap.stage() + " " + gap.persona() + " " + gap.channel())
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void whereARuleHasALiveOfferWithContentThereIsNoGap() {
        assertThat(gaps("\"all\":{\"name\":\"A\",\"offers\":[\"both\"],\"when\":\"count('x') > 3\"}"))
                .isEmpty();
    }

    @Test
    void withoutRulesEverythingIsAGap() {
        assertThat(gaps("")).hasSize(8);
        assertThat(gaps("\"all\":{\"name\":\"A\",\"offers\":[\"both\"],\"active\":false}"))
                .hasSize(8);
        assertThat(gaps("\"all\":{\"name\":\"A\",\"offers\":[\"both\"],\"endAt\":\"2026-01-01T00:00:00Z\"}"))
                .hasSize(8);
    }

    @Test
    void offersThatAreNotLiveOrHaveNoContentCoverNothing() {
        assertThat(gaps("\"all\":{\"name\":\"A\",\"offers\":[\"web-only\",\"draft\",\"over\"]}"))
                .containsExactly("first hunter email", "first null email", "second hunter email", "second null email");
    }

    @Test
    void stagesAndPlacementsOfARuleCount() {
        assertThat(gaps("\"all\":{\"name\":\"A\",\"journey\":\"shop\",\"stages\":[\"second\"],\"offers\":[\"both\"]}"))
                .containsExactly("first hunter email", "first hunter web", "first null email", "first null web");
        assertThat(gaps("\"all\":{\"name\":\"A\",\"placements\":[\"home\"],\"offers\":[\"both\"]}"))
                .hasSize(4)
                .allMatch(gap -> gap.endsWith("email"));
    }

    @Test
    void conditionsThatNameAnotherPersonaOrStageCount() {
        assertThat(gaps("\"all\":{\"name\":\"A\",\"offers\":[\"both\"],"
                        + "\"when\":\"seen('y') && persona('shop') == 'hunter' && 'second' != stage('shop')\"}"))
                .containsExactly(
                        "first null email",
                        "first null web",
                        "second hunter email",
                        "second hunter web",
                        "second null email",
                        "second null web");
        assertThat(gaps("\"all\":{\"name\":\"A\",\"offers\":[\"both\"],"
                        + "\"when\":\"persona('shop') == 'hunter' || seen('y')\"}"))
                .isEmpty();
    }

    @Test
    void conditionsThatListStagesOrPersonasCount() {
        assertThat(
                        gaps(
                                "\"all\":{\"name\":\"A\",\"offers\":[\"both\"],\"when\":\"stage('shop') in ['first', 'third']\"}"))
                .hasSize(4)
                .allMatch(gap -> gap.startsWith("second "));
        assertThat(gaps("\"all\":{\"name\":\"A\",\"offers\":[\"both\"],"
                        + "\"when\":\"!(persona('shop') in ['hunter']) || persona('shop') == 'reader'\"}"))
                .hasSize(8);
    }

    @Test
    void aRuleAndAnOfferThatAreNeverInForceTogetherCoverNothing() {
        String rule = "\"all\":{\"name\":\"A\",\"offers\":[\"over-soon\"],\"startAt\":\"%s\"}";
        assertThat(gaps(rule.formatted("2030-01-31T00:00:00Z"))).isEmpty();
        assertThat(gaps(rule.formatted("2030-02-01T00:00:00Z"))).hasSize(8);
    }

    @Test
    void theGapSaysWhatIsMissing() throws JsonProcessingException {
        Catalogue catalogue = SpecCatalogue.read(
                new ObjectMapper().readTree(SHOP.formatted("\"all\":{\"name\":\"A\",\"offers\":[\"web-only\"]}")));
        assertThat(Coverage.of(catalogue.map("shop").orElseThrow(), catalogue, NOW)
                        .gaps())
                .extracting(Gap::detail)
                .containsOnly("no offer has content for channel email: of the rules [all]");
    }
}

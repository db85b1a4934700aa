package io.cairn.personalization.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementIndexTest {
    private static final int JOURNEYS = 6;
    private static final int STAGES = 4;
    private static final int OFFERS = 100;

    /** What a decision looks at, and with it its trace, must not depend on who was decided on before. */
    @Test
    void combinationOfStagesIsInOrderHoweverManyWereLookedUpBefore() {
        Catalogue catalogue = catalogue();
        CompiledPlacement placement = catalogue.placement("home").orElseThrow();
        List<Tier> first = catalogue.tiers(placement, stages(0));
        assertThat(first).hasSize(JOURNEYS).allMatch(tier -> tier.bestFirst() != null);
        int sizeOfOne = first.stream()
                .mapToInt(tier -> tier.rules().size() + tier.bestFirst().size())
                .sum();
        int enough = 2 * PlacementIndex.MOST_IN_ORDER / sizeOfOne;
        assertThat(enough).isLessThan((int) Math.pow(STAGES, JOURNEYS));
        for (int combination = 1; combination < enough; combination++) {
            assertThat(catalogue.tiers(placement, stages(combination))).allMatch(tier -> tier.bestFirst() != null);
        }
        assertThat(catalogue.tiers(placement, stages(0)))
                .extracting(Tier::bestFirst)
                .isEqualTo(first.stream().map(Tier::bestFirst).toList());
    }

    private static Function<String, Optional<String>> stages(int combination) {
        return journey -> Optional.of(
                "s" + (combination / (int) Math.pow(STAGES, Integer.parseInt(journey.substring(1)))) % STAGES);
    }

    /** A rule for each stage of each journey, each journey's of another priority, that put up all offers. */
    private static Catalogue catalogue() {
        ObjectNode given = new ObjectMapper().createObjectNode();
        given.putObject("placements").putObject("home").put("name", "Home").put("channel", "web");
        ObjectNode offers = given.putObject("offers");
        IntStream.range(0, OFFERS).forEach(i -> offers.putObject("o" + i)
                .put("name", "An offer")
                .put("value", i)
                .putArray("tags")
                .add("all"));
        ObjectNode rules = given.putObject("rules");
        for (int journey = 0; journey < JOURNEYS; journey++) {
            for (int stage = 0; stage < STAGES; stage++) {
                ObjectNode rule = rules.putObject("r" + journey + "-" + stage)
                        .put("name", "A rule")
                        .put("journey", "j" + journey)
                        .put("priority", journey);
                rule.putArray("stages").add("s" + stage);
                rule.putArray("tags").add("all");
            }
        }
        return SpecCatalogue.read(given);
    }
}

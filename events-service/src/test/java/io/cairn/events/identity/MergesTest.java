package io.cairn.events.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergesTest {
    @Test
    void aChainIsCalledAsItsEndWhateverTheTimes() {
        assertThat(Merges.of(List.of(alias(2, "a", "b"), alias(1, "b", "c"))))
                .isEqualTo(Map.of("a", "c", "b", "c", "c", "c"));
    }

    @Test
    void aCycleIsCalledAsTheLatestAliasSays() {
        assertThat(Merges.of(List.of(alias(1, "a", "b"), alias(2, "b", "a")))).isEqualTo(Map.of("a", "a", "b", "a"));
        assertThat(Merges.of(List.of(alias(2, "a", "b"), alias(1, "b", "a")))).isEqualTo(Map.of("a", "b", "b", "b"));
    }

    @Test
    void ofSeveralEndsTheLatestNamedCounts() {
        assertThat(Merges.of(List.of(alias(1, "a", "u"), alias(3, "b", "a"), alias(2, "a", "w")))
                        .values())
                .containsOnly("w");
    }

    @Test
    void whoIsNotConnectedStaysApart() {
        assertThat(Merges.of(List.of(alias(1, "a", "b"), alias(1, "x", "y"))))
                .isEqualTo(Map.of("a", "b", "b", "b", "x", "y", "y", "y"));
    }

    @Test
    void theOrderInWhichAliasesAreGivenDoesNotMatter() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Join> aliases = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                aliases.add(alias(random.nextInt(4), "u" + random.nextInt(8), "u" + random.nextInt(8)));
            }
            Map<String, String> called = Merges.of(aliases);
            aliases.forEach(alias -> assertThat(called.get(alias.previousId())).isEqualTo(called.get(alias.userId())));
            Collections.shuffle(aliases, random);
            assertThat(Merges.of(aliases)).isEqualTo(called);
        }
    }

    private static Join alias(int minute, String previousId, String userId) {
        return new Join(minute + previousId + userId, previousId, userId, Instant.ofEpochSecond(60L * minute), true);
    }
}

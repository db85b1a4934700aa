package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {
    private static final int CUSTOMERS = 20_000;

    private final Holdout holdout = new Holdout("cairn");

    private long heldOut(String rule, double share) {
        return IntStream.range(0, CUSTOMERS)
                .filter(i -> holdout.holdsOut(rule, share, "u" + i))
                .count();
    }

    @Test
    void shareIsHeldOut() {
        assertThat(heldOut("win-back", 0.1) / (double) CUSTOMERS).isCloseTo(0.1, within(0.01));
        assertThat(heldOut("win-back", 0)).isZero();
        assertThat(heldOut("win-back", 1)).isEqualTo(CUSTOMERS);
    }

    @Test
    void placeIsAsDocumented() {
        // python3: int.from_bytes(sha256(b'cairn|win-back|u1').digest()[:8], 'big') / 2**64
        assertThat(holdout.place("win-back", "u1")).isCloseTo(0.8722868298573512, within(1e-15));
    }

    @Test
    void growingShareKeepsWhomItHeld() {
        assertThat(IntStream.range(0, CUSTOMERS).filter(i -> holdout.holdsOut("r", 0.1, "u" + i)))
                .allMatch(i -> holdout.holdsOut("r", 0.2, "u" + i));
    }

    @Test
    void rulesAndSaltsDrawIndependently() {
        long both = IntStream.range(0, CUSTOMERS)
                .filter(i -> holdout.holdsOut("a", 0.5, "u" + i) && holdout.holdsOut("b", 0.5, "u" + i))
                .count();
        assertThat(both / (double) CUSTOMERS).isCloseTo(0.25, within(0.02));
        assertThat(new Holdout("other").place("a", "u1")).isNotEqualTo(holdout.place("a", "u1"));
    }
}

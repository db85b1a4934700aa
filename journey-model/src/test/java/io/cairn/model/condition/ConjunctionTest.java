package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConjunctionTest {
    @Test
    void literalsHoldTheirOperators() {
        assertThat(Conjunction.parts("seen('a') && traits.b == 'c && \\' || d' && !seen(\"e || f\")"))
                .isEqualTo(List.of("seen('a')", "traits.b == 'c && \\' || d'", "!seen(\"e || f\")"));
    }

    @Test
    void longLiteralIsPassedOver() {
        String literal = "'" + "a".repeat(300_000) + "\\'".repeat(100_000) + "'";
        assertThat(Conjunction.parts("traits.b == " + literal + " && seen('c')"))
                .isEqualTo(List.of("traits.b == " + literal, "seen('c')"));
    }
}

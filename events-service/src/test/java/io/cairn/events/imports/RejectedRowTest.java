package io.cairn.events.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedRowTest {
    private static final String CUT = " (the row was cut after 4000 characters)";

    @ParameterizedTest
    @ValueSource(ints = {2, 980, 2_000})
    void reasonOfARowThatIsCutSaysSoOnce(int length) {
        RejectedRow row = new RejectedRow(1, 2, "x".repeat(length), "y".repeat(4_001));
        assertThat(row.content()).isEqualTo("y".repeat(4_000) + "…");
        assertThat(row.reason()).isEqualTo("x".repeat(Math.min(length, 1_000)) + (length > 1_000 ? "…" : "") + CUT);
        assertThat(new RejectedRow(1, 2, row.reason(), row.content())).isEqualTo(row); // as it is stored and read
    }

    @Test
    void reasonOfAWholeRowIsAsItIs() {
        assertThat(new RejectedRow(1, 2, "no", "y".repeat(4_000)).reason()).isEqualTo("no");
    }
}

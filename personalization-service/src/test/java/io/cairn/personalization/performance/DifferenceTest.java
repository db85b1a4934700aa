package io.cairn.personalization.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    /** Newcombe 1998 (the paper of differences), table II, method 10: without continuity correction. */
    @ParameterizedTest
    @CsvSource({
        "56,70,48,80,0.0524,0.3339",
        "9,10,3,10,0.1705,0.8090",
        "5,56,0,29,-0.0381,0.1926",
        "0,10,0,20,-0.1611,0.2775",
        "10,10,0,20,0.6791,1.0000",
        "10,10,0,10,0.6075,1.0000"
    })
    void intervalIsThePublishedOne(long count, long of, long otherCount, long ofOther, double low, double high) {
        Difference difference = Difference.between(Rate.of(count, of), Rate.of(otherCount, ofOther));
        assertThat(difference.rate()).isCloseTo((double) count / of - (double) otherCount / ofOther, within(1e-12));
        assertThat(difference.low()).isCloseTo(low, within(0.00005));
        assertThat(difference.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void relativeIsToTheOther() {
        assertThat(Difference.between(Rate.of(3, 10), Rate.of(2, 10)).relative())
                .isCloseTo(0.5, within(1e-12));
        assertThat(Difference.between(Rate.of(3, 10), Rate.of(0, 10)).relative())
                .isNull();
    }

    @Test
    void nothingIsKnownOfNobody() {
        assertThat(Difference.between(Rate.of(0, 0), Rate.of(1, 10)))
                .isEqualTo(Difference.between(Rate.of(1, 10), Rate.of(0, 0)))
                .isEqualTo(new Difference(null, null, null, null));
    }
}

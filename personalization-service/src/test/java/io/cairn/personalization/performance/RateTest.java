package io.cairn.personalization.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
    /** Newcombe 1998, table I, method 3: Wilson's score without continuity correction. */
    @ParameterizedTest
    @CsvSource({"81,263,0.2553,0.3662", "15,148,0.0624,0.1605", "0,20,0.0000,0.1611", "1,29,0.0061,0.1718"})
    void intervalIsThePublishedOne(long count, long of, double low, double high) {
        Rate rate = Rate.of(count, of);
        assertThat(rate.rate()).isEqualTo((double) count / of);
        assertThat(rate.low()).isCloseTo(low, within(0.00005));
        assertThat(rate.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void nothingHasNoRate() {
        assertThat(Rate.of(0, 0)).isEqualTo(new Rate(0, null, null, null));
    }

    @Test
    void moreThanAllIsRefused() {
        assertThatThrownBy(() -> Rate.of(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void intervalHoldsTheRateAndLiesBetweenNoneAndAll(
            @ForAll @IntRange(min = 1, max = 1_000_000) int of, @ForAll @IntRange(max = 100) int percent) {
        Rate rate = Rate.of((long) of * percent / 100, of);
        assertThat(0.0).isLessThanOrEqualTo(rate.low());
        assertThat(rate.low()).isLessThanOrEqualTo(rate.rate());
        assertThat(rate.rate()).isLessThanOrEqualTo(rate.high());
        assertThat(rate.high()).isLessThanOrEqualTo(1.0);
    }
}

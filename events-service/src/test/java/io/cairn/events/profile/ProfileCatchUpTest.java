package io.cairn.events.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCatchUpTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "50, 50",
        "99, 99",
        "100, 50",
        "149, 75",
        "150, 50",
        "600, 200",
        "601, 201",
        "900, 300",
        "901, 151"
    })
    void aGroupsProfilesAreSharedEvenly(int customers, int size) {
        assertThat(ProfileCatchUp.chunkSize(customers)).isEqualTo(size);
    }
}

package io.cairn.events.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCatchUpTest {
    @ParameterizedTest
    @CsvSource({
        "0, 300, 0",
        "1, 300, 1",
        "50, 300, 50",
        "99, 300, 99",
        "100, 300, 50",
        "149, 300, 75",
        "150, 300, 50",
        "600, 300, 200",
        "601, 300, 201",
        "900, 300, 300",
        "901, 300, 151",
        "300, 7, 7",
        "20, 7, 7",
        "3, 1, 1",
        "49, 7, 7"
    })
    void aGroupsProfilesAreSharedEvenly(int customers, int most, int size) {
        assertThat(ProfileCatchUp.chunkSize(customers, most)).isEqualTo(size);
    }
}

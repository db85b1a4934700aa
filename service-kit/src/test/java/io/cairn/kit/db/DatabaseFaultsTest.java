package io.cairn.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultsTest {
    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "40P01, true",
        "53100, true",
        "57P01, true",
        "58030, true",
        "25006, true",
        "25P03, true",
        "55P03, true",
        "25P02, false",
        "23505, false",
        "42601, false",
    })
    void whatHelpsByWaitingIsUnavailable(String state, boolean expected) {
        assertThat(DatabaseFaults.isUnavailable(new IllegalStateException(new SQLException("x", state))))
                .isEqualTo(expected);
    }
}

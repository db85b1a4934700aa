package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenStoresTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://admin:s%40cret+@db.example:6543/main?sslmode=require",
                "postgresql://admin:s%40cret+@db.example:6543/main?sslmode=require",
                "jdbc:postgresql://db.example:6543/main?user=admin&sslmode=require&password=s%40cret+",
            })
    void thePostgresAddressMayHaveEitherForm(String url) throws Exception {
        PostgresAddress address = PostgresAddress.parse(url);

        assertThat(address)
                .isEqualTo(new PostgresAddress("db.example:6543", "main", "admin", "s@cret+", "sslmode=require"));
        assertThat(address.jdbcUrl("events")).isEqualTo("jdbc:postgresql://db.example:6543/events?sslmode=require");
    }

    @Test
    void whatAPostgresAddressLeavesOutIsTheUsual() throws Exception {
        assertThat(PostgresAddress.parse("postgres://localhost"))
                .isEqualTo(new PostgresAddress("localhost", "postgres", "postgres", "", ""));
    }

    @Test
    void anUnusableAddressIsRefusedWithoutShowingItsPassword() {
        assertThatThrownBy(() -> PostgresAddress.parse("mysql://u:hidden@h/db"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("CAIRN_POSTGRES_URL must look like")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> RedisAddress.parse("http://:hidden@h:1"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("CAIRN_REDIS_URL must look like")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void anEmptyVariableCountsAsNone() throws Exception {
        assertThat(Stores.Given.from(Map.of("CAIRN_REDIS_URL", "")).any()).isFalse();
        assertThat(Stores.Given.from(Map.of("CAIRN_REDIS_URL", "redis://:pw@h/1"))
                        .any())
                .isTrue();
    }
}

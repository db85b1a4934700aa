package io.cairn.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    /** SHA-256 of "a-long-random-key". */
    private static final String HASH = "7041d66136628ca54430cbbce3bdebdc0f4408263b3c48d34d64700197eeeea8";

    private static final String LOCAL_HASH = "ed5a18fb8f807f996d649e379d3f35f39c543a91bdbf88c492f2ebd10d4df86c";

    private static ApiKeys keys(String... entries) {
        return new ApiKeys(Optional.of(List.of(entries)));
    }

    @Test
    void serviceWithoutKeysRefusesToStart() {
        ApiKeys none = new ApiKeys(Optional.empty());
        assertThatThrownBy(() -> none.refuseToStartUnguarded(true)).hasMessageContaining("CAIRN_API_KEYS");
    }

    @Test
    void documentedKeyIsForALaptopOnly() {
        ApiKeys local = keys("local-dev:admin:" + LOCAL_HASH);
        local.refuseToStartUnguarded(true);
        assertThatThrownBy(() -> local.refuseToStartUnguarded(false)).hasMessageContaining("local-dev-key");
    }

    @Test
    void keyIsKnownByItsHashAndMayWhatItsRolesSay() {
        ApiKeys keys = keys("shop:ingest+decide:" + HASH);
        keys.refuseToStartUnguarded(false);
        assertThat(keys.holder("a-long-random-key").orElseThrow())
                .isEqualTo(new ApiKeys.Holder("shop", java.util.Set.of("ingest", "decide")));
        assertThat(keys.holder("another")).isEmpty();
        assertThat(keys.holder("")).isEmpty();
    }

    @Test
    void adminMayEverything() {
        assertThat(keys("ops:admin:" + HASH)
                        .holder("a-long-random-key")
                        .orElseThrow()
                        .roles())
                .containsExactlyInAnyOrder("ingest", "decide", "design", "read", "admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "shop:ingest",
                "shop:ingest:not-a-hash",
                ":ingest:" + HASH,
                "shop:everything:" + HASH,
                "shop::" + HASH,
                "shop:ingest:" + HASH + ":more"
            })
    void entryOfAnotherFormIsRefusedWithoutSayingItsHash(String entry) {
        assertThatThrownBy(() -> keys(entry))
                .hasMessageContaining("CAIRN_API_KEYS")
                .hasMessageNotContaining(HASH);
    }

    @Test
    void twoHoldersOfOneKeyAreRefused() {
        assertThatThrownBy(() -> keys("a:read:" + HASH, "b:admin:" + HASH)).hasMessageContaining("same key");
    }
}

package io.cairn.personalization.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Grant GRANT = new Grant(List.of("email-hero", "push"), NOW.plusSeconds(60), null, null);

    private final Tokens tokens = new Tokens("a".repeat(32));

    @Test
    void whatWasGrantedIsReadUntilItExpires() {
        String token = tokens.of(GRANT);
        assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        assertThat(tokens.read(token, NOW)).contains(GRANT);
        assertThat(tokens.read(token, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void oneForACustomerSaysWhoseItIs() {
        Grant hers = new Grant(List.of("email-hero"), NOW.plusSeconds(60), "Ü, 1", "sale/Ü, 1");
        assertThat(tokens.read(tokens.of(hers), NOW)).contains(hers);
        assertThat(hers.isFor("Ü, 1")).isTrue();
        assertThat(hers.isFor("ü, 1")).isFalse();
    }

    @Test
    void whatWasTamperedWithIsNoToken() {
        String token = tokens.of(GRANT);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.read(tampered, NOW).filter(grant -> !grant.equals(GRANT)))
                    .as(tampered)
                    .isEmpty();
        }
        assertThat(new Tokens("b".repeat(32)).read(token, NOW)).isEmpty();
        for (String none : List.of("", ".", "a.b", "====.====", "x".repeat(10_000))) {
            assertThat(tokens.read(none, NOW)).isEmpty();
        }
    }

    @Test
    void aSecretThatCanBeGuessedIsRefused() {
        assertThatThrownBy(() -> new Tokens("short")).hasMessageContaining("at least 32 bytes");
    }
}

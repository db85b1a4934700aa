package io.cairn.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonBodiesTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonBodies bodies = new JsonBodies(mapper);

    @BeforeEach
    void strictly() {
        new StrictJson().customize(mapper);
    }

    private static byte[] objects(int count) {
        return ("[" + "{},".repeat(count - 1) + "{}]").getBytes(StandardCharsets.UTF_8);
    }

    /** A tree of them would have 30 times as many bytes. */
    @Test
    void bodyOfMoreThanAMillionTokensIsRefused() {
        assertThat(bodies.lenientTree(objects(499_000))).hasSize(499_000);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> bodies.lenientTree(objects(501_000)))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.getMessage()).contains("Token count");
                });
    }
}

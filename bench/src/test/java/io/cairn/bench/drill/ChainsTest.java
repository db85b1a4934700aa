package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode move(String customer, @Nullable String from, @Nullable String to) {
        return JSON.createObjectNode()
                .put("customerId", customer)
                .put("from", from)
                .put("to", to);
    }

    private static List<String> faults(Map<String, Set<String>> positions, JsonNode... moves) {
        return Chains.faults(Arrays.asList(moves), positions);
    }

    @Test
    void chainFromNoStageToWhereSheIsIsRight() {
        assertThat(faults(
                        Map.of("u", Set.of("b")),
                        move("u", null, "a"),
                        move("v", null, "a"),
                        move("u", "a", "b"),
                        move("v", "a", null)))
                .isEmpty();
    }

    @Test
    void moveThatIsThereTwiceIsAFault() {
        assertThat(faults(Map.of("u", Set.of("a")), move("u", null, "a"), move("u", null, "a")))
                .hasSize(1);
    }

    @Test
    void moveThatIsMissingIsAFault() {
        assertThat(faults(Map.of("u", Set.of("c")), move("u", null, "a"), move("u", "b", "c")))
                .hasSize(1);
    }

    @Test
    void whoIsElsewhereThanHerLastMoveIsAFault() {
        assertThat(faults(Map.of("u", Set.of("b")), move("u", null, "a"))).hasSize(1);
        assertThat(faults(Map.of("u", Set.of("a", "b")), move("u", null, "a"))).hasSize(1);
        assertThat(faults(Map.of(), move("u", null, "a"))).hasSize(1);
        assertThat(faults(Map.of("u", Set.of("a")))).hasSize(1);
    }
}

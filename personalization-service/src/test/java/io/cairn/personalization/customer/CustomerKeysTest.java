package io.cairn.personalization.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerKeysTest {
    private static final List<String> IDS = List.of(
            "a", "a}:b", "a}", "a}:", "b}:c", "c", "a%7D:b", "b%7D:c", "a%257D:b", "%7D", "}", "}}", "%", "%25");

    @Test
    void noTwoRequestsShareAnAnswer() {
        Map<String, String> asked = new HashMap<>();
        for (String customer : IDS) {
            for (String request : IDS) {
                String who = customer + " asked " + request;
                assertThat(asked.put(CustomerKeys.answers(customer, request), who))
                        .as(who)
                        .isNull();
                assertThat(asked.put(CustomerKeys.released(customer, request), who))
                        .as(who)
                        .isNull();
            }
        }
    }
}

package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether each customer's transitions are one chain that ends where she is: none missing, none twice. Pure. */
final class Chains {
    private static final String NOWHERE = "null";

    private Chains() {}

    /**
     * What is wrong, in words.
     *
     * @param transitions of one journey since it was new, in the feed's order
     * @param positions by customer, the stages that she is on in the end
     */
    static List<String> faults(List<JsonNode> transitions, Map<String, Set<String>> positions) {
        List<String> faults = new ArrayList<>();
        Map<String, String> at = new TreeMap<>();
        for (JsonNode transition : transitions) {
            String customer = transition.path("customerId").asText();
            String from = transition.path("from").asText(NOWHERE);
            String to = transition.path("to").asText(NOWHERE);
            String before = at.getOrDefault(customer, NOWHERE);
            if (!from.equals(before) || from.equals(to)) {
                faults.add(customer + " was on " + before + " and moved " + from + ">" + to);
            }
            at.put(customer, to);
        }
        at.values().removeIf(NOWHERE::equals);
        positions.forEach((customer, on) -> {
            if (!on.equals(Set.of(at.getOrDefault(customer, NOWHERE)))) {
                faults.add(customer + " is on " + on + " and moved last to " + at.getOrDefault(customer, NOWHERE));
            }
        });
        at.keySet().stream()
                .filter(customer -> !positions.containsKey(customer))
                .forEach(customer -> faults.add(customer + " moved last to " + at.get(customer) + " and is nowhere"));
        return faults;
    }
}

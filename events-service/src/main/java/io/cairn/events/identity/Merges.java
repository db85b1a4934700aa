package io.cairn.events.identity;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What customers are called whom aliases made one: a pure function of the set of aliases. */
public final class Merges {
    private static final Comparator<Join> BY_TIME =
            Comparator.comparing(Join::at).thenComparing(Join::messageId);

    private Merges() {}

    /**
     * Each id that some aliases connect, with the id that all it is connected to are called as: the one that none of them
     * gives away. Of several it is the user of the latest alias that names one; if there is none, of the latest alias.
     */
    public static Map<String, String> of(List<Join> aliases) {
        Map<String, List<Join>> byId = new HashMap<>();
        aliases.forEach(alias -> {
            byId.computeIfAbsent(alias.previousId(), id -> new ArrayList<>()).add(alias);
            byId.computeIfAbsent(alias.userId(), id -> new ArrayList<>()).add(alias);
        });
        Map<String, String> called = new HashMap<>();
        byId.keySet().forEach(id -> {
            if (!called.containsKey(id)) {
                Map<String, List<Join>> connected = connected(id, byId);
                String name =
                        name(connected.values().stream().flatMap(List::stream).toList());
                connected.keySet().forEach(member -> called.put(member, name));
            }
        });
        return called;
    }

    private static Map<String, List<Join>> connected(String from, Map<String, List<Join>> byId) {
        Map<String, List<Join>> connected = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String id = next.pop();
            List<Join> aliases = byId.getOrDefault(id, List.of());
            if (connected.putIfAbsent(id, aliases) == null) {
                aliases.forEach(alias -> {
                    next.push(alias.previousId());
                    next.push(alias.userId());
                });
            }
        }
        return connected;
    }

    private static String name(List<Join> aliases) {
        Set<String> givenAway = aliases.stream().map(Join::previousId).collect(toSet());
        Optional<Join> toAnEnd = aliases.stream()
                .filter(alias -> !givenAway.contains(alias.userId()))
                .max(BY_TIME);
        return toAnEnd.or(() -> aliases.stream().max(BY_TIME)).orElseThrow().userId();
    }
}

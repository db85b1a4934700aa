package io.cairn.journey.diff;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what moved in a list: the fewest that must be put elsewhere to make the one order of the other. */
final class Order {
    private Order() {}

    /** Of those that are in both; by the longest subsequence that kept its order. */
    static Set<String> moved(Collection<String> before, Collection<String> after) {
        Map<String, Integer> place = new HashMap<>();
        before.forEach(id -> place.put(id, place.size()));
        List<String> common = after.stream().filter(place::containsKey).toList();
        int n = common.size();
        int[] at = common.stream().mapToInt(place::get).toArray();
        int[] longest = new int[n];
        int[] previous = new int[n];
        int best = -1;
        for (int i = 0; i < n; i++) {
            longest[i] = 1;
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                boolean inOrder = at[j] < at[i];
                if (inOrder && longest[j] + 1 > longest[i]) {
                    longest[i] = longest[j] + 1;
                    previous[i] = j;
                }
            }
            best = best < 0 || longest[i] > longest[best] ? i : best;
        }
        Set<String> moved = new HashSet<>(common);
        for (int i = best; i >= 0; i = previous[i]) {
            moved.remove(common.get(i));
        }
        return moved;
    }
}

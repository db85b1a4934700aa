package io.cairn.journey.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Pain points and opportunities, which have no key: of two lists, which is which. Their order means nothing. */
final class Notes {
    private Notes() {}

    /**
     * One of them.
     *
     * @param name its text, the second of the same with a number; without a text its place, such as {@code pain point 2}
     */
    record Note(String name, JsonNode node) {}

    /** The same one before and after; null: it was added, or removed. */
    record Pair(@Nullable Note before, @Nullable Note after) {}

    /** By index, and how much is different. */
    private record Candidate(int before, int after, long differences) {}

    /**
     * Those of the same text belong together: first those that are equal, then those with the fewest differences.
     *
     * @param noun what one without a text is called
     * @return those that were removed, in their order, then the newer ones in theirs
     */
    static List<Pair> pairs(String noun, JsonNode before, JsonNode after) {
        List<Note> old = notes(noun, before);
        List<Note> now = notes(noun, after);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            for (int j = 0; j < now.size(); j++) {
                JsonNode one = old.get(i).node();
                JsonNode other = now.get(j).node();
                if (text(one).equals(text(other))) {
                    candidates.add(new Candidate(i, j, differences(one, other)));
                }
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::differences)); // stable: else the first with the first
        List<@Nullable Note> origins = new ArrayList<>();
        now.forEach(note -> origins.add(null));
        Set<Integer> taken = new HashSet<>();
        for (Candidate each : candidates) {
            if (origins.get(each.after()) == null && taken.add(each.before())) {
                origins.set(each.after(), old.get(each.before()));
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            if (!taken.contains(i)) {
                pairs.add(new Pair(old.get(i), null));
            }
        }
        for (int j = 0; j < now.size(); j++) {
            pairs.add(new Pair(origins.get(j), now.get(j)));
        }
        return pairs;
    }

    private static List<Note> notes(String noun, JsonNode list) {
        List<Note> notes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : list) {
            String name = text(node).isBlank() ? noun + " " + (notes.size() + 1) : text(node);
            String unique = name;
            for (int i = 2; !names.add(unique); i++) {
                unique = name + " (" + i + ")";
            }
            notes.add(new Note(unique, node));
        }
        return notes;
    }

    private static String text(JsonNode note) {
        return note.path("text").asText();
    }

    private static long differences(JsonNode one, JsonNode other) {
        Set<String> fields = new TreeSet<>();
        one.fieldNames().forEachRemaining(fields::add);
        other.fieldNames().forEachRemaining(fields::add);
        return fields.stream()
                .filter(field -> !Parts.equal(one.get(field), other.get(field)))
                .count();
    }
}

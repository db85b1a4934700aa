package io.cairn.model.map;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what a misspelt word was meant to be. */
public final class Spelling {
    /** Longer words are not compared: no known one is near. */
    private static final int MAX_LENGTH = 40;

    private Spelling() {}

    /** {@code ": did you mean entryCriteria?"}, or nothing if no known word is near. */
    public static String suggestion(String word, Collection<String> known) {
        if (word.length() > MAX_LENGTH) {
            return "";
        }
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> ": did you mean " + candidate + "?")
                .orElse("");
    }

    /** The edits (Levenshtein) between them, upper and lower case alike. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

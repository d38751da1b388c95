package dev.taskport.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Nearest {

    private Nearest() {}

    /**
     * The candidate that begins with the word; else the one with the fewest letters to change, if that is at most half of
     * them. The first among equals.
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> word.length() > 1 && candidate.startsWith(word))
                .findFirst()
                .or(() -> closest(word, candidates));
    }

    private static Optional<String> closest(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(best -> distance(word, best) <= Math.max(word.length(), best.length()) / 2);
    }

    /** " Did you mean X?", or nothing if no candidate is near. */
    public static String hint(String word, Collection<String> candidates) {
        return to(word, candidates).map(best -> " Did you mean " + best + "?").orElse("");
    }

    /** Letters to insert, remove or replace (Levenshtein), case aside. */
    static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}

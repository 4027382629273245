package dev.ambi.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known names somebody may have meant. */
final class NearNames {
  private static final int MOST = 6;

  private NearNames() {}

  private record Scored(String name, int distance) {}

  /** The nearest first; letter case does not matter. Empty where nothing is near. */
  static List<String> of(String wanted, Collection<String> known) {
    String word = wanted.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, word.length() / 4);
    return known.stream()
        .distinct()
        .map(name -> new Scored(name, distance(word, name.toLowerCase(Locale.ROOT), limit)))
        .filter(s -> s.distance <= limit)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  /** A sentence's end for an error: what may have been meant, or nothing. */
  static String hint(String wanted, Collection<String> known) {
    List<String> near = of(wanted, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  /** Levenshtein's, or {@code limit} where one is within the other. */
  private static int distance(String a, String b, int limit) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    boolean within = a.length() > 2 && b.contains(a);
    return within ? Math.min(limit, row[b.length()]) : row[b.length()];
  }
}

package dev.ambi.bridge.layout;

import java.util.ArrayList;
import java.util.List;

/** One product's releases, each with its layouts. */
final class LayoutReleases {
  private final String product;
  private final List<LayoutSet> sets;

  private LayoutReleases(String product, List<LayoutSet> sets) {
    this.product = product;
    this.sets = sets;
  }

  /**
   * The releases of a resource; what it does not define is looked for in {@code base}, if not null.
   */
  static LayoutReleases read(String product, String resource, LayoutSet base) {
    FactsFile facts = FactsFile.resource(resource);
    List<LayoutSet> sets = new ArrayList<>();
    for (FactsFile.Release release : facts.releases()) {
      sets.add(new LayoutSet(product, facts, release, base));
    }
    return new LayoutReleases(product, List.copyOf(sets));
  }

  List<String> names() {
    return sets.stream().map(LayoutSet::release).toList();
  }

  LayoutSet of(String release) {
    for (LayoutSet set : sets) {
      if (isOf(release, set.release())) {
        return set;
      }
    }
    throw new IllegalArgumentException(
        "there are no layouts of %s %s; there are those of %s"
            .formatted(product, release, String.join(", ", names())));
  }

  /** Whether {@code version}, as 1.26.4, is of the release, as 1.26. */
  private static boolean isOf(String version, String release) {
    return version.startsWith(release)
        && (version.length() == release.length() || version.charAt(release.length()) == '.');
  }
}

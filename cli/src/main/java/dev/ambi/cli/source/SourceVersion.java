package dev.ambi.cli.source;

import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;

/**
 * The NumPy that a source is to be ready for.
 *
 * @param name as {@code "2.4"}
 * @param apiVersion the {@code NPY_API_VERSION} of its headers
 */
public record SourceVersion(String name, long apiVersion) {
  /** {@return the newest release that is known} */
  public static SourceVersion newest() {
    return of(Layouts.numpyReleases().getLast());
  }

  /**
   * The release of that name.
   *
   * @param name as {@code "2.4"} or {@code "2.4.6"}
   * @return the release
   * @throws IllegalArgumentException for one that is not known; lists those that are
   */
  public static SourceVersion of(String name) {
    LayoutSet set = Layouts.numpy(name);
    return new SourceVersion(set.release(), set.constants().get("NPY_API_VERSION"));
  }

  boolean isAtLeast(String release) {
    return compare(name, release) >= 0;
  }

  /** The order of two releases, as {@code "1.26"} and {@code "2.0"}. */
  static int compare(String one, String other) {
    String[] a = one.split("\\.");
    String[] b = other.split("\\.");
    int major = Integer.compare(Integer.parseInt(a[0]), Integer.parseInt(b[0]));
    return major != 0 ? major : Integer.compare(Integer.parseInt(a[1]), Integer.parseInt(b[1]));
  }
}

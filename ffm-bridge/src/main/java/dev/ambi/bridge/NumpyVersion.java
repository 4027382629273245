package dev.ambi.bridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which NumPy a host emulates: one release ("1.26", "2.4"), or {@link #AUTO}, which gives each
 * binary the interface that it asks for. The known releases and their numbers are in {@code
 * numpy-versions.csv}.
 */
public final class NumpyVersion {
  /** Each binary gets the ABI that it asks for, in the newest known feature version of it. */
  public static final NumpyVersion AUTO = new NumpyVersion("auto", 0, 0);

  private final String name;
  private final int abi;
  private final int feature;

  private NumpyVersion(String name, int abi, int feature) {
    this.name = name;
    this.abi = abi;
    this.feature = feature;
  }

  /** The releases that can be emulated, oldest first, as facts from the headers of each. */
  private static final class Known {
    static final List<NumpyVersion> ALL = read();

    private static List<NumpyVersion> read() {
      try (var in = NumpyVersion.class.getResourceAsStream("abi/numpy-versions.csv");
          var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        List<NumpyVersion> versions = new ArrayList<>();
        lines.readLine();
        for (String line; (line = lines.readLine()) != null; ) {
          String[] f = line.split(",");
          versions.add(new NumpyVersion(f[0], Integer.decode(f[1]), Integer.parseInt(f[2])));
        }
        return List.copyOf(versions);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The releases that can be emulated, oldest first. */
  public static List<NumpyVersion> known() {
    return Known.ALL;
  }

  /**
   * The version of that name: {@code "auto"}, {@code "1.26"}, or with a patch level, which does not
   * matter ({@code "2.4.6"}).
   *
   * @throws IllegalArgumentException for a version that is not known; lists those that are
   */
  public static NumpyVersion of(String name) {
    if (name.equals("auto")) {
      return AUTO;
    }
    String[] parts = name.split("\\.");
    String release = parts.length < 2 ? name : parts[0] + "." + parts[1];
    return Known.ALL.stream()
        .filter(v -> v.name.equals(release))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "NumPy "
                    + name
                    + " is not a version that can be emulated; there are auto, "
                    + Known.ALL.stream().map(v -> v.name).collect(Collectors.joining(", "))));
  }

  /** Whether this is {@link #AUTO}. */
  public boolean isAuto() {
    return abi == 0;
  }

  /** 1 or 2; 0 for {@link #AUTO}. */
  public int major() {
    return abi >>> 24;
  }

  /** The second number: 26 for 1.26; 0 for {@link #AUTO}. */
  public int minor() {
    return isAuto() ? 0 : Integer.parseInt(name.substring(name.indexOf('.') + 1));
  }

  /** What {@code PyArray_GetNDArrayCVersion} of that release gives; 0 for {@link #AUTO}. */
  public int abiVersion() {
    return abi;
  }

  /** What {@code PyArray_GetNDArrayCFeatureVersion} of that release gives; 0 for {@link #AUTO}. */
  public int featureVersion() {
    return feature;
  }

  /** The newest known release of NumPy {@code major}. */
  public static NumpyVersion newest(int major) {
    return Known.ALL.stream().filter(v -> v.major() == major).reduce((a, b) -> b).orElseThrow();
  }

  /** The releases whose feature version is {@code feature}, in words: "1.25 and 1.26". */
  public static String releasesOf(int feature) {
    String[] names =
        Known.ALL.stream()
            .filter(v -> v.feature == feature)
            .map(v -> v.name)
            .toArray(String[]::new);
    return names.length == 0
        ? "a newer NumPy"
        : "NumPy " + String.join(" and ", Arrays.asList(names));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumpyVersion v && v.name.equals(name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  /** The name: {@code "auto"} or {@code "1.26"}. */
  @Override
  public String toString() {
    return name;
  }
}

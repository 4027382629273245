package dev.ambi.bridge.abi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The functions and variables of CPython and NumPy that are there for an extension. The build
 * writes the list; what only raises {@code NotImplementedError} counts as missing.
 */
public final class Implemented {
  private Implemented() {}

  /** Read at first use. */
  private static final class Loaded {
    static final Set<String> NAMES = read();
  }

  /**
   * Whether a function or variable is there.
   *
   * @param name its name in C
   * @return whether it is implemented
   */
  public static boolean has(String name) {
    return Loaded.NAMES.contains(name);
  }

  private static Set<String> read() {
    try (var in = Implemented.class.getResourceAsStream("implemented-functions.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Set<String> names = new HashSet<>();
      for (String line; (line = lines.readLine()) != null; ) {
        int space = line.indexOf(' ');
        if (!line.endsWith(" missing")) {
          names.add(line.substring(0, space));
        }
      }
      return Set.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.ambi.cli.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The macros of NumPy's headers that hold versions: {@code api-versions.csv}. */
final class ApiVersions {
  private static final String RESOURCE = "api-versions.csv";
  private static final Map<String, Long> VALUES = read();

  /** The API version of 2.0. */
  static final long NUMPY_2 = required("NPY_2_0_API_VERSION");

  static final long ABI_1 = required("NPY_ABI_VERSION_1");
  static final long ABI_2 = required("NPY_ABI_VERSION");

  private ApiVersions() {}

  /** The API version that a macro such as {@code NPY_1_25_API_VERSION} stands for; or null. */
  static Long release(String macro) {
    return macro.endsWith("_API_VERSION") ? VALUES.get(macro) : null;
  }

  private static long required(String macro) {
    Long value = VALUES.get(macro);
    if (value == null) {
      throw new IllegalStateException(RESOURCE + " has no " + macro);
    }
    return value;
  }

  private static Map<String, Long> read() {
    try (var in = ApiVersions.class.getResourceAsStream(RESOURCE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, Long> values = new HashMap<>();
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(",", 2))
          .forEach(parts -> values.put(parts[0], Long.decode(parts[1])));
      return Map.copyOf(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

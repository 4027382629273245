package dev.ambi.bridge.numpy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Functions that the 2.x tables have no longer, and what to use instead: from numpy-c-api.csv. */
final class RemovedFunctions {
  private static final int TABLE = 0;
  private static final int SLOT = 1;
  private static final int NAME_1X = 3;
  private static final int INSTEAD = 9;

  private RemovedFunctions() {}

  private static final class Loaded {
    static final Map<String, String> MESSAGES = load();
  }

  static String message(String table, int slot) {
    return Loaded.MESSAGES.getOrDefault(
        table + " " + slot,
        "slot %d of NumPy's %s table has no function in NumPy 2.x".formatted(slot, table));
  }

  private static Map<String, String> load() {
    try (var in =
            RemovedFunctions.class.getResourceAsStream("/dev/ambi/bridge/abi/numpy-c-api.csv");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, String> messages = new HashMap<>();
      lines.readLine();
      for (String line; (line = lines.readLine()) != null; ) {
        // Fields with commas are quoted; none of those that are read here has a quote inside.
        String[] f = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
        if (f[NAME_1X].isEmpty()) {
          continue;
        }
        String instead = f[INSTEAD].isEmpty() ? "" : "; use " + f[INSTEAD] + " instead";
        messages.put(f[TABLE] + " " + f[SLOT], f[NAME_1X] + " was removed in NumPy 2.0" + instead);
      }
      return messages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.ambi.compat;

import dev.ambi.bridge.nativelib.NumpyFunctions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * NumPy 1.x's tables, derived from the current ones: the same slots, but for the differences in
 * {@code numpy-1-table.csv}. A line there says that 1.x has another function in a slot ({@code
 * moved} where the current table has it too, in another slot; {@code removed} or {@code other}
 * where 2.0 dropped it), or that 1.x has nothing there ({@code absent}).
 */
public final class LegacyTables {
  private static final String RESOURCE = "numpy-1-table.csv";
  private static final short EMPTY = -1;

  private LegacyTables() {}

  /**
   * The slots of a 1.x table.
   *
   * @param table "multiarray" or "ufunc"
   * @param current the slots of the current table, as indices into {@link NumpyFunctions#names}
   */
  public static short[] derive(String table, short[] current) {
    List<String> names = Arrays.asList(NumpyFunctions.names());
    short[] slots = current.clone();
    try (var in = LegacyTables.class.getResourceAsStream(RESOURCE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line; (line = lines.readLine()) != null; ) {
        String[] field = line.split(",", -1);
        if (field[0].equals(table)) {
          int index = field[2].equals("absent") ? EMPTY : names.indexOf(field[3]);
          slots[Integer.parseInt(field[1])] = (short) index;
        }
      }
      return slots;
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}

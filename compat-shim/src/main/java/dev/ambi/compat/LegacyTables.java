package dev.ambi.compat;

import dev.ambi.bridge.numpy.ApiTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * NumPy 1.x's tables, derived from the current ones: the same slots, but for the differences in {@code
 * numpy-1-table.csv}. A line there says that 1.x has another function in a slot ({@code moved} where
 * the current table has it too, in another slot; {@code removed} or {@code other} where 2.0 dropped
 * it), or that 1.x has nothing there ({@code absent}).
 */
final class LegacyTables {
  private static final String RESOURCE = "numpy-1-table.csv";

  private LegacyTables() {}

  /**
   * The 1.x table: an index into libambi's functions for each slot, -1 for an empty one.
   *
   * @param current the current table, in the same form
   */
  static short[] derive(String table, short[] current) {
    short[] slots = current.clone();
    try (var in = LegacyTables.class.getResourceAsStream(RESOURCE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line; (line = lines.readLine()) != null; ) {
        String[] field = line.split(",", -1);
        if (!field[0].equals(table)) {
          continue;
        }
        int slot = Integer.parseInt(field[1]);
        if (slot >= slots.length) {
          int old = slots.length;
          slots = Arrays.copyOf(slots, slot + 1);
          Arrays.fill(slots, old, slots.length, (short) -1);
        }
        slots[slot] = field[2].equals("absent") ? -1 : ApiTables.index(field[3]);
      }
      return slots;
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}

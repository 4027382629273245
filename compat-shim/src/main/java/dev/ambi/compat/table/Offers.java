package dev.ambi.compat.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slots of 2.x that differ from those of 1.x: {@code numpy-2-table.csv}. */
public final class Offers {
  private static final String RESOURCE = "numpy-2-table.csv";
  private static final String SLOT = "slot ";

  private Offers() {}

  private static final class Loaded {
    static final List<Offer> ALL = load();
  }

  /**
   * All slots that differ, in the order of the tables.
   *
   * @return an immutable list
   */
  public static List<Offer> all() {
    return Loaded.ALL;
  }

  /**
   * The slot's line.
   *
   * @param table which table
   * @param slot in 2.x
   * @return nothing where both versions have the same there
   */
  public static Optional<Offer> of(ApiTable table, int slot) {
    return all().stream().filter(o -> o.table() == table && o.slot() == slot).findFirst();
  }

  private static List<Offer> load() {
    try (var in = Offers.class.getResourceAsStream(RESOURCE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<Offer> all = new ArrayList<>();
      lines.readLine();
      for (String line; (line = lines.readLine()) != null; ) {
        all.add(offer(line));
      }
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  /** {@code table,slot,name,since,offered,offered_from,note}; commas are in the note only. */
  private static Offer offer(String line) {
    String[] f = line.split(",", 7);
    ApiTable table = f[0].equals(ApiTable.UFUNC.factsName()) ? ApiTable.UFUNC : ApiTable.ARRAY;
    Optional<String> from = f[5].isEmpty() ? Optional.empty() : Optional.of(f[5]);
    return new Offer(table, Integer.parseInt(f[1]), f[2], f[3], how(f[4]), from, f[6]);
  }

  private static Offer.How how(String offered) {
    if (offered.startsWith(SLOT)) {
      return new Offer.How.Moved(Integer.parseInt(offered.substring(SLOT.length())));
    }
    return switch (offered) {
      case "function" -> new Offer.How.Backported();
      case "no" -> new Offer.How.Unavailable();
      case "removed" -> new Offer.How.Removed();
      default -> throw new IllegalStateException(RESOURCE + ": what is \"" + offered + "\"?");
    };
  }
}

package dev.ambi.bridge.abi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every slot of NumPy's {@code _ARRAY_API} and {@code _UFUNC_API}, from {@code numpy-c-api.csv}:
 * facts measured from the headers of 1.26 and of the newest 2.x. Read when first asked for; may be
 * used by any thread.
 */
public final class ApiSlots {
  private static final String RESOURCE = "numpy-c-api.csv";

  private ApiSlots() {}

  private static final class Loaded {
    static final List<ApiSlot> ALL = load();
  }

  /** {@return all slots, those of multiarray first, in the order of the tables} */
  public static List<ApiSlot> all() {
    return Loaded.ALL;
  }

  /**
   * The slots where a function stands, or stood.
   *
   * @param name exactly as C has it
   * @return none, one, or more where it moved
   */
  public static List<ApiSlot> named(String name) {
    return all().stream().filter(s -> name.equals(s.name1()) || name.equals(s.name2())).toList();
  }

  private static List<ApiSlot> load() {
    try (InputStream in = ApiSlots.class.getResourceAsStream(RESOURCE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<ApiSlot> slots = new ArrayList<>();
      lines.readLine();
      for (String line; (line = lines.readLine()) != null; ) {
        List<String> f = fields(line);
        slots.add(
            new ApiSlot(
                f.get(0),
                Integer.parseInt(f.get(1)),
                ApiSlot.Change.of(f.get(2)),
                f.get(3),
                f.get(4),
                f.get(5),
                f.get(6),
                f.get(7),
                f.get(9)));
      }
      return Collections.unmodifiableList(slots);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  /** The fields of a line (RFC 4180, no line breaks within); null for an empty one. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ',';
      if (c == '"') {
        // A quote in a quoted field is doubled: it ends the quotation and begins it again.
        if (!quoted && i > 0 && line.charAt(i - 1) == '"') {
          field.append('"');
        }
        quoted = !quoted;
      } else if (c == ',' && (!quoted || i == line.length())) {
        fields.add(field.isEmpty() ? null : field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    return fields;
  }
}

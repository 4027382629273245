import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** NumPy's functions, each once by its name, and where the current (2.x) tables have them. */
final class NumpyTables {
  /** The table generations: 1 is NumPy 1.x, 2 is NumPy 2.x. */
  static final int[] ABIS = {1, 2};

  private final Map<String, Generate.CFunction> functions = new LinkedHashMap<>();
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> since = new HashMap<>();
  private final Map<String, int[]> slots = new LinkedHashMap<>();

  static NumpyTables of(List<Map<String, String>> rows) {
    NumpyTables tables = new NumpyTables();
    for (Map<String, String> row : rows) {
      String note = row.get("instead").isEmpty() ? "" : "use " + row.get("instead");
      boolean gone = row.get("change").matches("removed|renamed|reused");
      tables.add(row.get("name_2x"), row.get("declaration_2x"), "", row);
      if (!row.get("name_1x").equals(row.get("name_2x"))) {
        String why = gone ? "removed in NumPy 2.0" + (note.isEmpty() ? "" : ": " + note) : "";
        tables.add(row.get("name_1x"), row.get("declaration_1x"), why, row);
      }
      int slot = Integer.parseInt(row.get("slot"));
      int[] table = tables.slots.getOrDefault(row.get("table"), new int[0]);
      if (slot >= table.length) {
        int[] longer = Arrays.copyOf(table, slot + 1);
        Arrays.fill(longer, table.length, longer.length, -1);
        table = longer;
      }
      if (!row.get("name_2x").isEmpty()) {
        table[slot] = tables.index.get(row.get("name_2x"));
      }
      tables.slots.put(row.get("table"), table);
    }
    return tables;
  }

  private void add(String name, String declaration, String note, Map<String, String> row) {
    if (name.isEmpty() || index.containsKey(name)) {
      return;
    }
    index.put(name, index.size());
    if (!row.get("since").isEmpty() && name.equals(row.get("name_2x"))) {
      String[] version = row.get("since").split("\\.");
      since.put(name, Integer.parseInt(version[0]) * 100 + Integer.parseInt(version[1]));
    }
    // Functions newer than the facts' declarations have none: their slots stay unoffered.
    CDeclaration d =
        declaration.isEmpty()
            ? null
            : declaration.contains("_API[")
                ? new CDeclaration(
                    name, CType.POINTER, List.of(), false, true) // a datum, by its macro
                : CDeclaration.parse(declaration);
    functions.put(name, new Generate.CFunction(name, d, note));
  }

  List<Generate.CFunction> functions() {
    return new ArrayList<>(functions.values());
  }

  String javaSource() {
    StringBuilder out =
        new StringBuilder(
            """
            package dev.ambi.bridge.nativelib;

            /** Generated: the functions of NumPy's C API, by index, and the slots of the current tables. */
            public final class NumpyFunctions {
              private NumpyFunctions() {}

              /** Names by index; the order of {@code ambi_numpy_functions}. */
              public static String[] names() {
                return NAMES.split(" ");
              }

              private static final String NAMES =
                  \"""
            """);
    for (String name : functions.keySet()) {
      out.append("      ").append(name).append(" \\\n");
    }
    out.append("      \"\"\".strip();\n\n");
    slots.forEach((table, indices) -> {
      out.append("  /** Slot to index, -1 where the 2.x table has nothing. */\n");
      out.append("  public static short[] ").append(table).append("() {\n    return new short[] {");
      for (int i = 0; i < indices.length; i++) {
        out.append(i % 16 == 0 ? "\n      " : " ").append(indices[i]).append(',');
      }
      out.append("\n    };\n  }\n\n");
    });
    out.append(
        "  /** The version (major * 100 + minor) that brought the function, by index; 0 if older"
            + " than 1.16. */\n");
    out.append("  public static short[] since() {\n    return new short[] {");
    int i = 0;
    for (String name : functions.keySet()) {
      out.append(i++ % 16 == 0 ? "\n      " : " ").append(since.getOrDefault(name, 0)).append(',');
    }
    return out.append("\n    };\n  }\n}\n").toString();
  }
}

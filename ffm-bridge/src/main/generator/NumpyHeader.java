import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of NumPy's two tables as a header: a struct of its slots, and a macro for each function. */
enum NumpyHeader {
  MULTIARRAY("multiarray", "PyArray_API", "array"),
  UFUNC("ufunc", "PyUFunc_API", "ufunc");

  private static final Pattern FUNCTION = Pattern.compile("(.*?)\\s*\\b(\\w+)\\s*\\((.*)\\)");
  private static final Pattern DATA = Pattern.compile("(.*?)\\s*\\b(\\w+)");

  /** Older than every version that can be a target. */
  private static final String EVER = "1.15";

  private static final Set<String> MOVED = Set.of("PyArray_CopyInto", "PyArray_CopyAnyInto");

  private final String table;
  private final String variable;
  private final String word;

  NumpyHeader(String table, String variable, String word) {
    this.table = table;
    this.variable = variable;
    this.word = word;
  }

  /** A function or datum of a slot: its member, without semicolon, and what is to be said of it. */
  private record Entry(
      int slot, String name, String member, boolean isData, String since, String gone) {}

  String write(List<Map<String, String>> rows) {
    List<List<Entry>> slots = new ArrayList<>();
    for (Map<String, String> row : rows) {
      if (row.get("table").equals(table)) {
        int slot = Integer.parseInt(row.get("slot"));
        while (slots.size() <= slot) {
          slots.add(new ArrayList<>());
        }
        slots.get(slot).addAll(entries(slot, row));
      }
    }
    StringBuilder out = new StringBuilder(opening());
    for (int slot = 0; slot < slots.size(); slot++) {
      member(out, slot, slots.get(slot));
    }
    out.append("} ambi_%s_api;\n\n".formatted(table));
    out.append(
        "static_assert(sizeof(ambi_%s_api) == %d * sizeof(void *), \"a slot more or less\");\n\n"
            .formatted(table, slots.size()));
    macros(out, slots);
    return out.append("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n").toString();
  }

  private String opening() {
    String guard = "AMBI_NUMPY_%sAPI_H".formatted(this == UFUNC ? "UFUNC_" : "");
    return """
    /*
     * NumPy's table of %1$s functions (%2$s), slot by slot. Written by a generator from the project's facts.
     *
     * A function is called by its name, as in NumPy: the macros below find it in the table that import_%3$s()
     * has fetched. One that is newer than NPY_TARGET_VERSION is not declared; "since" says which version that is, and
     * where it is missing the function is in every version that can be a target. What NumPy 2.0 has removed has no
     * macro, and says what replaces it. It is still a member of the struct, for code that asks
     * PyArray_RUNTIME_VERSION first, and for those who bind the table from another language (who have no variadic
     * function pointers: -DAMBI_FOR_BINDINGS).
     */
    #ifndef %4$s
    #define %4$s

    #include <assert.h>

    #include "numpy_runtime.h"

    #ifdef __cplusplus
    extern "C" {
    #endif

    typedef struct {
    """
        .formatted(word, variable, this == UFUNC ? "umath" : "array", guard);
  }

  private static List<Entry> entries(int slot, Map<String, String> row) {
    List<Entry> entries = new ArrayList<>();
    String one = row.get("name_1x");
    String two = row.get("name_2x");
    String since = row.get("since");
    if (since.isEmpty()) {
      since = row.get("change").equals("added") ? "2.0" : EVER;
    }
    if (!one.isEmpty() && !one.equals(two)) {
      String instead = row.get("instead");
      // A renamed function is in its old place under its new name.
      String gone = instead.isEmpty() ? "until 2.0" : "until 2.0: use " + instead;
      // Two functions have moved: the name is the newer slot's.
      String name = MOVED.contains(one) ? one + "_1x" : one;
      entries.add(entry(slot, name, row.get("declaration_1x").replace(one, name), EVER, gone));
    }
    if (!two.isEmpty()) {
      entries.add(entry(slot, two, row.get("declaration_2x"), since, null));
    }
    return entries;
  }

  private static Entry entry(int slot, String name, String declaration, String since, String gone) {
    String text = declaration.replaceAll("NPY_UNUSED\\((\\w+)\\)", "$1").trim();
    if (text.isEmpty()) {
      return new Entry(slot, name, "void *" + name, true, since, "not declared here");
    }
    if (text.startsWith("((PyBoolScalarObject *)")) {
      return new Entry(slot, name, "PyBoolScalarObject *" + name, true, since, gone);
    }
    Matcher function = FUNCTION.matcher(text);
    if (function.matches()) {
      String result = pointer(function.group(1));
      String member = "%s(*%s)(%s)".formatted(result, name, tidy(function.group(3)));
      return new Entry(slot, name, member, false, since, gone);
    }
    Matcher data = DATA.matcher(text);
    if (!data.matches()) {
      throw new IllegalArgumentException("no declaration: " + declaration);
    }
    return new Entry(slot, name, pointer(data.group(1) + " *") + name, true, since, gone);
  }

  /** The text of a type that a name follows: with the stars at the name, otherwise with a space. */
  private static String pointer(String type) {
    String t = tidy(type);
    return t.endsWith("*") ? t : t + " ";
  }

  private static String tidy(String text) {
    return text.replaceAll("\\s+", " ")
        .replaceAll(" ?\\* ?", " *")
        .replaceAll("\\* \\*", "**")
        .replaceAll("\\*const\\b", "*const")
        .replaceAll("\\*(?=\\w)(?!const)", "*")
        .replaceAll("\\* \\*", "**")
        .trim();
  }

  private static void member(StringBuilder out, int slot, List<Entry> entries) {
    if (entries.isEmpty()) {
      out.append("  void *slot_%1$d; /* %1$d: nothing */\n".formatted(slot));
    } else if (entries.size() == 1) {
      line(out, "  ", entries.getFirst());
    } else {
      out.append("  union {\n");
      entries.forEach(e -> line(out, "    ", e));
      out.append("  };\n");
    }
  }

  private static void line(StringBuilder out, String indent, Entry entry) {
    String comment =
        "/* %d%s%s */"
            .formatted(
                entry.slot,
                entry.since.equals(EVER) ? "" : "; since " + entry.since,
                entry.gone == null ? "" : "; " + entry.gone);
    String member = indent + entry.member + ";";
    if (entry.member.contains("...")) {
      out.append("#ifdef AMBI_FOR_BINDINGS\n").append(indent).append("void *").append(entry.name);
      out.append("; ").append(comment).append("\n#else\n");
      LongLines.append(out, member, "      ");
      out.append("#endif\n");
      return;
    }
    if (member.length() + 1 + comment.length() <= LongLines.WIDTH) {
      out.append(member).append(' ').append(comment).append('\n');
    } else {
      out.append(indent).append(comment).append('\n');
      LongLines.append(out, member, "      ");
    }
  }

  private void macros(StringBuilder out, List<List<Entry>> slots) {
    String table = "AMBI_" + this.table.toUpperCase(java.util.Locale.ROOT);
    out.append(
        "/* The table; NULL before import_%s(). */\n#define %s ((const ambi_%s_api *)(const void *)%s)\n\n"
            .formatted(this == UFUNC ? "umath" : "array", table, this.table, variable));
    Map<String, List<Entry>> bySince = new TreeMap<>();
    for (List<Entry> entries : slots) {
      for (Entry e : entries) {
        // In every version that can be a target, or from one of them on.
        String since = e.since.startsWith("1.") ? EVER : e.since;
        if (e.gone == null) {
          bySince.computeIfAbsent(since, _ -> new ArrayList<>()).add(e);
        }
      }
    }
    bySince.forEach((since, entries) -> {
      boolean guarded = !since.equals(EVER);
      if (guarded) {
        out.append(
            "\n#if NPY_FEATURE_VERSION >= NPY_%s_API_VERSION\n".formatted(since.replace('.', '_')));
      }
      for (Entry e : entries) {
        // Of types and numbers, the name is the thing itself. The Python objects and the truth
        // values are pointers.
        boolean isThing = e.isData && !e.name.equals("_PyArrayScalar_BoolValues");
        out.append(
            (isThing ? "#define %1$s (*%2$s->%1$s)" : "#define %1$s (%2$s->%1$s)")
                .formatted(e.name, table));
        out.append('\n');
      }
      if (guarded) {
        out.append("#endif /* NumPy ").append(since).append(" */\n");
      }
    });
  }
}

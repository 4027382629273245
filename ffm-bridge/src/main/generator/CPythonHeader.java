import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPython's functions and data as a header: what extensions import by the facts, and what else
 * libambi's own prototypes have. Names that begin with an underscore are private, but for those
 * that CPython's own macros need.
 */
final class CPythonHeader {
  private static final Pattern PROTOTYPE =
      Pattern.compile("^AMBI_API ((?:.*?)\\b(\\w+)\\(.*\\));", Pattern.MULTILINE);
  private static final Pattern DATUM = Pattern.compile("^extern AMBI_API (.*);", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("(\\w+)\\(");
  private static final Pattern PRIVATE =
      Pattern.compile(
          "_(?!Py_Dealloc$|Py_\\w+Struct$|Py_EllipsisObject$|\\w+_SizeT$|PyObject_(GC_)?New(Var)?$"
              + "|Py(Bytes|Tuple)_Resize$|PyWeakref_RefType$|PyNone_Type$|PyNotImplemented_Type$).*");

  private CPythonHeader() {}

  static String write(List<Map<String, String>> symbols, String prototypes) {
    // What real extensions import is declared, private or not.
    Map<String, String> functions = new TreeMap<>();
    for (Map<String, String> row : symbols) {
      if (row.get("kind").equals("function")) {
        functions.put(row.get("symbol"), row.get("declaration"));
      }
    }
    Matcher m = PROTOTYPE.matcher(prototypes);
    while (m.find()) {
      if (!PRIVATE.matcher(m.group(2)).matches()) {
        functions.put(m.group(2), m.group(1));
      }
    }
    Map<String, String> data = new LinkedHashMap<>();
    Matcher d = DATUM.matcher(prototypes);
    while (d.find()) {
      String text = d.group(1);
      String type = text.substring(0, text.indexOf(' '));
      for (String declarator : text.split(",\\s*")) {
        String declaration =
            declarator.startsWith("PyObject") || declarator.contains(" ")
                ? declarator
                : type + " " + declarator;
        String name = declaration.replaceAll(".*?(\\w+)(\\[\\])?$", "$1");
        if (!PRIVATE.matcher(name).matches()) {
          data.put(name, declaration);
        }
      }
    }
    StringBuilder out = new StringBuilder(opening());
    String group = "";
    for (Map.Entry<String, String> f : functions.entrySet()) {
      String next = f.getKey().replaceAll("_[A-Za-z0-9]\\w*$", "");
      if (!next.equals(group)) {
        out.append("\n/* ").append(next).append(" */\n");
        group = next;
      }
      LongLines.append(out, tidy(f.getValue()) + ";", "    ");
    }
    out.append("\n/* data */\n");
    data.values().forEach(text -> out.append("extern ").append(text).append(";\n"));
    return out.append("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n\n#endif\n").toString();
  }

  private static String opening() {
    return """
    /*
     * The functions and data of CPython 3.11 that extensions import. Written by a generator from the project's facts and
     * from libambi's own prototypes: what is declared here is in CPython 3.11 and in Ambi.
     *
     * Where the real Python.h was included before, this file is empty.
     */
    #ifndef AMBI_CPYTHON_API_H
    #define AMBI_CPYTHON_API_H

    #include <stdarg.h>
    #include <stdio.h>

    #include "cpython_layouts.h"

    #ifndef Py_PYTHON_H

    #ifdef __cplusplus
    extern "C" {
    #endif

    typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
    typedef enum { PYGEN_RETURN = 0, PYGEN_ERROR = -1, PYGEN_NEXT = 1 } PySendResult;
    typedef void *PyThread_type_lock;
    typedef struct {
      int _is_initialized;
      unsigned int _key;
    } Py_tss_t;
    typedef struct PyCodeObject PyCodeObject;
    typedef struct _frame PyFrameObject;
    typedef struct PyCompilerFlags PyCompilerFlags;
    typedef void (*PyCapsule_Destructor)(PyObject *);
    struct wrapperbase;
    """;
  }

  private static String tidy(String text) {
    String t =
        text.replaceAll("\\s+", " ")
            .replace("* const", "*const")
            .replaceAll("\\bwrapperbase\\b", "struct wrapperbase")
            .replace("struct struct", "struct");
    Matcher m = NAME.matcher(t);
    return m.find() ? t.replaceAll(" ?\\* ?", " *").replaceAll("\\* \\*", "**") : t;
  }
}

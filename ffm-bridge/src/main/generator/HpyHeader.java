import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HPy's context as a header: the struct, and a function for each of its members that is one. */
final class HpyHeader {
  private static final Pattern FUNCTION =
      Pattern.compile("(.*?)\\(\\*ctx_(\\w+)\\)\\(HPyContext \\*ctx(?:, )?(.*)\\)");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)(\\[\\])?\\s*$");

  /** What HPy's sources call by another name, or not at all. */
  private static final Map<String, String> NAMES =
      Map.of(
          "New", "_HPy_New",
          "AsStruct_Object", "_HPy_AsStruct_Object",
          "AsStruct_Legacy", "_HPy_AsStruct_Legacy",
          "CallRealFunctionFromTrampoline", "_HPy_CallRealFunctionFromTrampoline",
          "Dump", "_HPy_Dump",
          "Type_GetBuiltinShape", "_HPyType_GetBuiltinShape");

  /** Of these a method returns what they give: HPy_NULL. */
  private static final Set<String> RAISE =
      Set.of(
          "Err_SetString", "Err_SetObject", "Err_SetFromErrnoWithFilenameObjects", "Err_NoMemory");

  private static final String GROUPS =
      "Long|Float|Bool|Number|Callable|Err|Type|Bytes|Unicode|List|Dict|Tuple|Import|ListBuilder"
          + "|TupleBuilder|Tracker|Field|Global|Capsule|ContextVar|Slice|Module";

  private HpyHeader() {}

  static String write(List<Map<String, String>> rows) {
    StringBuilder out = new StringBuilder(OPENING);
    for (Map<String, String> row : rows) {
      out.append("  ").append(row.get("declaration")).append("; /* ").append(row.get("offset"));
      out.append(" */\n");
    }
    Map<String, String> last = rows.getLast();
    int size = Integer.parseInt(last.get("offset")) + Integer.parseInt(last.get("size"));
    out.append("};\n\nstatic_assert(sizeof(struct _HPyContext_s) == ").append(size);
    out.append(", \"the context of HPy 0.9\");\n");
    for (Map<String, String> row : rows) {
      Matcher m = FUNCTION.matcher(row.get("declaration"));
      if (m.matches()) {
        wrapper(out, m.group(1).trim(), m.group(2), m.group(3));
      }
    }
    return out.append("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n").toString();
  }

  private static final String OPENING =
      """
      /*
       * The context of HPy 0.9, the universal ABI 0: the struct, with the offset of each member on x86-64, and a function
       * for each member that is one. Written by a generator from the project's facts. Included by hpy.h.
       */
      #ifndef AMBI_HPY_CONTEXT_H
      #define AMBI_HPY_CONTEXT_H

      #include <assert.h>

      #include "hpy_types.h"

      #ifdef __cplusplus
      extern "C" {
      #endif

      struct _HPyContext_s {
      """;

  private static void wrapper(StringBuilder out, String result, String name, String parameters) {
    StringBuilder arguments = new StringBuilder("ctx");
    if (!parameters.isEmpty()) {
      for (String parameter : parameters.split(", ")) {
        Matcher m = PARAMETER.matcher(parameter);
        if (!m.find()) {
          throw new IllegalArgumentException(name + ": " + parameters);
        }
        arguments.append(", ").append(m.group(1));
      }
    }
    boolean raises = RAISE.contains(name);
    String type = raises ? "HPy " : result.endsWith("*") ? result : result + " ";
    out.append(
        "\nstatic inline %s%s(HPyContext *ctx%s) {\n  %sctx->ctx_%s(%s);\n%s}\n"
            .formatted(
                type,
                function(name),
                parameters.isEmpty() ? "" : ", " + parameters,
                result.equals("void") ? "" : "return ",
                name,
                arguments,
                raises ? "  return HPy_NULL;\n" : ""));
  }

  private static String function(String name) {
    String own = NAMES.get(name);
    if (own != null) {
      return own;
    }
    if (name.startsWith("AsStruct_")) {
      return "_HPy_" + name;
    }
    Matcher grouped = Pattern.compile("(" + GROUPS + ")_(\\w+)").matcher(name);
    return grouped.matches() ? "HPy" + name : "HPy_" + name;
  }
}

import java.util.List;

/** Writes Dispatch.java: number -> Java method, in switches small enough for the JIT compiler. */
final class DispatchWriter {
  /** HotSpot compiles no method above 8000 bytes of bytecode. */
  private static final int GROUP = 64;

  private DispatchWriter() {}

  static String write(List<Generate.CFunction> functions, JavaSources java) {
    StringBuilder out =
        new StringBuilder(
            """
            package dev.ambi.bridge.nativelib;

            /** Generated: calls the Java implementation of a C function. */
            @SuppressWarnings("UnusedVariable")
            final class Dispatch {
              private Dispatch() {}

              static long call(int fn, int abi, long context, long argv) {
                return switch (fn / %d) {
            """
                .formatted(GROUP));
    int groups = (functions.size() + GROUP - 1) / GROUP;
    for (int g = 0; g < groups; g++) {
      out.append("      case ")
          .append(g)
          .append(" -> group")
          .append(g)
          .append("(fn, abi, context, argv);\n");
    }
    out.append(
        "      default -> throw new IllegalArgumentException(\"no function \" + fn);\n"
            + "    };\n"
            + "  }\n\n");
    for (int g = 0; g < groups; g++) {
      int from = g * GROUP;
      group(out, g, from, functions.subList(from, Math.min(from + GROUP, functions.size())), java);
    }
    errors(out, functions, java);
    names(out, functions);
    return out.append("}\n").toString();
  }

  private static void group(
      StringBuilder out, int g, int from, List<Generate.CFunction> functions, JavaSources java) {
    out.append("  private static long group")
        .append(g)
        .append("(int fn, int abi, long context, long argv) {\n    switch (fn) {\n");
    for (int i = 0; i < functions.size(); i++) {
      CDeclaration d = functions.get(i).declaration();
      JavaSources.Method m = java.method(d.name());
      StringBuilder call = new StringBuilder(m.type()).append('.').append(d.name()).append('(');
      String separator = "";
      if (m.context()) {
        call.append("dev.ambi.bridge.nativelib.CallContext.of(context, abi)");
        separator = ", ";
      }
      for (int p = 0; p < d.parameters().size(); p++) {
        call.append(separator).append(d.parameters().get(p).read(p));
        separator = ", ";
      }
      call.append(')');
      out.append("      case ").append(from + i).append(":\n");
      switch (d.result().java()) {
        case "void" -> out.append("        ").append(call).append(";\n        return 0;\n");
        case "double" ->
            out.append("        return Double.doubleToRawLongBits(").append(call).append(");\n");
        default -> out.append("        return ").append(call).append(";\n");
      }
    }
    out.append(
        "      default:\n"
            + "        throw new IllegalArgumentException(\"no function \" + fn);\n"
            + "    }\n"
            + "  }\n\n");
  }

  private static void errors(
      StringBuilder out, List<Generate.CFunction> functions, JavaSources java) {
    out.append(
        "  /** What C gets when the method threw. */\n"
            + "  static long errorValue(int fn) {\n"
            + "    return switch (fn) {\n");
    for (int i = 0; i < functions.size(); i++) {
      CDeclaration d = functions.get(i).declaration();
      String own = java.method(d.name()).onError();
      String value = own != null ? own : JavaSources.defaultError(d);
      if (d.result() == CType.DOUBLE) {
        value = "Double.doubleToRawLongBits(" + value + ")";
      }
      if (!value.equals("0")) {
        out.append("      case ").append(i).append(" -> ").append(value).append(";\n");
      }
    }
    out.append("      default -> 0;\n    };\n  }\n\n");
  }

  private static void names(StringBuilder out, List<Generate.CFunction> functions) {
    out.append(
        "  /** The function's C name, for messages. */\n"
            + "  static String name(int fn) {\n"
            + "    return switch (fn) {\n");
    for (int i = 0; i < functions.size(); i++) {
      out.append("      case ")
          .append(i)
          .append(" -> \"")
          .append(functions.get(i).name())
          .append("\";\n");
    }
    out.append("      default -> \"function \" + fn;\n    };\n  }\n");
  }
}

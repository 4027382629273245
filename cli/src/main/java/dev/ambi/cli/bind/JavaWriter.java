package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes an interface down, in Google's style. */
final class JavaWriter {
  private static final int WIDTH = 100;
  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");

  /** Where the names come from that an interface may use. */
  private static final Map<String, String> IMPORTS = imports();

  private final JavaInterface made;
  private final StringBuilder body = new StringBuilder();
  private final TreeSet<String> imports = new TreeSet<>();

  private JavaWriter(JavaInterface made) {
    this.made = made;
  }

  private static Map<String, String> imports() {
    Map<String, String> all = new TreeMap<>();
    for (String name :
        ("Array Callback Critical Errno In InOut Kernels Layout Length Library Name Out Part"
                + " Symbol")
            .split(" ")) {
      all.put(name, "dev.ambi.bridge.kernel." + name);
    }
    all.put("NDArray", "dev.ambi.core.NDArray");
    all.put("MemorySegment", "java.lang.foreign.MemorySegment");
    all.put("MethodHandles", "java.lang.invoke.MethodHandles");
    return all;
  }

  /** The text of the file. */
  static String write(JavaInterface made) {
    return new JavaWriter(made).file();
  }

  private String file() {
    body.append(
        Javadoc.of(
            "",
            List.of(
                "!The functions of {@code %s}, as {@code ambi bind} reads it."
                    .formatted(Javadoc.plain(made.header())))));
    body.append("public interface ").append(made.name()).append(" {\n");
    if (made.library() != null) {
      load();
    }
    made.constants().forEach(this::constants);
    made.records().forEach(this::struct);
    made.callbacks().forEach(this::callback);
    made.methods().forEach(this::method);
    leftOut();
    // Nothing follows the brace of the type.
    int last = body.length() - 1;
    if (body.charAt(last - 1) == '\n') {
      body.deleteCharAt(last);
    }
    body.append("}\n");
    StringBuilder file = new StringBuilder();
    if (!made.packageName().isEmpty()) {
      file.append("package ").append(made.packageName()).append(";\n\n");
    }
    imports.forEach(name -> file.append("import ").append(name).append(";\n"));
    if (!imports.isEmpty()) {
      file.append('\n');
    }
    return file.append(body).toString();
  }

  private void load() {
    use("Kernels", "MethodHandles", "Library");
    String library = JavaLiterals.text(made.library());
    body.append("  /** {@return the functions of the library that the linker finds as {@code -l")
        .append(Javadoc.plain(made.library()))
        .append("}} */\n");
    body.append("  static ").append(made.name()).append(" load() {\n");
    String call =
        "    return Kernels.bind(MethodHandles.lookup(), %s.class, Library.find(%s));"
            .formatted(made.name(), library);
    if (call.length() > WIDTH) {
      call =
          "    return Kernels.bind(\n        MethodHandles.lookup(), %s.class, Library.find(%s));"
              .formatted(made.name(), library);
    }
    body.append(call).append("\n  }\n\n");
  }

  private void use(String... names) {
    for (String name : names) {
      if (IMPORTS.containsKey(name)) {
        imports.add(IMPORTS.get(name));
      }
    }
  }

  /** Imports what a type or an annotation names. */
  private void uses(String java) {
    Matcher word = WORD.matcher(java.replaceAll("\"[^\"]*\"", ""));
    while (word.find()) {
      use(word.group());
    }
  }

  private void constants(JavaInterface.Constants group) {
    body.append("  // ").append(group.title()).append("\n");
    boolean documented = false;
    for (JavaInterface.Value v : group.values()) {
      if (!v.remark().isEmpty()) {
        // A blank line before a comment, and behind what it is about.
        body.append(body.charAt(body.length() - 2) == '\n' ? "" : "\n");
        body.append(Javadoc.of("  ", List.of("!" + v.remark())));
      } else if (documented) {
        body.append('\n');
      }
      documented = !v.remark().isEmpty();
      String line = "  " + v.type() + " " + v.name() + " =";
      boolean fits = line.length() + 1 + v.literal().length() + 1 <= WIDTH;
      body.append(line).append(fits ? " " : "\n      ").append(v.literal()).append(";\n");
    }
    body.append('\n');
  }

  private void struct(JavaInterface.Struct struct) {
    body.append(Javadoc.of("  ", struct.doc()));
    body.append(parameters("  record " + struct.name(), struct.members(), " {}"));
    body.append("\n\n");
  }

  private void callback(JavaInterface.Callback callback) {
    body.append(Javadoc.of("  ", callback.doc()));
    body.append("  @FunctionalInterface\n");
    body.append("  interface ").append(callback.name()).append(" {\n");
    uses(callback.result());
    body.append(parameters("    " + callback.result() + " call", callback.parameters(), ";"));
    body.append("\n  }\n\n");
  }

  private void method(JavaInterface.Method method) {
    body.append(Javadoc.of("  ", method.doc()));
    for (String annotation : method.annotations()) {
      uses(annotation);
      body.append("  ").append(annotation).append('\n');
    }
    uses(method.result());
    body.append(parameters("  " + method.result() + " " + method.name(), method.parameters(), ";"));
    body.append("\n\n");
  }

  /** On one line, or all on the next, or each on its own. */
  private String parameters(String head, List<JavaInterface.Parameter> parameters, String end) {
    String indent = " ".repeat(head.length() - head.stripLeading().length() + 4);
    List<String> words = new ArrayList<>();
    for (JavaInterface.Parameter p : parameters) {
      uses(p.type());
      p.annotations().forEach(this::uses);
      words.add(
          String.join(" ", p.annotations())
              + (p.annotations().isEmpty() ? "" : " ")
              + p.type()
              + " "
              + p.name());
    }
    String line = head + "(" + String.join(", ", words) + ")" + end;
    if (line.length() <= WIDTH) {
      return line;
    }
    String second = indent + String.join(", ", words) + ")" + end;
    if (second.length() <= WIDTH) {
      return head + "(\n" + second;
    }
    StringBuilder lines = new StringBuilder(head).append("(\n");
    for (int i = 0; i < words.size(); i++) {
      String tail = i + 1 < words.size() ? "," : ")" + end;
      String one = indent + words.get(i) + tail;
      if (one.length() > WIDTH && !parameters.get(i).annotations().isEmpty()) {
        JavaInterface.Parameter p = parameters.get(i);
        String annotations = indent + String.join(" ", p.annotations());
        if (annotations.length() > WIDTH) {
          annotations = indent + String.join("\n" + indent + "    ", p.annotations());
        }
        one = annotations + "\n" + indent + "    " + p.type() + " " + p.name() + tail;
      }
      lines.append(one).append(i + 1 < words.size() ? "\n" : "");
    }
    return lines.toString();
  }

  private void leftOut() {
    for (Remark remark : made.leftOut()) {
      body.append(Javadoc.comment("  ", remark.shortly()));
      body.append('\n');
    }
  }
}

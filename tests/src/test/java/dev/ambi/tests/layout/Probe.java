package dev.ambi.tests.layout;

import dev.ambi.bridge.layout.FieldFacts;
import dev.ambi.bridge.layout.StructFacts;
import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Asks a C compiler what headers say, and compares it with the facts. A C program is written from
 * the facts that prints {@code sizeof}, {@code _Alignof} and {@code offsetof} of everything in
 * them. A field that the facts do not have makes the compilation fail: an initializer names one
 * value for each known field, and the compiler is told that one too few is an error.
 */
final class Probe {
  private static final String COMPILER = System.getenv().getOrDefault("CC", "cc");

  private final String includes;
  private final List<String> options;
  private final StringBuilder initializers = new StringBuilder();
  private final StringBuilder statements = new StringBuilder();
  private final Map<String, String> expected = new LinkedHashMap<>();
  private boolean types = true;

  /**
   * A probe of what {@code includes}, which is C, declares, with these options for the compiler.
   */
  Probe(String includes, List<String> options) {
    this.includes = includes;
    this.options = options;
  }

  /** Does not ask whether fields have the facts' C types, but for their sizes only. */
  Probe withoutTypes() {
    types = false;
    return this;
  }

  /** Expects a constant. */
  Probe constant(String name, long value) {
    expect(name, String.valueOf(value), "%lld", "(long long)" + name);
    return this;
  }

  /** Expects a struct as its facts say; {@code cType} is its name in these headers. */
  Probe struct(StructFacts facts, String cType) {
    return struct(facts, cType, "", _ -> false);
  }

  /**
   * Expects a struct as its facts say, but with the fields that are in {@code head} too, its first
   * ones, in a struct of their own, the field {@code name}.
   */
  Probe struct(StructFacts facts, String cType, String name, StructFacts head) {
    return struct(facts, cType, name, field -> head.has(field.name()));
  }

  private Probe struct(
      StructFacts facts, String cType, String head, Predicate<FieldFacts> isInHead) {
    expect(
        cType,
        facts.layout().byteSize() + " " + facts.layout().byteAlignment(),
        "%zu %zu",
        "sizeof(%1$s), _Alignof(%1$s)".formatted(cType));
    List<String> values = new ArrayList<>();
    if (!head.isEmpty()) {
      values.add("{0}");
    }
    long previous = -1;
    for (FieldFacts field : facts.fields()) {
      if (isInHead.test(field)) {
        field(facts, cType, head + "." + field.name(), field);
        continue;
      }
      field(facts, cType, field.name(), field);
      // Of the fields that share an offset, which are a union, one has the initializer.
      if (field.size() > 0 && field.offset() != previous) {
        values.add(initializer(facts, field));
      }
      previous = field.offset();
    }
    initializers.append(
        "static const %s v%d = {%s};\n"
            .formatted(cType, expected.size(), String.join(", ", values)));
    return this;
  }

  private void field(StructFacts facts, String cType, String path, FieldFacts field) {
    String access = "((%s *)0)->%s".formatted(cType, path);
    String size = field.size() == 0 ? "(size_t)0" : "sizeof(" + access + ")";
    String what = cType + "." + path;
    expect(
        what,
        facts.byteOffset(field.name()) + " " + field.size(),
        "%zu %zu",
        "offsetof(%s, %s), %s".formatted(cType, path, size));
    if (field.cType().endsWith("{...}")) {
      nameless(facts.nested(field.name()), "__typeof__(" + access + ")", what);
      return;
    }
    if (member(facts, field) instanceof ValueLayout value) {
      expect(
          what + " is",
          kind(value),
          "%s",
          // GCC's numbers for the classes of types, and Clang's.
          "(const char *[]){\"integer\", \"integer\", \"char\", \"integer\", \"boolean\", \"pointer\", \"\", \"\", \"real\"}[__builtin_classify_type(%s)]"
              .formatted(access));
    }
    if (types) {
      expect(
          what + " is " + field.cType(),
          "1",
          "%d",
          "__builtin_types_compatible_p(__typeof__(%s), %s)".formatted(access, field.cType()));
    }
  }

  private static String kind(ValueLayout layout) {
    return switch (layout) {
      case AddressLayout _ -> "pointer";
      case ValueLayout.OfDouble _ -> "real";
      default -> "integer";
    };
  }

  /** The type of a field, which only {@code __typeof__} can name. */
  private void nameless(StructFacts facts, String type, String name) {
    expect(
        name + " itself",
        facts.byteSize() + " " + facts.byteAlignment(),
        "%zu %zu",
        "sizeof(%1$s), _Alignof(%1$s)".formatted(type));
    for (FieldFacts field : facts.fields()) {
      if (field.isBitField()) {
        long mask = ((1L << field.bitWidth()) - 1) << field.bitPosition();
        statements.append(
            "{ union { %s s; unsigned long long bits; } u = {.bits = 0}; u.s.%s = -1; printf(\"%s.%2$s = %%llu\\n\", u.bits); }\n"
                .formatted(type, field.name(), name));
        expected.put(name + "." + field.name(), String.valueOf(mask));
      } else {
        expect(
            name + "." + field.name(),
            field.offset() + " " + field.size(),
            "%zu %zu",
            "offsetof(%s, %s), sizeof(((%1$s *)0)->%2$s)".formatted(type, field.name()));
      }
    }
  }

  private void expect(String what, String value, String format, String expressions) {
    statements.append("printf(\"%s = %s\\n\", %s);\n".formatted(what, format, expressions));
    if (expected.put(what, value) != null) {
      throw new AssertionError(what + " is asked twice");
    }
  }

  private static String initializer(StructFacts facts, FieldFacts field) {
    MemoryLayout layout = member(facts, field);
    if (layout instanceof GroupLayout group
        && group.memberLayouts().getFirst() instanceof ValueLayout.OfDouble) {
      return "{0, 0}"; // A complex number; that {0} may stand for all zeros, GCC knows of integers
      // only.
    }
    boolean aggregate =
        layout instanceof GroupLayout || field.cType().endsWith("]") || field.cType().endsWith("}");
    return aggregate ? "{0}" : "0";
  }

  /** The layout of a field; null where it is within a union without a name. */
  private static MemoryLayout member(StructFacts facts, FieldFacts field) {
    return facts.layout().memberLayouts().stream()
        .filter(m -> m.name().filter(field.name()::equals).isPresent())
        .findFirst()
        .orElse(null);
  }

  /** The program. */
  String source() {
    return """
    %s
    #include <stddef.h>
    #include <stdio.h>
    %s
    int main(void) {
    %s
    return 0;
    }
    """
        .formatted(includes, initializers, statements);
  }

  /**
   * Compiles and runs the program in {@code directory}; gives what differs, a line each: nothing
   * where all agrees.
   */
  List<String> differences(Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve("probe.c");
    Path program = directory.resolve("probe");
    Files.writeString(source, source());
    // Optimized, so that what nobody calls of the functions in the headers is gone: there is no
    // Python to link with.
    List<String> command =
        new ArrayList<>(
            List.of(COMPILER, "-std=gnu11", "-Werror=missing-field-initializers", "-O1"));
    command.addAll(options);
    command.addAll(List.of("-o", program.toString(), source.toString()));
    Output compilation = run(command);
    if (compilation.status != 0) {
      return compilation.text.lines().filter(l -> l.contains("error: ")).toList();
    }
    Output output = run(List.of(program.toString()));
    if (output.status != 0) {
      throw new IOException("the probe fails with status " + output.status);
    }
    Map<String, String> measured = new TreeMap<>();
    for (String line : output.text.lines().toList()) {
      int equals = line.lastIndexOf(" = ");
      measured.put(line.substring(0, equals), line.substring(equals + 3));
    }
    List<String> differences = new ArrayList<>();
    expected.forEach((what, value) -> {
      if (!value.equals(measured.get(what))) {
        differences.add(
            "%s: %s by the facts, %s by the headers".formatted(what, value, measured.get(what)));
      }
    });
    return differences;
  }

  /** How many things are asked. */
  int questions() {
    return expected.size();
  }

  private record Output(int status, String text) {}

  private static Output run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), text);
  }
}

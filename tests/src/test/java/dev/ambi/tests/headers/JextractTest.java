package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.layout.FieldFacts;
import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;
import dev.ambi.bridge.layout.StructFacts;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.tests.Wheels;
import java.lang.foreign.Arena;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * jextract binds our headers, by the commands of {@code headers/README.md}, without a warning, and
 * what it makes agrees with the bridge. It is run by the profile {@code jextract}, which needs
 * {@code -Djextract.home=...}.
 */
@EnabledIfSystemProperty(
    named = "ambi.jextract.home",
    matches = ".+",
    disabledReason = "jextract is run with -Pjextract -Djextract.home=DIRECTORY")
class JextractTest {
  private static final String PACKAGE = "dev.example.";

  @TempDir static Path directory;
  private static URLClassLoader classes;

  @BeforeAll
  static void bind() throws Exception {
    Path sources = directory.resolve("src");
    for (String header : List.of("kernel", "numpy", "hpy")) {
      List<String> options = new ArrayList<>();
      options.add("@" + Compiler.HEADERS.resolveSibling("jextract/" + header + ".includes"));
      options.addAll(List.of("-D", "NPY_TARGET_VERSION=NPY_2_4_API_VERSION"));
      jextract(sources, header, Compiler.HEADERS.resolve("ambi/" + header + ".h"), options);
    }
    Path library = directory.resolve("libtotal.so");
    Path c = Compiler.SOURCES.resolve("jextract");
    Compiler gcc = new Compiler("gcc", Compiler.find("gcc"), "c11").require();
    List<String> build = List.of("-O2", "-fPIC", "-shared", "-o", library.toString());
    assertThat(
            gcc.run(
                    Stream.concat(build.stream(), Stream.of(c.resolve("total.c").toString()))
                        .toList())
                .text())
        .isEmpty();
    jextract(
        sources,
        "total",
        c.resolve("total.h"),
        List.of(
            "--library",
            ":" + library,
            "--include-function",
            "total",
            "--include-function",
            "dot"));
    Path out = directory.resolve("classes");
    List<String> javac = new ArrayList<>(List.of(tool("javac"), "-nowarn", "-d", out.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> javac.add(f.toString()));
    }
    assertThat(Compiler.execute(javac).status()).isZero();
    classes = new URLClassLoader(new URL[] {out.toUri().toURL()});
  }

  @AfterAll
  static void close() throws Exception {
    if (classes != null) {
      classes.close();
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static void jextract(Path sources, String name, Path header, List<String> options)
      throws Exception {
    Path command = Path.of(System.getProperty("ambi.jextract.home"), "bin", "jextract");
    assertThat(command).as("jextract, below -Djextract.home").isExecutable();
    List<String> line = new ArrayList<>();
    line.addAll(List.of(command.toString(), "-D", "AMBI_FOR_BINDINGS"));
    line.addAll(List.of("-I", Compiler.HEADERS.toString(), "--output", sources.toString()));
    line.addAll(List.of("-t", PACKAGE + name));
    line.addAll(options);
    line.add(header.toString());
    Compiler.Output output = Compiler.execute(line);
    assertThat(output.text()).as("jextract of " + header.getFileName()).isEmpty();
    assertThat(output.status()).isZero();
  }

  private static GroupLayout layout(String name) throws Exception {
    return (GroupLayout) classes.loadClass(PACKAGE + name).getMethod("layout").invoke(null);
  }

  /** The names of the classes of a package that are structs. */
  private static Set<String> structs(String name) throws Exception {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(directory.resolve("classes/dev/example/" + name))) {
      for (String file : files.map(f -> f.getFileName().toString()).sorted().toList()) {
        String struct = file.replace(".class", "");
        if (!struct.contains("$")
            && Arrays.stream(classes.loadClass(PACKAGE + name + "." + struct).getMethods())
                .anyMatch(m -> m.getName().equals("layout") && m.getParameterCount() == 0)) {
          names.add(struct);
        }
      }
    }
    return names;
  }

  @Test
  void layoutsAreTheBridges() throws Exception {
    LayoutSet cpython = Layouts.cpython("3.11");
    LayoutSet one = Layouts.numpy("1.26");
    LayoutSet two = Layouts.numpy("2.4");
    Set<String> compared = new TreeSet<>();
    for (String name : structs("numpy")) {
      StructFacts facts =
          switch (name) {
            case "ambi_descr_1x" -> one.struct("PyArray_Descr");
            case "ambi_descr_2x" -> two.struct("PyArray_Descr");
            // 2.x says nothing of the length of `iters`, and three functions less.
            case "PyArrayMultiIterObject", "PyArray_ArrFuncs" -> one.struct(name);
            default ->
                two.has(name) ? two.struct(name) : cpython.has(name) ? cpython.struct(name) : null;
          };
      if (facts != null) {
        compare(name, facts, layout("numpy." + name));
        compared.add(name);
      }
    }
    assertThat(compared)
        .contains("PyArrayObject_fields", "PyArray_Descr", "_PyArray_LegacyDescr")
        .contains("ambi_descr_1x", "ambi_descr_2x", "PyArray_DescrProto", "PyArray_ArrFuncs")
        .contains("PyArrayIterObject", "PyArrayMultiIterObject", "PyUFuncObject")
        .contains("PyObject", "PyVarObject", "PyTypeObject", "PyModuleDef", "PyUnicodeObject")
        .hasSizeGreaterThan(70);
  }

  private static void compare(String name, StructFacts facts, GroupLayout layout) {
    assertThat(layout.byteSize()).as(name).isEqualTo(facts.byteSize());
    assertThat(layout.byteAlignment()).as(name).isEqualTo(facts.byteAlignment());
    for (FieldFacts field : facts.fields()) {
      String what = name + "." + field.name();
      PathElement path = PathElement.groupElement(field.name());
      boolean known =
          layout.memberLayouts().stream()
              .anyMatch(m -> m.name().filter(field.name()::equals).isPresent());
      // StringDType's head is a struct of its own in ours.
      if (!known && name.equals("PyArray_StringDTypeObject")) {
        continue;
      }
      assertThat(known).as(what).isTrue();
      assertThat(layout.byteOffset(path)).as(what).isEqualTo(field.offset());
      MemoryLayout ours = layout.select(path);
      assertThat(ours.byteSize()).as(what).isEqualTo(field.size());
      if (ours instanceof ValueLayout value
          && facts.layout().memberLayouts().stream()
              .anyMatch(m -> m.name().filter(field.name()::equals).isPresent())
          && facts.layout().select(path) instanceof ValueLayout theirs) {
        assertThat(value.carrier()).as(what).isEqualTo(theirs.carrier());
      }
    }
  }

  @Test
  void tables() throws Exception {
    GroupLayout table = layout("numpy.ambi_multiarray_api");
    assertThat(table.byteSize()).isEqualTo(379 * 8);
    assertThat(table.byteOffset(PathElement.groupElement("PyArray_FromAny"))).isEqualTo(69 * 8);
    assertThat(table.byteOffset(PathElement.groupElement("PyArray_StringDType")))
        .isEqualTo(359 * 8);
    // A slot that means another function in each: a union without a name, whose members are the
    // struct's own.
    Class<?> type = classes.loadClass(PACKAGE + "numpy.ambi_multiarray_api");
    assertThat(type.getMethod("PyArray_Pack$offset").invoke(null)).isEqualTo(65L * 8);
    assertThat(type.getMethod("PyArray_ScalarFromObject$offset").invoke(null)).isEqualTo(65L * 8);
    GroupLayout context = layout("hpy._HPyContext_s");
    for (String line :
        Files.readAllLines(
            Wheels.root()
                .resolve(
                    "ffm-bridge/src/main/resources/dev/ambi/bridge/abi/hpy-0.9-context.csv"))) {
      String[] fields = line.split(",", 4);
      if (!fields[0].equals("member")) {
        assertThat(context.byteOffset(PathElement.groupElement(fields[0])))
            .as(fields[0])
            .isEqualTo(Long.parseLong(fields[1]));
      }
    }
  }

  @Test
  void kernelTakesAnArray() throws Exception {
    Class<?> header = classes.loadClass(PACKAGE + "total.total_h");
    Method dot = header.getMethod("dot", long.class, MemorySegment.class, MemorySegment.class);
    Method total = header.getMethod("total", MemorySegment.class);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 2, 3, 4, 5, 6);
      NDArray array = NDArray.of(memory, DType.FLOAT64, 2, 3);
      assertThat(dot.invoke(null, array.size(), array.memory(), array.memory())).isEqualTo(91.0);

      // Every second column: an ambi_array says so, and copies nothing.
      Class<?> type = classes.loadClass(PACKAGE + "kernel.ambi_array");
      MemorySegment struct = arena.allocate((MemoryLayout) type.getMethod("layout").invoke(null));
      assertThat(struct.byteSize()).isEqualTo(72);
      set(type, struct, "data", array.memory());
      set(type, struct, "ndim", 2);
      set(type, struct, "shape", arena.allocateFrom(ValueLayout.JAVA_LONG, 2, 2));
      set(type, struct, "strides", arena.allocateFrom(ValueLayout.JAVA_LONG, 3, 2));
      set(type, struct, "itemsize", 8L);
      assertThat(total.invoke(null, struct)).isEqualTo(1.0 + 3 + 4 + 6);
    }
  }

  private static void set(Class<?> type, MemorySegment struct, String field, Object value)
      throws Exception {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(field) && method.getParameterCount() == 2) {
        method.invoke(null, struct, value);
        return;
      }
    }
    throw new AssertionError("no setter of " + field);
  }
}

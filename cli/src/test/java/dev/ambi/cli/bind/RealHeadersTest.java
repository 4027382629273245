package dev.ambi.cli.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambi.bridge.kernel.Library;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that others wrote, where the machine has them. */
class RealHeadersTest {
  @TempDir private Path dir;

  private static Path present(String name) {
    Path header = Path.of(name);
    assumeTrue(Files.exists(header), name + " is not on this machine");
    return header;
  }

  private static Object call(Class<?> type, Object bound, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method m : type.getMethods()) {
      if (m.getName().equals(name)) {
        return m.invoke(bound, arguments);
      }
    }
    throw new AssertionError("there is no method " + name);
  }

  private static Object constant(Class<?> type, String name) throws ReflectiveOperationException {
    return type.getField(name).get(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cc"})
  void zlib(String compiler) throws Exception {
    Path header = present("/usr/include/zlib.h");
    // gz*64 and others are not in every build of the library.
    String include = "crc32|adler32|compress|uncompress|compressBound|zlibVersion|deflate|inflate";
    Binding binding =
        Binding.of(
            Headers.options(
                header,
                "z",
                include,
                List.of("destLen=inout"),
                compiler.isEmpty() ? null : compiler));
    assertThat(binding.functions()).isEqualTo(8);
    Class<?> type = CompiledJava.load(dir, binding);
    Object z = Headers.load(type);
    byte[] text = "123456789".repeat(100).getBytes(StandardCharsets.US_ASCII);
    NDArray bytes = NDArray.of(text).view(DType.UINT8);
    assertThat(call(type, z, "zlibVersion")).isEqualTo(constant(type, "ZLIB_VERSION"));
    assertThat(call(type, z, "crc32", 0L, bytes, 9)).isEqualTo(0xCBF43926L);
    NDArray packed = NDArray.zeros(2000).astype(DType.UINT8);
    long[] length = {2000};
    assertThat(call(type, z, "compress", packed, length, bytes, 900L))
        .isEqualTo(constant(type, "Z_OK"));
    assertThat(length[0]).isBetween(10L, 100L);
    NDArray again = NDArray.zeros(900).astype(DType.UINT8);
    long[] room = {900};
    assertThat(call(type, z, "uncompress", again, room, packed, length[0])).isEqualTo(0);
    assertThat(again).isEqualTo(bytes);
  }

  @Test
  void allOfZlib() throws Exception {
    Binding binding = Binding.of(Headers.options(present("/usr/include/zlib.h")));
    assertThat(binding.functions()).isGreaterThan(70);
    assertThat(binding.remarks().stream().filter(Remark::leftOut))
        .singleElement()
        .asString()
        .contains("gzvprintf")
        .contains("va_list");
    CompiledJava.load(dir, binding);
  }

  @ParameterizedTest
  @CsvSource({"zlib.h, z", "sqlite3.h, sqlite3"})
  void allThatTheLibraryHasIsBound(String header, String library) throws Exception {
    Library found = Library.find(library);
    Binding.Options o =
        Headers.options(present("/usr/include/" + header), library, null, List.of(), null);
    Binding binding =
        Binding.of(
            new Binding.Options(
                o.header(),
                "",
                "Bound",
                library,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                symbol -> found.lookup(symbol).isPresent(),
                null,
                o.limit()));
    assertThat(binding.functions()).isGreaterThan(60);
    Object bound = Headers.load(CompiledJava.load(dir, binding));
    assertThat(bound.toString()).startsWith("Bound of ");
  }

  @Test
  void sqlite() throws Exception {
    Path header = present("/usr/include/sqlite3.h");
    Binding all = Binding.of(Headers.options(header));
    assertThat(all.functions()).isGreaterThan(200);
    assertThat(all.remarks().stream().filter(Remark::leftOut)).hasSize(3);
    CompiledJava.load(dir, all);
    String include =
        "sqlite3_(open|close|exec|errmsg|libversion|column_double|prepare_v2|step|finalize)";
    Binding binding =
        Binding.of(
            Headers.options(
                header,
                "sqlite3",
                include,
                List.of("ppDb=out,ppStmt=out", "sqlite3_exec.errmsg=inout", "pzTail=inout"),
                null));
    Class<?> type = CompiledJava.load(Files.createDirectory(dir.resolve("some")), binding);
    Object s = Headers.load(type);
    assertThat(call(type, s, "sqlite3_libversion").toString()).startsWith("3.");
    MemorySegment[] db = new MemorySegment[1];
    assertThat(call(type, s, "sqlite3_open", ":memory:", db))
        .isEqualTo(constant(type, "SQLITE_OK"));
    List<Object> rows = new ArrayList<>();
    InvocationHandler row =
        (_, _, arguments) -> {
          rows.add(arguments[1]);
          return 0;
        };
    Class<?> callback = null;
    for (Class<?> inner : type.getClasses()) {
      if (inner.isInterface() && inner.getSimpleName().equals("sqlite3_exec_callback")) {
        callback = inner;
      }
    }
    Object function = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {callback}, row);
    String sql = "create table t(x); insert into t values (1.5), (2); select x, 2 * x, 3 from t";
    Object status =
        call(
            type,
            s,
            "sqlite3_exec",
            db[0],
            sql,
            function,
            MemorySegment.NULL,
            new MemorySegment[] {MemorySegment.NULL});
    assertThat(status).isEqualTo(0);
    assertThat(rows).containsExactly(3, 3);
    assertThat(call(type, s, "sqlite3_close", db[0])).isEqualTo(0);
  }

  @Test
  void kernelsOfAmbisOwnArrays() throws Exception {
    String declaration =
        "double total(const ambi_array *x);\nvoid fill(const ambi_array *x, double v);\n";
    Path header =
        Files.writeString(dir.resolve("own.h"), "#include <ambi/kernel.h>\n" + declaration);
    Path headers = Path.of("../headers/include").toAbsolutePath();
    Binding.Options o = Headers.options(header, "library", null, List.of("total.x=in"), null);
    Binding binding =
        Binding.of(
            new Binding.Options(
                header,
                "",
                "Bound",
                "library",
                null,
                null,
                o.as(),
                List.of(),
                List.of(),
                List.of(),
                List.of(headers),
                List.of(),
                null,
                null,
                o.limit()));
    assertThat(binding.remarks()).isEmpty();
    CompiledC.library(
        dir,
        """
        #include "own.h"
        double total(const ambi_array *x) {
          double s = 0;
          for (int64_t i = 0; i < x->shape[0]; i++) s += ((double *)ambi_data(x))[i * x->strides[0]];
          return s;
        }
        void fill(const ambi_array *x, double v) {
          for (int64_t i = 0; i < x->shape[0]; i++) ((double *)ambi_data(x))[i * x->strides[0]] = v;
        }
        """,
        "-I" + headers);
    Class<?> type = CompiledJava.load(dir, binding);
    System.setProperty("ambi.library.path", dir.toString());
    Object bound = Headers.load(type);
    System.clearProperty("ambi.library.path");
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5});
    call(type, bound, "fill", x.get("::2"), 10.0);
    assertThat(call(type, bound, "total", x)).isEqualTo(36.0);
    assertThat(call(type, bound, "total", x.get("1::2"))).isEqualTo(6.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel.h",
        "kernel_arrow.h",
        "kernel_dlpack.h",
        "npy_types.h",
        "numpy_layouts.h",
        "numpy_version.h",
        "cpython_layouts.h"
      })
  void ours(String name) throws Exception {
    Binding binding = Binding.of(Headers.options(Path.of("../headers/include/ambi", name)));
    assertThat(binding.remarks()).noneMatch(Remark::leftOut);
    CompiledJava.load(dir, binding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stdio.h", "stdlib.h", "string.h", "math.h", "unistd.h", "time.h", "pthread.h"})
  void theSystems(String name) throws Exception {
    Path header = present("/usr/include/" + name);
    Binding binding = Binding.of(Headers.options(header, null, null, List.of(), "cc"));
    assertThat(binding.functions() + binding.remarks().size()).isPositive();
    CompiledJava.load(dir, binding);
  }
}

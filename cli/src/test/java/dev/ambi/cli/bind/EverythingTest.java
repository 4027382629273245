package dev.ambi.cli.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ambi.bridge.kernel.Callback;
import dev.ambi.bridge.kernel.Errno;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.cli.bind.golden.Everything;
import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One header with everything: what is written for it, compiled, bound and called. */
class EverythingTest {
  private static final Path RESOURCES = Path.of("src/test/resources/dev/ambi/cli/bind");
  private static final Path GOLDEN =
      Path.of("src/test/java/dev/ambi/cli/bind/golden/Everything.java");

  @TempDir private static Path dir;

  private static Everything c;

  @BeforeAll
  static void bind() throws IOException {
    String text = Files.readString(RESOURCES.resolve("everything.c"));
    Path library = CompiledC.library(dir, text, "-I" + RESOURCES.toAbsolutePath());
    c = Kernels.bind(MethodHandles.lookup(), Everything.class, Library.open(library));
  }

  private static Binding binding(String compiler) throws IOException {
    return Binding.of(
        new Binding.Options(
            RESOURCES.resolve("everything.h"),
            "dev.ambi.cli.bind.golden",
            "Everything",
            "everything",
            null,
            null,
            List.of(
                "ev_divide.quotient=out,remainder=out",
                "ev_keep.1=callback",
                "ev_conjugate.x=nullable",
                "ev_turn.c=inout",
                "ev_center.c=in",
                "ev_center.at=out",
                "ev_vary.v=inout"),
            List.of("ev_fail,ev_renamed"),
            List.of("ev_sum", "ev_fail"),
            List.of(),
            List.of(),
            List.of(),
            null,
            compiler,
            Duration.ofSeconds(60)));
  }

  @Test
  void whatIsWrittenIsTheInterfaceThatTheseTestsAreCompiledWith() throws IOException {
    Binding binding = binding(null);
    assertThat(binding.source()).isEqualTo(Files.readString(GOLDEN));
    assertThat(binding.remarks().stream().filter(Remark::leftOut)).hasSize(10);
    assertThat(binding.remarks())
        .extracting(Remark::toString)
        .anyMatch(r ->
            r.endsWith(
                "everything.h:180: ev_variable is a variable;"
                    + " Library.symbol(\"ev_variable\") gives its address"))
        .anyMatch(r -> r.contains("ev_inline is defined in the header"))
        .anyMatch(r -> r.contains("ev_static is static"));
  }

  @Test
  void theMachinesPreprocessorComesToTheSame() throws IOException {
    // It has its own words for bool and complex, and for the limits.
    String ours = binding(null).source();
    String theirs = binding("cc").source();
    assertThat(theirs.replace("__complex__ ", "")).isEqualTo(ours);
  }

  @Test
  void numbers() {
    assertThat(c.ev_both(true, true)).isTrue();
    assertThat(c.ev_both(true, false)).isFalse();
    assertThat(c.ev_char((byte) 1, (byte) -3, (byte) 201)).isEqualTo((byte) -1);
    assertThat(c.ev_short((short) -5, (char) 65535)).isEqualTo((short) -5);
    assertThat(c.ev_short((short) -5, (char) 5)).isEqualTo((short) 5);
    assertThat(c.ev_unsigned(-1, 2)).isEqualTo(Integer.MAX_VALUE);
    assertThat(c.ev_long_of(1L << 40, 2, 3, 4)).isEqualTo((1L << 40) + 9);
    assertThat(c.ev_float(3)).isEqualTo(1.5f);
    assertThat(c.ev_kind_after(Everything.EV_FIRST)).isEqualTo(Everything.EV_SECOND);
    assertThat(c.ev_kind_after(Everything.EV_NEXT)).isEqualTo(Everything.EV_NEGATIVE);
    assertThat(c.ev_widest()).isEqualTo(Everything.EV_WIDEST);
    assertThat(c.native_(5, 3)).isEqualTo(2);
    assertThat(c.ev_renamed(5, new Errno())).isEqualTo(6);
    assertThat(c.ev_folding(4, 2)).isEqualTo(42);
    assertThat(c.ev_add(0)).isZero();
  }

  @Test
  void arrays() {
    assertThat(c.ev_sum(4, NDArray.of(new double[] {1, 2, 3, 4}))).isEqualTo(10);
    NDArray x = NDArray.of(new double[] {1, 2});
    c.ev_scale(2, 3, x);
    assertThat(x.toDoubleArray()).containsExactly(3, 6);
    NDArray a = NDArray.arange(6).astype(DType.FLOAT32).reshape(2, 3);
    NDArray row = NDArray.of(new float[] {7, 8, 9});
    NDArray b = NDArray.zeros(4).astype(DType.FLOAT32);
    c.ev_matmul(2, 3, a, row, b);
    assertThat(b.toDoubleArray()).containsExactly(3, 9, 12, 9);
    assertThatThrownBy(() -> c.ev_matmul(3, 3, a, row, b)).hasMessageContaining("m * k");
    NDArray two = NDArray.of(new float[] {7, 8});
    assertThatThrownBy(() -> c.ev_matmul(2, 3, a, two, b)).hasMessageContaining("3");
    NDArray bytes = NDArray.of(new double[] {0, 200}).astype(DType.UINT8);
    NDArray out = NDArray.zeros(2).astype(DType.UINT8);
    c.ev_bytes(bytes, out, 2);
    assertThat(out.toDoubleArray()).containsExactly(255, 55);
    NDArray half = NDArray.of(new float[] {0, 1});
    c.ev_halves(5, half.view(DType.FLOAT32));
    assertThat(half.toDoubleArray()).containsExactly(2, 2);
    assertThatThrownBy(() -> c.ev_halves(6, half)).hasMessageContaining("n / 2");
    assertThatThrownBy(() -> c.ev_sum(1, a)).hasMessageContaining("float64");
    int[] q = new int[1];
    int[] r = new int[1];
    assertThat(c.ev_divide(17, 5, q, r)).isEqualTo(7);
    assertThat(q[0] * 10 + r[0]).isEqualTo(32);
  }

  @Test
  void complexNumbers() {
    assertThat(c.ev_times_i(new Everything.complex_double(1, 2)))
        .isEqualTo(new Everything.complex_double(-2, 1));
    assertThat(c.ev_sum_parts(new Everything.complex_float(1, 2), 5))
        .isEqualTo(new Everything.complex_float(3, 5));
    NDArray x = NDArray.of(new Complex[] {new Complex(3, 4), new Complex(1, 2)});
    c.ev_conjugate(x, 2);
    assertThat(x).isEqualTo(NDArray.of(new Complex[] {new Complex(3, -4), new Complex(1, -2)}));
    c.ev_conjugate(null, 2);
  }

  @Test
  void structs() {
    Everything.ev_vec3 e1 = new Everything.ev_vec3(1, 0, 0);
    Everything.ev_vec3 e2 = new Everything.ev_vec3(0, 1, 0);
    assertThat(c.ev_dot(e1, e2)).isZero();
    assertThat(c.ev_cross(e1, e2)).isEqualTo(new Everything.ev_vec3(0, 0, 1));
    Everything.ev_mixed m =
        c.ev_next(
            new Everything.ev_mixed(
                (byte) 127,
                new Everything.ev_vec3(1, 2, 3),
                new float[] {1, 2, 3, 4, 5, 6},
                MemorySegment.NULL,
                true,
                new byte[] {0, 1, 0},
                Everything.EV_TENTH,
                new Everything.ev_mixed_in((short) -2, 5),
                new long[] {42, 43},
                (char) 65535));
    assertThat(m.tag()).isEqualTo((byte) -128);
    assertThat(m.at()).isEqualTo(new Everything.ev_vec3(1, 2, -3));
    assertThat(m.w()).containsExactly(1, 2, 3, 4, 5, 12);
    assertThat(m.class_().reinterpret(4).getString(0)).isEqualTo("yes");
    assertThat(m.ok()).isTrue();
    assertThat(m.flags()).containsExactly(0, 1, 1);
    assertThat(m.kind()).isEqualTo(Everything.EV_NEXT);
    assertThat(m.in()).isEqualTo(new Everything.ev_mixed_in((short) -2, 5 + Long.MIN_VALUE));
    assertThat(m.ptrs()).containsExactly(42, 42);
    assertThat(m.last()).isEqualTo((char) 0);
  }

  private static Everything.ev_cloud cloud() {
    Everything.ev_cloud_pairs[] pairs = new Everything.ev_cloud_pairs[4];
    for (short i = 0; i < 4; i++) {
      pairs[i] = new Everything.ev_cloud_pairs((short) (10 * i), (short) (10 * i + 1));
    }
    return new Everything.ev_cloud(
        (byte) 1,
        new Everything.ev_vec3[] {
          new Everything.ev_vec3(1, 2, 3),
          new Everything.ev_vec3(4, 5, 6),
          new Everything.ev_vec3(7, 8, 9)
        },
        "name1234567890ab".getBytes(StandardCharsets.US_ASCII),
        pairs,
        new Everything.complex_double[] {
          new Everything.complex_double(1, 2), new Everything.complex_double(0, 0)
        });
  }

  private static void isTurned(Everything.ev_cloud c) {
    assertThat(c.n()).isEqualTo((byte) 2);
    assertThat(c.p()[0]).isEqualTo(new Everything.ev_vec3(7, 8, 9));
    assertThat(c.p()[2]).isEqualTo(new Everything.ev_vec3(1, 2, 3));
    assertThat(new String(c.name(), StandardCharsets.US_ASCII)).isEqualTo("nname1234567890b");
    assertThat(c.pairs()[2]).isEqualTo(new Everything.ev_cloud_pairs((short) 20, (short) 10));
    assertThat(c.z()[1]).isEqualTo(new Everything.complex_double(-2, 1));
  }

  @Test
  void structsBehindPointers() {
    isTurned(c.ev_turned(cloud()));
    Everything.ev_cloud[] one = {cloud()};
    c.ev_turn(one);
    isTurned(one[0]);
    Everything.ev_vec3[] at = new Everything.ev_vec3[1];
    c.ev_center(one, at);
    assertThat(at[0]).isEqualTo(new Everything.ev_vec3(4, 0, 0));
    Everything.ev_vec3[] p = cloud().p();
    c.ev_shift(2, p, at);
    assertThat(p[1]).isEqualTo(new Everything.ev_vec3(8, 5, 6));
    assertThat(p[2]).isEqualTo(new Everything.ev_vec3(7, 8, 9));
    assertThatThrownBy(() -> c.ev_shift(4, p, at))
        .hasMessage("Everything.ev_shift: p has 3 elements, and the kernel needs unsigned(n) = 4");
    assertThatThrownBy(() -> c.ev_shift(-1, p, at)).hasMessageContaining("unsigned(n)");
    assertThatThrownBy(() -> c.ev_shift(2, p, new Everything.ev_vec3[0]))
        .hasMessageContaining("by has 0 elements");
  }

  @Test
  void unionsAreBytes() {
    ByteBuffer u = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putDouble(0, 1.25);
    Everything.ev_variant_in in = new Everything.ev_variant_in((short) 3, new byte[16]);
    Everything.ev_variant[] v = {new Everything.ev_variant(1, u.array(), in)};
    c.ev_vary(v);
    assertThat(ByteBuffer.wrap(v[0].u()).order(ByteOrder.nativeOrder()).getDouble(0))
        .isEqualTo(1.75);
    assertThat(v[0].in().s()).isEqualTo((short) -1);
    v[0] = new Everything.ev_variant(0, u.putInt(0, 77).array(), in);
    c.ev_vary(v);
    ByteBuffer more = ByteBuffer.wrap(v[0].in().more()).order(ByteOrder.nativeOrder());
    assertThat(more.getInt(8)).isEqualTo(77);
  }

  @Test
  void lengthsBehindPointers() {
    NDArray x = NDArray.zeros(6);
    long[] columns = {3};
    assertThat(c.ev_fill(new int[] {2}, columns, x)).isEqualTo(1);
    assertThat(x.toDoubleArray()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(columns).containsExactly(0);
    assertThatThrownBy(() -> c.ev_fill(new int[] {2}, new long[] {4}, x))
        .hasMessageContaining("unsigned(rows[0]) * unsigned(columns[0]) = 8");
    assertThatThrownBy(() -> c.ev_fill(new int[] {2}, new long[] {-4}, x))
        .hasMessageContaining("more than 2^63");
  }

  @Test
  void errno() {
    Errno errno = new Errno();
    assertThat(c.ev_fail(33, errno)).isEqualTo(-1);
    assertThat(errno.code()).isEqualTo(33);
  }

  @Test
  void textsAndPointers() {
    assertThat(c.ev_length("zwölf")).isEqualTo(6);
    assertThat(c.ev_length(null)).isEqualTo(-1);
    assertThat(c.ev_text(1)).isEqualTo("täxt");
    assertThat(c.ev_text(0)).isNull();
    assertThat(c.ev_count(new String[] {"a", "b"})).isEqualTo(2);
    MemorySegment[] list = new MemorySegment[1];
    assertThat(c.ev_make(list, 9)).isZero();
    assertThat(c.ev_take(list[0])).isEqualTo(9);
    MemorySegment[] two = {MemorySegment.ofAddress(1), MemorySegment.ofAddress(2)};
    c.ev_swap(two);
    assertThat(two[0].address()).isEqualTo(2);
    assertThat(two[1].address()).isEqualTo(1);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment room = arena.allocate(16);
      assertThat(c.ev_copy(room, "hello", 16))
          .extracting(MemorySegment::address)
          .isEqualTo(room.address());
      assertThat(room.getString(0)).isEqualTo("hello");
      c.ev_any_pointer(room, room, room, room);
      assertThat(room.get(ValueLayout.JAVA_DOUBLE, 0)).isEqualTo(2.5);
      c.ev_unnamed(3, NDArray.of(new double[] {65}), room);
      assertThat(room.get(ValueLayout.JAVA_BYTE, 3)).isEqualTo((byte) 65);
    }
    int before = c.ev_first();
    c.notify_();
    MemorySegment count = c.ev_second(1).reinterpret(4);
    assertThat(count.get(ValueLayout.JAVA_INT, 0)).isEqualTo(before + 1);
  }

  @Test
  void callbacks() {
    assertThat(c.ev_integrate((x, _) -> x * x, 3, 1000, MemorySegment.NULL))
        .isCloseTo(9, within(1e-4));
    NDArray one = NDArray.of(new int[] {1});
    NDArray two = NDArray.of(new int[] {2});
    Everything.ev_compare compare =
        (a, b) ->
            Integer.compare(
                a.reinterpret(4).get(ValueLayout.JAVA_INT, 0),
                b.reinterpret(4).get(ValueLayout.JAVA_INT, 0));
    assertThat(c.ev_compared(compare, one, two)).isNegative();
    List<String> logged = new ArrayList<>();
    c.ev_log((text, level) -> logged.add(level + text), 2);
    assertThat(logged).containsExactly("0täxt", "1null");
    assertThat(c.ev_folded((a, b) -> 10 * a + b, NDArray.of(new int[] {4, 5, 6}), 3))
        .isEqualTo(456);
    try (Callback<Everything.ev_fold> kept =
        Kernels.callback(MethodHandles.lookup(), Everything.ev_fold.class, (a, b) -> a - b)) {
      c.ev_keep(kept);
      assertThat(c.ev_kept(7, 4)).isEqualTo(3);
    }
  }

  @Test
  void constantsAreWhatTheCompilerSays() throws IOException {
    String printed =
        CompiledC.printed(
            dir,
            """
            #include "%s"
            int main(void) {
              printf("%%d %%d %%ld %%ld %%d %%a %%a %%ld %%d %%d %%s", EV_FLAG, (int)EV_ALL, (long)EV_BIG,
                (long)EV_HUGE, EV_LETTER, EV_HALF, EV_TINY, (long)EV_SIZE, EV_CAST, EV_NEGATIVE, EV_VERSION);
            }
            """
                .formatted(RESOURCES.resolve("everything.h").toAbsolutePath())
                .replace("#include", "#define EV_IN_C\n#include"));
    assertThat(printed)
        .isEqualTo(
            "%d %d %d %d %d %s %s %d %d %d %s",
            Everything.EV_FLAG,
            Everything.EV_ALL,
            Everything.EV_BIG,
            Everything.EV_HUGE,
            Everything.EV_LETTER,
            hex(Everything.EV_HALF),
            hex(Everything.EV_TINY),
            Everything.EV_SIZE,
            Everything.EV_CAST,
            Everything.EV_NEGATIVE,
            Everything.EV_VERSION);
  }

  /** As C's {@code %a} has it. */
  private static String hex(double value) {
    return Double.toHexString(value).replace(".0p", "p").replaceFirst("p(\\d)", "p+$1");
  }
}

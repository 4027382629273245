package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Records as structs: by pointer, in arrays, in each other. */
class KernelStructsTest {
  record Point(double x, double y) {}

  record Cell(byte tag, @Length("3") short[] at) {}

  record Inner(float f, @Length("2") long[] l) {}

  record Nest(
      byte n,
      @Length("3") Point[] p,
      @Length("16") byte[] name,
      @Length("2") Cell[] cells,
      @Length("3") boolean[] flags,
      @Length("2") MemorySegment[] pointers,
      Inner inner,
      char last) {}

  record Pair(short a, short b) {}

  record Small(@Length("2") Pair[] pairs, float f) {}

  record WithUnion(byte kind, @Length(value = "16", alignment = 8) byte[] u, int bits) {}

  interface Structs {
    int nest_layout(@Out @Length("13") long[] at);

    int nest_byte(@In Nest s, long at);

    @Symbol("nest_byte")
    int nestByteOfArray(@In @Length("1") Nest[] s, long at);

    void change_nest(@InOut Nest[] s);

    Nest changed_nest(Nest s);

    Small swapped(Small s);

    double length2(@In Point p);

    @Symbol("length2")
    double length2OrNull(@In Point[] p);

    @Critical
    void moved(@In Point from, @Out Point[] to);

    double sum_points(@In @Length("n") Point[] p, int n);

    void diagonal(@Out @Length("n") Point[] to, long n);

    long union_layout(int which);

    void next_union(@InOut WithUnion[] s);

    int fill_bytes(
        @Out @Array(dtype = "uint8", size = "unsigned(length[0])") NDArray to,
        @InOut long[] length,
        byte value);

    @Symbol("fill_bytes")
    int fillJava(@Out @Length("2 * length[0]") byte[] to, @InOut long[] length, byte value);

    double sum_of(
        @In @Array(dtype = "float64", size = "shape[0] * shape[1]") NDArray x,
        @In @Length("2") int[] shape);
  }

  private static final Structs C = Kernels.bind(Structs.class, TestKernels.Structs.LIBRARY);

  private static Nest nest() {
    return new Nest(
        (byte) 1,
        new Point[] {new Point(1, 2), new Point(3, 4), new Point(5, 6)},
        Arrays.copyOf("name".getBytes(StandardCharsets.US_ASCII), 16),
        new Cell[] {
          new Cell((byte) 10, new short[] {11, 12, 13}),
          new Cell((byte) 20, new short[] {21, 22, 23})
        },
        new boolean[] {false, true, false},
        new MemorySegment[] {MemorySegment.ofAddress(4096), MemorySegment.NULL},
        new Inner(2.75f, new long[] {1L << 40, 7}),
        (char) 65535);
  }

  private static void isChanged(Nest s) {
    assertThat(s.n()).isEqualTo((byte) 2);
    assertThat(s.p()).containsExactly(new Point(1, 7), new Point(3, 7), new Point(5, 7));
    assertThat(new String(s.name(), StandardCharsets.US_ASCII)).startsWith(">name\0").hasSize(16);
    assertThat(s.cells()[0].tag()).isEqualTo((byte) 10);
    assertThat(s.cells()[0].at()).containsExactly(-7, 12, 13);
    assertThat(s.cells()[1].tag()).isEqualTo((byte) 33);
    assertThat(s.cells()[1].at()).containsExactly(21, 22, 23);
    assertThat(s.flags()).containsExactly(true, true, true);
    assertThat(s.pointers()[0].address()).isEqualTo(4096);
    assertThat(s.pointers()[1].address()).isEqualTo(4096);
    assertThat(s.inner().f()).isEqualTo(2.75f);
    assertThat(s.inner().l()).containsExactly(1L << 40, (1L << 40) + 2);
    assertThat(s.last()).isEqualTo((char) 65534);
  }

  @Test
  void aStructOfEverythingByPointerAndByValue() {
    Nest[] holder = {nest()};
    C.change_nest(holder);
    isChanged(holder[0]);
    isChanged(C.changed_nest(nest()));
    Pair[] pairs = {new Pair((short) 1, (short) -2), new Pair((short) 3, (short) 4)};
    Small small = C.swapped(new Small(pairs, 1.5f));
    assertThat(small.pairs())
        .containsExactly(new Pair((short) 4, (short) 3), new Pair((short) -2, (short) 1));
    assertThat(small.f()).isEqualTo(-1.5f);
  }

  @Test
  void liesAsCLaysItOut() {
    long[] at = new long[13];
    assertThat(C.nest_layout(at)).isEqualTo(13);
    long size = at[11];
    byte[] seen = new byte[(int) size];
    for (int i = 0; i < size; i++) {
      seen[i] = (byte) C.nest_byte(nest(), i);
      assertThat((byte) C.nestByteOfArray(new Nest[] {nest()}, i)).isEqualTo(seen[i]);
    }
    ByteBuffer b = ByteBuffer.wrap(seen).order(ByteOrder.nativeOrder());
    assertThat(b.get((int) at[0])).isEqualTo((byte) 1);
    assertThat(b.getDouble((int) at[1])).isEqualTo(1);
    assertThat(b.getDouble((int) at[2])).isEqualTo(6);
    assertThat(b.get((int) at[3])).isEqualTo((byte) 'n');
    assertThat(b.get((int) at[4])).isEqualTo((byte) 10);
    assertThat(b.getShort((int) at[5])).isEqualTo((short) 23);
    assertThat(b.get((int) at[6] + 1)).isEqualTo((byte) 1);
    assertThat(b.getLong((int) at[7])).isEqualTo(4096);
    assertThat(b.getFloat((int) at[8])).isEqualTo(2.75f);
    assertThat(b.getLong((int) at[9])).isEqualTo(1L << 40);
    assertThat(b.getChar((int) at[10])).isEqualTo((char) 65535);
    assertThat(layout(Nest.class).byteSize()).isEqualTo(size);
    assertThat(layout(Nest.class).byteAlignment()).isEqualTo(at[12]);
  }

  private static java.lang.foreign.GroupLayout layout(Class<?> record) {
    return dev.ambi.bridge.kernel.call.StructLayouts.of(record);
  }

  @Test
  void pointersToOne() {
    assertThat(C.length2(new Point(3, 4))).isEqualTo(25);
    assertThat(C.length2OrNull(null)).isEqualTo(-1);
    assertThat(C.length2OrNull(new Point[] {new Point(1, 2), new Point(3, 4)})).isEqualTo(5);
  }

  @Test
  void outParameters() {
    Point[] to = {null, new Point(9, 9)};
    C.moved(new Point(1, 2), to);
    assertThat(to).containsExactly(new Point(2, 1), new Point(0, 0));
  }

  @Test
  void arrays() {
    Point[] points = new Point[1000];
    C.diagonal(points, 1000);
    assertThat(points[999]).isEqualTo(new Point(999, -999));
    assertThat(C.sum_points(points, 1000)).isEqualTo(-9 * 999 * 500);
    assertThat(C.sum_points(new Point[0], 0)).isZero();
    assertThat(C.sum_points(null, 0)).isZero();
    C.diagonal(points, 0);
    assertThat(points).containsOnly(new Point(0, 0));
  }

  @Test
  void bytesOfAnyMeaning() {
    assertThat(C.union_layout(0)).isEqualTo(8);
    assertThat(C.union_layout(1)).isEqualTo(32);
    ByteBuffer u = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).putDouble(0, 1.25);
    WithUnion[] s = {new WithUnion((byte) 0, u.array(), 5)};
    C.next_union(s);
    assertThat(s[0].kind()).isEqualTo((byte) 1);
    u = ByteBuffer.wrap(s[0].u()).order(ByteOrder.nativeOrder());
    assertThat(u.getDouble(0)).isEqualTo(1.75);
    assertThat(s[0].bits()).isEqualTo(5 | 69 << 3);
    u.putInt(0, 4).putInt(4, 5);
    s[0] = new WithUnion((byte) 1, u.array(), 0);
    C.next_union(s);
    assertThat(ByteBuffer.wrap(s[0].u()).order(ByteOrder.nativeOrder()).getInt(8)).isEqualTo(9);
  }

  @Test
  void lengthsBehindPointers() {
    NDArray bytes = NDArray.zeros(DType.UINT8, 6);
    long[] length = {6};
    assertThat(C.fill_bytes(bytes, length, (byte) 3)).isZero();
    assertThat(length).containsExactly(3);
    assertThat(bytes).isEqualTo(NDArray.full(DType.UINT8, 3, 6));
    byte[] java = new byte[4];
    C.fillJava(java, new long[] {2, 100}, (byte) -1);
    assertThat(java).containsExactly(-1, -1, 0, 0);
    assertThat(C.sum_of(NDArray.ones(6), new int[] {2, 3})).isEqualTo(6);
  }

  // ---------------------------------------------------------------- the C library's

  record Timespec(long sec, long nsec) {}

  record Tm(
      int sec,
      int min,
      int hour,
      int mday,
      int mon,
      int year,
      int wday,
      int yday,
      int isdst,
      long gmtoff,
      MemorySegment zone) {}

  interface Time {
    int clock_gettime(int clock, @Out Timespec[] now);

    int clock_nanosleep(int clock, int flags, @In Timespec request, @Out Timespec[] remaining);

    MemorySegment gmtime_r(@In @Length("1") long[] time, @Out Tm[] result);

    long mktime(@InOut Tm[] tm);

    long timegm(@InOut Tm[] tm);
  }

  @Test
  void theTime() {
    Time c = Kernels.bind(Time.class, Library.system());
    Timespec[] now = new Timespec[1];
    Instant before = Instant.now();
    assertThat(c.clock_gettime(0, now)).isZero();
    Instant then = Instant.ofEpochSecond(now[0].sec(), now[0].nsec());
    assertThat(then).isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
    assertThat(c.clock_nanosleep(0, 0, new Timespec(0, 1000), null)).isZero();
    assertThat(c.clock_nanosleep(0, 0, new Timespec(0, -1), null)).isEqualTo(22);

    Tm[] tm = new Tm[1];
    assertThat(c.gmtime_r(new long[] {1_700_000_000}, tm).address()).isNotZero();
    // 2023-11-14 22:13:20, a Tuesday.
    assertThat(tm[0].sec()).isEqualTo(20);
    assertThat(tm[0].hour()).isEqualTo(22);
    assertThat(tm[0].mon()).isEqualTo(10);
    assertThat(tm[0].year()).isEqualTo(123);
    assertThat(tm[0].wday()).isEqualTo(2);
    assertThat(tm[0].yday()).isEqualTo(317);
    assertThat(Kernels.text(tm[0].zone())).isIn("GMT", "UTC");
    assertThat(c.timegm(tm)).isEqualTo(1_700_000_000);

    // The 32nd of January: mktime writes what day that is.
    tm[0] = new Tm(0, 0, 12, 32, 0, 121, 0, 0, -1, 0, MemorySegment.NULL);
    long noon = ZonedDateTime.of(2021, 2, 1, 12, 0, 0, 0, ZoneId.systemDefault()).toEpochSecond();
    assertThat(c.mktime(tm)).isEqualTo(noon);
    assertThat(tm[0].mday()).isEqualTo(1);
    assertThat(tm[0].mon()).isEqualTo(1);
  }

  @Test
  void whatARecordRefusesComesOut() {
    record Positive(double x, double y) {
      Positive {
        if (y < 0) {
          throw new IllegalArgumentException("y is negative");
        }
      }
    }

    interface Moved {
      void moved(@In Point from, @Out Positive[] to);
    }

    Moved c = Kernels.bind(Moved.class, TestKernels.Structs.LIBRARY);
    Positive[] to = new Positive[1];
    c.moved(new Point(1, 2), to);
    assertThat(to).containsExactly(new Positive(2, 1));
    assertThatThrownBy(() -> c.moved(new Point(1, 0), to)).hasMessage("y is negative");
  }
}

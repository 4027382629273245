package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are no structs, and lengths that are not there: refused before the call. */
class KernelStructErrorsTest {
  record Point(double x, double y) {}

  record Cell(byte tag, @Length("3") short[] at) {}

  record Nest(
      byte n,
      @Length("3") Point[] p,
      @Length("16") byte[] name,
      @Length("2") Cell[] cells,
      @Length("3") boolean[] flags,
      @Length("2") MemorySegment[] pointers) {}

  interface Checked {
    int count_calls();

    int called(@In Point p);

    @Symbol("called")
    int out(@Out Point[] p);

    @Symbol("called")
    int in(@In Point[] p);

    @Symbol("called")
    int inOut(@InOut @Length("2") Point[] p);

    int called_with(Point p);

    int called_nest(@In Nest s);

    @Symbol("called_nest")
    int byValue(Nest s);

    @Symbol("called_nest")
    int nests(@In Nest[] all);

    int fill_bytes(
        @Out @Array(dtype = "uint8", size = "unsigned(length[0])") NDArray to,
        @InOut long[] length,
        byte value);

    double sum_of(
        @In @Array(dtype = "float64", size = "shape[0] * shape[1]") NDArray x, @In int[] shape);
  }

  private static final Checked C = Kernels.bind(Checked.class, TestKernels.Structs.LIBRARY);

  private int before;

  @BeforeEach
  void count() {
    before = C.count_calls();
  }

  @AfterEach
  void nothingWasCalled() {
    assertThat(C.count_calls()).isEqualTo(before);
  }

  private static void isNull(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Checked." + message);
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Checked." + message);
  }

  private static Nest nest(
      Point[] p, byte[] name, Cell[] cells, boolean[] flags, MemorySegment[] pointers) {
    return new Nest((byte) 0, p, name, cells, flags, pointers);
  }

  private static final Point[] POINTS = {new Point(1, 2), new Point(3, 4), new Point(5, 6)};
  private static final byte[] NAME = new byte[16];
  private static final Cell[] CELLS = {
    new Cell((byte) 0, new short[3]), new Cell((byte) 0, new short[3])
  };
  private static final boolean[] FLAGS = new boolean[3];
  private static final MemorySegment[] POINTERS = {MemorySegment.NULL, MemorySegment.NULL};

  @Test
  void whatFitsIsCalled() {
    assertThat(C.called(new Point(1, 2))).isEqualTo(before + 1);
    assertThat(C.byValue(nest(POINTS, NAME, CELLS, FLAGS, POINTERS))).isEqualTo(before + 2);
    before += 2;
  }

  @Test
  void nullRecords() {
    isNull(() -> C.called(null), "called: p is null");
    isNull(() -> C.called_with(null), "called_with: p is null");
    isNull(() -> C.in(new Point[] {null}), "in: p[0] is null");
    isNull(() -> C.inOut(new Point[] {new Point(1, 2), null}), "inOut: p[1] is null");
    isNull(() -> C.inOut(null), "inOut: p is null");
  }

  @Test
  void nullMembers() {
    isNull(
        () -> C.called_nest(nest(null, NAME, CELLS, FLAGS, POINTERS)), "called_nest: s.p is null");
    Point[] hole = {new Point(1, 2), new Point(3, 4), null};
    isNull(
        () -> C.called_nest(nest(hole, NAME, CELLS, FLAGS, POINTERS)),
        "called_nest: s.p[2] is null");
    isNull(() -> C.byValue(nest(hole, NAME, CELLS, FLAGS, POINTERS)), "byValue: s.p[2] is null");
    Cell[] cells = {CELLS[0], new Cell((byte) 0, null)};
    Nest[] all = {
      nest(POINTS, NAME, CELLS, FLAGS, POINTERS), nest(POINTS, NAME, cells, FLAGS, POINTERS)
    };
    isNull(() -> C.nests(all), "nests: all[1].cells[1].at is null");
    isNull(
        () ->
            C.called_nest(
                nest(POINTS, NAME, CELLS, FLAGS, new MemorySegment[] {null, MemorySegment.NULL})),
        "called_nest: s.pointers[0] is null");
  }

  @Test
  void nestedArraysOfAnotherLength() {
    refused(
        () -> C.called_nest(nest(new Point[2], NAME, CELLS, FLAGS, POINTERS)),
        "called_nest: s.p has 2 elements, and the struct holds 3");
    refused(
        () -> C.byValue(nest(POINTS, new byte[17], CELLS, FLAGS, POINTERS)),
        "byValue: s.name has 17 elements, and the struct holds 16");
    Cell[] cells = {new Cell((byte) 0, new short[0]), CELLS[1]};
    refused(
        () -> C.called_nest(nest(POINTS, NAME, cells, FLAGS, POINTERS)),
        "called_nest: s.cells[0].at has 0 elements, and the struct holds 3");
    refused(
        () -> C.called_nest(nest(POINTS, NAME, CELLS, new boolean[4], POINTERS)),
        "called_nest: s.flags has 4 elements, and the struct holds 3");
  }

  @Test
  void holdersWithoutRoom() {
    String none =
        ": p has no elements, and the kernel is given a pointer to a struct: one, at least";
    refused(() -> C.out(new Point[0]), "out" + none);
    refused(() -> C.in(new Point[0]), "in" + none);
    refused(
        () -> C.inOut(new Point[] {new Point(1, 2)}),
        "inOut: p has 1 elements, and the kernel needs 2");
  }

  @Test
  void lengthsBehindPointers() {
    NDArray bytes = NDArray.zeros(DType.UINT8, 6);
    refused(
        () -> C.fill_bytes(bytes, new long[] {7}, (byte) 0),
        "fill_bytes: to has the shape (6,), of which the kernel can reach 6 elements; it needs"
            + " unsigned(length[0]) = 7");
    refused(
        () -> C.fill_bytes(bytes, new long[] {-1}, (byte) 0),
        "fill_bytes: to has the shape (6,), of which the kernel can reach 6 elements; it needs"
            + " unsigned(length[0]) = more than 2^63");
    isNull(
        () -> C.fill_bytes(bytes, null, (byte) 0),
        "fill_bytes: length is null, and its element 0 is a length");
    refused(
        () -> C.fill_bytes(bytes, new long[0], (byte) 0),
        "fill_bytes: length has 0 elements, and its element 0 is a length");
    refused(
        () -> C.sum_of(NDArray.ones(6), new int[] {6}),
        "sum_of: shape has 1 elements, and its element 1 is a length");
    refused(
        () -> C.sum_of(NDArray.ones(6), new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}),
        "sum_of: x has the shape (6,), of which the kernel can reach 6 elements; it needs shape[0]"
            + " * shape[1] = 4611686014132420609");
  }

  // ---------------------------------------------------------------- what cannot be bound

  record Node(int value, Node next) {}

  record Ring(Ping ping) {}

  record Ping(@Length("2") Pong[] pong) {}

  record Pong(Ping ping) {}

  record Listed(List<Point> points) {}

  record Unsized(Point[] p) {}

  record Texts(@Length("2") String[] texts) {}

  record Matrix(@Length("2") double[][] rows) {}

  record Huge(@Length("999999999") Point[] p) {}

  record Large(@Length("100000") byte[] b) {}

  record Opaque(@Length(value = "8", alignment = 8) byte[] u) {}

  record Within(int i, @Length("2") Opaque[] o) {}

  record Crooked(@Length(value = "8", alignment = 3) byte[] u) {}

  record Doubles(@Length(value = "8", alignment = 8) double[] u) {}

  interface OfNode {
    int called(@In Node n);
  }

  interface OfRing {
    int called(@Out Ring[] r);
  }

  interface OfListed {
    int called(@In Listed x);
  }

  interface OfUnsized {
    int called(@In Unsized x);
  }

  interface OfTexts {
    int called(@In Texts x);
  }

  interface OfMatrix {
    int called(@In Matrix x);
  }

  interface OfHuge {
    int called(@In Huge x);
  }

  interface OfLarge {
    int called(Large x);
  }

  interface OfOpaque {
    int called(Within x);
  }

  interface GivesOpaque {
    Opaque called();
  }

  interface OfCrooked {
    int called(@In Crooked x);
  }

  interface OfDoubles {
    int called(@In Doubles x);
  }

  interface OutRecord {
    int called(@Out Point p);
  }

  interface InOutRecord {
    int called(@InOut Point p);
  }

  interface Undirected {
    int called(Point[] p);
  }

  interface TwoAxes {
    int called(@In Point[][] p);
  }

  interface Objects {
    int called(@In Object[] p);
  }

  interface AlignedParameter {
    int called(@In @Length(value = "2", alignment = 8) Point[] p);
  }

  interface NoSuchLength {
    int called(@In @Length("m[0]") Point[] p, int n);
  }

  interface ScalarLength {
    int called(@In @Length("n[0]") Point[] p, int n);
  }

  interface BareLength {
    int called(@In @Length("n") Point[] p, @In int[] n);
  }

  interface OutLength {
    int called(@Out @Length("n[0]") Point[] p, @Out int[] n);
  }

  interface RealLength {
    int called(@Out @Length("n[0]") Point[] p, @In double[] n);
  }

  interface OpenElement {
    int called(@Out @Length("n[0") Point[] p, @In int[] n);
  }

  interface NegativeElement {
    int called(@Out @Length("n[-1]") Point[] p, @In int[] n);
  }

  interface FarElement {
    int called(@Out @Length("n[2147483648]") Point[] p, @In int[] n);
  }

  private static void unbound(Class<?> type, String message) {
    assertThatThrownBy(() -> Kernels.bind(type, TestKernels.Structs.LIBRARY))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageContaining(message);
  }

  @Test
  void recordsThatAreNoStructs() {
    unbound(
        OfNode.class,
        "OfNode.called, n: Node.next: a struct cannot contain itself, as Node does; a pointer to"
            + " one is a MemorySegment");
    unbound(OfRing.class, "cannot contain itself, as Ring -> Ping -> Pong does");
    unbound(OfListed.class, "OfListed.called, x: Listed.points has the type java.util.List; a");
    unbound(OfUnsized.class, "OfUnsized.called, x: Unsized.p is an array in the struct: @Length");
    unbound(OfTexts.class, "OfTexts.called, x: Texts.texts has the type java.lang.String; a");
    unbound(OfMatrix.class, "OfMatrix.called, x: Matrix.rows has the type double[]; a");
    unbound(OfHuge.class, "OfHuge.called, x: Huge is larger than");
    unbound(OfLarge.class, "OfLarge.called, x: Large has 100000 bytes, which is too much for C's");
    unbound(OfOpaque.class, "OfOpaque.called, x: a struct with bytes that may be anything");
    unbound(GivesOpaque.class, "GivesOpaque.called: a struct with bytes that may be anything");
    unbound(OfCrooked.class, "OfCrooked.called, x: Crooked.u: @Length(alignment) is for the bytes");
    unbound(OfDoubles.class, "OfDoubles.called, x: Doubles.u: @Length(alignment) is for the bytes");
  }

  @Test
  void parametersThatAreNoPointers() {
    unbound(OutRecord.class, "OutRecord.called, p: no record changes: Point[] takes what C writes");
    unbound(InOutRecord.class, "InOutRecord.called, p: no record changes");
    unbound(Undirected.class, "Undirected.called, p: exactly one of @In, @Out and @InOut");
    unbound(
        TwoAxes.class,
        "TwoAxes.called, p: dev.ambi.bridge.kernel.KernelStructErrorsTest$Point[][] has no form in"
            + " C");
    unbound(Objects.class, "Objects.called, p: java.lang.Object[] has no form in C");
    unbound(AlignedParameter.class, "p: @Length(alignment) is for bytes in a struct");
  }

  @Test
  void lengthsThatAreNotThere() {
    unbound(
        NoSuchLength.class,
        "NoSuchLength.called, p: there is no parameter 'm' that is an array of whole numbers, as"
            + " m[0] needs");
    unbound(ScalarLength.class, "there is no parameter 'n' that is an array of whole numbers");
    unbound(BareLength.class, "BareLength.called, p: 'n' is an array: n[0] is the length in it");
    unbound(
        OutLength.class,
        "OutLength.called, p: n[0] is what 'n' has before the call, and @Out says that C does not"
            + " read it: @InOut");
    unbound(RealLength.class, "there is no parameter 'n' that is an array of whole numbers");
    unbound(OpenElement.class, "'n[0' is no length: ']' was expected at character 4");
    unbound(NegativeElement.class, "'n[-1]' is no length: the number of an element was expected");
    unbound(FarElement.class, "2147483648 is no index of a Java array");
  }
}

package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.load.CSource;
import dev.ambi.core.DType;
import dev.ambi.core.Manipulation;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit is refused before the call, with the parameter named. */
class KernelErrorsTest {
  interface Checked {
    double sum(long n, @In @Array(dtype = "float64", size = "n") NDArray x);

    @Symbol("axpy")
    void axpy(
        int n,
        double alpha,
        @In @Array(dtype = "float64", layout = Layout.ANY, size = "1 + (n - 1) * incx") NDArray x,
        int incx,
        @InOut @Array(dtype = "float64", size = "1 + (n - 1) * incy") NDArray y,
        int incy);

    void matmul(
        long m,
        long k,
        long n,
        @In @Array(dtype = "float32", shape = "m, k") NDArray a,
        @In @Array(dtype = "float32", shape = "k, n") NDArray b,
        @Out @Array(dtype = "float32", shape = "m, n") NDArray c);

    @Symbol("sum")
    double pair(
        long n,
        @In
            @Array(
                shape = "rows, rows + 1",
                as = {Part.DATA, Part.AMBI_ARRAY})
            NDArray x);

    @Symbol("sum")
    double planes(long n, @In @Array(minDims = 2, maxDims = 3) NDArray x);

    @Symbol("sum")
    double fortran(long n, @In @Array(layout = Layout.F) NDArray x);

    @Symbol("strided_sum")
    double elements(@In @Array(layout = Layout.ANY, as = Part.AMBI_ARRAY) NDArray x);

    @Symbol("sum")
    double javaArray(long n, @In @Length("2 * n") double[] x);
  }

  private static final Checked C = Kernels.bind(Checked.class, TestKernels.LIBRARY);

  private static NDArray ones(long... shape) {
    return NDArray.ones(shape);
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Checked." + message);
  }

  @Test
  void dtype() {
    refused(
        () -> C.sum(2, NDArray.arange(2)),
        "sum: x has the dtype int64, and the kernel takes float64");
    NDArray swapped = ones(2).astype(DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN));
    refused(() -> C.sum(2, swapped), "sum: x has the dtype >f8, and the kernel takes float64");
  }

  @Test
  void layout() {
    NDArray reversed = Manipulation.flip(ones(4));
    refused(
        () -> C.sum(4, reversed),
        "sum: x does not lie in memory without gaps and row by row; copy() does");
    refused(
        () -> C.fortran(4, ones(2, 2)),
        "fortran: x does not lie in memory without gaps and column by column; copy(Order.F)"
            + " does");
    assertThat(C.fortran(4, ones(2, 2).transpose())).isEqualTo(4);
  }

  @Test
  void tooSmall() {
    refused(
        () -> C.sum(3, ones(2)),
        "sum: x has the shape (2,), of which the kernel can reach 2 elements; it needs n = 3");
    NDArray y = ones(3);
    refused(
        () -> C.axpy(2, 1, ones(2), 1, y, 3),
        "axpy: y has the shape (3,), of which the kernel can reach 3 elements; it needs 1 + (n - 1)"
            + " * incy = 4");
    refused(
        () -> C.axpy(Integer.MAX_VALUE, 1, ones(2), Integer.MAX_VALUE, y, 1),
        "axpy: x has the shape (2,), of which the kernel can reach 2 elements; it needs 1 + (n - 1)"
            + " * incx = 4611686011984936963");
    refused(
        () -> C.sum(Long.MAX_VALUE, y),
        "sum: x has the shape (3,), of which the kernel can reach 3 elements; it needs n = more"
            + " than 2^63");
    refused(
        () -> C.javaArray(2, new double[3]),
        "javaArray: x has 3 elements, and the kernel needs 2 * n = 4");
  }

  @Test
  void stridedArraysReachFurther() {
    NDArray x = Manipulation.flip(Manipulation.flip(NDArray.arange(6).astype(DType.FLOAT64)));
    NDArray everyOther = x.reshape(3, 2).transpose().get(dev.ambi.core.Index.at(0));
    NDArray y = NDArray.zeros(3);
    C.axpy(3, 1, everyOther, 2, y, 1);
    assertThat(y.toDoubleArray()).containsExactly(0, 2, 4);
    refused(
        () -> C.axpy(4, 1, everyOther, 2, ones(4), 1),
        "axpy: x has the shape (3,), of which the kernel can reach 5 elements; it needs 1 + (n - 1)"
            + " * incx = 7");
  }

  @Test
  void shapes() {
    NDArray f = ones(2, 3).astype(DType.FLOAT32);
    NDArray c = NDArray.zeros(DType.FLOAT32, 2, 2);
    refused(
        () -> C.matmul(2, 3, 2, f, f, c),
        "matmul: b has the shape (2, 3), and axis 0 should have k = 3 elements");
    refused(
        () -> C.matmul(2, 3, 2, f, f.ravel(), c),
        "matmul: b has 1 dimension, and the kernel takes 2 dimensions");
    refused(
        () -> C.pair(1, ones(2, 2)),
        "pair: x has the shape (2, 2), and axis 1 should have rows + 1 = 3 elements");
    refused(() -> C.planes(1, ones(2)), "planes: x has 1 dimension, and the kernel takes 2 to 3");
    refused(
        () -> C.planes(1, NDArray.scalar(1.0)),
        "planes: x has 0 dimensions, and the kernel takes 2 to 3");
  }

  @Test
  void noMoreDimensionsThanTheLibraryIsMadeFor(@TempDir Path directory) {
    interface AnyDims {
      int dims(@In @Array(as = Part.NDIM_INT) NDArray x);
    }

    String text = "const int ambi_maxdims = 32; int dims(int n) { return n; }";
    AnyDims c =
        Kernels.bind(
            AnyDims.class,
            Library.open(new CSource(text).library(directory.resolve("libdims.so"))));
    long[] shape = new long[33];
    java.util.Arrays.fill(shape, 1);
    assertThat(c.dims(NDArray.zeros(java.util.Arrays.copyOf(shape, 32)))).isEqualTo(32);
    assertThatThrownBy(() -> c.dims(NDArray.zeros(shape)))
        .hasMessage("AnyDims.dims: x has 33 dimensions, and the kernel takes at most 32");
  }

  @Test
  void readOnly() {
    NDArray fixed = ones(3).readOnly();
    refused(
        () -> C.axpy(3, 1, fixed, 1, fixed, 1),
        "axpy: y is read-only, and the kernel writes to it");
  }

  @Test
  void freed() {
    Arena arena = Arena.ofConfined();
    NDArray x = NDArray.zeros(arena, DType.FLOAT64, Order.C, 3);
    arena.close();
    assertThatThrownBy(() -> C.sum(3, x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Checked.sum: the memory of x was freed: its Arena is closed");
  }

  @Test
  void onTheHeap() {
    refused(
        () -> C.sum(2, NDArray.wrap(new double[2])),
        "sum: x lies on the Java heap, and the kernel needs native memory; copy() is there");
  }

  @Test
  void misaligned() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment odd = arena.allocate(17, 16).asSlice(1);
      NDArray x = NDArray.of(odd, DType.FLOAT64, 2);
      refused(() -> C.sum(2, x), "sum: x is not aligned for float64; copy() is");
    }
  }

  @Test
  void noArray() {
    assertThatThrownBy(() -> C.sum(0, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Checked.sum: x is null, which only @Array(nullable = true) allows");
  }

  @Test
  void whatAStructCannotSay() {
    refused(
        () -> C.elements(ones(2).astype(DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN))),
        "elements: x has the dtype >f8, and an ambi_array is in the machine's byte order;"
            + " astype(dtype().toNative()) is");
    NDArray fields = NDArray.zeros(DType.parse("i1,f8"), 3).field("f1");
    assertThatThrownBy(() -> C.elements(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Checked.elements: x ");
  }

  // ---------------------------------------------------------------- what cannot be bound

  interface Missing {
    void not_there();
  }

  interface Underscored {
    void sum_();
  }

  interface Undirected {
    double sum(long n, NDArray x);
  }

  interface BadDtype {
    double sum(long n, @In @Array(dtype = "float65") NDArray x);
  }

  interface BadSize {
    double sum(long n, @In @Array(size = "n +") NDArray x);
  }

  interface UnknownName {
    double sum(long n, @In @Array(size = "m") NDArray x);
  }

  interface NotOfC {
    double sum(long n, Object x);
  }

  interface GivesList {
    List<String> sum(long n);
  }

  interface Generic {
    <T extends NDArray> double sum(long n, @In T x);
  }

  interface FloatVariadic {
    double add_all(int n, @Variadic float x);
  }

  interface CriticalCallback {
    @Critical
    double integrate(DoubleUnaryOperator f, double from, double to, int n);
  }

  interface ValuesCallback {
    double of(@In double[] values);
  }

  interface CallsWithValues {
    double integrate(ValuesCallback f, double from, double to, int n);
  }

  record Unsized(double[] x) {}

  interface UnsizedStruct {
    void sum(Unsized x);
  }

  record Empty() {}

  interface EmptyStruct {
    void sum(Empty x);
  }

  interface TooManyDims {
    double sum(long n, @In @Array(minDims = 65, maxDims = 70) NDArray x);
  }

  interface TextsOut {
    int count_texts(@Out String[] texts);
  }

  sealed interface Sealed permits OfSealed {
    void sum();
  }

  static final class OfSealed implements Sealed {
    @Override
    public void sum() {}
  }

  private static void unbound(Class<?> type, String message) {
    assertThatThrownBy(() -> Kernels.bind(type, TestKernels.LIBRARY))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageContaining(message);
  }

  @Test
  void signaturesThatCannotBeC() {
    unbound(Missing.class, "Missing.not_there: there is no symbol 'not_there' in ");
    unbound(Undirected.class, "Undirected.sum, x: exactly one of @In, @Out and @InOut");
    unbound(BadDtype.class, "BadDtype.sum, x: data type 'float65' not understood");
    unbound(BadSize.class, "BadSize.sum, x: 'n +' is no length");
    unbound(UnknownName.class, "UnknownName.sum, x: 'm' is neither an integer parameter nor");
    unbound(NotOfC.class, "NotOfC.sum, x: java.lang.Object has no form in C");
    unbound(GivesList.class, "GivesList.sum gives a java.util.List; C gives a number");
    unbound(Generic.class, "Generic.sum is generic");
    unbound(FloatVariadic.class, "FloatVariadic.add_all, x: C promotes a float");
    unbound(CriticalCallback.class, "CriticalCallback.integrate, f: a function that is @Critical");
    unbound(CallsWithValues.class, "ValuesCallback.of, values: C passes numbers and pointers");
    unbound(UnsizedStruct.class, "Unsized.x is an array in the struct: @Length(\"3\")");
    unbound(EmptyStruct.class, "has no members");
    unbound(TooManyDims.class, "no array has 65 to 70 dimensions");
    unbound(TextsOut.class, "texts go one way");
    unbound(Sealed.class, "no interface that can be implemented");
    unbound(String.class, "no interface that can be implemented");
  }

  @Test
  void aSymbolOfFortran() {
    Library fortran =
        Library.of(
            "fortran",
            name ->
                name.equals("sum__")
                    ? java.util.Optional.of(MemorySegment.ofAddress(1))
                    : java.util.Optional.empty());
    assertThatThrownBy(() -> Kernels.bind(Underscored.class, fortran))
        .hasMessage(
            "Underscored.sum_: there is no symbol 'sum_' in fortran, but 'sum__' is:"
                + " @Symbol(\"sum__\") binds that");
  }

  // ---------------------------------------------------------------- libraries

  @Test
  void aLibraryThatIsNotThere(@TempDir Path directory) throws IOException {
    assertThatThrownBy(() -> Library.find("nothing_of_this_name"))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageStartingWith(
            "there is no library 'nothing_of_this_name' (libnothing_of_this_name.so")
        .hasMessageContaining("/usr/local/lib, ")
        .hasMessageContaining("-Dambi.library.path=DIR");
    assertThatThrownBy(() -> Library.open(directory.resolve("x.so")))
        .hasMessage("there is no library " + directory.resolve("x.so"));
    Path text = Files.writeString(directory.resolve("y.so"), "no library");
    assertThatThrownBy(() -> Library.open(text))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageStartingWith("cannot load " + text + ": ");
    assertThatThrownBy(() -> Library.find("../x"))
        .hasMessageContaining("Library.open takes a path");
    assertThatThrownBy(() -> Library.find("")).isInstanceOf(KernelLinkException.class);
  }

  @Test
  void aLibraryWithAVersion(@TempDir Path directory) throws IOException {
    Files.copy(TestKernels.FILE, directory.resolve("libversioned.so.9"));
    Files.copy(TestKernels.FILE, directory.resolve("libversioned.so.10.1"));
    Files.writeString(directory.resolve("libversioned.so"), "INPUT(libversioned.so.9)");
    String before = System.getProperty("ambi.library.path");
    System.setProperty("ambi.library.path", directory.toString());
    try {
      assertThat(Library.find("versioned").name())
          .isEqualTo(directory.resolve("libversioned.so.10.1").toString());
    } finally {
      if (before == null) {
        System.clearProperty("ambi.library.path");
      } else {
        System.setProperty("ambi.library.path", before);
      }
    }
  }

  @Test
  void theCLibrary() {
    interface Abs {
      int abs(int x);
    }

    assertThat(Kernels.bind(Abs.class, Library.system()).abs(-3)).isEqualTo(3);
  }
}

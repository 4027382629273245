package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ambi.core.internal.exchange.DlpackTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors in memory, as another library writes them. */
class DlpackTest {

  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void close() {
    arena.close();
  }

  private MemorySegment longs(long... values) {
    return arena.allocateFrom(ValueLayout.JAVA_LONG, values);
  }

  /** A tensor of float64 without strides. */
  private MemorySegment tensor(MemorySegment data, long... shape) {
    MemorySegment t = arena.allocate(DlpackTensor.LAYOUT);
    set(t, "data", data.address());
    set(t, "device_type", 1);
    set(t, "ndim", shape.length);
    set(t, "code", 2);
    set(t, "bits", 64);
    set(t, "lanes", 1);
    set(t, "shape", longs(shape).address());
    return t;
  }

  private static void set(MemorySegment tensor, String field, long value) {
    long at = DlpackTensor.LAYOUT.byteOffset(PathElement.groupElement(field));
    switch ((int) DlpackTensor.LAYOUT.select(PathElement.groupElement(field)).byteSize()) {
      case 1 -> tensor.set(ValueLayout.JAVA_BYTE, at, (byte) value);
      case 2 -> tensor.set(ValueLayout.JAVA_SHORT, at, (short) value);
      case 4 -> tensor.set(ValueLayout.JAVA_INT, at, (int) value);
      default -> tensor.set(ValueLayout.JAVA_LONG, at, value);
    }
  }

  private MemorySegment range(int n) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> i);
    return arena.allocateFrom(ValueLayout.JAVA_DOUBLE, values);
  }

  private static NDArray read(MemorySegment tensor) {
    return Creation.fromDlpack(tensor, null);
  }

  @Test
  void theStructIsTheHeadersStruct() {
    assertThat(DlpackTensor.LAYOUT.byteSize()).isEqualTo(48);
    assertThat(DlpackTensor.LAYOUT.byteOffset(PathElement.groupElement("lanes"))).isEqualTo(22);
    assertThat(DlpackTensor.LAYOUT.byteOffset(PathElement.groupElement("strides"))).isEqualTo(32);
  }

  @Test
  void memoryIsShared() {
    MemorySegment data = range(6);
    NDArray a = read(tensor(data, 2, 3));
    assertThat(a).isEqualTo(NDArray.arange(0.0, 6.0, 1.0).reshape(2, 3));
    a.setDouble(9.0, 1, 2);
    assertThat(data.getAtIndex(ValueLayout.JAVA_DOUBLE, 5)).isEqualTo(9.0);
    assertThat(a.address()).isEqualTo(data.address());
  }

  @Test
  void anAddressAloneDoes() {
    MemorySegment bare = MemorySegment.ofAddress(tensor(range(6), 6).address());
    assertThat(read(bare)).isEqualTo(NDArray.arange(0.0, 6.0, 1.0));
  }

  @Test
  void stridesCountElementsAndMayBeNegativeOrNone() {
    MemorySegment data = range(6);
    MemorySegment t = tensor(data, 3, 2);
    set(t, "strides", longs(-1, 3).address());
    set(t, "byte_offset", 16);
    assertThat(read(t))
        .isEqualTo(NDArray.arange(0.0, 6.0, 1.0).reshape(2, 3).get("::, ::-1").transpose());
    set(t, "strides", longs(0, 1).address());
    set(t, "byte_offset", 0);
    assertThat(read(t)).isEqualTo(NDArray.arange(0.0, 2.0, 1.0).broadcastTo(3, 2));
  }

  @Test
  void noDimensionsAndNoElements() {
    MemorySegment scalar = tensor(range(1));
    set(scalar, "shape", 0);
    assertThat(read(scalar)).isEqualTo(NDArray.scalar(0.0));
    MemorySegment empty = tensor(MemorySegment.NULL, 0, Long.MAX_VALUE / 8);
    set(empty, "strides", longs(Long.MAX_VALUE, Long.MIN_VALUE).address());
    assertThat(read(empty).shape()).isEqualTo(Shape.of(0, Long.MAX_VALUE / 8));
  }

  @Test
  void elementsNeedNoAlignment() {
    MemorySegment bytes = arena.allocate(17);
    bytes.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 1, 1.5);
    bytes.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 9, 2.5);
    MemorySegment t = tensor(bytes, 2);
    set(t, "byte_offset", 1);
    assertThat(read(t)).isEqualTo(NDArray.of(new double[] {1.5, 2.5}));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, int8",
    "0, 16, int16",
    "0, 32, int32",
    "0, 64, int64",
    "1, 8, uint8",
    "1, 16, uint16",
    "1, 32, uint32",
    "1, 64, uint64",
    "2, 16, float16",
    "2, 32, float32",
    "2, 64, float64",
    "5, 64, complex64",
    "5, 128, complex128",
    "6, 8, bool"
  })
  void dtypes(int code, int bits, String name) {
    MemorySegment t = tensor(arena.allocate(32, 8), 2);
    set(t, "code", code);
    set(t, "bits", bits);
    assertThat(read(t).dtype()).isEqualTo(DType.parse(name));
  }

  @ParameterizedTest
  @CsvSource({
    "code, 3, 'dtype of code 3 with 64 bits and 1 lanes has no equal'",
    "code, 4, 'dtype of code 4 with 64 bits and 1 lanes has no equal'",
    "code, 255, 'dtype of code 255 with 64 bits and 1 lanes has no equal'",
    "bits, 128, 'dtype of code 2 with 128 bits and 1 lanes has no equal'",
    "lanes, 4, 'dtype of code 2 with 64 bits and 4 lanes has no equal'",
    "device_type, 2, 'device.device_type is 2, and only the CPU''s, 1, can be read'",
    "ndim, -1, 'ndim is -1, and an array has 0 to 64'",
    "ndim, 65, 'ndim is 65, and an array has 0 to 64'",
    "shape, 0, 'shape is NULL with ndim 1'",
    "data, 0, 'data is NULL with shape (4,)'"
  })
  void whatNoArrayHasIsRefusedByName(String field, long value, String message) {
    MemorySegment t = tensor(range(4), 4);
    set(t, field, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(t))
        .withMessage("DLTensor: " + message);
  }

  @Test
  void shapesAndStridesOutsideOfTheAddressSpaceAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(tensor(range(1), -1)))
        .withMessage("negative dimensions are not allowed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(tensor(range(1), 1L << 60, 1L << 60)))
        .withMessageContaining("array is too big");
    for (long stride : new long[] {1L << 61, 1L << 59, -(1L << 59), Long.MIN_VALUE / 8}) {
      MemorySegment t = tensor(range(1), 3);
      set(t, "strides", longs(stride).address());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(t))
          .withMessageContaining("DLTensor: strides");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(arena.allocate(47)))
        .withMessage("DLTensor: the struct has 47 of 48 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> read(MemorySegment.NULL));
  }

  @Test
  void theReleaseRunsOnceWhenTheArenaIsClosed() {
    AtomicInteger released = new AtomicInteger();
    NDArray a;
    try (Arena own = Arena.ofConfined()) {
      a = Creation.fromDlpack(tensor(range(6), 6), own, released::incrementAndGet);
      assertThat(a.sum().getDouble()).isEqualTo(15.0);
      assertThat(released).hasValue(0);
    }
    assertThat(released).hasValue(1);
    assertThatIllegalStateException().isThrownBy(() -> a.sum());
  }

  @Test
  void theReleaseRunsWhenNoViewIsReachable() throws InterruptedException {
    AtomicInteger released = new AtomicInteger();
    NDArray view = Creation.fromDlpack(tensor(range(6), 6), released::incrementAndGet).get("::2");
    System.gc();
    Thread.sleep(20);
    assertThat(view.sum().getDouble()).isEqualTo(6.0);
    assertThat(released).hasValue(0);
    view = null;
    for (int i = 0; i < 500 && released.get() == 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(released).hasValue(1);
  }

  @Test
  void anEmptyTensorIsReleasedToo() {
    AtomicInteger released = new AtomicInteger();
    try (Arena own = Arena.ofConfined()) {
      Creation.fromDlpack(tensor(MemorySegment.NULL, 0), own, released::incrementAndGet);
    }
    assertThat(released).hasValue(1);
  }

  @Test
  void aTensorThatIsRefusedIsNotReleased() {
    AtomicInteger released = new AtomicInteger();
    MemorySegment t = tensor(MemorySegment.NULL, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Creation.fromDlpack(t, arena, released::incrementAndGet));
    assertThat(released).hasValue(0);
  }
}

package dev.ambi.bridge.exchange;

import static dev.ambi.bridge.exchange.DlpackPeer.PEER;
import static dev.ambi.bridge.exchange.DlpackPeer.sum;
import static dev.ambi.bridge.exchange.ExportMode.SHARE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors that C makes. */
class DlpackImportTest {
  private final Arena arena = Arena.ofConfined();
  private long live;

  @BeforeEach
  void count() {
    live = Exchange.live();
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    arena.close();
    assertThat(Gone.soon(() -> Exchange.live() == live)).isTrue();
  }

  private static NDArray range(long... shape) {
    return NDArray.arange(Shape.of(shape).size()).astype(DType.FLOAT64).reshape(shape);
  }

  private static MemorySegment made(long rows, long columns) {
    return MemorySegment.ofAddress(PEER.call("make_plain", rows, columns));
  }

  private static MemorySegment versioned(long rows, long columns, long flags) {
    return MemorySegment.ofAddress(PEER.call("make_versioned", rows, columns, flags))
        .reinterpret(80);
  }

  private static long deletions() {
    return PEER.call("deletions");
  }

  @Test
  void anImportEndsWithItsArena() {
    long before = deletions();
    NDArray a;
    try (Arena own = Arena.ofShared()) {
      a = Dlpack.importTensor(made(2, 3), own);
      assertThat(a).isEqualTo(range(2, 3));
      assertThat(a.isWritable()).isTrue();
      a.setDouble(7, 1, 2);
      assertThat(Exchange.liveImports()).isPositive();
      assertThat(deletions()).isEqualTo(before);
    }
    assertThat(deletions()).isEqualTo(before + 1);
    assertThat(Exchange.live()).isEqualTo(live);
    assertThatThrownBy(a::sum).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anImportEndsWhenNoViewIsReachable() throws InterruptedException {
    long before = deletions();
    NDArray view = Dlpack.importVersioned(versioned(2, 3, 0)).get("1");
    System.gc();
    Thread.sleep(20);
    assertThat(view).isEqualTo(NDArray.of(new double[] {3, 4, 5}));
    assertThat(deletions()).isEqualTo(before);
    view = null;
    assertThat(Gone.soon(() -> deletions() == before + 1)).isTrue();
  }

  @Test
  void anImportIsExportedAgain() throws InterruptedException {
    long before = deletions();
    MemorySegment again = Dlpack.exportVersioned(Dlpack.importTensor(made(2, 3)), SHARE);
    System.gc();
    Thread.sleep(20);
    assertThat(deletions()).isEqualTo(before);
    assertThat(sum(again)).isEqualTo(15);
    assertThat(Gone.soon(() -> deletions() == before + 1)).isTrue();
  }

  @Test
  void readOnlyTensorsAreReadOnlyArrays() {
    for (long flags : new long[] {1, 3, 0xff01}) {
      NDArray a = Dlpack.importVersioned(versioned(1, 2, flags), arena);
      assertThat(a.isWritable()).isFalse();
      assertThatThrownBy(() -> a.setDouble(1, 0, 0))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(Dlpack.importVersioned(versioned(1, 2, 2), arena).isWritable()).isTrue();
  }

  @Test
  void noElementsAndNoStrides() {
    long before = deletions();
    try (Arena own = Arena.ofConfined()) {
      MemorySegment empty = versioned(0, 3, 0);
      empty.set(JAVA_LONG, 32, 0);
      assertThat(Dlpack.importVersioned(empty, own).shape()).isEqualTo(Shape.of(0, 3));
      MemorySegment gapless = versioned(2, 2, 0);
      gapless.set(JAVA_LONG, 64, 0);
      assertThat(Dlpack.importVersioned(gapless, own)).isEqualTo(range(2, 2));
      MemorySegment scalar = versioned(1, 1, 0);
      scalar.set(JAVA_INT, 32 + 16, 0);
      scalar.set(JAVA_LONG, 32 + 24, 0);
      scalar.set(JAVA_LONG, 64, 0);
      assertThat(Dlpack.importVersioned(scalar, own)).isEqualTo(NDArray.scalar(0.0));
      MemorySegment offset = versioned(2, 3, 0);
      offset.set(JAVA_LONG, 72, 8);
      assertThat(Dlpack.importVersioned(offset, own).getDouble(0, 0)).isEqualTo(1);
      MemorySegment reversed = versioned(2, 3, 0);
      reversed.set(JAVA_LONG, 72, 40);
      setPair(reversed, 64, -3, -1);
      assertThat(Dlpack.importVersioned(reversed, own)).isEqualTo(range(2, 3).get("::-1, ::-1"));
      MemorySegment odd = versioned(1, 3, 0);
      odd.set(JAVA_LONG, 72, 4);
      setPair(odd, 56, 1, 2);
      assertThat(Dlpack.importVersioned(odd, own).isAligned()).isFalse();
    }
    assertThat(deletions()).isEqualTo(before + 6);
  }

  /** Of the shape, or of the strides. */
  private static void setPair(MemorySegment tensor, long field, long first, long second) {
    MemorySegment pair = MemorySegment.ofAddress(tensor.get(JAVA_LONG, field)).reinterpret(16);
    pair.set(JAVA_LONG, 0, first);
    pair.set(JAVA_LONG, 8, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0  | 4 | 2 | DLManagedTensorVersioned: version 2.1 is not known, only 1.x",
        "0  | 4 | 0 | DLManagedTensorVersioned: version 0.1 is not known",
        "0  | 4 | -1 | version 4294967295.1 is not known",
        "40 | 4 | 2 | DLTensor: device.device_type is 2, and only the CPU's, 1, can be read",
        "48 | 4 | -1 | DLTensor: ndim is -1, and an array has 0 to 64",
        "48 | 4 | 65 | DLTensor: ndim is 65, and an array has 0 to 64",
        "52 | 4 | 0x00044002 | dtype of code 2 with 64 bits and 4 lanes has no equal",
        "52 | 4 | 0x00004002 | dtype of code 2 with 64 bits and 0 lanes has no equal",
        "52 | 4 | 0x00014003 | dtype of code 3 with 64 bits and 1 lanes has no equal",
        "52 | 4 | 0x00011004 | dtype of code 4 with 16 bits and 1 lanes has no equal",
        "52 | 4 | 0x000140ff | dtype of code 255 with 64 bits and 1 lanes has no equal",
        "52 | 4 | 0x00018002 | dtype of code 2 with 128 bits and 1 lanes has no equal",
        "56 | 8 | 0 | DLTensor: shape is NULL with ndim 2",
        "32 | 8 | 0 | DLTensor: data is NULL with shape (2, 3)",
        "32 | 8 | -8 | DLTensor: byte_offset of 0 leaves the address space",
        "72 | 8 | -1 | DLTensor: byte_offset of 18446744073709551615 leaves the address space",
        "72 | 8 | 0x7fffffffffffffff | leaves the address space"
      })
  void whatNoArrayHasIsRefusedByName(int at, int bytes, String value, String message) {
    long before = deletions();
    MemorySegment tensor = versioned(2, 3, 0);
    long number = Long.decode(value);
    if (bytes == 4) {
      tensor.set(JAVA_INT, at, (int) number);
    } else {
      tensor.set(JAVA_LONG, at, number);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.importVersioned(tensor))
        .withMessageContaining(message);
    assertThat(deletions()).isEqualTo(before);
    Dlpack.releaseVersioned(tensor);
    assertThat(deletions()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 3, 3, 1", "2, -9223372036854775808, 3, 1",
    "4294967296, 4294967296, 1, 1", "1152921504606846976, 2, 1, 1",
    "2, 3, 2305843009213693952, 1", "2, 3, -9223372036854775808, 1",
    "3, 3, 576460752303423488, 1", "2, 3, -1000000000000000, 1"
  })
  void shapesAndStridesOutsideOfTheAddressSpace(long rows, long columns, long step, long next) {
    MemorySegment tensor = versioned(2, 3, 0);
    setPair(tensor, 56, rows, columns);
    setPair(tensor, 64, step, next);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.importVersioned(tensor))
        .withMessageStartingWith("DLTensor: shape");
    Dlpack.releaseVersioned(tensor);
  }

  @Test
  void theDeleterRunsOnce() {
    long before = deletions();
    MemorySegment tensor = made(1, 2);
    try (Arena own = Arena.ofConfined()) {
      Dlpack.importTensor(tensor, own);
      assertThatIllegalStateException()
          .isThrownBy(() -> Dlpack.importTensor(tensor, own))
          .withMessageContaining("is imported already");
      assertThatIllegalStateException()
          .isThrownBy(() -> Dlpack.releaseTensor(tensor))
          .withMessageContaining("is imported");
    }
    assertThat(deletions()).isEqualTo(before + 1);
  }

  @Test
  void aTensorWithoutADeleter() {
    MemorySegment tensor = arena.allocate(64, 8);
    tensor.set(JAVA_LONG, 0, arena.allocate(8, 8).address());
    tensor.set(JAVA_INT, 8, 1);
    tensor.set(JAVA_INT, 20, 0x14002);
    try (Arena own = Arena.ofConfined()) {
      assertThat(Dlpack.importTensor(tensor, own).ndim()).isZero();
    }
    Dlpack.releaseTensor(tensor);
  }

  @Test
  void closedArenasTakeNothing() {
    long before = deletions();
    Arena closed = Arena.ofConfined();
    closed.close();
    MemorySegment tensor = made(1, 2);
    assertThatIllegalStateException().isThrownBy(() -> Dlpack.importTensor(tensor, closed));
    assertThat(Exchange.live()).isEqualTo(live);
    assertThat(deletions()).isEqualTo(before);
    Dlpack.releaseTensor(tensor);
    assertThat(deletions()).isEqualTo(before + 1);
  }

  @Test
  void structsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.importTensor(MemorySegment.NULL))
        .withMessage("DLManagedTensor: a NULL pointer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.importVersioned(arena.allocate(72)))
        .withMessage("DLManagedTensorVersioned: the segment has 72 of 80 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.importTensor(MemorySegment.ofArray(new long[8])))
        .withMessageContaining("on the Java heap");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.importTensor(arena.allocate(80, 8).asSlice(1)))
        .withMessageContaining("is not aligned to 8");
    Arena closed = Arena.ofConfined();
    MemorySegment gone = closed.allocate(64, 8);
    closed.close();
    assertThatIllegalStateException().isThrownBy(() -> Dlpack.importTensor(gone));
  }

  @Test
  void anArrayInTheArenaIsNotForgottenByAnImportIntoIt() {
    NDArray own = NDArray.zeros(arena, DType.FLOAT64, Order.C, 2);
    NDArray imported = Dlpack.importTensor(made(1, 2), arena);
    own.assign(imported.reshape(2));
    assertThat(own.getDouble(1)).isEqualTo(1);
  }

  @Test
  void nullIsNamed() {
    assertThatThrownBy(() -> Dlpack.importTensor(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("DLManagedTensor");
  }
}

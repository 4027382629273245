package dev.ambi.bridge.exchange;

import static dev.ambi.bridge.exchange.ExportMode.COPY;
import static dev.ambi.bridge.exchange.ExportMode.SHARE;
import static dev.ambi.bridge.exchange.ExportMode.TRUST;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.Memory;
import dev.ambi.core.MemoryScope;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors that go to C and come back, and those that C makes. */
class DlpackTest {
  private static final Native PEER = new Native("dlpack_peer.c");

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

  private static double sum(MemorySegment versioned) {
    return PEER.callDouble("take_versioned", versioned);
  }

  // ------------------------------------------------------------------ to C

  @Test
  void consumersReadTheArraysOwnMemory() {
    NDArray a = range(2, 3);
    MemorySegment plain = Dlpack.exportTensor(a, SHARE);
    assertThat(plain.byteSize()).isEqualTo(64);
    assertThat(plain.get(JAVA_LONG, 0)).isEqualTo(a.address());
    assertThat(Exchange.liveExports()).isEqualTo(live + 1);
    a.setDouble(100, 0, 0);
    assertThat(PEER.callDouble("take_plain", plain)).isEqualTo(115);
    assertThat(Exchange.liveExports()).isEqualTo(live);
    assertThat(sum(Dlpack.exportVersioned(a, SHARE))).isEqualTo(115);
  }

  @Test
  void everyLayoutThatCountsInElements() {
    NDArray a = range(4, 5, 6);
    for (String index : new String[] {"::2", "::-1", ":, ::-2, 1:5:3", "3", "2:2", "..., ::-1"}) {
      NDArray view = a.get(index);
      assertThat(sum(Dlpack.exportVersioned(view, SHARE)))
          .as(index)
          .isEqualTo(view.sum().getDouble());
    }
    assertThat(sum(Dlpack.exportVersioned(a.transpose(), SHARE))).isEqualTo(a.sum().getDouble());
    assertThat(sum(Dlpack.exportVersioned(NDArray.scalar(2.5), SHARE))).isEqualTo(2.5);
    assertThat(sum(Dlpack.exportVersioned(NDArray.scalar(2.5).broadcastTo(3, 2), SHARE)))
        .isEqualTo(15);
    assertThat(sum(Dlpack.exportVersioned(NDArray.zeros(0, 3), SHARE))).isZero();
  }

  @Test
  void strideOfAnAxisThatIsNotWalkedMeansNothing() {
    MemorySegment memory = Arena.ofAuto().allocate(64, 8);
    NDArray a = NDArray.of(memory, 0, DType.FLOAT64, new long[] {1, 2}, new long[] {13, 8}, true);
    MemorySegment tensor = Dlpack.exportVersioned(a, SHARE);
    long strides = tensor.get(JAVA_LONG, 32 + 32);
    assertThat(MemorySegment.ofAddress(strides).reinterpret(16).toArray(JAVA_LONG))
        .containsExactly(2, 1);
    Dlpack.releaseVersioned(tensor);
  }

  @ParameterizedTest
  @CsvSource({
    "int8, 0, 8",
    "int16, 0, 16",
    "int32, 0, 32",
    "int64, 0, 64",
    "uint8, 1, 8",
    "uint16, 1, 16",
    "uint32, 1, 32",
    "uint64, 1, 64",
    "float16, 2, 16",
    "float32, 2, 32",
    "float64, 2, 64",
    "complex64, 5, 64",
    "complex128, 5, 128",
    "bool, 6, 8"
  })
  void dtypesGoAndComeBack(String name, int code, int bits) {
    NDArray a = NDArray.ones(DType.parse(name), 3);
    MemorySegment tensor = Dlpack.exportTensor(a, SHARE);
    assertThat(tensor.get(JAVA_INT, 20)).isEqualTo(code | bits << 8 | 1 << 16);
    try (Arena own = Arena.ofConfined()) {
      NDArray back = Dlpack.importTensor(tensor, own);
      assertThat(back).isEqualTo(a);
      assertThat(back.dtype()).isEqualTo(a.dtype());
      assertThat(back.address()).isEqualTo(a.address());
    }
  }

  @Test
  void flagsSayReadOnlyAndCopied() {
    NDArray a = range(3);
    long[] flags = new long[4];
    MemorySegment[] tensors = {
      Dlpack.exportVersioned(a, SHARE),
      Dlpack.exportVersioned(a.readOnly(), SHARE),
      Dlpack.exportVersioned(a, COPY),
      Dlpack.exportVersioned(a.readOnly(), COPY)
    };
    for (int i = 0; i < 4; i++) {
      flags[i] = tensors[i].get(JAVA_LONG, 24);
      assertThat(tensors[i].get(JAVA_INT, 0)).isEqualTo(1);
      assertThat(tensors[i].get(JAVA_INT, 4)).isZero();
      Dlpack.releaseVersioned(tensors[i]);
    }
    assertThat(flags).containsExactly(0, 1, 2, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.exportTensor(a.readOnly(), SHARE))
        .withMessageContaining("cannot say that an array is read-only: use exportVersioned");
    Dlpack.releaseTensor(Dlpack.exportTensor(a.readOnly(), COPY));
  }

  @Test
  void theExportKeepsTheMemoryAndTheDeleterLetsItGo() throws InterruptedException {
    NDArray a = range(1000, 1000);
    WeakReference<NDArray> array = new WeakReference<>(a);
    MemorySegment tensor = Dlpack.exportVersioned(a, SHARE);
    a = null;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(5);
    }
    assertThat(array.get()).isNotNull();
    assertThat(sum(tensor)).isEqualTo(999_999.0 * 500_000);
    assertThat(Gone.soon(() -> array.get() == null)).isTrue();
  }

  @Test
  void theDeleterRunsInAnyThread() throws InterruptedException {
    int held = Loans.held();
    for (int i = 0; i < 100; i++) {
      MemorySegment tensor = Dlpack.exportTensor(range(5), SHARE);
      assertThat(PEER.call("delete_elsewhere", tensor.address())).isZero();
      assertThat(Exchange.live()).isEqualTo(live);
    }
    assertThat(Gone.soon(() -> Loans.held() <= held)).isTrue();
  }

  @Test
  void manyThreadsExportAndDelete() throws InterruptedException {
    Thread[] threads = new Thread[8];
    for (int t = 0; t < threads.length; t++) {
      Thread.Builder builder = t % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
      threads[t] =
          builder.start(() -> {
            for (int i = 0; i < 2000; i++) {
              Dlpack.releaseTensor(Dlpack.exportTensor(range(5), SHARE));
            }
          });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(Exchange.live()).isEqualTo(live);
    assertThat(Gone.soon(() -> Loans.held() == 0)).isTrue();
  }

  @Test
  void arraysOfArenasThatCloseAreRefusedTrustedOrCopied() {
    try (Arena confined = Arena.ofConfined();
        Arena shared = Arena.ofShared();
        MemoryScope scope = Memory.scope()) {
      for (NDArray a :
          new NDArray[] {
            NDArray.fromArray(confined, new double[] {1, 2}),
            NDArray.fromArray(shared, new double[] {1, 2}),
            range(2).add(0.5),
            NDArray.fromArray(shared, new double[] {1, 2}).get("::-1").readOnly()
          }) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Dlpack.exportVersioned(a, SHARE))
            .withMessageContaining("arena can be closed")
            .withMessageContaining("ExportMode.COPY, or with ExportMode.TRUST");
        MemorySegment trusted = Dlpack.exportVersioned(a, TRUST);
        assertThat(trusted.get(JAVA_LONG, 32)).isEqualTo(a.address());
        double expected = a.sum().getDouble();
        assertThat(sum(trusted)).isEqualTo(expected);
        assertThat(sum(Dlpack.exportVersioned(a, COPY))).isEqualTo(expected);
      }
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void aCopyOutlivesTheArena() {
    MemorySegment copy;
    try (Arena own = Arena.ofConfined();
        MemoryScope scope = Memory.scope()) {
      copy = Dlpack.exportTensor(NDArray.fromArray(own, new double[] {1, 2}), COPY);
      assertThat(scope).isNotNull();
    }
    System.gc();
    assertThat(PEER.callDouble("take_plain", copy)).isEqualTo(3);
  }

  @Test
  void memoryThatNobodyClosesIsShared() {
    ByteBuffer direct = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    direct.putDouble(0, 1).putDouble(8, 2);
    for (NDArray a :
        new NDArray[] {
          NDArray.fromArray(Arena.global(), new double[] {1, 2}),
          NDArray.fromArray(Arena.ofAuto(), new double[] {1, 2}),
          NDArray.wrap(direct.asDoubleBuffer()),
          NDArray.zeros(100_000).add(3e-5)
        }) {
      assertThat(sum(Dlpack.exportVersioned(a, SHARE))).isBetween(2.99, 3.01);
    }
  }

  @Test
  void whatATensorCannotShowIsRefusedAndCopied() {
    NDArray swapped = range(3).astype(DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.exportTensor(swapped, SHARE))
        .withMessageContaining("dtype('>f8') are not in this machine's byte order");
    assertThat(PEER.callDouble("take_plain", Dlpack.exportTensor(swapped, COPY))).isEqualTo(3);

    NDArray heap = NDArray.wrap(new double[] {1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.exportTensor(heap, SHARE))
        .withMessageContaining("on the Java heap");
    assertThat(PEER.callDouble("take_plain", Dlpack.exportTensor(heap, COPY))).isEqualTo(3);

    NDArray misaligned =
        NDArray.of(
            Arena.ofAuto().allocate(24, 8), 1, DType.FLOAT64, new long[] {2}, new long[] {8}, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.exportTensor(misaligned, SHARE))
        .withMessageContaining("dtype('float64') are not aligned to 8 bytes");
    assertThat(PEER.callDouble("take_plain", Dlpack.exportTensor(misaligned, COPY))).isZero();

    NDArray odd =
        NDArray.of(
            Arena.ofAuto().allocate(48, 8),
            0,
            DType.COMPLEX128,
            new long[] {2},
            new long[] {24},
            true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dlpack.exportTensor(odd, SHARE))
        .withMessageContaining("on axis 0 neighbours are 24 bytes apart, no multiple of 16");
    Dlpack.releaseTensor(Dlpack.exportTensor(odd, COPY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"S3", "U3", "V3", "datetime64[s]", "timedelta64[ns]", "i4, f8"})
  void dtypesThatDlpackHasNot(String name) {
    NDArray a = NDArray.zeros(DType.parse(name), 2);
    for (ExportMode mode : ExportMode.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dlpack.exportTensor(a, mode))
          .withMessageStartingWith("DLPack has no elements like " + a.dtype().repr());
    }
  }

  @Test
  void freedArraysAreRefused() {
    Arena own = Arena.ofConfined();
    NDArray a = NDArray.fromArray(own, new double[] {1, 2});
    own.close();
    for (ExportMode mode : ExportMode.values()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Dlpack.exportTensor(a, mode))
          .withMessageContaining("freed");
    }
  }

  // ------------------------------------------------------------------ from C

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
}

package dev.ambi.bridge.exchange;

import static dev.ambi.bridge.exchange.DlpackPeer.PEER;
import static dev.ambi.bridge.exchange.DlpackPeer.sum;
import static dev.ambi.bridge.exchange.ExportMode.COPY;
import static dev.ambi.bridge.exchange.ExportMode.SHARE;
import static dev.ambi.bridge.exchange.ExportMode.TRUST;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ambi.core.DType;
import dev.ambi.core.Memory;
import dev.ambi.core.MemoryScope;
import dev.ambi.core.NDArray;
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

/** Tensors that go to C. */
class DlpackExportTest {
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
}

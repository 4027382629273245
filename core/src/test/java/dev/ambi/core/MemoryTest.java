package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void newArraysAreAlignedAndZerosAreZero() {
    for (int round = 0; round < 3; round++) {
      for (long n : new long[] {0, 1, 7, 100, 1024, 1025, 10_000, 1_000_000}) {
        NDArray dirty = NDArray.empty(DType.FLOAT64, n);
        dirty.fill(1.5);
        assertThat(dirty.address() % 64).isZero();
        NDArray zeros = NDArray.zeros(DType.FLOAT64, n);
        assertThat(zeros.address() % 64).isZero();
        assertThat(zeros.toDoubleArray()).containsOnly(new double[n > 0 ? 1 : 0]);
        assertThat(zeros.memory().byteSize()).isEqualTo(Math.max(8 * n, 1));
      }
    }
    assertThat(NDArray.empty(DType.parse("U5"), 300).getString(299)).isEmpty();
  }

  @Test
  void smallArraysDoNotShareMemory() {
    SplittableRandom random = new SplittableRandom(1);
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      NDArray a = NDArray.empty(DType.INT32, random.nextInt(3000));
      a.fill(i);
      arrays.add(a);
      if (i % 500 == 0) {
        System.gc();
      }
      if (i % 3 == 0) {
        arrays.set(random.nextInt(arrays.size()), NDArray.scalar(1L));
      }
    }
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).ndim() == 1) {
        assertThat(arrays.get(i).toIntArray()).containsOnly(filled(i, arrays.get(i).size()));
      }
    }
  }

  private static int[] filled(int value, long n) {
    return n == 0 ? new int[0] : new int[] {value};
  }

  @Test
  void droppedArraysGiveTheirMemoryBack() throws InterruptedException {
    List<NDArray> kept = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      kept.add(NDArray.zeros(DType.FLOAT64, 1, 100_000));
    }
    assertThat(Memory.usedBytes()).isGreaterThanOrEqualTo(200 * 800_000L);
    NDArray view = kept.get(7).transpose().get(":3");
    kept.clear();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Memory.usedBytes() > 100 * 800_000L && System.nanoTime() < end) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(Memory.usedBytes()).isLessThan(100 * 800_000L);
    assertThat(view.toDoubleArray()).containsOnly(0);
    // The rest of it is given back meanwhile, by another thread.
    do {
      Memory.trim();
    } while (Memory.keptBytes() > 0 && System.nanoTime() < end);
    assertThat(Memory.keptBytes()).isZero();
  }

  @Test
  void whatCannotBeIsToldWithShapeAndType() {
    assertThatThrownBy(() -> NDArray.empty(DType.FLOAT64, 2, 1_000_000_000_000_000L))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage(
            "Unable to allocate 14.2 PiB for an array with shape (2, 1000000000000000) and data"
                + " type float64");
    assertThatThrownBy(() -> NDArray.zeros(DType.INT8, 1L << 62))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessageContaining("4.00 EiB");
    try (MemoryScope _ = Memory.scope()) {
      assertThatThrownBy(() -> NDArray.empty(DType.INT8, 1L << 60))
          .isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void manyThreadsAllocateAtOnce() throws Exception {
    try (var platform = Executors.newFixedThreadPool(8);
        var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int seed = i;
        results.add((i % 2 == 0 ? platform : virtual).submit(() -> churn(seed)));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    }
  }

  private static boolean churn(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NDArray[] live = new NDArray[16];
    long[] expected = new long[16];
    for (int i = 0; i < 2000; i++) {
      int slot = random.nextInt(16);
      if (live[slot] != null) {
        NDArray a = live[slot];
        if (a.getLong(0) != expected[slot] || a.getLong(-1) != expected[slot]) {
          return false;
        }
      }
      expected[slot] = random.nextLong();
      live[slot] = NDArray.empty(DType.INT64, 1 + random.nextInt(i % 10 == 0 ? 30_000 : 300));
      live[slot].fill(expected[slot]);
    }
    return true;
  }

  @Test
  void aScopeUsesItsMemoryAgain() {
    long first;
    try (MemoryScope _ = Memory.scope()) {
      first = NDArray.zeros(DType.FLOAT64, 1000).address();
      NDArray.empty(DType.FLOAT64, 1000).fill(3);
    }
    for (int i = 0; i < 100; i++) {
      try (MemoryScope _ = Memory.scope()) {
        NDArray a = NDArray.zeros(DType.FLOAT64, 1000);
        assertThat(a.address()).isEqualTo(first);
        assertThat(NDArray.zeros(DType.FLOAT64, 1000).toDoubleArray()).containsOnly(0);
        a.fill(2);
        // More than the scope's first chunk has.
        NDArray large = NDArray.zeros(DType.INT64, 3_000_000);
        large.fill(1);
        assertThat(NDArray.zeros(DType.INT64, 100_000).toLongArray()).containsOnly(0);
        assertThat(a.address() % 64).isZero();
      }
    }
  }

  @Test
  void arraysOfAClosedScopeCannotBeUsed() {
    NDArray gone;
    NDArray kept;
    NDArray view;
    try (MemoryScope scope = Memory.scope()) {
      gone = NDArray.of(new double[] {1, 2, 3, 4}, 2, 2);
      view = gone.transpose();
      kept = scope.keep(view);
      assertThat(kept).isEqualTo(view);
    }
    assertThat(kept.toDoubleArray()).containsExactly(1, 3, 2, 4);
    assertThat(gone.isAlive()).isFalse();
    for (NDArray a : List.of(gone, view)) {
      assertThatThrownBy(() -> a.getDouble(0, 0)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> a.fill(1)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(a::copy).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(a::address).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> a.memory().get(ValueLayout.JAVA_BYTE, 0))
          .isInstanceOf(IllegalStateException.class);
      assertThat(a).hasToString("<float64 array of shape (2, 2), memory freed>");
    }
  }

  @Test
  @SuppressWarnings("try")
  void scopesNestAndCloseInReverseOrder() {
    try (MemoryScope outer = Memory.scope()) {
      NDArray first = NDArray.of(new long[] {1, 2});
      NDArray kept;
      try (MemoryScope inner = Memory.scope()) {
        kept = inner.keep(NDArray.of(new long[] {3, 4}));
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outer.keep(first)).isInstanceOf(IllegalStateException.class);
      }
      assertThat(kept.toLongArray()).containsExactly(3, 4);
      assertThat(first.toLongArray()).containsExactly(1, 2);
      outer.close();
      outer.close();
      assertThat(kept.isAlive()).isFalse();
      assertThatThrownBy(() -> outer.keep(first)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(NDArray.of(new long[] {5}).memory().scope().isAlive()).isTrue();
  }

  @Test
  void anotherThreadCannotUseAScope() throws InterruptedException {
    try (MemoryScope scope = Memory.scope()) {
      NDArray a = NDArray.of(new long[] {1, 2});
      AtomicReference<Throwable> read = new AtomicReference<>();
      AtomicReference<Throwable> close = new AtomicReference<>();
      AtomicReference<NDArray> own = new AtomicReference<>();
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                read.set(catchIt(() -> a.getLong(0)));
                close.set(catchIt(scope::close));
                own.set(NDArray.of(new long[] {7}));
              });
      thread.join();
      assertThat(read.get()).isInstanceOf(WrongThreadException.class);
      assertThat(close.get()).isInstanceOf(IllegalStateException.class);
      assertThat(own.get().getLong(0)).isEqualTo(7);
    }
  }

  private static Throwable catchIt(Runnable action) {
    try {
      action.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Test
  void aScopeThatIsNeverClosedEndsWithItsThread() throws InterruptedException {
    long before = Memory.usedBytes();
    for (int i = 0; i < 40; i++) {
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                MemoryScope leaked = Memory.scope();
                assertThat(leaked).isNotNull();
                NDArray.zeros(DType.INT8, 4 << 20);
              });
      thread.join();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Memory.usedBytes() > before + (40 << 20) && System.nanoTime() < end) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(Memory.usedBytes()).isLessThan(before + (40 << 20));
  }

  @Test
  void anArenaOfTheProgramWins() {
    NDArray a;
    try (MemoryScope _ = Memory.scope()) {
      a = NDArray.zeros(Arena.global(), DType.INT64, Order.C, 3);
    }
    assertThat(a.toLongArray()).containsOnly(0);
  }
}

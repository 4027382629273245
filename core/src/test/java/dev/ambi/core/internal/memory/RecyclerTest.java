package dev.ambi.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecyclerTest {
  private static final long MIB = 1 << 20;

  /** What gives and takes blocks, and knows how many are out. */
  private static final class Counting implements BlockSource {
    private final BlockSource source;
    long given;
    long out;

    Counting(BlockSource source) {
      this.source = source;
    }

    @Override
    public synchronized Block take(long bytes, boolean zeroed) {
      Block block = source.take(bytes, zeroed);
      given++;
      out += bytes;
      return new Block(bytes) {
        @Override
        boolean isReusable() {
          return block.isReusable();
        }

        @Override
        MemorySegment lease(Runnable end) {
          return block.lease(end);
        }

        @Override
        MemorySegment lease(java.lang.foreign.Arena arena) {
          return block.lease(arena);
        }

        @Override
        void free() {
          block.free();
          synchronized (Counting.this) {
            out -= bytes();
          }
        }
      };
    }
  }

  static Stream<BlockSource> sources() {
    return Stream.of(new CLibrary(), new DirectBuffers());
  }

  private static void collectUntil(java.util.function.BooleanSupplier reached)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!reached.getAsBoolean() && System.nanoTime() < end) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void memoryIsAlignedAndAsLargeAsAsked(BlockSource source) {
    Recycler recycler = new Recycler(source, 64 * MIB, 64 * MIB, 64 * MIB);
    for (long bytes : new long[] {16, 17, 100, 8193, 65536, 65537, 1 << 20, (5 << 20) + 1}) {
      for (boolean zeroed : new boolean[] {false, true}) {
        MemorySegment memory = recycler.allocate(bytes, zeroed);
        assertThat(memory.address() % 64).isZero();
        assertThat(memory.byteSize()).isBetween(bytes, bytes + bytes / 8 + 1);
        memory.fill((byte) 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void memoryComesBackWhenUnreachableAndIsLeasedAgain(BlockSource source) throws Exception {
    Counting counting = new Counting(source);
    Recycler recycler = new Recycler(counting, 64 * MIB, 64 * MIB, 64 * MIB);
    for (int i = 0; i < 100; i++) {
      recycler.allocate(100_000, false).fill((byte) 7);
    }
    collectUntil(() -> recycler.leased() == 0);
    long given = counting.given;
    assertThat(given).isGreaterThan(50);
    assertThat(recycler.cached()).isEqualTo(counting.out).isPositive();
    for (int i = 0; i < 30; i++) {
      assertThat(recycler.allocate(100_000, true).asSlice(0, 100_000).mismatch(zeros(100_000)))
          .isEqualTo(-1);
    }
    assertThat(counting.given).isEqualTo(given);
    collectUntil(() -> recycler.leased() == 0);
    recycler.trim();
    assertThat(recycler.cached()).isZero();
    assertThat(counting.out).isZero();
  }

  private static MemorySegment zeros(int bytes) {
    return MemorySegment.ofArray(new byte[bytes]);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void anyPartKeepsTheWholeInUse(BlockSource source) throws Exception {
    Recycler recycler = new Recycler(source, 64 * MIB, 64 * MIB, 64 * MIB);
    List<MemorySegment> kept = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      MemorySegment memory = recycler.allocate(10_000, false);
      kept.add(
          switch (i % 4) {
            case 0 -> memory.asSlice(100, 8).asSlice(0, 4);
            case 1 -> memory.asReadOnly().asSlice(96, 8);
            case 2 -> memory.reinterpret(1000);
            default -> MemorySegment.ofBuffer(memory.asByteBuffer().slice(8, 100));
          });
      recycler.allocate(10_000, false);
    }
    long inUse = 40 * SizeClass.size(10_000);
    collectUntil(() -> recycler.leased() == inUse);
    Set<Long> addresses = new HashSet<>();
    kept.forEach(k -> addresses.add(k.address() & -4096));
    // What is leased now must not be what is still in use.
    for (int i = 0; i < 60; i++) {
      MemorySegment other = recycler.allocate(10_000, false);
      for (MemorySegment k : kept) {
        assertThat(k.address())
            .matches(a -> a < other.address() || a >= other.address() + other.byteSize());
      }
    }
    assertThat(kept).allMatch(k -> k.scope().isAlive());
    kept.clear();
    collectUntil(() -> recycler.leased() == 0);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theCollectorIsAskedBeforeMuchIsOut(BlockSource source) {
    Counting counting = new Counting(source);
    Recycler recycler = new Recycler(counting, 16 * MIB, 16 * MIB, 64 * MIB);
    long most = 0;
    for (int i = 0; i < 1500; i++) {
      MemorySegment memory = recycler.allocate(MIB, false);
      memory.set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
      most = Math.max(most, recycler.leased());
    }
    // 1.5 GB were asked for. A collection may find less than all.
    assertThat(most).isLessThan(512 * MIB);
    assertThat(recycler.allowance()).isBetween(16 * MIB, 64 * MIB);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void noMoreIsKeptThanTheLimit(BlockSource source) throws Exception {
    Counting counting = new Counting(source);
    Recycler recycler = new Recycler(counting, 4 * MIB, 256 * MIB, 256 * MIB);
    for (int i = 0; i < 64; i++) {
      recycler.allocate(MIB - 10_000L * (i % 3), false);
    }
    collectUntil(() -> recycler.leased() == 0);
    assertThat(recycler.cached()).isBetween(MIB, 4 * MIB);
    if (source instanceof CLibrary) {
      assertThat(counting.out).isEqualTo(recycler.cached());
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void withoutMemoryThereIsNull(BlockSource source) {
    Recycler recycler = new Recycler(source, 4 * MIB, 256 * MIB, 256 * MIB);
    assertThat(recycler.allocate(1L << 56, false)).isNull();
    assertThat(recycler.allocate(Long.MAX_VALUE - 100, true)).isNull();
    assertThat(recycler.leased()).isZero();
    assertThat(recycler.allocate(100, true)).isNotNull();
  }

  @Test
  void sizeClassesWasteAtMostAnEighth() {
    int before = -1;
    for (long bytes = 16; bytes > 0 && bytes < Long.MAX_VALUE / 2; bytes += 1 + bytes / 61) {
      long size = SizeClass.size(bytes);
      assertThat(size).isBetween(bytes, bytes + bytes / 8 + 1);
      assertThat(SizeClass.size(size)).isEqualTo(size);
      assertThat(SizeClass.of(size)).isEqualTo(SizeClass.of(bytes)).isGreaterThanOrEqualTo(before);
      before = SizeClass.of(bytes);
    }
    assertThat(SizeClass.of(Long.MAX_VALUE)).isLessThan(SizeClass.COUNT);
  }

  @Test
  void collectionsThatTakeLongComeRarely() {
    long ms = 1_000_000;
    Pacer pacer = new Pacer(MIB, 1000 * MIB, 0);
    assertThat(pacer.isDue(MIB)).isFalse();
    assertThat(pacer.isDue(MIB + 1)).isTrue();
    // After 10 ms of work and 10 ms of collection, 10 times as much work is wanted; but 10 ms pay
    // for
    // 20 million bytes at most.
    pacer.ended(0, 10 * ms, 20 * ms);
    assertThat(pacer.allowance()).isEqualTo(10 * MIB);
    pacer.ended(0, 30 * ms, 40 * ms);
    assertThat(pacer.allowance()).isEqualTo(10 * MIB + 20_000_000);
    long allowance = pacer.allowance();
    assertThat(pacer.isDue(allowance)).isFalse();
    assertThat(pacer.isDue(allowance + 1)).isTrue();
    // Cheap collections: less may wait.
    pacer.ended(100 * MIB, 10_000 * ms, 10_001 * ms);
    assertThat(pacer.allowance()).isEqualTo(allowance / 2);
    assertThat(pacer.isDue(125 * MIB)).isFalse();
    assertThat(pacer.isDue(125 * MIB + 1)).isTrue();
    pacer.returned(0);
    assertThat(pacer.isDue(allowance / 2 + 1)).isTrue();
  }
}

package dev.ambi.core.internal.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Sorts longs of every kind that a radix sort could stumble over. */
class RadixSortProperties {

  /** How the elements of a test are made. */
  enum Kind {
    RANDOM,
    DOUBLES,
    FEW,
    DENSE,
    SIGNED_SMALL,
    ORGAN_PIPE,
    PRESORTED,
    REVERSED,
    POWERS,
    LOW_BITS,
    ONE_OUTLIER;

    long[] make(int n, Random random) {
      long[] a = new long[n];
      for (int i = 0; i < n; i++) {
        a[i] =
            switch (this) {
              case RANDOM -> random.nextLong();
              case DOUBLES -> {
                long bits = Double.doubleToRawLongBits(random.nextGaussian());
                yield bits ^ ((bits >> 63) & Long.MAX_VALUE);
              }
              case FEW -> random.nextInt(5) * 0x123456789ABCDEFL;
              case DENSE -> random.nextInt(Math.max(1, n / 2));
              case SIGNED_SMALL -> random.nextInt(2001) - 1000L;
              case ORGAN_PIPE -> Math.min(i, n - i) * 0x10001L;
              case PRESORTED -> i * 3L - n;
              case REVERSED -> -i * 1_000_003L;
              case POWERS -> (random.nextBoolean() ? 1L : -1L) << random.nextInt(64);
              case LOW_BITS -> 0x7000_0000_0000_0000L | random.nextInt(1 << 20);
              case ONE_OUTLIER -> i == n / 3 ? Long.MIN_VALUE : Long.MAX_VALUE - random.nextInt(99);
            };
      }
      return a;
    }
  }

  @Property(tries = 120)
  void sortsAsTheJdkDoes(@ForAll Kind kind, @ForAll @IntRange(max = 5000) int n, @ForAll int seed) {
    check(kind.make(n, new Random(seed)));
  }

  @Property(tries = 22)
  void sortsWhatDoesNotFitTheCache(
      @ForAll Kind kind, @ForAll @IntRange(min = 30_000, max = 150_000) int n, @ForAll int seed) {
    check(kind.make(n, new Random(seed)));
  }

  private static void check(long[] a) {
    long[] expected = a.clone();
    Arrays.sort(expected);
    new RadixSort().sort(a, 0, a.length, 0, null);
    assertThat(a).isEqualTo(expected);
  }

  @Property(tries = 60)
  void leavesTheRestAlone(@ForAll Kind kind, @ForAll @IntRange(min = 1, max = 3000) int n) {
    long[] a = kind.make(n, new Random(n));
    long[] expected = a.clone();
    int from = n / 4;
    int to = n - n / 5;
    Arrays.sort(expected, from, to);
    new RadixSort().sort(a, from, to, 0, null);
    assertThat(a).isEqualTo(expected);
  }

  @Property(tries = 60)
  void keepsTheOrderOfLowBitsThatAreInOrder(
      @ForAll Kind kind, @ForAll @IntRange(min = 1, max = 80_000) int n) {
    long[] a = kind.make(n, new Random(n));
    for (int i = 0; i < n; i++) {
      a[i] = a[i] >> 20 << 17 | i;
    }
    long[] expected = a.clone();
    Arrays.sort(expected);
    new RadixSort().sort(a, 0, n, 17, null);
    assertThat(a).isEqualTo(expected);
  }

  @Property(tries = 60)
  void putsTheWantedElementsInTheirPlaces(
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 90_000) int n,
      @ForAll @IntRange(min = 1, max = 4) int count) {
    Random random = new Random(n);
    long[] a = kind.make(n, random);
    long[] expected = a.clone();
    Arrays.sort(expected);
    int[] wanted = random.ints(count, 0, n).sorted().toArray();
    new RadixSort().sort(a, 0, n, 0, wanted);
    int start = 0;
    for (int k : wanted) {
      assertThat(a[k]).isEqualTo(expected[k]);
      assertThat(Arrays.stream(a, start, k).max().orElse(Long.MIN_VALUE)).isLessThanOrEqualTo(a[k]);
      assertThat(Arrays.stream(a, k, n).min().getAsLong()).isEqualTo(a[k]);
      start = k;
    }
    Arrays.sort(a);
    assertThat(a).isEqualTo(expected);
  }
}

package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of every sort, search and set. */
class SortingProperties {

  @Property
  void sortIsThatOfTheJdk(@ForAll double[] values) {
    NDArray a = NDArray.of(values);
    double[] expected = values.clone();
    Arrays.sort(expected);
    double[] sorted = a.sort().toDoubleArray();
    // The JDK puts -0.0 before 0.0; here the two are equal.
    for (int i = 0; i < values.length; i++) {
      assertThat(sorted[i] + 0.0).isEqualTo(expected[i] + 0.0);
    }
  }

  @Property
  void argsortIsAStablePermutation(
      @ForAll @IntRange(max = 3000) int n, @ForAll @IntRange(min = 1, max = 4000) int distinct) {
    Random random = new Random(n * 31L + distinct);
    double[] values = random.ints(n, 0, distinct).mapToDouble(i -> i / 7.0).toArray();
    long[] expected =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToLong(i -> i)
            .toArray();
    assertThat(NDArray.of(values).argsort().toLongArray()).isEqualTo(expected);
  }

  @Property
  void searchsortedSplitsTheArray(
      @ForAll @Size(max = 200) byte[] values, @ForAll @Size(max = 300) short[] needles) {
    NDArray a = NDArray.of(values).sort();
    long[] sorted = a.toLongArray();
    NDArray v = NDArray.of(needles);
    long[] left = a.searchsorted(v).toLongArray();
    long[] right = a.searchsorted(v, Sorting.Side.RIGHT).toLongArray();
    for (int i = 0; i < needles.length; i++) {
      short needle = needles[i];
      assertThat(left[i]).isEqualTo(Arrays.stream(sorted).filter(x -> x < needle).count());
      assertThat(right[i]).isEqualTo(Arrays.stream(sorted).filter(x -> x <= needle).count());
    }
  }

  @Property
  void valuesAndInverseGiveTheArrayBack(@ForAll @Size(max = 500) byte[] values) {
    NDArray x = NDArray.of(values);
    Sets.UniqueAll all = Sets.uniqueAll(x);
    long[] distinct = all.values().toLongArray();
    long[] inverse = all.inverseIndices().toLongArray();
    long[] first = all.indices().toLongArray();
    for (int i = 0; i < values.length; i++) {
      assertThat(distinct[(int) inverse[i]]).isEqualTo(values[i]);
      assertThat(first[(int) inverse[i]]).isLessThanOrEqualTo(i);
    }
    for (int g = 0; g < distinct.length; g++) {
      assertThat(values[(int) first[g]]).isEqualTo((byte) distinct[g]);
      assertThat(g == 0 || distinct[g - 1] < distinct[g]).isTrue();
    }
    assertThat(Arrays.stream(all.counts().toLongArray()).sum()).isEqualTo(values.length);
  }

  @Property
  void isinIsMembership(@ForAll @Size(max = 300) int[] values, @ForAll @Size(max = 40) int[] test) {
    boolean[] found = Sets.isin(NDArray.of(values), NDArray.of(test)).toBooleanArray();
    for (int i = 0; i < values.length; i++) {
      int v = values[i];
      assertThat(found[i]).isEqualTo(Arrays.stream(test).anyMatch(t -> t == v));
    }
  }

  @Property
  void isinOfDenseAndOfSparseNumbers(
      @ForAll @IntRange(max = 2000) int n, @ForAll @IntRange(min = 1, max = 30) int spread) {
    Random random = new Random(n);
    long[] values = random.longs(n, -spread * 100L, spread * 100L).toArray();
    long[] test = random.longs(50, -spread * 100L, spread * 100L).toArray();
    boolean[] found = Sets.isin(NDArray.of(values), NDArray.of(test)).toBooleanArray();
    boolean[] missing = Sets.isin(NDArray.of(values), NDArray.of(test), true).toBooleanArray();
    for (int i = 0; i < n; i++) {
      long v = values[i];
      assertThat(found[i]).isEqualTo(Arrays.stream(test).anyMatch(t -> t == v));
      assertThat(missing[i]).isNotEqualTo(found[i]);
    }
  }
}

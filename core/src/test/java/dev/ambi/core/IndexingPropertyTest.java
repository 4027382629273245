package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Indexing against plain loops over Java arrays. */
class IndexingPropertyTest {

  private static final DType[] DTYPES = {
    DType.INT8, DType.INT16, DType.INT32, DType.INT64, DType.COMPLEX128, DType.str(3)
  };

  private static NDArray values(long n, DType dtype) {
    return NDArray.arange(n).astype(DType.INT8).astype(dtype);
  }

  private static boolean[] mask(Random random, int n, int percent) {
    boolean[] mask = new boolean[n];
    for (int i = 0; i < n; i++) {
      mask[i] = random.nextInt(100) < percent;
    }
    return mask;
  }

  private static List<String> texts(NDArray a) {
    return List.of(a.toStringArray());
  }

  @Property(tries = 150)
  void aMaskSelectsWhatIsTrue(
      @ForAll @IntRange(max = 300) int n,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @IntRange(max = 5) int type,
      @ForAll long seed) {
    boolean[] mask = mask(new Random(seed), n, percent);
    NDArray plain = values(n, DTYPES[type]);
    List<String> all = texts(plain);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (mask[i]) {
        expected.add(all.get(i));
      }
    }
    NDArray plainMask = NDArray.of(mask);
    for (NDArray a : Layouts.of(plain).values()) {
      for (NDArray m : Layouts.of(plainMask).values()) {
        assertThat(texts(a.get(m))).isEqualTo(expected);
      }
    }
    assertThat(Indexing.countNonzero(plainMask)).isEqualTo(expected.size());
  }

  @Property(tries = 150)
  void aMaskIsWrittenWhereItIsTrue(
      @ForAll @IntRange(max = 300) int n,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @IntRange(max = 5) int type,
      @ForAll boolean one,
      @ForAll long seed) {
    boolean[] mask = mask(new Random(seed), n, percent);
    NDArray plain = values(n, DTYPES[type]);
    int count = 0;
    for (boolean b : mask) {
      count += b ? 1 : 0;
    }
    NDArray value =
        Creation.arange(50L, one ? 51 : 50 + count, 1, DType.INT64)
            .astype(DType.INT8)
            .astype(plain.dtype());
    List<String> expected = new ArrayList<>(texts(plain));
    List<String> written = texts(value);
    for (int i = 0, k = 0; i < n; i++) {
      if (mask[i]) {
        expected.set(i, written.get(one ? 0 : k++));
      }
    }
    for (NDArray a : Layouts.of(plain).values()) {
      a.set(value, NDArray.of(mask));
      assertThat(texts(a)).isEqualTo(expected);
    }
  }

  @Property(tries = 150)
  void positionsSelectAndTheLastWriteStays(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(max = 2500) int count,
      @ForAll @IntRange(max = 5) int type,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[] places = random.longs(count, -n, n).toArray();
    NDArray plain = values(n, DTYPES[type]);
    List<String> all = texts(plain);
    List<String> expected = new ArrayList<>();
    for (long p : places) {
      expected.add(all.get(Math.floorMod(p, n)));
    }
    NDArray value = values(count, plain.dtype());
    List<String> texts = texts(value);
    List<String> after = new ArrayList<>(all);
    for (int i = 0; i < count; i++) {
      after.set(Math.floorMod(places[i], n), texts.get(i));
    }
    for (NDArray a : Layouts.of(plain).values()) {
      assertThat(texts(a.get(Index.of(places)))).isEqualTo(expected);
      a.set(value, Index.of(places));
      assertThat(texts(a)).isEqualTo(after);
    }
  }

  @Property(tries = 100)
  void arraysBroadcastTogether(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(max = 40) int n,
      @ForAll @IntRange(max = 40) int m,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[] r = random.longs(n, -rows, rows).toArray();
    long[] c = random.longs(m, -columns, columns).toArray();
    NDArray plain = NDArray.arange((long) rows * columns).reshape(rows, columns);
    NDArray[] grid = Indexing.ix(NDArray.of(r), NDArray.of(c));
    for (NDArray a : Layouts.of(plain).values()) {
      NDArray result = a.get(Index.of(grid[0]), Index.of(grid[1]));
      assertThat(result.shape()).isEqualTo(Shape.of(n, m));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          long expected = Math.floorMod(r[i], rows) * (long) columns + Math.floorMod(c[j], columns);
          assertThat(result.getLong(i, j)).isEqualTo(expected);
        }
      }
    }
  }

  @Property(tries = 100)
  void nonzeroGivesThePositionsInOrder(
      @ForAll @IntRange(max = 12) int rows,
      @ForAll @IntRange(max = 40) int columns,
      @ForAll @IntRange(max = 100) int percent,
      @ForAll long seed) {
    boolean[] mask = mask(new Random(seed), rows * columns, percent);
    long[] places = new long[mask.length];
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        places[count++] = i;
      }
    }
    places = Arrays.copyOf(places, count);
    NDArray plain = NDArray.of(mask, rows, columns);
    for (NDArray a : Layouts.of(plain).values()) {
      NDArray[] positions = a.nonzero();
      for (int k = 0; k < count; k++) {
        assertThat(positions[0].getLong(k)).isEqualTo(places[k] / columns);
        assertThat(positions[1].getLong(k)).isEqualTo(places[k] % columns);
      }
      assertThat(positions[0].size()).isEqualTo(count);
      assertThat(Indexing.flatnonzero(a).toLongArray()).isEqualTo(places);
    }
  }

  @Property(tries = 100)
  void rollTakesPlacesRound(
      @ForAll @IntRange(max = 9) int rows,
      @ForAll @IntRange(max = 9) int columns,
      @ForAll @IntRange(min = -25, max = 25) int down,
      @ForAll @IntRange(min = -25, max = 25) int right) {
    NDArray a = NDArray.arange((long) rows * columns).reshape(rows, columns);
    NDArray b = Manipulation.roll(a, new long[] {down, right}, new int[] {0, 1});
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        long to = b.getLong(Math.floorMod(i + down, rows), Math.floorMod(j + right, columns));
        assertThat(to).isEqualTo(a.getLong(i, j));
      }
    }
  }
}

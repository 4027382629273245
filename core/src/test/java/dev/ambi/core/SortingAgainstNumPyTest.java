package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Compares with answers that NumPy gave; see {@code src/test/python/record_sorting.py}. */
class SortingAgainstNumPyTest {

  @Test
  void sortAndArgsortGiveNumPysStableOrder() {
    int sorts = 0;
    for (String[] row : Recorded.rows("sorting.tsv")) {
      if (row[0].equals("sort")) {
        NDArray a = Recorded.array(row[1]);
        int axis = Integer.parseInt(row[2]);
        String what = a.dtype() + " " + a.shape() + " axis " + axis;
        NDArray sorted = Recorded.array(row[3]);
        NDArray order = Recorded.array(row[4]);
        checkSort(a.copy(), axis, sorted, order, what);
        checkSort(spread(a), axis, sorted, order, what + " strided");
        checkSort(misaligned(a), axis, sorted, order, what + " misaligned");
        sorts++;
      }
    }
    assertThat(sorts).isGreaterThan(300);
  }

  private static void checkSort(NDArray a, int axis, NDArray sorted, NDArray order, String what) {
    NDArray before = a.copy();
    assertThat(a.sort(axis)).as(what).isEqualTo(sorted);
    assertThat(a.argsort(axis)).as("argsort " + what).isEqualTo(order);
    assertThat(a).as("untouched " + what).isEqualTo(before);
    long n = a.shape(axis);
    if (n > 0) {
      checkPartition(a, axis, n / 2, sorted, what + " partition");
    }
    a.sortInPlace(axis);
    assertThat(a).as("in place " + what).isEqualTo(sorted);
    if (a.ndim() > 0) {
      NDArray reversed = Sorting.sort(flip(before, axis), axis, true, true);
      assertThat(flip(reversed, axis)).as("descending " + what).isEqualTo(sorted);
    }
  }

  /** Every line has the right element in its place, and each side is what sorting has there. */
  private static void checkPartition(NDArray a, int axis, long k, NDArray sorted, String what) {
    NDArray p = Sorting.partition(a, new long[] {k}, axis);
    NDArray order = Sorting.argpartition(a, new long[] {k}, axis);
    NDArray line = lines(p, axis);
    NDArray original = lines(a, axis);
    NDArray places = lines(order, axis);
    NDArray wanted = lines(sorted, axis);
    for (long i = 0; i < line.shape(0); i++) {
      NDArray values = line.get(Index.at(i));
      NDArray place = places.get(Index.at(i));
      NDArray chosen = NDArray.empty(a.dtype(), values.shape());
      for (long j = 0; j < values.size(); j++) {
        chosen
            .get(Slice.of(j, j + 1))
            .assign(original.get(Index.at(i)).get(Index.at(place.getLong(j))));
      }
      for (NDArray v : new NDArray[] {values, chosen}) {
        NDArray all = wanted.get(Index.at(i));
        assertSameOrder(v.get(Slice.to(k)).sort(), all.get(Slice.to(k)), what);
        assertSameOrder(v.get(Slice.from(k)).sort(), all.get(Slice.from(k)), what);
        assertSameOrder(v.get(Slice.of(k, k + 1)), all.get(Slice.of(k, k + 1)), what);
      }
    }
  }

  /** Equal as the order has it: which of two zeros, or of two NaNs, does not matter. */
  private static void assertSameOrder(NDArray a, NDArray b, String what) {
    for (long i = 0; i < a.size(); i++) {
      NDArray pair = NDArray.empty(a.dtype(), 2);
      pair.get(Slice.of(0, 1)).assign(a.get(Index.at(i)));
      pair.get(Slice.of(1, 2)).assign(b.get(Index.at(i)));
      NDArray swapped = pair.get("::-1");
      assertThat(pair.argsort().getLong(0)).as(what).isZero();
      assertThat(swapped.argsort().getLong(0)).as(what).isZero();
    }
  }

  private static NDArray flip(NDArray a, int axis) {
    Index[] index = new Index[a.ndim()];
    Arrays.fill(index, Slice.ALL);
    index[axis < 0 ? axis + a.ndim() : axis] = Slice.by(-1);
    return a.get(index);
  }

  /** The lines along an axis as the rows of a matrix; a copy. */
  private static NDArray lines(NDArray a, int axis) {
    NDArray last = a.swapaxes(axis, -1);
    return last.copy().reshape(a.size() / a.shape(axis), a.shape(axis));
  }

  private static NDArray spread(NDArray a) {
    long[] shape = a.shape().toArray();
    shape[shape.length - 1] *= 3;
    NDArray wide = NDArray.zeros(a.dtype(), shape);
    NDArray view = wide.get("..., ::-3");
    view.assign(a);
    return view;
  }

  private static NDArray misaligned(NDArray a) {
    MemorySegment memory = Arena.ofAuto().allocate(a.nbytes() + 64, 64);
    NDArray c = a.copy();
    NDArray view = NDArray.of(memory, 3, a.dtype(), a.shape().toArray(), c.strides(), true);
    view.assign(c);
    return view;
  }

  @Test
  void lexsortGivesNumPysOrder() {
    for (String[] row : Recorded.rows("sorting.tsv")) {
      if (row[0].equals("lexsort")) {
        NDArray[] keys = arrays(row[1]);
        int axis = Integer.parseInt(row[2]);
        assertThat(Sorting.lexsort(axis, keys)).isEqualTo(Recorded.array(row[3]));
      }
    }
  }

  private static NDArray[] arrays(String cells) {
    return Arrays.stream(cells.split(" ")).map(Recorded::array).toArray(NDArray[]::new);
  }

  @Test
  void impossibleAxesAndShapesGiveNumPysErrors() {
    int seen = 0;
    for (String[] row : Recorded.rows("sorting.tsv")) {
      if (row[0].endsWith("!")) {
        seen++;
        NDArray[] a = arrays(row[1]);
        int axis = Integer.parseInt(row[2]);
        UnaryOperator<NDArray> f =
            switch (row[0]) {
              case "sort!" -> x -> x.sort(axis);
              case "argsort!" -> x -> x.argsort(axis);
              case "partition!" -> x -> Sorting.partition(x, new long[] {0}, axis);
              default -> x -> Sorting.lexsort(axis, a);
            };
        compare(row[3], () -> f.apply(a[0]), row[0] + " " + axis);
      } else if (row[0].equals("partition")) {
        seen++;
        NDArray a = NDArray.arange(Long.parseLong(row[1]));
        compare(row[3], () -> a.partition(Long.parseLong(row[2])), "kth " + row[2]);
      }
    }
    assertThat(seen).isEqualTo(30);
  }

  private static void compare(
      String expected, java.util.function.Supplier<NDArray> f, String what) {
    if (expected.startsWith("error: ")) {
      assertThatThrownBy(f::get)
          .as(what)
          .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class)
          .hasMessageStartingWith(Recorded.text(expected.substring(7)));
    } else {
      assertThat(f.get()).as(what).isEqualTo(Recorded.array(expected));
    }
  }

  @Test
  void searchsortedFindsWhatNumPyFinds() {
    for (String[] row : Recorded.rows("searching.tsv")) {
      NDArray a = Recorded.array(row[0]);
      NDArray v = Recorded.array(row[1]);
      Sorting.Side side = Sorting.Side.valueOf(row[2].toUpperCase(java.util.Locale.ROOT));
      NDArray expected = Recorded.array(row[4]);
      String what = a.dtype() + " " + a.size() + " in " + v.dtype() + " " + side;
      if (row[3].isEmpty()) {
        assertThat(a.searchsorted(v, side)).as(what).isEqualTo(expected);
        assertThat(spread(a).searchsorted(v, side)).as("strided " + what).isEqualTo(expected);
      } else {
        NDArray sorter = Recorded.array(row[3]);
        assertThat(Sorting.searchsorted(a, v, side, sorter)).as(what).isEqualTo(expected);
      }
    }
  }

  private static final DType[] STRUCTS = {
    new VoidDType(5),
    new StructBuilder()
        .field("a", DType.INT16)
        .field("b", DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN))
        .build(),
    new StructBuilder()
        .field("name", DType.str(3))
        .field("z", DType.COMPLEX64)
        .field("raw", new VoidDType(3))
        .build()
  };

  @Test
  void structuresAreOrderedByTheirFields() {
    for (String[] row : Recorded.rows("sorting-structs.tsv")) {
      DType dtype = STRUCTS[Integer.parseInt(row[0])];
      NDArray a = structs(dtype, row[1]);
      NDArray sorted = structs(dtype, row[2]);
      assertThat(bytes(a.sort())).as(dtype + "").isEqualTo(bytes(sorted));
      assertThat(a.argsort()).as(dtype + "").isEqualTo(Recorded.array(row[3]));
      NDArray v = structs(dtype, row[4]);
      assertThat(sorted.searchsorted(v)).isEqualTo(Recorded.array(row[5]));
      assertThat(sorted.searchsorted(v, Sorting.Side.RIGHT)).isEqualTo(Recorded.array(row[6]));
      a.sortInPlace();
      assertThat(bytes(a)).as(dtype + "").isEqualTo(bytes(sorted));
    }
  }

  private static NDArray structs(DType dtype, String cell) {
    NDArray raw = Recorded.array(cell);
    return NDArray.of(raw.memory().asSlice(raw.offset(), raw.nbytes()), dtype, raw.shape(0));
  }

  private static byte[] bytes(NDArray a) {
    return a.memory().asSlice(a.offset(), a.nbytes()).toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void digitizeFindsNumPysBins() {
    for (String[] row : Recorded.rows("digitize.tsv")) {
      NDArray x = Recorded.array(row[0]);
      NDArray bins = Recorded.array(row[1]);
      compare(
          row[3], () -> Sorting.digitize(x, bins, row[2].equals("1")), bins + " right " + row[2]);
    }
  }

  @Test
  void setsAreNumPys() {
    for (String[] row : Recorded.rows("sets.tsv")) {
      NDArray a = Recorded.array(row[1]);
      NDArray b = Recorded.array(row[2]);
      String what = row[0] + " " + a.dtype() + " " + a.size() + " " + b.dtype() + " " + b.size();
      switch (row[0]) {
        case "unique" -> checkUnique(Sets.uniqueAll(a), row, what);
        case "unique nan" -> {
          Sets.UniqueAll all = Sets.uniqueAll(a, true);
          assertThat(all.values()).as(what).isEqualTo(b);
          assertThat(all.indices()).as(what).isEqualTo(Recorded.array(row[3]));
          assertThat(all.counts()).as(what).isEqualTo(Recorded.array(row[5]));
          assertThat(Sets.unique(a)).as(what).isEqualTo(b);
        }
        case "intersect1d indices" -> {
          Sets.Intersection both = Sets.intersect1dIndices(a, b);
          assertThat(both.values()).as(what).isEqualTo(Recorded.array(row[3]));
          assertThat(both.indices1()).as(what).isEqualTo(Recorded.array(row[4]));
          assertThat(both.indices2()).as(what).isEqualTo(Recorded.array(row[5]));
        }
        default -> assertThat(set(row[0], a, b)).as(what).isEqualTo(Recorded.array(row[3]));
      }
    }
  }

  private static NDArray set(String function, NDArray a, NDArray b) {
    return switch (function) {
      case "intersect1d" -> Sets.intersect1d(a, b);
      case "setdiff1d" -> Sets.setdiff1d(a, b);
      case "setdiff1d unique" -> Sets.setdiff1d(a, b, true);
      case "setxor1d" -> Sets.setxor1d(a, b);
      case "union1d" -> Sets.union1d(a, b);
      case "isin" -> Sets.isin(a, b);
      default -> throw new AssertionError(function);
    };
  }

  private static void checkUnique(Sets.UniqueAll all, String[] row, String what) {
    NDArray x = Recorded.array(row[1]);
    NDArray values = Recorded.array(row[2]);
    assertThat(all.values()).as(what).isEqualTo(values);
    assertThat(all.indices()).as(what).isEqualTo(Recorded.array(row[3]));
    assertThat(all.inverseIndices()).as(what).isEqualTo(Recorded.array(row[4]));
    assertThat(all.counts()).as(what).isEqualTo(Recorded.array(row[5]));
    assertThat(Sets.uniqueValues(x)).as(what).isEqualTo(values);
    assertThat(Sets.uniqueCounts(x).counts()).as(what).isEqualTo(all.counts());
    assertThat(Sets.uniqueInverse(x).inverseIndices()).as(what).isEqualTo(all.inverseIndices());
  }
}

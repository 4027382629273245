package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Sorts the lines of arrays. A line that is longer than the limit is sorted in parts that are then
 * merged; since every step is stable, the result does not depend on where the parts end.
 */
public final class LineSort {

  /** Bytes of Java arrays that sorting one element takes. */
  private static final int BYTES_EACH = 20;

  /** So many that sorting takes up to an eighth of the heap. */
  static final int LIMIT =
      Math.clamp(Runtime.getRuntime().maxMemory() / 8 / BYTES_EACH, 1 << 16, 1 << 28);

  private final int limit;
  private final boolean descending;
  private final int[] wanted;

  LineSort(int limit, boolean descending, int[] wanted) {
    this.limit = limit;
    this.descending = descending;
    this.wanted = wanted;
  }

  /** {@return a sort whose limit goes by the size of the heap} */
  public static LineSort ascending() {
    return new LineSort(LIMIT, false, null);
  }

  /** {@return a sort in the opposite order, NaN first; equal elements keep their order still} */
  public static LineSort descending() {
    return new LineSort(LIMIT, true, null);
  }

  /**
   * {@return a sort that needs only put the right elements at some positions, with no greater ones
   * before them and no smaller ones behind}
   *
   * @param positions the positions
   */
  public static LineSort partition(long... positions) {
    // Positions beyond the limit are of lines that are sorted wholly.
    return new LineSort(
        LIMIT,
        false,
        Arrays.stream(positions).sorted().filter(p -> p < LIMIT).mapToInt(p -> (int) p).toArray());
  }

  /**
   * Sorts elements.
   *
   * @param src the elements
   * @param dst where they go, an array of the same shape and dtype: {@code src} itself or one that
   *     shares nothing with it
   * @param axis the axis of the lines, counted from the first
   */
  public void values(NDArray src, NDArray dst, int axis) {
    if (src.size() == 0) {
      return;
    }
    long n = src.shape(axis);
    ElementKeys keys = ElementKeys.of(src.dtype());
    if (keys instanceof WordKeys word) {
      ValueSort sort = new ValueSort(word, descending, n <= limit ? wanted : null);
      Lines.forEach(axis, lines -> values(sort, lines[0], lines[1], n), src, dst);
    } else {
      long size = src.itemSize();
      Lines.forEach(
          axis,
          lines -> {
            LineOrder order = new LineOrder.OfElements(keys, lines[0], descending);
            withOrder(order, n, i -> Gather.run(lines[0], i, lines[1], n, size));
          },
          src,
          dst);
    }
  }

  private void values(ValueSort sort, Place from, Place to, long n) {
    if (n <= limit) {
      sort.sort(from, to, (int) n);
      return;
    }
    int size = sort.keys().size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment parts = arena.allocate(n * size, Long.BYTES);
      Place into = new Place(parts, 0, size);
      for (long start = 0; start < n; start += limit) {
        sort.sort(from.from(start), into.from(start), (int) Math.min(limit, n - start));
      }
      WordKeys keys = sort.keys();
      RunMerge merge =
          new RunMerge(
              size,
              (m, right, left) -> {
                long r = keys.key(m, right, 0);
                long l = keys.key(m, left, 0);
                return descending ? r > l : r < l;
              });
      MemorySegment sorted = merge.merge(parts, arena.allocate(n * size, Long.BYTES), n, limit);
      copy(keys, new Place(sorted, 0, size), to, n);
    }
  }

  private void copy(WordKeys keys, Place from, Place to, long n) {
    for (long start = 0; start < n; start += limit) {
      int count = (int) Math.min(limit, n - start);
      long[] a = SortMemory.get().words(count);
      Place source = from.from(start);
      Place target = to.from(start);
      keys.loadBits(source.memory(), source.at(), source.stride(), a, count);
      keys.storeBits(a, target.memory(), target.at(), target.stride(), count);
    }
  }

  /**
   * Finds the order of elements.
   *
   * @param src the elements
   * @param dst where the positions of the first, the second, ... go: an int64 array of the same
   *     shape, aligned
   * @param axis the axis of the lines, counted from the first
   */
  public void indices(NDArray src, NDArray dst, int axis) {
    if (src.size() == 0) {
      return;
    }
    long n = src.shape(axis);
    ElementKeys keys = ElementKeys.of(src.dtype());
    Lines.forEach(
        axis,
        lines ->
            withOrder(
                new LineOrder.OfElements(keys, lines[0], descending),
                n,
                order -> store(order, lines[1], n)),
        src,
        dst);
  }

  /**
   * Finds the order of elements by several arrays of one shape.
   *
   * @param keys the arrays; the last is the most important
   * @param dst where the positions of the first, the second, ... go: an int64 array of the same
   *     shape, aligned
   * @param axis the axis of the lines, counted from the first
   */
  public void indices(List<NDArray> keys, NDArray dst, int axis) {
    if (dst.size() == 0) {
      return;
    }
    int count = keys.size();
    ElementKeys[] elementKeys =
        keys.stream().map(k -> ElementKeys.of(k.dtype())).toArray(ElementKeys[]::new);
    NDArray[] arrays = keys.toArray(new NDArray[count + 1]);
    arrays[count] = dst;
    long n = dst.shape(axis);
    Lines.forEach(
        axis,
        lines -> {
          LineOrder[] orders = new LineOrder[count];
          for (int k = 0; k < count; k++) {
            orders[count - 1 - k] = new LineOrder.OfElements(elementKeys[k], lines[k], false);
          }
          LineOrder order = new LineOrder.OfSeveral(Arrays.asList(orders));
          withOrder(order, n, i -> store(i, lines[count], n));
        },
        arrays);
  }

  /** What is done with an order: the positions of the first, the second, ... element. */
  @FunctionalInterface
  private interface OrderUser {
    void accept(LongUnaryOperator order);
  }

  private void withOrder(LineOrder order, long n, OrderUser user) {
    if (n <= limit) {
      SortKey key = order.part(0, (int) n);
      int[] sorted = SortMemory.get().indices().sort(key, (int) n, wanted);
      user.accept(i -> sorted[(int) i]);
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment parts = arena.allocate(JAVA_LONG, n);
      for (long start = 0; start < n; start += limit) {
        int count = (int) Math.min(limit, n - start);
        int[] sorted = SortMemory.get().indices().sort(order.part(start, count), count, null);
        for (int i = 0; i < count; i++) {
          parts.setAtIndex(JAVA_LONG, start + i, start + sorted[i]);
        }
      }
      RunMerge merge =
          new RunMerge(
              Long.BYTES,
              (m, right, left) ->
                  order.compare(m.get(JAVA_LONG, right), m.get(JAVA_LONG, left)) < 0);
      MemorySegment sorted = merge.merge(parts, arena.allocate(JAVA_LONG, n), n, limit);
      user.accept(i -> sorted.getAtIndex(JAVA_LONG, i));
    }
  }

  private static void store(LongUnaryOperator order, Place to, long n) {
    for (long i = 0; i < n; i++) {
      to.memory().set(JAVA_LONG_UNALIGNED, to.at(i), order.applyAsLong(i));
    }
  }
}

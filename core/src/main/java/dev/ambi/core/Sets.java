package dev.ambi.core;

import dev.ambi.core.internal.sort.Gather;
import dev.ambi.core.internal.sort.Groups;
import dev.ambi.core.internal.sort.Slabs;
import dev.ambi.core.internal.sort.SortedSearch;

/**
 * Arrays as sets: their distinct elements, and what is in one and in another. Elements are equal as
 * {@link Sorting} has it: 0.0 and -0.0 are, the first of them in the array stands for both; NaN
 * equals nothing, not even NaN, and so does NaT, except where said otherwise. Results are sorted.
 * Arrays of other than one dimension count as flattened, row-major.
 */
public final class Sets {

  private Sets() {}

  /**
   * The distinct elements of an array, and where they are.
   *
   * @param values the distinct elements, sorted
   * @param indices for each where it is first in the flattened array, int64
   * @param inverseIndices for each element of the array, in its shape, where in {@code values} its
   *     value is, int64
   * @param counts for each value how often it is there, int64
   */
  public record UniqueAll(
      NDArray values, NDArray indices, NDArray inverseIndices, NDArray counts) {}

  /**
   * The distinct elements of an array, and how often they are there.
   *
   * @param values the distinct elements, sorted
   * @param counts for each how often it is there, int64
   */
  public record UniqueCounts(NDArray values, NDArray counts) {}

  /**
   * The distinct elements of an array, and what they are in it.
   *
   * @param values the distinct elements, sorted
   * @param inverseIndices for each element of the array, in its shape, where in {@code values} its
   *     value is, int64
   */
  public record UniqueInverse(NDArray values, NDArray inverseIndices) {}

  /**
   * What two arrays have in common, and where.
   *
   * @param values the distinct elements that are in both, sorted
   * @param indices1 for each where it is first in the flattened first array, int64
   * @param indices2 for each where it is first in the flattened second array, int64
   */
  public record Intersection(NDArray values, NDArray indices1, NDArray indices2) {}

  /**
   * {@return the distinct elements of an array; each NaN counts}
   *
   * @param x the array
   */
  public static NDArray uniqueValues(NDArray x) {
    return unique(x, false);
  }

  /**
   * {@return the distinct elements of an array and how often they are there; each NaN counts}
   *
   * @param x the array
   */
  public static UniqueCounts uniqueCounts(NDArray x) {
    Groups groups = new Groups(flat(x), false, false);
    return new UniqueCounts(groups.values(), groups.counts());
  }

  /**
   * {@return the distinct elements of an array and what they are in it; each NaN counts}
   *
   * @param x the array
   */
  public static UniqueInverse uniqueInverse(NDArray x) {
    Groups groups = new Groups(flat(x), false, true);
    return new UniqueInverse(groups.values(), groups.inverse().reshape(x.shape));
  }

  /**
   * {@return the distinct elements of an array and where they are; each NaN counts}
   *
   * @param x the array
   */
  public static UniqueAll uniqueAll(NDArray x) {
    return uniqueAll(x, false);
  }

  /**
   * {@return the distinct elements of an array and where they are}
   *
   * @param x the array
   * @param equalNaN whether all NaN count as one, the first, and all NaT
   */
  public static UniqueAll uniqueAll(NDArray x, boolean equalNaN) {
    Groups groups = new Groups(flat(x), equalNaN, true);
    return new UniqueAll(
        groups.values(), groups.first(), groups.inverse().reshape(x.shape), groups.counts());
  }

  /**
   * {@return the distinct elements of an array; all NaN count as one}
   *
   * @param x the array
   */
  public static NDArray unique(NDArray x) {
    return unique(x, true);
  }

  /**
   * {@return the distinct elements of an array}
   *
   * @param x the array
   * @param equalNaN whether all NaN count as one, the first, and all NaT
   */
  public static NDArray unique(NDArray x, boolean equalNaN) {
    return new Groups(flat(x), equalNaN, false).values();
  }

  /**
   * {@return the distinct parts of an array along an axis, sorted by their first elements that
   * differ; a part with NaN equals no other}
   *
   * @param x the array
   * @param axis the axis
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray unique(NDArray x, int axis) {
    Slabs parts = Slabs.of(x, axis);
    return parts.joined(new Groups(parts.structures(), false, false).values());
  }

  /**
   * {@return the distinct parts of an array along an axis, sorted by their first elements that
   * differ, and where they are: {@code inverseIndices} has one dimension; a part with NaN equals no
   * other}
   *
   * @param x the array
   * @param axis the axis
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static UniqueAll uniqueAll(NDArray x, int axis) {
    Slabs parts = Slabs.of(x, axis);
    Groups groups = new Groups(parts.structures(), false, true);
    return new UniqueAll(
        parts.joined(groups.values()), groups.first(), groups.inverse(), groups.counts());
  }

  /**
   * {@return which elements are among others: a bool array of the shape of {@code element}}
   *
   * @param element the elements
   * @param testElements the others, of any shape
   */
  public static NDArray isin(NDArray element, NDArray testElements) {
    return isin(element, testElements, false);
  }

  /**
   * {@return which elements are, or are not, among others: a bool array of the shape of {@code
   * element}}
   *
   * @param element the elements
   * @param testElements the others, of any shape
   * @param invert whether to tell which are not
   */
  public static NDArray isin(NDArray element, NDArray testElements, boolean invert) {
    NDArray result = NDArray.empty(DType.BOOL, element.shape);
    if (isText(element) != isText(testElements)) {
      // No number equals a text.
      result.fill(invert);
      return result;
    }
    DType common = Sorting.common(element, testElements);
    NDArray among = Sorting.sort(flat(testElements).astype(common));
    new SortedSearch(among, null, element.size())
        .contained(element.astype(common).asContiguous(), invert, result);
    return result;
  }

  private static boolean isText(NDArray a) {
    return a.dtype().kind() == 'S' || a.dtype().kind() == 'U';
  }

  /**
   * {@return the distinct elements that are in both arrays}
   *
   * @param a one array
   * @param b the other
   */
  public static NDArray intersect1d(NDArray a, NDArray b) {
    DType common = Sorting.common(a, b);
    NDArray values = unique(a.astype(common));
    return Gather.where(values, isin(values, b.astype(common)));
  }

  /**
   * {@return the distinct elements that are in both arrays, and where}
   *
   * @param a one array
   * @param b the other
   */
  public static Intersection intersect1dIndices(NDArray a, NDArray b) {
    DType common = Sorting.common(a, b);
    Groups first = new Groups(flat(a.astype(common)), true, true);
    Groups second = new Groups(flat(b.astype(common)), true, true);
    NDArray inBoth = isin(first.values(), second.values());
    return new Intersection(
        Gather.where(first.values(), inBoth),
        Gather.where(first.first(), inBoth),
        Gather.where(second.first(), isin(second.values(), first.values())));
  }

  /**
   * {@return the distinct elements of one array that are not in the other, of the dtype of the one}
   *
   * @param a the one array
   * @param b the other
   */
  public static NDArray setdiff1d(NDArray a, NDArray b) {
    return setdiff1d(a, b, false);
  }

  /**
   * {@return the elements of one array that are not in the other, of the dtype of the one}
   *
   * @param a the one array
   * @param b the other
   * @param assumeUnique whether the elements of {@code a} are distinct: then the result is in their
   *     order, not sorted
   */
  public static NDArray setdiff1d(NDArray a, NDArray b, boolean assumeUnique) {
    NDArray values = assumeUnique ? flat(a) : unique(a);
    return Gather.where(values, isin(values, b, true));
  }

  /**
   * {@return the distinct elements that are in one of two arrays and not in the other}
   *
   * @param a one array
   * @param b the other
   */
  public static NDArray setxor1d(NDArray a, NDArray b) {
    DType common = Sorting.common(a, b);
    NDArray x = a.astype(common);
    NDArray y = b.astype(common);
    return Sorting.sort(joined(setdiff1d(x, y), setdiff1d(y, x)));
  }

  /**
   * {@return the distinct elements that are in one of two arrays or in both}
   *
   * @param a one array
   * @param b the other
   */
  public static NDArray union1d(NDArray a, NDArray b) {
    DType common = Sorting.common(a, b);
    return unique(joined(flat(a.astype(common)), flat(b.astype(common))));
  }

  private static NDArray flat(NDArray a) {
    return a.ravel();
  }

  private static NDArray joined(NDArray a, NDArray b) {
    NDArray all = NDArray.empty(a.dtype(), a.size() + b.size());
    all.get(Slice.to(a.size())).assign(a);
    all.get(Slice.from(a.size())).assign(b);
    return all;
  }
}

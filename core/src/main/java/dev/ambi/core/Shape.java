package dev.ambi.core;

import dev.ambi.core.internal.Shapes;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The lengths of an array's axes, none to {@link #MAX_NDIM} of them. Immutable; two shapes are
 * equal if their lengths are.
 */
public final class Shape {

  /** The greatest number of axes: NumPy 2's {@code NPY_MAXDIMS}. */
  public static final int MAX_NDIM = Shapes.MAX_DIMS;

  private static final Shape SCALAR = new Shape(new long[0]);

  final long[] lengths;

  private Shape(long[] lengths) {
    this.lengths = lengths;
  }

  /**
   * {@return a shape}
   *
   * @param lengths the lengths of the axes, the outermost first; none for one element
   * @throws IllegalArgumentException if one is negative, there are too many, or there would be more
   *     elements than a {@code long} counts
   */
  public static Shape of(long... lengths) {
    if (lengths.length == 0) {
      return SCALAR;
    }
    Shapes.check(lengths, 1);
    return new Shape(lengths.clone());
  }

  /**
   * Wraps lengths that are an array's own and never change: they are neither checked nor copied.
   */
  static Shape wrap(long[] lengths) {
    return new Shape(lengths);
  }

  /**
   * {@return the shape to which all the shapes broadcast}
   *
   * @param shapes the shapes
   * @throws IllegalArgumentException if they do not
   */
  public static Shape broadcast(Shape... shapes) {
    return of(Shapes.broadcast(Arrays.stream(shapes).map(s -> s.lengths).toArray(long[][]::new)));
  }

  /** {@return the number of axes} */
  public int ndim() {
    return lengths.length;
  }

  /**
   * {@return the length of an axis}
   *
   * @param axis the axis; a negative one counts from the last
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public long get(int axis) {
    return lengths[Shapes.axis(axis, lengths.length)];
  }

  /** {@return the number of elements} */
  public long size() {
    return Shapes.size(lengths);
  }

  /** {@return the lengths; a copy} */
  public long[] toArray() {
    return lengths.clone();
  }

  /** {@return the lengths} */
  public LongStream stream() {
    return Arrays.stream(lengths);
  }

  /**
   * {@return whether the lengths are these}
   *
   * @param other the lengths
   */
  public boolean is(long... other) {
    return Arrays.equals(lengths, other);
  }

  /**
   * {@return this shape with one axis of another length}
   *
   * @param axis the axis; a negative one counts from the last
   * @param length its new length
   */
  public Shape with(int axis, long length) {
    long[] changed = lengths.clone();
    changed[Shapes.axis(axis, lengths.length)] = length;
    return of(changed);
  }

  /**
   * {@return this shape without an axis}
   *
   * @param axis the axis; a negative one counts from the last
   */
  public Shape without(int axis) {
    int k = Shapes.axis(axis, lengths.length);
    long[] rest = new long[lengths.length - 1];
    System.arraycopy(lengths, 0, rest, 0, k);
    System.arraycopy(lengths, k + 1, rest, k, rest.length - k);
    return of(rest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(lengths, that.lengths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lengths);
  }

  /** {@return the shape as Python writes it: {@code (2, 3)}, {@code (3,)}, {@code ()}} */
  @Override
  public String toString() {
    return Shapes.tuple(lengths);
  }
}

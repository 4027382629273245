package dev.ambi.core.internal;

import java.util.Arrays;

/** Arithmetic on shapes and strides; strides are in bytes. */
public final class Shapes {

  /** How many dimensions an array may have, as in NumPy 2. */
  public static final int MAX_DIMS = 64;

  /** What virtual machines are known to allow. */
  private static final int MAX_JAVA_LENGTH = Integer.MAX_VALUE - 8;

  private static final long[] NONE = {};

  private Shapes() {}

  /**
   * {@return the number of elements}
   *
   * @param shape the shape, already checked
   */
  public static long size(long[] shape) {
    long n = 1;
    for (long d : shape) {
      n *= d;
    }
    return n;
  }

  /**
   * Refuses a shape that no array can have.
   *
   * @param shape the shape
   * @param itemSize the size of an element in bytes
   * @return the number of elements
   */
  public static long check(long[] shape, long itemSize) {
    if (shape.length > MAX_DIMS) {
      throw new IllegalArgumentException(
          "maximum supported dimension for an ndarray is currently "
              + MAX_DIMS
              + ", found "
              + shape.length);
    }
    long bytes = Math.max(itemSize, 1);
    long n = 1;
    for (long d : shape) {
      if (d < 0) {
        throw new IllegalArgumentException("negative dimensions are not allowed");
      }
      n *= d;
      // As NumPy does, an empty axis does not excuse others that are too long.
      if (d > 0) {
        if (Math.multiplyHigh(bytes, d) != 0 || bytes * d < 0) {
          throw new IllegalArgumentException(
              "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum"
                  + " possible size: shape "
                  + tuple(shape));
        }
        bytes *= d;
      }
    }
    return n;
  }

  /**
   * {@return row-major strides}
   *
   * @param shape the shape
   * @param itemSize the size of an element in bytes
   */
  public static long[] strides(long[] shape, long itemSize) {
    if (shape.length == 0) {
      return NONE;
    }
    long[] strides = new long[shape.length];
    long step = itemSize;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= Math.max(shape[i], 1);
    }
    return strides;
  }

  /**
   * {@return column-major strides}
   *
   * @param shape the shape
   * @param itemSize the size of an element in bytes
   */
  public static long[] fortranStrides(long[] shape, long itemSize) {
    long[] strides = new long[shape.length];
    long step = itemSize;
    for (int i = 0; i < shape.length; i++) {
      strides[i] = step;
      step *= Math.max(shape[i], 1);
    }
    return strides;
  }

  /**
   * {@return strides of a gapless array whose axes lie in memory in the order of the given strides}
   *
   * @param shape the shape
   * @param like the strides whose order is kept
   * @param itemSize the size of an element in bytes
   */
  public static long[] stridesLike(long[] shape, long[] like, long itemSize) {
    Integer[] axes = new Integer[shape.length];
    Arrays.setAll(axes, i -> i);
    Arrays.sort(axes, (a, b) -> Long.compare(Math.abs(like[b]), Math.abs(like[a])));
    long[] strides = new long[shape.length];
    long step = itemSize;
    for (int i = axes.length - 1; i >= 0; i--) {
      strides[axes[i]] = step;
      step *= Math.max(shape[axes[i]], 1);
    }
    return strides;
  }

  /**
   * {@return whether the elements lie in memory without gaps, the last axis fastest}
   *
   * @param shape the shape
   * @param strides the strides
   * @param itemSize the size of an element in bytes
   * @param size the number of elements
   */
  public static boolean isContiguous(long[] shape, long[] strides, long itemSize, long size) {
    if (size == 0) {
      return true;
    }
    long step = itemSize;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1) {
        if (strides[i] != step) {
          return false;
        }
        step *= shape[i];
      }
    }
    return true;
  }

  /**
   * {@return whether the elements lie in memory without gaps, the first axis fastest}
   *
   * @param shape the shape
   * @param strides the strides
   * @param itemSize the size of an element in bytes
   * @param size the number of elements
   */
  public static boolean isFortranContiguous(
      long[] shape, long[] strides, long itemSize, long size) {
    if (size == 0) {
      return true;
    }
    long step = itemSize;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] != 1) {
        if (strides[i] != step) {
          return false;
        }
        step *= shape[i];
      }
    }
    return true;
  }

  /**
   * Refuses an array that reaches out of its memory.
   *
   * @param bytes the size of the memory
   * @param offset where the first element is
   * @param shape the shape, already checked
   * @param strides the strides
   * @param itemSize the size of an element in bytes
   * @param size the number of elements
   */
  public static void checkBounds(
      long bytes, long offset, long[] shape, long[] strides, long itemSize, long size) {
    if (strides.length != shape.length) {
      throw new IllegalArgumentException(
          "strides must be the same length as shape: shape "
              + tuple(shape)
              + ", strides "
              + tuple(strides));
    }
    if (offset < 0 || offset > bytes) {
      throw new IndexOutOfBoundsException(
          "offset " + offset + " is out of range for memory of " + bytes + " bytes");
    }
    if (size == 0) {
      return;
    }
    try {
      long low = offset;
      long high = Math.addExact(offset, itemSize);
      for (int i = 0; i < shape.length; i++) {
        long reach = Math.multiplyExact(shape[i] - 1, strides[i]);
        if (reach < 0) {
          low = Math.addExact(low, reach);
        } else {
          high = Math.addExact(high, reach);
        }
      }
      if (low >= 0 && high <= bytes) {
        return;
      }
      throw outOfMemory(bytes, offset, shape, strides, "bytes " + low + " to " + high);
    } catch (ArithmeticException e) {
      throw outOfMemory(bytes, offset, shape, strides, "more than 2**63 bytes");
    }
  }

  private static IndexOutOfBoundsException outOfMemory(
      long bytes, long offset, long[] shape, long[] strides, String reach) {
    return new IndexOutOfBoundsException(
        "an array of shape "
            + tuple(shape)
            + " and strides "
            + tuple(strides)
            + " at offset "
            + offset
            + " reaches over "
            + reach
            + " of a memory of "
            + bytes
            + " bytes");
  }

  /**
   * {@return the strides with which an array shows itself in a larger shape, or null if it cannot}
   *
   * @param shape the array's shape
   * @param strides the array's strides
   * @param to the larger shape
   */
  public static long[] broadcastStrides(long[] shape, long[] strides, long[] to) {
    int extra = to.length - shape.length;
    if (extra < 0) {
      return null;
    }
    long[] result = new long[to.length];
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == to[i + extra]) {
        result[i + extra] = strides[i];
      } else if (shape[i] != 1) {
        return null;
      }
    }
    return result;
  }

  /**
   * {@return the shape to which all the shapes broadcast}
   *
   * @param shapes the shapes
   */
  public static long[] broadcast(long[]... shapes) {
    int ndim = 0;
    for (long[] shape : shapes) {
      ndim = Math.max(ndim, shape.length);
    }
    long[] result = new long[ndim];
    Arrays.fill(result, 1);
    for (long[] shape : shapes) {
      for (int i = 0; i < shape.length; i++) {
        int axis = i + ndim - shape.length;
        if (result[axis] == 1) {
          result[axis] = shape[i];
        } else if (shape[i] != 1 && shape[i] != result[axis]) {
          StringBuilder all = new StringBuilder();
          for (long[] each : shapes) {
            all.append(compact(each)).append(' ');
          }
          throw new IllegalArgumentException(
              "operands could not be broadcast together with shapes " + all);
        }
      }
    }
    return result;
  }

  /**
   * {@return strides that show the same elements, in row-major order, in another shape, or null if
   * only a copy can}
   *
   * @param shape the array's shape
   * @param strides the array's strides
   * @param to the new shape, of as many elements
   * @param itemSize the size of an element in bytes
   */
  public static long[] reshapeStrides(long[] shape, long[] strides, long[] to, long itemSize) {
    if (size(shape) == 0) {
      return strides(to, itemSize);
    }
    long[] result = new long[to.length];
    int from = 0;
    int into = 0;
    // Axes of both shapes are matched in the smallest groups of equally many elements.
    while (from < shape.length && into < to.length) {
      int fromStart = from;
      int intoStart = into;
      long have = shape[from++];
      long want = to[into++];
      while (have != want) {
        if (have < want) {
          if (from == shape.length) {
            return null;
          }
          have *= shape[from++];
        } else {
          want *= to[into++];
        }
      }
      long step = groupStride(shape, strides, fromStart, from);
      if (step == Long.MIN_VALUE) {
        return null;
      }
      for (int i = into - 1; i >= intoStart; i--) {
        result[i] = step;
        step *= to[i];
      }
    }
    for (int i = into; i < to.length; i++) {
      result[i] = itemSize;
    }
    return result;
  }

  /** The stride of axes taken together as one, or Long.MIN_VALUE if they are not one in memory. */
  private static long groupStride(long[] shape, long[] strides, int start, int end) {
    long innermost = 0;
    long expected = 0;
    boolean any = false;
    for (int i = end - 1; i >= start; i--) {
      if (shape[i] == 1) {
        continue;
      }
      if (!any) {
        innermost = strides[i];
        any = true;
      } else if (strides[i] != expected) {
        return Long.MIN_VALUE;
      }
      expected = strides[i] * shape[i];
    }
    return any ? innermost : strides[end - 1];
  }

  /**
   * {@return the shape with its one negative length replaced by what is left over}
   *
   * @param shape the new shape
   * @param size the number of elements
   */
  public static long[] resolve(long[] shape, long size) {
    long known = 1;
    int unknown = -1;
    boolean fits = true;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] < 0) {
        if (unknown >= 0) {
          throw new IllegalArgumentException("can only specify one unknown dimension");
        }
        unknown = i;
      } else {
        fits &= Math.multiplyHigh(known, shape[i]) == 0 && known * shape[i] >= 0;
        known *= shape[i];
      }
    }
    fits &= unknown < 0 ? known == size : known != 0 && size % known == 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "cannot reshape array of size " + size + " into shape " + compact(shape));
    }
    long[] result = shape.clone();
    if (unknown >= 0) {
      result[unknown] = size / known;
    }
    return result;
  }

  /**
   * {@return the length of a Java array for so many elements}
   *
   * @param n how many elements
   * @throws ArithmeticException if no Java array has so many
   */
  public static int javaLength(long n) {
    if (n > MAX_JAVA_LENGTH) {
      throw new ArithmeticException("no Java array has " + n + " elements");
    }
    return (int) n;
  }

  /**
   * {@return the axis counted from the first}
   *
   * @param axis the axis; a negative one counts from the last
   * @param ndim the number of axes
   */
  public static int axis(int axis, int ndim) {
    int a = axis < 0 ? axis + ndim : axis;
    if (a < 0 || a >= ndim) {
      throw new IndexOutOfBoundsException(
          "axis " + axis + " is out of bounds for array of dimension " + ndim);
    }
    return a;
  }

  /**
   * {@return the axis counted from the first}
   *
   * @param axis the axis; a negative one counts from the last
   * @param ndim the number of axes
   * @param name what the error calls it
   */
  public static int axis(int axis, int ndim, String name) {
    int a = axis < 0 ? axis + ndim : axis;
    if (a < 0 || a >= ndim) {
      throw new IndexOutOfBoundsException(
          name + ": axis " + axis + " is out of bounds for array of dimension " + ndim);
    }
    return a;
  }

  /**
   * {@return the shape as Python writes a tuple: {@code (2, 3)}, {@code (3,)}, {@code ()}}
   *
   * @param shape the shape
   */
  public static String tuple(long[] shape) {
    String text = Arrays.toString(shape);
    return "(" + text.substring(1, text.length() - 1) + (shape.length == 1 ? ",)" : ")");
  }

  /**
   * {@return the shape as NumPy's errors write it: {@code (2,3)}, without negative lengths in
   * front}
   *
   * @param shape the shape
   */
  public static String compact(long[] shape) {
    StringBuilder b = new StringBuilder("(");
    for (long d : shape) {
      if (d >= 0 || b.length() > 1) {
        b.append(b.length() > 1 ? "," : "").append(d < 0 ? "newaxis" : Long.toString(d));
      }
    }
    return b.append(shape.length == 1 && b.length() > 1 ? ",)" : ")").toString();
  }
}

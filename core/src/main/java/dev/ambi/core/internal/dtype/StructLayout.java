package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the fields of a structured dtype lie, and whether they may lie there. */
public final class StructLayout {

  /** As in NumPy, which keeps the size in a C int. */
  private static final long MAX_SIZE = Integer.MAX_VALUE;

  /** As in NumPy. */
  private static final int MAX_DIMS = 64;

  private StructLayout() {}

  /**
   * Refuses fields that no structured dtype can have.
   *
   * @param fields the fields
   * @param itemSize the size of an element
   * @param aligned whether the fields are to be aligned
   */
  public static void check(List<Field> fields, long itemSize, boolean aligned) {
    checkNames(fields);
    long end = end(fields);
    if (itemSize < end) {
      throw tooSmall(end, itemSize);
    }
    if (itemSize > MAX_SIZE) {
      throw new IllegalArgumentException("a dtype of " + itemSize + " bytes is too large");
    }
    if (!aligned) {
      return;
    }
    for (Field f : fields) {
      if (f.offset() % f.dtype().alignment() != 0) {
        throw new IllegalArgumentException(
            "offset "
                + f.offset()
                + " for NumPy dtype with fields is not divisible by the field alignment "
                + f.dtype().alignment()
                + " with align=True");
      }
    }
    if (itemSize % alignment(fields) != 0) {
      throw new IllegalArgumentException(
          "NumPy dtype descriptor requires alignment of "
              + alignment(fields)
              + " bytes, which is not divisible into the specified itemsize "
              + itemSize);
    }
  }

  private static void checkNames(List<Field> fields) {
    Set<String> seen = new HashSet<>();
    for (Field f : fields) {
      if (!seen.add(f.name())) {
        throw new IllegalArgumentException("field '" + f.name() + "' occurs more than once");
      }
      if (f.title().isPresent() && !seen.add(f.title().get())) {
        throw new IllegalArgumentException("title already used as a name or title.");
      }
    }
  }

  /**
   * {@return the error of a size that the fields exceed}
   *
   * @param end where the last field ends
   * @param itemSize the size
   */
  public static IllegalArgumentException tooSmall(long end, long itemSize) {
    return new IllegalArgumentException(
        "NumPy dtype descriptor requires "
            + end
            + " bytes, cannot override to smaller itemsize of "
            + itemSize);
  }

  /**
   * {@return where the last of the fields ends}
   *
   * @param fields the fields
   */
  public static long end(List<Field> fields) {
    long end = 0;
    for (Field f : fields) {
      end = Math.max(end, end(f));
    }
    return end;
  }

  /**
   * {@return where a field ends}
   *
   * @param f the field
   */
  public static long end(Field f) {
    long size = f.dtype().itemSize();
    if (size > MAX_SIZE || f.offset() > MAX_SIZE - size) {
      throw new IllegalArgumentException(
          "field '"
              + f.name()
              + "' of "
              + size
              + " bytes at offset "
              + f.offset()
              + " makes the dtype too large");
    }
    return f.offset() + size;
  }

  /**
   * {@return whether there are bytes in an element that belong to no field, or it may be so: copies
   * of fields leave them as they are}
   *
   * @param dtype the dtype
   */
  public static boolean hasGaps(DType dtype) {
    if (dtype instanceof SubArrayDType a) {
      return hasGaps(a.base());
    }
    if (!(dtype instanceof StructDType s)) {
      return false;
    }
    long end = 0;
    for (Field f : s.fields()) {
      if (f.offset() != end || hasGaps(f.dtype())) {
        return true;
      }
      end = end(f);
    }
    return end != s.itemSize();
  }

  /**
   * {@return the next multiple}
   *
   * @param n a number, not negative
   * @param unit of what, positive
   */
  public static long roundUp(long n, long unit) {
    return (n + unit - 1) / unit * unit;
  }

  /**
   * {@return the largest alignment of a field, at least 1}
   *
   * @param fields the fields
   */
  public static int alignment(List<Field> fields) {
    return fields.stream().mapToInt(f -> f.dtype().alignment()).max().orElse(1);
  }

  /**
   * {@return the native byte order if all fields are native}
   *
   * @param fields the fields
   */
  public static ByteOrder byteOrder(List<Field> fields) {
    ByteOrder order = ByteOrder.nativeOrder();
    for (Field f : fields) {
      if (!f.dtype().isNative()) {
        return f.dtype().byteOrder();
      }
    }
    return order;
  }

  /**
   * {@return the field of a name or title}
   *
   * @param struct the dtype
   * @param name the name or title
   */
  public static Field find(StructDType struct, String name) {
    for (Field f : struct.fields()) {
      if (f.name().equals(name)) {
        return f;
      }
    }
    for (Field f : struct.fields()) {
      if (f.title().isPresent() && f.title().get().equals(name)) {
        return f;
      }
    }
    throw new IllegalArgumentException("no field of name " + name);
  }

  /**
   * Refuses a shape that no sub-array can have.
   *
   * @param base the type of its elements
   * @param dims the shape
   */
  public static void checkSubArray(DType base, long[] dims) {
    if (dims.length == 0) {
      throw new IllegalArgumentException("a sub-array needs at least one axis");
    }
    if (dims.length > MAX_DIMS) {
      throw new IllegalArgumentException(
          "invalid shape in fixed-type tuple: sub-array of "
              + dims.length
              + " axes, at most "
              + MAX_DIMS);
    }
    // An empty axis does not excuse others that are too long: the product is of the others.
    long bytes = Math.max(base.itemSize(), 1);
    for (long d : dims) {
      if (d < 0) {
        throw new IllegalArgumentException(
            "invalid shape in fixed-type tuple: dimension smaller than zero.");
      }
      if (d > MAX_SIZE) {
        throw new IllegalArgumentException(
            "invalid shape in fixed-type tuple: dimension does not fit into a C int.");
      }
      if (bytes > MAX_SIZE || bytes * Math.max(d, 1) > MAX_SIZE) {
        throw new IllegalArgumentException(
            "invalid shape in fixed-type tuple: dtype size in bytes must fit into a C int.");
      }
      bytes *= Math.max(d, 1);
    }
  }
}

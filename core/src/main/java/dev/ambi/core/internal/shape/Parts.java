package dev.ambi.core.internal.shape;

import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.Slice;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Takes arrays apart into views. */
public final class Parts {

  private Parts() {}

  /**
   * {@return the slices along an axis, without that axis}
   *
   * @param a the array
   * @param axis the axis
   */
  public static NDArray[] unstack(NDArray a, int axis) {
    if (a.ndim() == 0) {
      throw new IllegalArgumentException("Input array must be at least 1-d.");
    }
    int on = Shapes.axis(axis, a.ndim(), "source");
    NDArray[] result = new NDArray[Shapes.javaLength(a.shape(on))];
    Arrays.setAll(result, i -> Axes.along(a, on, Index.at(i)));
    return result;
  }

  /**
   * {@return parts along an axis that are equally long}
   *
   * @param a the array
   * @param sections how many
   * @param axis the axis
   */
  public static NDArray[] equal(NDArray a, int sections, int axis) {
    long n = a.shape(axis);
    if (sections > 0 && n % sections != 0) {
      throw new IllegalArgumentException(
          "array split does not result in an equal division: "
              + n
              + " into "
              + sections
              + " sections");
    }
    return nearlyEqual(a, sections, axis);
  }

  /**
   * {@return parts along an axis, the first of which may be longer by one than the others}
   *
   * @param a the array
   * @param sections how many
   * @param axis the axis
   */
  public static NDArray[] nearlyEqual(NDArray a, int sections, int axis) {
    long n = a.shape(axis);
    if (sections <= 0) {
      throw new IllegalArgumentException("number sections must be larger than 0., not " + sections);
    }
    long[] places = new long[sections - 1];
    long at = 0;
    for (int i = 0; i < places.length; i++) {
      at += n / sections + (i < n % sections ? 1 : 0);
      places[i] = at;
    }
    return between(a, places, axis);
  }

  /**
   * {@return the parts along an axis between places}
   *
   * @param a the array
   * @param places where the second and later parts begin; negative ones count from the end
   * @param axis the axis
   */
  public static NDArray[] between(NDArray a, long[] places, int axis) {
    int on = Shapes.axis(axis, a.ndim());
    NDArray[] parts = new NDArray[places.length + 1];
    for (int i = 0; i < parts.length; i++) {
      Long start = i == 0 ? Long.valueOf(0) : places[i - 1];
      Long stop = i == places.length ? null : (Long) places[i];
      parts[i] = Axes.along(a, on, Slice.of(start, stop, 1));
    }
    return parts;
  }
}

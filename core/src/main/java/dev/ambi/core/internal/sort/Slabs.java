package dev.ambi.core.internal.sort;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.StructBuilder;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/**
 * The parts of an array along an axis, each as one structure of as many fields as it has elements:
 * so they have an order and can be told apart.
 *
 * @param structures a structure for each part
 * @param rest the shape of a part
 * @param axis the axis
 * @param element the dtype of the elements
 */
@SuppressWarnings("ArrayRecordComponent")
public record Slabs(NDArray structures, long[] rest, int axis, DType element) {

  /**
   * {@return the parts of an array}
   *
   * @param a the array
   * @param axis the axis
   */
  public static Slabs of(NDArray a, int axis) {
    int k = Shapes.axis(axis, a.ndim());
    int[] order = new int[a.ndim()];
    long[] rest = new long[a.ndim() - 1];
    order[0] = k;
    for (int i = 0, n = 0; i < a.ndim(); i++) {
      if (i != k) {
        rest[n++] = a.shape(i);
        order[n] = i;
      }
    }
    NDArray moved = a.transpose(order).asContiguous();
    int fields = Math.toIntExact(Shapes.size(rest));
    StructBuilder builder = DType.struct();
    for (int i = 0; i < fields; i++) {
      builder.field("f" + i, a.dtype());
    }
    DType structure = builder.build();
    NDArray structures =
        NDArray.of(
            moved.memory(),
            moved.offset(),
            structure,
            new long[] {a.shape(k)},
            new long[] {structure.itemSize()},
            false);
    return new Slabs(structures, rest, k, a.dtype());
  }

  /**
   * {@return an array of parts, with the axis where it was}
   *
   * @param some structures without gaps
   */
  public NDArray joined(NDArray some) {
    long[] shape = new long[rest.length + 1];
    shape[0] = some.size();
    System.arraycopy(rest, 0, shape, 1, rest.length);
    NDArray parts =
        NDArray.of(
            some.memory(),
            some.offset(),
            element,
            shape,
            Shapes.strides(shape, element.itemSize()),
            true);
    int[] back = new int[shape.length];
    Arrays.setAll(back, i -> i < axis ? i + 1 : i == axis ? 0 : i);
    return parts.transpose(back).asContiguous();
  }
}

package dev.ambi.core.internal.linalg;

import dev.ambi.core.DType;
import dev.ambi.core.MatrixMultiplier;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import java.util.Arrays;

/** The {@link MatrixMultiplier} that the user has registered, if there is one. */
public final class RegisteredMultiplier {
  /** Multiplications in a product below which a call elsewhere is not worth its cost. */
  private static final long LEAST = 16 * 16 * 16;

  private static volatile MatrixMultiplier multiplier;

  private RegisteredMultiplier() {}

  /**
   * Registers a multiplier.
   *
   * @param m the multiplier; null for none
   */
  public static void set(MatrixMultiplier m) {
    multiplier = m;
  }

  /**
   * {@return the products of stacks of matrices of one dtype; null if nobody computed them}
   *
   * @param x the left matrices
   * @param y the right matrices
   * @param shape the shape of the result
   */
  static NDArray product(NDArray x, NDArray y, long[] shape) {
    MatrixMultiplier m = multiplier;
    int last = shape.length - 1;
    if (m == null || !takes(x.dtype())) {
      return null;
    }
    double work = (double) shape[last - 1] * shape[last] * x.shape(-1);
    if (work < LEAST || Shapes.size(shape) == 0) {
      return null;
    }
    NDArray c = NDArray.empty(x.dtype(), shape);
    if (shape.length == 2) {
      return m.multiply(x, y, c) ? c : null;
    }
    long[] loop = Arrays.copyOf(shape, shape.length - 2);
    boolean[] all = {true};
    new StridedNest(
            loop,
            new long[] {x.offset(), y.offset(), c.offset()},
            MatrixProduct.spread(x, loop),
            MatrixProduct.spread(y, loop),
            MatrixProduct.spread(c, loop))
        .forEachRun((at, strides, count) -> {
          for (long i = 0; i < count && all[0]; i++) {
            all[0] =
                m.multiply(
                    matrix(x, at[0] + i * strides[0]),
                    matrix(y, at[1] + i * strides[1]),
                    matrix(c, at[2] + i * strides[2]));
          }
        });
    return all[0] ? c : null;
  }

  private static boolean takes(DType dtype) {
    return dtype.id().isFloat() || dtype.id().isComplex();
  }

  private static NDArray matrix(NDArray a, long offset) {
    int n = a.ndim();
    long[] shape = Arrays.copyOfRange(RawShape.of(a), n - 2, n);
    long[] strides = {a.strides(-2), a.strides(-1)};
    return NDArray.of(a.memory(), offset, a.dtype(), shape, strides, a.isWritable());
  }
}

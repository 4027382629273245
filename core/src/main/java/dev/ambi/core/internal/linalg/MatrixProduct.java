package dev.ambi.core.internal.linalg;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.ufunc.NoLoop;
import java.util.Arrays;

/** Products of stacks of matrices: {@code (n?,k),(k,m?)->(n?,m?)}. */
public final class MatrixProduct {

  private static final String SIGNATURE = "(n?,k),(k,m?)->(n?,m?)";

  private MatrixProduct() {}

  /**
   * {@return the products}
   *
   * @param a a vector, a matrix, or a stack of matrices
   * @param b a vector, a matrix, or a stack of matrices
   * @param out where the products go; null for a new array
   */
  public static NDArray matmul(NDArray a, NDArray b, NDArray out) {
    checkDimensions(a, 0);
    checkDimensions(b, 1);
    long k = a.shape(-1);
    long rows = b.shape(b.ndim() == 1 ? 0 : -2);
    if (rows != k) {
      throw new IllegalArgumentException(
          "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
              + SIGNATURE
              + " (size "
              + rows
              + " is different from "
              + k
              + ")");
    }
    DType type = type("matmul", a.dtype(), b.dtype());
    NDArray x = a.ndim() == 1 ? a.reshape(1, k) : a;
    NDArray y = b.ndim() == 1 ? b.reshape(k, 1) : b;
    long[] loop = batch(a, b);
    long[] shape = Arrays.copyOf(loop, loop.length + 2);
    shape[loop.length] = x.shape(-2);
    shape[loop.length + 1] = y.shape(-1);
    long[] given = given(shape, a.ndim() == 1, b.ndim() == 1);
    check(out, given, type);
    NDArray made = multiplied(x, y, type, shape).reshape(given);
    if (out == null) {
      return made;
    }
    out.assign(made, Casting.UNSAFE);
    return out;
  }

  private static void checkDimensions(NDArray a, int k) {
    if (a.ndim() == 0) {
      throw new IllegalArgumentException(
          "matmul: Input operand "
              + k
              + " does not have enough dimensions (has 0, gufunc core with signature "
              + SIGNATURE
              + " requires 1)");
    }
  }

  /** {@return the dtype of products} */
  static DType type(String name, DType a, DType b) {
    if (!a.isNumeric() || !b.isNumeric()) {
      throw NoLoop.forTypes(name, a, b);
    }
    return DType.promote(a, b);
  }

  private static long[] batch(NDArray a, NDArray b) {
    long[] left = Arrays.copyOf(RawShape.of(a), Math.max(a.ndim() - 2, 0));
    long[] right = Arrays.copyOf(RawShape.of(b), Math.max(b.ndim() - 2, 0));
    try {
      return Shapes.broadcast(left, right);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "operands could not be broadcast together with remapped shapes [original->remapped]: "
              + remapped(a, left)
              + " "
              + remapped(b, right)
              + "  and requested shape ("
              + a.shape(-2)
              + ","
              + b.shape(-1)
              + ")",
          e);
    }
  }

  private static String remapped(NDArray a, long[] batch) {
    StringBuilder text = new StringBuilder(Shapes.compact(RawShape.of(a))).append("->(");
    for (long d : batch) {
      text.append(d).append(',');
    }
    return text.append("newaxis,newaxis)").toString();
  }

  /** Without the axes that vectors do not have. */
  private static long[] given(long[] shape, boolean noRow, boolean noColumn) {
    long[] kept = new long[shape.length];
    int n = 0;
    for (int i = 0; i < shape.length; i++) {
      boolean gone = (i == shape.length - 2 && noRow) || (i == shape.length - 1 && noColumn);
      if (!gone) {
        kept[n++] = shape[i];
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private static void check(NDArray out, long[] shape, DType type) {
    if (out == null) {
      return;
    }
    if (!Arrays.equals(RawShape.of(out), shape)) {
      throw new IllegalArgumentException(
          "matmul: Output operand 0 has a mismatch in its dimensions, with gufunc signature "
              + SIGNATURE
              + ": expected "
              + Shapes.tuple(shape)
              + ", got "
              + out.shape());
    }
    Outputs.checkWritable(out);
    CastErrors.checkOutput("matmul", type, out.dtype(), Casting.SAME_KIND);
  }

  /**
   * {@return the products of stacks of matrices}
   *
   * @param a the left matrices
   * @param b the right matrices
   * @param type the dtype of the result
   * @param shape the shape of the result
   */
  static NDArray multiplied(NDArray a, NDArray b, DType type, long[] shape) {
    // float16 would lose too much on the way; bool counts, and asks in the end whether there is
    // any.
    DType computed =
        switch (type.id()) {
          case FLOAT16 -> DType.FLOAT32;
          case BOOL -> DType.INT64;
          default -> type.toNative();
        };
    NDArray x = a.dtype().equals(computed) ? a : a.astype(computed);
    NDArray y = b.dtype().equals(computed) ? b : b.astype(computed);
    int last = shape.length - 1;
    long k = x.shape(-1);
    NDArray c = RegisteredMultiplier.product(x, y, shape);
    if (c == null) {
      c = NDArray.zeros(computed, shape);
      if (c.size() > 0 && k > 0) {
        multiply(new MatrixLoop(computed.id()), x, y, c, shape[last - 1], k, shape[last]);
      }
    }
    if (type.id() == TypeId.BOOL) {
      return UFuncs.NOT_EQUAL.call(c, 0L);
    }
    return computed.equals(type) ? c : c.astype(type);
  }

  private static void multiply(
      MatrixLoop product, NDArray x, NDArray y, NDArray c, long n, long k, long m) {
    Matrix a = matrix(x);
    Matrix b = matrix(y);
    Matrix to = matrix(c);
    long[] loop = Arrays.copyOf(RawShape.of(c), c.ndim() - 2);
    if (loop.length == 0) {
      product.multiply(a, b, to, n, k, m);
      return;
    }
    new StridedNest(
            loop,
            new long[] {x.offset(), y.offset(), c.offset()},
            spread(x, loop),
            spread(y, loop),
            spread(c, loop))
        .forEachRun((at, strides, count) -> {
          for (long i = 0; i < count; i++) {
            product.multiply(
                a.at(at[0] + i * strides[0]),
                b.at(at[1] + i * strides[1]),
                to.at(at[2] + i * strides[2]),
                n,
                k,
                m);
          }
        });
  }

  private static Matrix matrix(NDArray a) {
    return new Matrix(a.memory(), a.offset(), a.strides(-2), a.strides(-1));
  }

  /** The strides of the loop dimensions. */
  static long[] spread(NDArray a, long[] loop) {
    int n = a.ndim() - 2;
    return Shapes.broadcastStrides(
        Arrays.copyOf(RawShape.of(a), n), Arrays.copyOf(a.strides(), n), loop);
  }
}

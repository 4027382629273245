package dev.ambi.core.internal.linalg;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.UFuncs;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Products of matrices and vectors as generalized ufuncs. Each is a product of stacks of matrices:
 * a vector is a matrix of one row or one column, and the left one is conjugated where it is a
 * vector.
 */
public final class MatrixUFuncs {

  private MatrixUFuncs() {}

  /** The product of two matrices, or of vectors that stand for a row or a column. */
  public static final UFunc MATMUL =
      of("matmul", "(n?,k),(k,m?)->(n?,m?)", new int[] {0, 1}, new int[] {1, 2}, false);

  /** The sum of products of two vectors, the first conjugated. */
  public static final UFunc VECDOT =
      of("vecdot", "(n),(n)->()", new int[] {-1, 0}, new int[] {0, -1}, true);

  /** The product of a matrix and a vector. */
  public static final UFunc MATVEC =
      of("matvec", "(m,n),(n)->(m)", new int[] {0, 1}, new int[] {1, -1}, false);

  /** The product of a conjugated vector and a matrix. */
  public static final UFunc VECMAT =
      of("vecmat", "(n),(n,m)->(m)", new int[] {-1, 0}, new int[] {0, 1}, true);

  /**
   * {@return a product}
   *
   * @param left for the rows and the columns of the left matrix which core dimension they are, in
   *     the order of their first mention; -1 for one alone
   * @param right the same of the right matrix
   */
  private static UFunc of(
      String name, String signature, int[] left, int[] right, boolean conjugate) {
    UFunc ufunc = UFunc.generalized(name, signature);
    for (TypeId id : TypeId.values()) {
      if (id.isNumeric()) {
        DType d = DType.of(id);
        ufunc.register(UFuncLoop.of(new Product(d, left, right, conjugate), d, d, d));
      }
    }
    return ufunc;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Product(DType dtype, int[] left, int[] right, boolean conjugate)
      implements InnerLoop {

    @Override
    public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
      int[] result = {left[0], right[1]};
      int next = 3;
      NDArray[] operands = new NDArray[3];
      int[][] dims = {left, right, result};
      for (int k = 0; k < 3; k++) {
        long[] shape = {n, 1, 1};
        long[] steps = {strides[k], 0, 0};
        for (int i = 0; i < 2; i++) {
          if (dims[k][i] >= 0) {
            shape[i + 1] = at[3 + dims[k][i]];
            steps[i + 1] = strides[next++];
          }
        }
        operands[k] = NDArray.of(memory[k], at[k], dtype, shape, steps, k == 2);
      }
      NDArray a = operands[0];
      NDArray x = conjugate && dtype.id().isComplex() ? UFuncs.CONJUGATE.call(a) : a;
      long[] shape = {n, a.shape(1), operands[1].shape(2)};
      NDArray made = MatrixProduct.multiplied(x, operands[1], dtype, shape);
      operands[2].assign(made, Casting.UNSAFE);
    }

    @Override
    public String toString() {
      return dtype + " " + Arrays.toString(left) + Arrays.toString(right);
    }
  }
}

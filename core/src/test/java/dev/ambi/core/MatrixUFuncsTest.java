package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Products of matrices and vectors as ufuncs: with options, and what they refuse. */
class MatrixUFuncsTest {

  private static NDArray matrix(long rows, long columns) {
    return NDArray.arange(rows * columns).astype(DType.FLOAT64).reshape(rows, columns);
  }

  @Test
  void theyAreThereByName() {
    for (String name : new String[] {"matmul", "vecdot", "matvec", "vecmat"}) {
      UFunc f = UFuncs.named(name).orElseThrow();
      assertThat(f.inputs()).isEqualTo(2);
      assertThat(f.outputs()).isEqualTo(1);
      assertThat(f.identity()).isNull();
    }
    assertThat(UFuncs.MATMUL.signature()).hasToString("(n?,k),(k,m?)->(n?,m?)");
    assertThat(UFuncs.VECDOT.signature()).hasToString("(n),(n)->()");
    assertThat(UFuncs.MATVEC.signature()).hasToString("(m,n),(n)->(m)");
    assertThat(UFuncs.VECMAT.signature()).hasToString("(n),(n,m)->(m)");
  }

  @Test
  void theyGiveWhatLinearAlgebraGives() {
    NDArray a = matrix(7, 5);
    NDArray b = matrix(5, 6);
    assertThat(UFuncs.MATMUL.call(a, b)).isEqualTo(LinearAlgebra.matmul(a, b));
    assertThat(UFuncs.VECDOT.call(a, a)).isEqualTo(LinearAlgebra.vecdot(a, a));
  }

  @Test
  void theResultGoesWhereItIsWanted() {
    NDArray a = matrix(2, 3);
    NDArray b = matrix(3, 4);
    NDArray product = UFuncs.MATMUL.call(a, b);
    NDArray spread = NDArray.zeros(DType.FLOAT64, 4, 8).get("::2, ::-2");
    NDArray out = spread.get(":2");
    assertThat(UFuncs.MATMUL.with().out(out).call(a, b)).isSameAs(out);
    assertThat(out).isEqualTo(product);
    NDArray narrow = NDArray.zeros(DType.FLOAT32, 2, 4);
    assertThat(UFuncs.MATMUL.with().out(narrow).call(a, b))
        .isEqualTo(product.astype(DType.FLOAT32));
    NDArray vector = NDArray.zeros(DType.FLOAT64, 4);
    assertThat(UFuncs.MATMUL.with().out(vector).call(a.get("0"), b)).isEqualTo(product.get("0"));
    NDArray one = NDArray.zeros(DType.FLOAT64);
    assertThat(UFuncs.MATMUL.with().out(one).call(a.get("0"), a.get("1")).getDouble())
        .isEqualTo(14);
  }

  @Test
  void anOutputMayOverlapAnInput() {
    NDArray a = matrix(3, 3);
    NDArray expected = UFuncs.MATMUL.call(a, a);
    assertThat(UFuncs.MATMUL.with().out(a).call(a, a)).isEqualTo(expected);
    NDArray stack = matrix(4, 3);
    NDArray shifted = UFuncs.MATVEC.call(matrix(3, 3), stack.get(":3").copy());
    UFuncs.MATVEC.with().out(stack.get("1:")).call(matrix(3, 3), stack.get(":3"));
    assertThat(stack.get("1:")).isEqualTo(shifted);
  }

  @Test
  void theDTypeToComputeInCanBeNamed() {
    NDArray a = matrix(2, 3).astype(DType.INT8);
    NDArray product = UFuncs.MATMUL.with().dtype(DType.FLOAT32).call(a, a.transpose());
    assertThat(product.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(product).isEqualTo(NDArray.of(new float[] {5, 14, 14, 50}, 2, 2));
  }

  @Test
  void wrongOutputsAreRefusedAndLeftAlone() {
    NDArray a = matrix(2, 3);
    NDArray b = matrix(3, 4);
    assertThatThrownBy(() -> UFuncs.MATMUL.with().out(matrix(2, 5)).call(a, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "matmul: Output operand 0 has a mismatch in its core dimension 1, with gufunc signature"
                + " (n?,k),(k,m?)->(n?,m?) (size 5 is different from 4)");
    NDArray integers = NDArray.zeros(DType.INT32, 2, 4);
    assertThatThrownBy(() -> UFuncs.MATMUL.with().out(integers).call(a, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot cast ufunc 'matmul' output from dtype('float64') to dtype('int32') with casting"
                + " rule 'same_kind'");
    assertThat(integers.any().getBoolean()).isFalse();
    NDArray locked = NDArray.zeros(DType.FLOAT64, 2, 4).readOnly();
    assertThatThrownBy(() -> UFuncs.MATMUL.with().out(locked).call(a, b))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theyDoNotReduce() {
    NDArray a = matrix(3, 3);
    assertThatThrownBy(() -> UFuncs.MATMUL.reduce(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Reduction not defined on ufunc with signature");
    assertThatThrownBy(() -> UFuncs.VECDOT.accumulate(a, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Reduction not defined on ufunc with signature");
    assertThatThrownBy(() -> UFuncs.MATMUL.reduceAt(a, NDArray.of(new long[] {0}, 1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Reduction not defined on ufunc with signature");
    assertThatThrownBy(() -> UFuncs.MATMUL.outer(a, a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("method outer is not allowed in ufunc with non-trivial signature");
    assertThatThrownBy(() -> UFuncs.MATMUL.at(a, NDArray.of(new long[] {0}, 1), a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "matmul.at does not support ufunc with non-trivial signature: matmul has signature"
                + " (n?,k),(k,m?)->(n?,m?).");
    assertThatThrownBy(() -> UFuncs.MATMUL.with().where(NDArray.scalar(1)).call(a, a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matmul() got an unexpected keyword argument 'where'");
    assertThatThrownBy(
            () -> UFuncs.MATMUL.with().casting(Casting.NO).call(a, a.astype(DType.FLOAT32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot cast ufunc 'matmul' input 1 from dtype('float32') to dtype('float64') with"
                + " casting rule 'no'");
  }

  @Test
  void optionalDimensionsOfOnesOwn() {
    UFunc lengths =
        UFunc.generalized("lengths", "(a?,b)->()")
            .register(
                UFuncLoop.of(
                    (memory, at, strides, n) -> {
                      for (long i = 0; i < n; i++) {
                        memory[1].set(
                            java.lang.foreign.ValueLayout.JAVA_DOUBLE,
                            at[1] + i * strides[1],
                            at[2] * 100.0 + at[3]);
                      }
                    },
                    DType.FLOAT64,
                    DType.FLOAT64));
    assertThat(lengths.call(NDArray.zeros(DType.FLOAT64, 7)).getDouble()).isEqualTo(107);
    assertThat(lengths.call(NDArray.zeros(DType.FLOAT64, 3, 7)).getDouble()).isEqualTo(307);
    assertThat(lengths.call(NDArray.zeros(DType.FLOAT64, 2, 3, 7)))
        .isEqualTo(NDArray.of(new double[] {307, 307}, 2));
    assertThatThrownBy(() -> lengths.call(NDArray.scalar(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "lengths: Input operand 0 does not have enough dimensions (has 0, gufunc core with"
                + " signature (a?,b)->() requires 1)");
  }
}

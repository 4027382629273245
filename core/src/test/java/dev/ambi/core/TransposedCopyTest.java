package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies and element-wise operations between arrays whose axes lie in memory in another order. */
class TransposedCopyTest {

  static List<NDArray> arrays() {
    return List.of(
        NDArray.arange(150 * 131).reshape(150, 131).transpose(),
        NDArray.arange(64 * 130).reshape(64, 130).astype(DType.FLOAT32).transpose(),
        NDArray.arange(200 * 70).reshape(200, 70).astype(DType.INT8).transpose(),
        NDArray.arange(3 * 70 * 90).reshape(3, 70, 90).transpose(2, 1, 0),
        NDArray.arange(70 * 3 * 90).reshape(70, 3, 90).transpose(2, 0, 1),
        NDArray.arange(70 * 3 * 90).reshape(70, 3, 90).transpose(1, 2, 0),
        NDArray.arange(150 * 260).reshape(150, 260).get("::-1, ::2").transpose(),
        NDArray.arange(150 * 130).reshape(150, 130).get(":, ::-1").transpose(),
        NDArray.arange(2 * 65 * 66 * 3).reshape(2, 65, 66, 3).transpose(3, 2, 0, 1),
        NDArray.arange(150 * 130).reshape(150, 130).astype(DType.COMPLEX128).transpose());
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void isElementForElement(NDArray a) {
    NDArray copy = a.copy();
    assertThat(copy.isCContiguous()).isTrue();
    NDArray cast = a.astype(DType.COMPLEX128).copy();
    NDArray sum = a.add(copy);
    NDArray twice = copy.add(copy);
    long[] index = new long[a.ndim()];
    for (long i = 0; i < a.size(); i++) {
      Object expected = a.getObject(index);
      assertThat(copy.getObject(index)).isEqualTo(expected);
      assertThat(cast.getComplex(index)).isEqualTo(a.getComplex(index));
      assertThat(sum.getObject(index)).isEqualTo(twice.getObject(index));
      for (int k = a.ndim() - 1; k >= 0 && ++index[k] == a.shape(k); k--) {
        index[k] = 0;
      }
    }
  }
}

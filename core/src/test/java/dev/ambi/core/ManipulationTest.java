package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What recorded answers of NumPy do not reach. */
class ManipulationTest {

  @Test
  void tileOfMoreAxesThanAViewCanShowTwice() {
    long[] shape = new long[40];
    Arrays.fill(shape, 1);
    shape[39] = 2;
    long[] repetitions = shape.clone();
    repetitions[0] = 3;
    NDArray tiled = Manipulation.tile(NDArray.arange(2).reshape(shape), repetitions);
    assertThat(tiled.shape()).isEqualTo(Shape.of(shape).with(0, 3).with(-1, 4));
    assertThat(tiled.toLongArray()).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
  }

  @Test
  void insertAtPlacesInNoOrder() {
    NDArray a = NDArray.arange(4);
    NDArray values = NDArray.of(new long[] {10, 20, 30});
    NDArray places = NDArray.of(new long[] {2, 0, -2});
    assertThat(Manipulation.insert(a, places, values, 0).toLongArray())
        .containsExactly(20, 0, 1, 10, 30, 2, 3);
    assertThat(Manipulation.insert(a, NDArray.empty(DType.INT64, 0), 7, 0)).isEqualTo(a);
    assertThatThrownBy(() -> Manipulation.insert(a, NDArray.of(new long[] {0, 5}), 7, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 5 is out of bounds for axis 0 with size 4");
  }

  @Test
  void shapesOfArraysMakeArrays() {
    NDArray a = NDArray.arange(6).reshape(2, 3);
    assertThat(NDArray.zeros(DType.INT64, a.shape())).isEqualTo(a.subtract(a));
    assertThat(NDArray.empty(DType.INT8, a.shape()).hasShapeOf(a)).isTrue();
    assertThat(Creation.ones(DType.INT64, a.shape()))
        .isEqualTo(NDArray.full(DType.INT64, 1, a.shape()));
    assertThat(a.ravel().reshape(a.shape())).isEqualTo(a);
    assertThat(NDArray.scalar(1L).broadcastTo(a.shape()))
        .isEqualTo(NDArray.ones(DType.INT64, a.shape()));
    assertThat(a.transpose().shape()).isEqualTo(Shape.of(3, 2)).hasToString("(3, 2)");
  }
}

package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void isAValue() {
    long[] lengths = {2, 3};
    Shape shape = Shape.of(lengths);
    lengths[0] = 7;
    shape.toArray()[1] = 9;
    assertThat(shape).hasToString("(2, 3)").isEqualTo(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2));
    assertThat(shape.hashCode()).isEqualTo(Shape.of(2, 3).hashCode());
    assertThat(Shape.of()).hasToString("()").isEqualTo(Shape.of());
    assertThat(Shape.of(5)).hasToString("(5,)");
  }

  @Test
  void axesAndSizes() {
    Shape shape = Shape.of(2, 0, 4);
    assertThat(shape.ndim()).isEqualTo(3);
    assertThat(shape.get(-1)).isEqualTo(4);
    assertThat(shape.size()).isZero();
    assertThat(Shape.of().size()).isEqualTo(1);
    assertThat(shape.with(1, 3).size()).isEqualTo(24);
    assertThat(shape.without(-2)).isEqualTo(Shape.of(2, 4));
    assertThat(shape.is(2, 0, 4)).isTrue();
    assertThat(shape.stream().sum()).isEqualTo(6);
    assertThatThrownBy(() -> shape.get(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("axis 3 is out of bounds for array of dimension 3");
    assertThatThrownBy(() -> Shape.of().without(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void broadcasts() {
    assertThat(Shape.broadcast(Shape.of(3, 1), Shape.of(4), Shape.of())).isEqualTo(Shape.of(3, 4));
    assertThat(Shape.broadcast(Shape.of(0), Shape.of(1))).isEqualTo(Shape.of(0));
    assertThatThrownBy(() -> Shape.broadcast(Shape.of(2), Shape.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(2,) (3,)");
  }

  @Test
  void impossibleShapes() {
    assertThatThrownBy(() -> Shape.of(2, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shape.of(1L << 40, 1L << 40))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shape.of(new long[Shape.MAX_NDIM + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.ambi.tests.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A comparison that misses a difference would make every other test worthless. */
class ArrayComparisonTest {

  private static final double NAN = Double.NaN;
  private static final long NEGATIVE_NAN = 0xfff8000000000000L;

  @Test
  void equalArraysDoNotDiffer() {
    ArrayValue value = float64(1, NAN, -0.0);
    assertThat(ArrayComparison.difference(exact(), value, copy(value))).isEmpty();
  }

  @Test
  void oneBitDiffers() {
    NDArray actual = copy(float64(1, 2, 3));
    actual.setDouble(Math.nextUp(2.0), 1);
    assertThat(ArrayComparison.difference(exact(), float64(1, 2, 3), actual))
        .hasValueSatisfying(text -> assertThat(text).contains("byte 8 (00, not 01)"));
  }

  @Test
  void theSignOfAZeroAndOfANanDiffers() {
    assertThat(ArrayComparison.difference(exact(), float64(0.0), copy(float64(-0.0)))).isPresent();
    NDArray negative = copy(float64(NAN));
    negative.memory().set(ValueLayout.JAVA_LONG, 0, NEGATIVE_NAN);
    assertThat(ArrayComparison.difference(exact(), float64(NAN), negative)).isPresent();
  }

  @Test
  void theDtypeTheShapeAndTheOrderDiffer() {
    ArrayValue zeros =
        new ArrayValue("<f8", new long[] {2, 3}, new long[] {24, 8}, 0, new byte[48]);
    assertThat(ArrayComparison.difference(exact(), zeros, NDArray.zeros(DType.INT64, 2, 3)))
        .hasValue("expected the dtype <f8, but got <i8");
    assertThat(ArrayComparison.difference(exact(), zeros, NDArray.zeros(DType.FLOAT64, 3, 2)))
        .hasValue("expected the shape (2, 3), but got (3, 2)");
    NDArray fortran = NDArray.zeros(Arena.ofAuto(), DType.FLOAT64, Order.F, 2, 3);
    assertThat(ArrayComparison.difference(exact(), zeros, fortran))
        .hasValue("expected the strides [24, 8], but got [8, 16]");
    assertThat(ArrayComparison.difference(exact(), zeros, NDArray.zeros(DType.FLOAT64, 2, 3)))
        .isEmpty();
  }

  @Test
  void ranksOfNansMayChangePlacesAndOthersMayNot() {
    Case ranking = ranking(float64(5, NAN, 4, NAN));
    ArrayValue ranks = float64(2, 3, 1, 4);
    assertThat(ArrayComparison.difference(ranking, ranks, copy(float64(2, 4, 1, 3)))).isEmpty();
    assertThat(ArrayComparison.difference(ranking, ranks, copy(float64(1, 3, 2, 4)))).isPresent();
    assertThat(ArrayComparison.difference(ranking, ranks, copy(float64(2, 4, 1, 4)))).isPresent();
    assertThat(ArrayComparison.difference(exact(), ranks, copy(float64(2, 4, 1, 3)))).isPresent();
  }

  private static Case exact() {
    return new Case(
        "",
        "",
        "",
        List.of(),
        Map.of(),
        List.of(),
        new Outcome.ReturnedArgument(0),
        Map.of(),
        Leaks.NONE,
        List.of(),
        false,
        false);
  }

  private static Case ranking(ArrayValue array) {
    return new Case(
        "",
        "",
        "rankdata",
        List.of(array),
        Map.of(),
        List.of(),
        new Outcome.ReturnedArgument(0),
        Map.of(),
        Leaks.NONE,
        List.of(),
        false,
        true);
  }

  private static ArrayValue float64(double... items) {
    byte[] bytes = MemorySegment.ofArray(items).toArray(ValueLayout.JAVA_BYTE);
    return new ArrayValue("<f8", new long[] {items.length}, new long[] {8}, 0, bytes);
  }

  private static NDArray copy(ArrayValue value) {
    return value.toNDArray(Arena.ofAuto());
  }
}

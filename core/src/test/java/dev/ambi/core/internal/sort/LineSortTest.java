package dev.ambi.core.internal.sort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.Ambi;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that are sorted in parts, or by several threads. */
class LineSortTest {

  static Stream<NDArray> arrays() {
    return Stream.of("bool", "uint8", ">i2", "float32", "float64", "uint64", "complex64", "U3")
        .map(name -> random(DType.parse(name), 1000));
  }

  private static NDArray random(DType dtype, int n) {
    Random random = new Random(5);
    NDArray a = NDArray.zeros(dtype, n);
    for (int i = 0; i < n; i++) {
      int v = random.nextInt(200);
      if (dtype.kind() == 'f' || dtype.kind() == 'c') {
        double x = v == 0 ? Double.NaN : v == 1 ? 0.0 : v == 2 ? -0.0 : v - 77.5;
        a.setDouble(x, i);
      } else if (dtype.kind() == 'U') {
        a.setString(Integer.toString(v), i);
      } else {
        a.setLong(dtype.kind() == 'b' ? v % 2 : v / 2, i);
      }
    }
    return a;
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void whereThePartsEndDoesNotShow(NDArray a) {
    for (boolean descending : new boolean[] {false, true}) {
      NDArray values = NDArray.empty(a.dtype(), 1000);
      NDArray order = NDArray.empty(DType.INT64, 1000);
      new LineSort(1000, descending, null).values(a, values, 0);
      new LineSort(1000, descending, null).indices(a, order, 0);
      for (int limit : new int[] {999, 500, 333, 7, 1}) {
        LineSort sort = new LineSort(limit, descending, null);
        NDArray other = NDArray.empty(a.dtype(), 1000);
        sort.values(a, other, 0);
        assertThat(other).as(a.dtype() + " " + limit).isEqualTo(values);
        NDArray otherOrder = NDArray.empty(DType.INT64, 1000);
        sort.indices(a, otherOrder, 0);
        assertThat(otherOrder).as(a.dtype() + " " + limit).isEqualTo(order);
        NDArray inPlace = NDArray.zeros(a.dtype(), 1000, 3).get("::-1, 1");
        inPlace.assign(a);
        sort.values(inPlace, inPlace, 0);
        assertThat(inPlace).as(a.dtype() + " " + limit).isEqualTo(values);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void severalKeysInParts(NDArray a) {
    NDArray b = random(DType.UINT8, 2000).get("1000:");
    NDArray order = NDArray.empty(DType.INT64, 1000);
    new LineSort(1000, false, null).indices(List.of(a, b), order, 0);
    NDArray other = NDArray.empty(DType.INT64, 1000);
    new LineSort(64, false, null).indices(List.of(a, b), other, 0);
    assertThat(other).isEqualTo(order);
  }

  @Test
  void threadsDoNotShow() {
    NDArray line = random(DType.FLOAT64, 300_000);
    NDArray matrix = line.reshape(1000, 300);
    List<NDArray> alone = sorts(line, matrix);
    int before = Ambi.parallelism();
    try {
      Ambi.parallelism(3);
      assertThat(sorts(line, matrix)).isEqualTo(alone);
    } finally {
      Ambi.parallelism(before);
    }
  }

  private static List<NDArray> sorts(NDArray line, NDArray matrix) {
    NDArray noise = NDArray.of(new Random(9).doubles(400_000).toArray());
    return List.of(
        line.sort(),
        line.argsort(),
        noise.sort(),
        noise.argsort(),
        noise.partition(1234).sort(),
        matrix.sort(0),
        matrix.sort(1),
        matrix.argsort(0),
        matrix.astype(DType.COMPLEX128).sort(1));
  }
}

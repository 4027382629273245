package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link UFunc#accumulate} against its definition, one element after another. */
class AccumulateTest {
  private static final List<DType> DTYPES =
      List.of(
          DType.BOOL,
          DType.INT8,
          DType.UINT16,
          DType.INT32,
          DType.INT64,
          DType.UINT64,
          DType.FLOAT16,
          DType.FLOAT32,
          DType.FLOAT64,
          DType.COMPLEX64,
          DType.COMPLEX128);

  private static final List<UFunc> UFUNCS =
      List.of(
          UFuncs.ADD, UFuncs.MULTIPLY, UFuncs.SUBTRACT, UFuncs.MAXIMUM, UFuncs.FMIN, UFuncs.DIVIDE);

  static List<DType> dtypes() {
    return DTYPES;
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void isItsDefinition(DType dtype) {
    for (NDArray a : layouts(dtype)) {
      for (UFunc ufunc : UFUNCS) {
        boolean none = dtype == DType.BOOL && ufunc == UFuncs.SUBTRACT;
        for (int axis = 0; axis < a.ndim() && !none; axis++) {
          NDArray actual = ufunc.accumulate(a, axis);
          NDArray expected = defined(ufunc, a, axis, actual.dtype());
          assertThat(actual)
              .as(ufunc + " of " + a.dtype() + " along " + axis + " of " + a.ndim())
              .isEqualTo(expected);
          NDArray out = NDArray.zeros(actual.dtype(), wide(a)).get("..., ::2");
          assertThat(ufunc.accumulate(a, axis, null, out)).isSameAs(out).isEqualTo(expected);
          if (a.dtype().equals(actual.dtype())) {
            NDArray inPlace = a.copy();
            assertThat(ufunc.accumulate(inPlace, axis, null, inPlace)).isEqualTo(expected);
          }
        }
      }
    }
  }

  private static long[] wide(NDArray a) {
    long[] shape = a.shape().toArray();
    shape[shape.length - 1] *= 2;
    return shape;
  }

  private static List<NDArray> layouts(DType dtype) {
    NDArray line = NDArray.zeros(dtype, 150);
    line.assign(NDArray.arange(150).get("::-1"), Casting.UNSAFE);
    NDArray matrix = line.reshape(3, 50);
    List<NDArray> all = new ArrayList<>();
    all.add(line.get(":41"));
    all.add(line.get("1:120:3"));
    all.add(line.get("80:10:-2"));
    all.add(line.get(":1"));
    all.add(line.get(":0"));
    all.add(matrix);
    all.add(matrix.transpose());
    all.add(matrix.get(":, ::2"));
    all.add(line.reshape(5, 3, 10).transpose(1, 2, 0));
    all.add(matrix.astype(dtype.withByteOrder(java.nio.ByteOrder.BIG_ENDIAN)));
    return all;
  }

  private static NDArray defined(UFunc ufunc, NDArray a, int axis, DType dtype) {
    NDArray result = a.astype(dtype).copy();
    for (long i = 1; i < a.shape(axis); i++) {
      NDArray row = at(result, axis, i);
      row.assign(ufunc.with().dtype(dtype).call(at(result, axis, i - 1), row), Casting.UNSAFE);
    }
    return result;
  }

  private static NDArray at(NDArray a, int axis, long i) {
    return a.swapaxes(0, axis).get(Index.at(i));
  }
}

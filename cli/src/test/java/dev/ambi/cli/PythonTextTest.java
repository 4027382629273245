package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.Value;
import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is expected here is what CPython 3.11 prints, with NumPy 2.4, and 1.26 where named. */
class PythonTextTest {
  private static final PythonText NUMPY_2 = new PythonText(2);
  private static final PythonText NUMPY_1 = new PythonText(1);

  private static Value scalar(DType dtype, Object value) {
    return new Value.Scalar(NDArray.scalar(dtype, value));
  }

  @Test
  void printsAsStr() {
    assertThat(NUMPY_2.str(new Value.None())).isEqualTo("None");
    assertThat(NUMPY_2.str(new Value.Bool(true))).isEqualTo("True");
    assertThat(NUMPY_2.str(new Value.Int(BigInteger.TEN.pow(20))))
        .isEqualTo("100000000000000000000");
    assertThat(NUMPY_2.str(new Value.Float(1e16))).isEqualTo("1e+16");
    assertThat(NUMPY_2.str(new Value.Float(3))).isEqualTo("3.0");
    assertThat(NUMPY_2.str(new Value.Float(Double.NaN))).isEqualTo("nan");
    assertThat(NUMPY_2.str(new Value.ComplexNumber(new Complex(1, -2)))).isEqualTo("(1-2j)");
    assertThat(NUMPY_2.str(new Value.Text("a'b"))).isEqualTo("a'b");
    assertThat(NUMPY_2.str(new Value.Bytes(new byte[] {'a', 0}))).isEqualTo("b'a\\x00'");
  }

  @Test
  void arraysAndNumpyScalarsPrintBare() {
    assertThat(NUMPY_2.str(new Value.Array(NDArray.of(new double[] {1, Double.NaN}))))
        .isEqualTo("[ 1. nan]");
    assertThat(NUMPY_2.str(scalar(DType.FLOAT32, 0.1f))).isEqualTo("0.1");
    assertThat(NUMPY_2.str(scalar(DType.BOOL, true))).isEqualTo("True");
    assertThat(NUMPY_2.str(scalar(DType.str(3), "abc"))).isEqualTo("abc");
  }

  @Test
  void insideAContainerThereIsRepr() {
    Value list =
        new Value.ListOf(
            List.of(
                new Value.Text("it's"),
                new Value.Text("\"'\n"),
                new Value.Float(1),
                new Value.Array(NDArray.of(new long[] {1, 2}))));
    assertThat(NUMPY_2.str(list)).isEqualTo("[\"it's\", '\"\\'\\n', 1.0, array([1, 2])]");
    Value one = new Value.SmallInt(1);
    assertThat(NUMPY_2.str(new Value.Tuple(List.of(one)))).isEqualTo("(1,)");
    assertThat(NUMPY_2.str(new Value.Tuple(List.of(one, one)))).isEqualTo("(1, 1)");
    assertThat(NUMPY_2.str(new Value.Tuple(List.of()))).isEqualTo("()");
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(new Value.Text("b"), one);
    entries.put(one, new Value.None());
    assertThat(NUMPY_2.str(new Value.Dict(entries))).isEqualTo("{'b': 1, 1: None}");
  }

  @Test
  void theReprOfAScalarDependsOnNumpy() {
    Value scalars =
        new Value.ListOf(
            List.of(
                scalar(DType.FLOAT64, 1.5),
                scalar(DType.BOOL, false),
                scalar(DType.INT32, 3L),
                scalar(DType.COMPLEX128, new Complex(1, 2)),
                scalar(DType.COMPLEX128, new Complex(0, 2)),
                scalar(DType.str(1), "a"),
                scalar(DType.bytes(1), new byte[] {'a'})));
    assertThat(NUMPY_2.str(scalars))
        .isEqualTo(
            "[np.float64(1.5), np.False_, np.int32(3), np.complex128(1+2j), np.complex128(2j),"
                + " np.str_('a'), np.bytes_(b'a')]");
    assertThat(NUMPY_1.str(scalars)).isEqualTo("[1.5, False, 3, (1+2j), 2j, 'a', b'a']");
  }

  @Test
  void whatCannotBePrintedIsEscaped() {
    assertThat(PythonText.quote("\u0000\u007f\u00a0é\u200b\u2028\ue000\uD83D\uDE00\\"))
        .isEqualTo("'\\x00\\x7f\\xa0é\\u200b\\u2028\\ue000\uD83D\uDE00\\\\'");
    assertThat(PythonText.quote("\uDB40\uDC01")).isEqualTo("'\\U000e0001'");
  }
}

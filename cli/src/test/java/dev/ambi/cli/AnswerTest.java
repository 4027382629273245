package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.Value;
import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static String of(Value value) {
    return Answer.of(value, new PythonText(2));
  }

  @Test
  void plainValuesHaveNoDtype() {
    assertThat(of(new Value.None())).isEqualTo("{\"value\": null}");
    assertThat(of(new Value.Float(Double.NaN))).isEqualTo("{\"value\": NaN}");
    assertThat(of(new Value.SmallInt(3))).isEqualTo("{\"value\": 3}");
    assertThat(of(new Value.Text("é"))).isEqualTo("{\"value\": \"\\u00e9\"}");
    assertThat(of(new Value.Tuple(List.of(new Value.Bool(true), new Value.None()))))
        .isEqualTo("{\"value\": [true, null]}");
    assertThat(of(new Value.ComplexNumber(new Complex(1, Double.POSITIVE_INFINITY))))
        .isEqualTo("{\"value\": {\"real\": 1.0, \"imag\": Infinity}}");
    assertThat(of(new Value.Bytes(new byte[] {'a', (byte) 0xff})))
        .isEqualTo("{\"value\": \"a\\u00ff\"}");
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(new Value.SmallInt(1), new Value.Float(2));
    assertThat(of(new Value.Dict(entries))).isEqualTo("{\"value\": {\"1\": 2.0}}");
  }

  @Test
  void arraysAndScalarsHaveDtypeAndShape() {
    assertThat(of(new Value.Array(NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose())))
        .isEqualTo(
            "{\"value\": [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]], \"dtype\": \"float64\","
                + " \"shape\": [3, 2]}");
    assertThat(of(new Value.Array(NDArray.zeros(DType.parse(">i4"), 2, 0))))
        .isEqualTo("{\"value\": [[], []], \"dtype\": \">i4\", \"shape\": [2, 0]}");
    assertThat(of(new Value.Scalar(NDArray.scalar(DType.FLOAT32, 0.5f))))
        .isEqualTo("{\"value\": 0.5, \"dtype\": \"float32\", \"shape\": []}");
    assertThat(of(new Value.Array(NDArray.of(new String[] {"a", "bc"}))))
        .isEqualTo("{\"value\": [\"a\", \"bc\"], \"dtype\": \"<U2\", \"shape\": [2]}");
  }

  @Test
  void failures() {
    assertThat(Answer.of(new Failure("ValueError", "a \"b\"")))
        .isEqualTo("{\"error\": \"ValueError\", \"message\": \"a \\\"b\\\"\"}");
  }
}

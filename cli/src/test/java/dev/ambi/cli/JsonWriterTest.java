package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void floatsAreWrittenAsPythonDoes() {
    List<Double> floats =
        List.of(1.0, 0.1, 1e16, 1e15, 1e-5, 1e-4, -0.0, 5e-324, 1.7976931348623157e308);
    assertThat(JsonWriter.write(floats))
        .isEqualTo(
            "[1.0, 0.1, 1e+16, 1000000000000000.0, 1e-05, 0.0001, -0.0, 5e-324,"
                + " 1.7976931348623157e+308]");
    assertThat(
            JsonWriter.write(
                List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
        .isEqualTo("[NaN, Infinity, -Infinity]");
  }

  @Test
  void otherValues() {
    assertThat(JsonWriter.write(Arrays.asList(null, true, 3L, BigInteger.TEN.pow(20), List.of())))
        .isEqualTo("[null, true, 3, 100000000000000000000, []]");
    assertThat(JsonWriter.write(Map.of("a", Map.of()))).isEqualTo("{\"a\": {}}");
  }

  @Test
  void textIsAsciiOnOneLine() {
    assertThat(JsonWriter.write("a\"\\\n\u0001\u007fé\uD83D\uDE00/"))
        .isEqualTo("\"a\\\"\\\\\\n\\u0001\\u007f\\u00e9\\ud83d\\ude00/\"");
  }
}

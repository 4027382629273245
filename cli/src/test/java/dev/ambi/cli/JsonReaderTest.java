package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static Object read(String text) throws JsonReader.SyntaxException {
    return JsonReader.read(text);
  }

  @Test
  void aNumberWithAFractionOrAnExponentIsAFloat() throws Exception {
    assertThat(read("3")).isEqualTo(3L);
    assertThat(read("-0")).isEqualTo(0L);
    assertThat(read("3.0")).isEqualTo(3.0);
    assertThat(read("-0.0")).isEqualTo(-0.0);
    assertThat(read("1e3")).isEqualTo(1000.0);
    assertThat(read("1E-3")).isEqualTo(0.001);
    assertThat(read("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void anIntMayBeOfAnySize() throws Exception {
    assertThat(read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(read("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(read("9223372036854775808")).isEqualTo(BigInteger.TWO.pow(63));
    assertThat(read("1" + "0".repeat(5000))).isEqualTo(BigInteger.TEN.pow(5000));
  }

  @Test
  void notANumberAndTheInfinitiesAreFloats() throws Exception {
    assertThat(read("NaN")).isEqualTo(Double.NaN);
    assertThat(read("Infinity")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(read("[-Infinity]")).isEqualTo(List.of(Double.NEGATIVE_INFINITY));
  }

  @Test
  void stringsHaveTheirEscapes() throws Exception {
    assertThat(read("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\""))
        .isEqualTo("a\"\\/\b\f\n\r\té\uD83D\uDE00");
    assertThat(read("\"é\"")).isEqualTo("é");
  }

  @Test
  void containersNestAndKeepTheirOrder() throws Exception {
    assertThat(read(" [ 1 , [ ] , { } , null , true , false ] "))
        .isEqualTo(Arrays.asList(1L, List.of(), Map.of(), null, true, false));
    assertThat((Map<?, ?>) read("{\"b\": 1, \"a\": {\"c\": [2.5]}, \"b\": 3}"))
        .isEqualTo(Map.of("b", 3L, "a", Map.of("c", List.of(2.5))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nan",
        "inf",
        "-inf",
        "None",
        "True",
        "nul",
        "nulll",
        "3 4",
        "007",
        "-",
        "+3",
        ".5",
        "5.",
        "1e",
        "1e+",
        "0x10",
        "1_000",
        "[1",
        "[1,]",
        "[,]",
        "1]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{a: 1}",
        "{\"a\": 1,}",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12\"",
        "\"\n\"",
        "'a'",
        "NaN3",
        "--Infinity",
        "\u00a03"
      })
  void everythingElseIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(JsonReader.SyntaxException.class)
        .hasMessageContaining("at character");
  }

  @Test
  void theMessageSaysWhere() {
    assertThatThrownBy(() -> read("[1, x]")).hasMessage("a value is expected, at character 5");
  }

  @Test
  void deepNestingIsAnErrorAndNoOverflow() {
    assertThatThrownBy(() -> read("[".repeat(1_000_000)))
        .isInstanceOf(JsonReader.SyntaxException.class)
        .hasMessageContaining("nested");
  }

  @Property
  boolean readsWhatTheWriterWrites(@ForAll List<String> texts, @ForAll double number)
      throws JsonReader.SyntaxException {
    List<Object> value = List.of(texts, number);
    return read(JsonWriter.write(value)).equals(value);
  }
}

package dev.ambi.tests.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ComplexLongDouble;
import dev.ambi.bridge.LongDouble;
import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Sorting;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Java's form of C's long double: bytes and text as NumPy 1.26.4 and 2.4.6 have them on x86-64, and
 * arrays of them.
 */
class LongDoubleTest {
  private static final boolean X87 = !System.getProperty("os.arch").equals("aarch64");

  private static NDArray array(String... items) {
    NDArray array = NDArray.zeros(LongDouble.dtype(), items.length);
    for (int i = 0; i < items.length; i++) {
      array.setObject(items[i], i);
    }
    return array;
  }

  /** The text of a number, its ten bytes that mean something, and what str gives. */
  @ParameterizedTest
  @CsvSource({
    "0, 00000000000000000000, 0.0",
    "-0, 00000000000000000080, -0.0",
    "1, 0000000000000080ff3f, 1.0",
    "-2.5, 00000000000000a000c0, -2.5",
    "0.1, cdccccccccccccccfb3f, 0.1",
    "1e-5, 2384471b47acc5a7ee3f, 1e-05",
    "1e16, 00000004bfc91b8e3440, 1e+16",
    "123456789012345678, 00a77918d3a54ddb3740, 1.23456789012345678e+17",
    "0.33333333333333333334, abaaaaaaaaaaaaaafd3f, 0.33333333333333333334",
    "3.14159265358979323846264338, 35c26821a2da0fc90040, 3.1415926535897932385",
    "1e4000, 618c55fe2383bad1e673, 1e+4000",
    "-1e-4000, c005384f86733d9c178c, -1e-4000",
    "1.189731495357231765e+4932, fffffffffffffffffe7f, 1.189731495357231765e+4932",
    "1.2e4932, 0000000000000080ff7f, inf",
    "3.6e-4951, 01000000000000000000, 4e-4951",
    "1.9e-4951, 01000000000000000000, 4e-4951",
    "1.8e-4951, 00000000000000000000, 0.0",
    "3.3621031431120935063e-4932, 00000000000000800100, 3.3621031431120935063e-4932",
    "18446744073709551615, ffffffffffffffff3e40, 1.8446744073709551615e+19",
    "18446744073709551617, 00000000000000803f40, 1.8446744073709551616e+19",
    "36893488147419103233, 00000000000000804040, 3.6893488147419103232e+19",
    "9007199254740993, 00040000000000803440, 9007199254740993.0",
    "2e-4, 2c6519e25817b7d1f23f, 0.0002",
    "99999999, 00000000e01fbcbe1940, 99999999.0",
    "1e23, 00b4570a3f1668a94b40, 1e+23",
    "nan, 00000000000000c0ff7f, nan",
    "inf, 0000000000000080ff7f, inf",
    "-inf, 0000000000000080ffff, -inf",
    "5e-324, b2e1a07ace958981cd3b, 5e-324",
    "1.7976931348623157e308, acf7fffffffffffffe43, 1.7976931348623157e+308",
  })
  void isWhatNumpyMakesOfTheText(String text, String hex, String shown) {
    Assumptions.assumeTrue(X87, "the bytes are those of x86-64");
    LongDouble value = LongDouble.parse(text);
    byte[] bytes = value.toBytes();
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(bytes, 10))).isEqualTo(hex);
    assertThat(value).hasToString(shown);
    assertThat(LongDouble.ofBytes(bytes)).isEqualTo(value);
  }

  @Property
  void aDoubleIsItselfThereAndBack(@ForAll double value) {
    LongDouble wide = LongDouble.of(value);
    assertThat(wide.doubleValue()).isEqualTo(value);
    assertThat(LongDouble.ofBytes(wide.toBytes()).doubleValue()).isEqualTo(value);
    assertThat(LongDouble.parse(wide.toString())).isEqualTo(wide);
  }

  @Property
  void itsTextReadsBackAsItself(@ForAll long high, @ForAll long low) {
    BigDecimal exact = BigDecimal.valueOf(high).multiply(BigDecimal.valueOf(low)).movePointLeft(19);
    LongDouble value = LongDouble.of(exact);
    assertThat(LongDouble.parse(value.toString())).isEqualTo(value);
    assertThat(LongDouble.of(value.toBigDecimal())).isEqualTo(value);
    assertThat(value.shortest().precision()).isLessThanOrEqualTo(X87 ? 21 : 36);
  }

  @Test
  void whatIsTooLargeOrNoNumberIsNotTakenForOne() {
    assertThat(LongDouble.of(new BigDecimal("1e999999999")).isInfinite()).isTrue();
    assertThat(LongDouble.of(new BigDecimal("-1e-999999999"))).hasToString("-0.0");
    for (String text : new String[] {"x", "", "--1", "-+1", "1e", "0x1p3"}) {
      assertThatThrownBy(() -> LongDouble.parse(text)).isInstanceOf(NumberFormatException.class);
    }
  }

  @Test
  void arraysAreWrittenAsNumpyWritesThem() {
    assertThat(array("1", "2.5", "0.33333333333333333334").repr())
        .isEqualTo("array([1.        , 2.5       , 0.33333333], dtype=float128)");
    assertThat(array("1e4000", "1").repr())
        .isEqualTo("array([1.e+4000, 1.e+0000], dtype=float128)");
    assertThat(array("nan", "1", "-inf").repr())
        .isEqualTo("array([ nan,   1., -inf], dtype=float128)");
    assertThat(array("0.1", "1000").repr()).isEqualTo("array([1.e-01, 1.e+03], dtype=float128)");
    assertThat(array("-1.5", "22").repr()).isEqualTo("array([-1.5, 22. ], dtype=float128)");
    assertThat(array("inf", "nan").repr()).isEqualTo("array([inf, nan], dtype=float128)");
    assertThat(array("99999", "0.00011").repr())
        .isEqualTo("array([9.9999e+04, 1.1000e-04], dtype=float128)");
    assertThat(array("0.123456789123", "1").repr())
        .isEqualTo("array([0.12345679, 1.        ], dtype=float128)");
    NDArray other = array("0.1").astype(LongDouble.dtype().withByteOrder(ByteOrder.BIG_ENDIAN));
    assertThat(other.repr()).isEqualTo("array([0.1], dtype='>f16')");
    assertThat(other.getObject(0)).isEqualTo(LongDouble.parse("0.1"));
  }

  @Test
  void convertsFromAndToTheNumbersOfCore() {
    NDArray wide = NDArray.of(new double[] {0.1, -2, 1e300}).astype(LongDouble.dtype());
    assertThat(wide.getObject(0)).hasToString("0.10000000000000000555");
    assertThat(wide.astype(DType.FLOAT64).toDoubleArray()).containsExactly(0.1, -2, 1e300);
    assertThat(wide.getDouble(1)).isEqualTo(-2);
    assertThat(NDArray.of(new long[] {Long.MAX_VALUE}).astype(LongDouble.dtype()).getObject(0))
        .hasToString("9.223372036854775807e+18");
    assertThat(DType.promote(DType.FLOAT64, LongDouble.dtype())).isEqualTo(LongDouble.dtype());
    assertThat(DType.promote(DType.COMPLEX64, LongDouble.dtype()))
        .isEqualTo(ComplexLongDouble.dtype());
    assertThat(Sorting.sort(array("3", "nan", "-1e4000")).getObject(0)).hasToString("-1e+4000");
    NDArray complex = NDArray.of(new Complex[] {new Complex(1.5, -2)});
    assertThat(complex.astype(ComplexLongDouble.dtype()).getObject(0)).hasToString("(1.5-2j)");
  }

  /** Where elements are not aligned, and in the fields of a structure. */
  @Test
  void standsAnywhereInMemory() {
    DType structure = DType.struct().field("b", DType.INT8).field("g", LongDouble.dtype()).build();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(34, 16);
      NDArray a = NDArray.of(memory, structure, 2);
      a.field("g").setObject("0.25", 1);
      assertThat(a.field("g").getObject(1)).isEqualTo(LongDouble.of(0.25));
      assertThat(a.toString()).contains("(0, 0.25)");
    }
  }
}

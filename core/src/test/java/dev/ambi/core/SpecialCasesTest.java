package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The special cases of the Python array API standard: {@code special-cases.tsv}. Each is tried by
 * the vector kernels (lines of many elements), on lines with gaps, backwards, in the other byte
 * order and misaligned, beside one element that is repeated, on single elements and with {@code
 * out}.
 */
class SpecialCasesTest {

  /** Several vectors and what is left over. */
  private static final int LINE = 131;

  private static final int SINGLES = 40;

  static final Map<String, List<DType>> DTYPES =
      Map.of(
          "real", List.of(DType.FLOAT16, DType.FLOAT32, DType.FLOAT64),
          "complex", List.of(DType.COMPLEX64, DType.COMPLEX128));

  private static Stream<Arguments> rows(String... kinds) {
    return SpecialCase.all().stream()
        .filter(row -> List.of(kinds).contains(row.operands()))
        .flatMap(row -> DTYPES.get(row.operands()).stream().map(d -> Arguments.of(row, d)));
  }

  static Stream<Arguments> elementwise() {
    return rows("real", "complex");
  }

  static Stream<Arguments> laws() {
    return SpecialCase.all().stream()
        .filter(row -> row.operands().equals("law"))
        .flatMap(row ->
            DTYPES.get(row.condition().split(";")[0]).stream().map(d -> Arguments.of(row, d)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("elementwise")
  void functionsOfElements(SpecialCase row, DType dtype) {
    SpecialFunction f = SpecialFunction.named(row.function());
    boolean complex = dtype.id().isComplex();
    DType part = DType.of(dtype.id().realPart());
    List<double[]> samples = row.samples(part, complex, f.inputs());
    assertThat(samples).as("numbers that meet the condition").isNotEmpty();
    List<String> names = SpecialCase.names(complex, f.inputs());
    SpecialResult wanted = SpecialResult.parse(row.result(), part);
    TreeSet<String> wrong = new TreeSet<>();
    f.everyWay(
        dtype,
        samples,
        Math.max(LINE, samples.size()),
        SINGLES,
        (way, sample, got) -> {
          if (!wanted.fits(got, SpecialResult.Inputs.of(names, sample))) {
            wrong.add(
                way + ": " + names + " " + Arrays.toString(sample) + " -> " + Arrays.toString(got));
          }
        });
    assertThat(wrong).as("%s", row).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("laws")
  void lawsOfFunctions(SpecialCase row, DType dtype) {
    SpecialFunction f = SpecialFunction.named(row.function());
    DType part = DType.of(dtype.id().realPart());
    List<double[]> samples = row.samples(part, dtype.id().isComplex(), f.inputs());
    NDArray[] in = f.line(dtype, samples, Math.max(LINE, samples.size()));
    NDArray[] sides = SpecialLaws.sides(row.result(), f, in);
    TreeSet<String> wrong = new TreeSet<>();
    for (long i = 0; i < in[0].size(); i++) {
      double[] left = SpecialFunction.parts(sides[0], i);
      double[] right = SpecialFunction.parts(sides[1], i);
      if (!SpecialLaws.same(left, right, DataTypes.finfo(part).eps())) {
        long at = i;
        wrong.add(
            Arrays.toString(left)
                + " and "
                + Arrays.toString(right)
                + " for "
                + IntStream.range(0, in.length).mapToObj(k -> in[k].getObject(at)).toList());
      }
    }
    assertThat(wrong).as("%s", row).isEmpty();
  }

  static Stream<Arguments> reductions() {
    return SpecialCase.all().stream()
        .filter(row -> row.operands().startsWith("array "))
        .flatMap(
            row -> DTYPES.get(row.operands().substring(6)).stream().map(d -> Arguments.of(row, d)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("reductions")
  void functionsOfArrays(SpecialCase row, DType dtype) {
    assertThat(SpecialArrays.wrong(row, dtype)).as("%s", row).isEmpty();
  }

  static Stream<Arguments> scalars() {
    return SpecialCase.all().stream()
        .filter(row -> row.operands().startsWith("scalar "))
        .flatMap(row ->
            DTYPES.getOrDefault(row.operands().substring(7), List.of(DType.BOOL)).stream()
                .map(d -> Arguments.of(row, d)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("scalars")
  void valuesOfJava(SpecialCase row, DType dtype) {
    assertThat(SpecialScalars.wrong(row, dtype)).as("%s", row).isEmpty();
  }

  @Test
  void everyRowIsTried() {
    long tried =
        Stream.of(elementwise(), laws(), reductions(), scalars())
            .flatMap(s -> s)
            .map(a -> a.get()[0])
            .distinct()
            .count();
    assertThat(tried).isEqualTo(SpecialCase.all().size());
  }
}

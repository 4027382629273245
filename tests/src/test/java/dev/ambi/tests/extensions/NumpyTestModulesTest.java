package dev.ambi.tests.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.LongDouble;
import dev.ambi.bridge.PythonException;
import dev.ambi.bridge.Value;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Sorting;
import dev.ambi.core.UFuncs;
import dev.ambi.tests.Wheels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * NumPy's own test modules, as its wheels of both ABIs have them, in one host: every call that was
 * recorded in CPython is made again.
 */
class NumpyTestModulesTest {
  private static final String KNOWN = "/extensions/known-differences-numpy.tsv";

  private static final Map<String, String> MODULES =
      Map.of(
          "numpy_multiarray", "_multiarray_tests",
          "numpy_umath", "_umath_tests",
          "numpy_rational", "_rational_tests",
          "numpy_struct_ufunc", "_struct_ufunc_tests",
          "numpy_operand_flags", "_operand_flag_tests");

  private static ExtensionHost host;

  @BeforeAll
  static void openOneHost() {
    host = ExtensionHost.open();
  }

  @AfterAll
  static void closeIt() {
    host.close();
  }

  private static ExtensionModule load(String calls, String numpy) {
    Path wheel = Wheels.numpy(numpy);
    String core = numpy.startsWith("1.") ? "numpy.core." : "numpy._core.";
    return host.load(wheel, core + MODULES.get(calls));
  }

  @Test
  void allTenLoadIntoOneHost() {
    for (String calls : MODULES.keySet()) {
      assertThat(load(calls, "1.26.4").numpyMajor()).as(calls).isEqualTo(1);
      assertThat(load(calls, "2.4.6").numpyMajor()).as(calls).isEqualTo(2);
    }
  }

  /** What it answers depends on the processor. */
  @ParameterizedTest
  @ValueSource(strings = {"1.26.4", "2.4.6"})
  void dispatchesByTheProcessor(String numpy) {
    Value answer = load("numpy_umath", numpy).call("test_dispatch");
    assertThat(answer.toString()).contains("func", "var", "func_xb", "var_xb", "all");
  }

  /**
   * It walks through numpy's own structures. What was cast before, or registered, changes nothing:
   * what CPython answers at first is what is recorded.
   */
  @ParameterizedTest
  @CsvSource({"1.26.4, 462, 21", "2.4.6, 134, 22"})
  void theCastsOfDtypesAreATable(String numpy, int casts, int ofBool) {
    load("numpy_rational", numpy);
    List<Value> answer = load("numpy_multiarray", numpy).call("get_all_cast_information").asList();
    assertThat(answer).hasSize(casts);
    assertThat(answer.stream().filter(v -> v.toString().contains("BoolDType")).count())
        .as("casts from or to bool")
        .isGreaterThan(ofBool);
  }

  @Test
  void theTwoRationalsLiveSideBySide() {
    NDArray ones = NDArray.of(new long[] {1, 2, 3});
    ExtensionModule old = load("numpy_rational", "1.26.4");
    ExtensionModule current = load("numpy_rational", "2.4.6");
    NDArray a = old.call("test_add", ones, ones).asArray();
    NDArray b = current.call("test_add", ones, ones).asArray();
    assertThat(a.dtype().name()).isEqualTo("rational").isEqualTo(b.dtype().name());
    assertThat(a.dtype()).isNotEqualTo(b.dtype());
    assertThatThrownBy(() -> a.astype(b.dtype()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rational");
    assertThatThrownBy(() -> a.add(b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'add'")
        .hasMessageContaining("two dtypes of one name");
    assertThatThrownBy(() -> UFuncs.LESS.call(b, a)).hasMessageContaining("no safe cast");
    assertThat(a.add(a).dtype()).isEqualTo(a.dtype());
    assertThat(a.add(b.astype(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
    assertThatThrownBy(() -> current.call("numerator", a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("registered for NumPy 1.x")
        .hasMessageContaining("no cast between the two");
    assertThatThrownBy(() -> old.call("numerator", b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("registered for NumPy 2.x");
    Value half = old.call("rational", 1, 2);
    assertThatThrownBy(() -> current.call("numerator", half))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("no cast between the two");
  }

  /** What a Java program does with an array of a dtype that only C knows. */
  @ParameterizedTest
  @ValueSource(strings = {"1.26.4", "2.4.6"})
  void aRegisteredDtypeIsOneOfCore(String numpy) {
    ExtensionModule module = load("numpy_rational", numpy);
    NDArray a =
        module
            .call("test_add", NDArray.of(new long[] {3, 1, 2}), NDArray.of(new long[] {0, 0, 0}))
            .asArray();
    NDArray thirds = UFuncs.DIVIDE.call(a, NDArray.of(new long[] {3, 3, 3}).astype(a.dtype()));
    assertThat(thirds.repr())
        .isEqualTo("array([rational(1), rational(1,3), rational(2,3)], dtype=rational)");
    assertThat(thirds.add(thirds)).hasToString("[rational(2) rational(2,3) rational(4,3)]");
    assertThat(thirds.sum().getObject()).hasToString("rational(2)");
    assertThat(Sorting.sort(thirds)).hasToString("[rational(1,3) rational(2,3) rational(1)]");
    assertThat(thirds.astype(DType.FLOAT64).toDoubleArray()).containsExactly(1, 1 / 3.0, 2 / 3.0);
    assertThat(UFuncs.LESS.call(thirds, a)).hasToString("[ True  True  True]");
    assertThat(DType.promote(DType.INT32, a.dtype())).isEqualTo(a.dtype());
    assertThat(DType.promote(DType.FLOAT64, a.dtype())).isEqualTo(DType.FLOAT64);
    assertThatThrownBy(() -> NDArray.of(new double[] {0.5}).astype(a.dtype()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rational");
    NDArray copy = thirds.copy();
    copy.setObject(thirds.getObject(1), 0);
    copy.setLong(5, 1);
    assertThat(copy).hasToString("[rational(1,3) rational(5) rational(2,3)]");
    assertThatThrownBy(() -> copy.setDouble(0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'float' object cannot be interpreted as an integer");
    assertThatThrownBy(
            () -> UFuncs.DIVIDE.call(thirds, NDArray.of(new long[] {0, 1, 1}).astype(a.dtype())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ZeroDivisionError");
    assertThat(module.call("numerator", thirds)).hasToString("[1 1 2]");
  }

  /** An array that Java has no numbers for comes from C, lies in Java, and goes back. */
  @ParameterizedTest
  @ValueSource(strings = {"1.26.4", "2.4.6"})
  void aLongDoubleGoesBackToC(String numpy) {
    ExtensionModule module = load("numpy_multiarray", numpy);
    NDArray third = module.call("npy_log10l", Math.cbrt(10)).asArray();
    assertThat(third.dtype().name()).isEqualTo("float128");
    assertThat(third.item()).isInstanceOf(LongDouble.class);
    NDArray back = module.call("npy_cabsl", third).asArray();
    assertThat(back.item()).isEqualTo(third.item());
    NDArray own = NDArray.scalar(LongDouble.dtype(), LongDouble.parse("1e-4000"));
    assertThat(module.call("npy_sinhl", own).asArray().item()).hasToString("1e-4000");
  }

  @ParameterizedTest(name = "{0} of NumPy {1}")
  @CsvSource({
    "numpy_multiarray,    1.26.4",
    "numpy_multiarray,    2.4.6",
    "numpy_umath,         1.26.4",
    "numpy_umath,         2.4.6",
    "numpy_rational,      1.26.4",
    "numpy_rational,      2.4.6",
    "numpy_struct_ufunc,  1.26.4",
    "numpy_struct_ufunc,  2.4.6",
    "numpy_operand_flags, 1.26.4",
    "numpy_operand_flags, 2.4.6",
  })
  void givesCPythonsAnswers(String calls, String numpy) throws IOException {
    ExtensionModule module = load(calls, numpy);
    RecordedRun run = RecordedRun.read(calls, "wheel-" + numpy + "/" + numpy);
    assertThat(run.functions()).as("functions with recorded calls").containsAll(module.functions());
    run.assertRepeatedBy(module, KnownDifference.on(numpy, KNOWN));
  }
}

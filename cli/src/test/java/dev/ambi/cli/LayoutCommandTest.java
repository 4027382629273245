package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.layout.Layouts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutCommandTest {
  @Test
  void showsEveryField() {
    Ran ran = Ran.of("layout", "PyArray_Descr", "--abi", "numpy-1.26");
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith("PyArray_Descr of NumPy 1.26: 96 bytes, aligned to 8\n")
        .containsPattern("(?m)^ +32 +4 +elsize +int$")
        .containsPattern("(?m)^ +64 +8 +f +PyArray_ArrFuncs \\*$");
    assertThat(ran.out().lines().skip(3))
        .hasSize(Layouts.numpy("1.26").struct("PyArray_Descr").fields().size());
  }

  @Test
  void tellsWhatBecameOfAField() {
    Ran ran = Ran.of("layout", "PyArray_Descr", "--abi", "1.26", "--diff", "numpy-2.4");
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("96 bytes -> 88 bytes")
        .containsPattern("elsize +npy_intp +moved from 32 to 40, widened from int to npy_intp\n")
        .containsPattern("fields +PyObject \\* +gone: use PyDataType_FIELDS\n")
        .containsPattern("metadata +PyObject \\* +moved from 72 to 56\n")
        .containsPattern("reserved_null .* new\n")
        .containsPattern("type_num +int +same\n");
  }

  @ParameterizedTest
  @CsvSource({
    "PyTypeObject, CPython 3.11",
    "PyTypeObject --abi cpython-3.13, CPython 3.13",
    "PyArrayObject_fields, NumPy 2.4",
    "PyTypeObject --abi cpython-3.11 --diff cpython-3.12, -> PyTypeObject of CPython 3.12",
    "PyASCIIObject.state --abi 3.11, there are no layouts of 3.11"
  })
  void findsTheRelease(String words, String expected) {
    Ran ran = Ran.of(("layout " + words).split(" "));
    assertThat(ran.out() + ran.err()).contains(expected);
  }

  @Test
  void jsonHasWhatTheTextHas() throws Exception {
    Ran ran = Ran.of("layout", "--json", "PyArray_Descr", "--abi=numpy-1.26", "--diff=numpy-2.4.6");
    Map<?, ?> json = (Map<?, ?>) JsonReader.read(ran.out());
    assertThat(json.get("abi")).isEqualTo("numpy-1.26");
    assertThat(json.get("size")).isEqualTo(96L);
    Map<?, ?> diff = (Map<?, ?>) json.get("diff");
    assertThat(diff.get("abi")).isEqualTo("numpy-2.4");
    Map<?, ?> names =
        (Map<?, ?>)
            ((List<?>) diff.get("changes"))
                .stream()
                    .filter(c -> ((Map<?, ?>) c).get("name").equals("names"))
                    .findFirst()
                    .orElseThrow();
    assertThat(names.get("to")).isNull();
    assertThat(names.get("instead")).isEqualTo("PyDataType_NAMES");
    assertThat(((Map<?, ?>) names.get("from")).get("offset")).isEqualTo(56L);
  }

  @ParameterizedTest
  @CsvSource({
    "_PyArray_Descr, PyArray_Descr of NumPy 2.4",
    "struct _PyArray_Descr, PyArray_Descr of NumPy 2.4",
    "PyArrayObject, PyArrayObject_fields of NumPy 2.4",
    "tagPyArrayObject_fields, PyArrayObject_fields of NumPy 2.4",
    "_tagPyUFuncObject, PyUFuncObject of NumPy 2.4",
    "_arr_descr, PyArray_ArrayDescr of NumPy 2.4",
    "_typeobject, PyTypeObject of CPython 3.11",
    "struct _ts, PyThreadState of CPython 3.11"
  })
  void aTagIsAsGoodAsATypedef(String name, String shown) {
    assertThat(Ran.of("layout", name).out()).startsWith(shown + ": ");
  }

  @Test
  void saysWhichReleasesHaveAStruct() {
    Ran ran = Ran.of("layout", "PyArray_Descr", "--diff", "cpython-3.12");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .contains("CPython 3.12 has no struct PyArray_Descr; it is in numpy-1.23, numpy-1.24");
  }

  @Test
  void aFieldOfTheSameTypeAndAnotherSizeSaysTheSizes() {
    Ran ran = Ran.of("layout", "PyThreadState", "--abi", "cpython-3.11", "--diff", "cpython-3.12");
    assertThat(ran.out()).contains("moved from 336 to 272, narrowed from 24 to 16 bytes");
  }

  @Test
  void bitFieldsSayWhichBits() {
    assertThat(Ran.of("layout", "PyASCIIObject").status()).isZero();
    Ran ran = Ran.of("layout", "PyASCIIObject", "--diff", "cpython-3.12");
    assertThat(ran.out()).contains("CPython 3.12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PyArray_Desc", "pyarray_descr", "PyArrayDescr"})
  void anUnknownStructGetsNearNames(String name) {
    Ran ran = Ran.of("layout", name);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("there is no struct " + name).contains("PyArray_Descr");
  }

  @ParameterizedTest
  @CsvSource({
    "layout, which struct?",
    "layout A B, one name is enough: B",
    "layout --abi, --abi needs a value",
    "layout --nonsense, there is no option --nonsense",
    "layout PyArray_Descr --abi numpy-1.7, there are no layouts of numpy-1.7; there are numpy-1.23",
    "layout PyArray_DescrProto --abi 1.26, it is in 2.0 to 2.4",
    "layout Zzzzzzzzzzz --abi 1.26, PyArray_Descr"
  })
  void wrongUseSaysWhatIsThere(String words, String expected) {
    Ran ran = Ran.of(words.split(" "));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(expected);
  }

  @Test
  void everyStructOfEveryReleaseIsShown() {
    for (String release : Layouts.numpyReleases()) {
      for (String name : Layouts.numpy(release).names()) {
        String diff = Layouts.numpy("2.4").has(name) ? "2.4" : release;
        assertThat(Ran.of("layout", name, "--abi", release, "--diff", diff).status()).isZero();
      }
    }
  }
}

package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCommandTest {
  @Test
  void aRemovedFunctionSaysWhatToWrite() {
    Ran ran = Ran.of("api", "PyArray_FieldNames");
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .startsWith("PyArray_FieldNames\n")
        .contains("1.x  multiarray 122  PyObject * PyArray_FieldNames(PyObject *)")
        .contains("2.x  in no table")
        .contains("was removed in NumPy 2.0; use PyDataType_NAMES")
        .contains("npy_2_compat.h");
  }

  @Test
  void aMovedFunctionHasASlotInBoth() throws Exception {
    Map<?, ?> json = json("PyArray_CopyInto");
    assertThat(json.get("change")).isEqualTo("moved");
    assertThat(json.get("slot_1x")).isEqualTo(82L);
    assertThat(json.get("slot_2x")).isEqualTo(50L);
    assertThat(Ran.of("api", "PyArray_CopyInto").out()).contains("slot 50 was PyArray_CastTo");
  }

  @Test
  void anAddedFunctionSaysSinceWhen() throws Exception {
    assertThat(json("PyArray_Pack").get("since")).isEqualTo("2.0");
    assertThat(json("PyArray_Pack").get("slot_1x")).isNull();
    assertThat(Ran.of("api", "PyArray_Pack").out())
        .contains("since NumPy 2.0")
        .contains("slot 65 was PyArray_ScalarFromObject in 1.x");
  }

  @Test
  void whatStayedHasNoNote() throws Exception {
    Map<?, ?> json = json("PyArray_Sort");
    assertThat(json.get("change")).isEqualTo("same");
    assertThat(json.get("note")).isNull();
    assertThat(json.get("slot_1x")).isEqualTo(json.get("slot_2x"));
  }

  @ParameterizedTest
  @CsvSource({
    "NPY_OWNDATA, macro",
    "PyArray_Descr.elsize, field",
    "numpy/noprefix.h, header",
    "PyArrayMapIterObject, type"
  })
  void whatIsInNoTableHasItsNote(String name, String kind) throws Exception {
    assertThat(json(name).get("kind")).isEqualTo(kind);
    assertThat(Ran.of("api", name).out()).startsWith(name + "\n");
  }

  @ParameterizedTest
  @CsvSource({"PyDataType_ELSIZE, PyArray_Descr.elsize", "PyDataType_NAMES, PyArray_FieldNames"})
  void whatTheHeadersDefineIsKnownByWhatItStandsFor(String name, String insteadOf) {
    Ran ran = Ran.of("api", name);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("have no " + name).contains(insteadOf);
  }

  @Test
  void aPrefixListsWhatBeginsWithIt() {
    Ran ran = Ran.of("api", "pyarray_copy");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("PyArray_CopyInto", "PyArray_CopyAndTranspose");
    assertThat(Ran.of("api", "pyarray_copyinto").out()).startsWith("PyArray_CopyInto\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--removed, PyArray_FromDims, PyArray_Pack",
    "--added, PyArray_Pack, PyArray_FromDims",
    "--renamed, PyArray_CastTo, PyArray_FromDims",
    "--changed, PyArray_RegisterDataType, PyArray_FromDims"
  })
  void filters(String filter, String in, String out) {
    Ran ran = Ran.of("api", filter);
    assertThat(ran.out()).containsPattern(in + "\\b").doesNotContain(out + " ");
  }

  @Test
  void everyRowOfTheTablesIsListed() throws Exception {
    List<?> all = (List<?>) JsonReader.read(Ran.of("api", "--json").out());
    assertThat(all).hasSize(ApiEntry.all().size()).hasSizeGreaterThan(420);
    List<?> removed = (List<?>) JsonReader.read(Ran.of("api", "--removed", "--json").out());
    assertThat(removed)
        .hasSizeGreaterThan(35)
        .allSatisfy(e -> {
          assertThat(((Map<?, ?>) e).get("slot_2x")).isNull();
          assertThat(((Map<?, ?>) e).get("note")).isNotNull();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"PyArray_CopyIntoo", "PyArray_FromDim5", "NPY_OWNDATAA"})
  void anUnknownNameGetsNearNames(String name) {
    Ran ran = Ran.of("api", name);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .contains("have no " + name)
        .contains("did you mean " + name.substring(0, name.length() - 1));
  }

  @Test
  void aFilterThatANameDoesNotPassSaysSo() {
    Ran ran = Ran.of("api", "PyArray_Sort", "--removed");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("nothing named PyArray_Sort is --removed");
  }

  private static Map<?, ?> json(String name) throws Exception {
    Ran ran = Ran.of("api", "--json", name);
    assertThat(ran.err()).isEmpty();
    return (Map<?, ?>) JsonReader.read(ran.out());
  }
}

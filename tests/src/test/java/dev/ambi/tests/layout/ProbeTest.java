package dev.ambi.tests.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.layout.Layouts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe, which the other tests here rely on, sees what it is there to see. */
class ProbeTest {
  private static final String BEFORE = "typedef long npy_intp; typedef struct { ";
  private static final String AFTER = " } PyArray_Dims;";

  @TempDir Path directory;

  private List<String> differences(String fields) throws Exception {
    return new Probe(BEFORE + fields + AFTER, List.of())
        .struct(Layouts.numpy("2.4").struct("PyArray_Dims"), "PyArray_Dims")
        .differences(directory);
  }

  @Test
  void whatAgrees() throws Exception {
    assertThat(differences("npy_intp *ptr; int len;")).isEmpty();
  }

  @Test
  void anotherOffset() throws Exception {
    assertThat(differences("int len; npy_intp *ptr;"))
        .contains(
            "PyArray_Dims.ptr: 0 8 by the facts, 8 8 by the headers",
            "PyArray_Dims.len: 8 4 by the facts, 0 4 by the headers");
  }

  @Test
  void anotherSize() throws Exception {
    assertThat(differences("npy_intp *ptr; long len;"))
        .contains("PyArray_Dims.len: 8 4 by the facts, 8 8 by the headers");
  }

  @Test
  void anotherAlignment() throws Exception {
    assertThat(differences("npy_intp *ptr __attribute__((aligned(16))); int len;"))
        .contains("PyArray_Dims: 16 8 by the facts, 16 16 by the headers");
  }

  @Test
  void anotherTypeOfTheSameSize() throws Exception {
    assertThat(differences("npy_intp *ptr; unsigned len;"))
        .containsExactly("PyArray_Dims.len is int: 1 by the facts, 0 by the headers");
    assertThat(differences("double ptr; int len;"))
        .contains("PyArray_Dims.ptr is: pointer by the facts, real by the headers");
  }

  /** Where nothing else shows it: in what was padding. */
  @Test
  void aFieldMore() throws Exception {
    assertThat(differences("npy_intp *ptr; int len; int hidden;"))
        .isNotEmpty()
        .first()
        .asString()
        .contains("missing", "hidden");
  }

  @Test
  void aFieldLess() throws Exception {
    assertThat(differences("npy_intp *ptr;")).isNotEmpty().allMatch(l -> l.contains("error"));
  }

  @Test
  void anotherConstant() throws Exception {
    assertThat(
            new Probe("#define NPY_MAXDIMS 32", List.of())
                .constant("NPY_MAXDIMS", 64)
                .differences(directory))
        .containsExactly("NPY_MAXDIMS: 64 by the facts, 32 by the headers");
  }

  @Test
  void anotherBit() throws Exception {
    String header =
        """
        #include <stdint.h>
        #include <wchar.h>
        typedef long Py_ssize_t; typedef long Py_hash_t; typedef struct { long r; void *t; } PyObject;
        typedef struct {
          PyObject ob_base; Py_ssize_t length; Py_hash_t hash;
          struct { unsigned interned:2; unsigned kind:4; unsigned compact:1; unsigned ascii:1; unsigned ready:1; } state;
          wchar_t *wstr;
        } PyASCIIObject;
        """;
    assertThat(
            new Probe(header, List.of())
                .struct(Layouts.cpython("3.11").struct("PyASCIIObject"), "PyASCIIObject")
                .differences(directory))
        .hasSize(4)
        .contains("PyASCIIObject.state.kind: 28 by the facts, 60 by the headers");
  }
}

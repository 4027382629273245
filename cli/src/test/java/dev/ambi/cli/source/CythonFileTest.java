package dev.ambi.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CythonFileTest {
  private static final String CIMPORTS =
      """
      cimport numpy as cnp
      from numpy cimport dtype, PyArray_Descr as Descr
      """;

  /** Findings as {@code LINE:COLUMN LEVEL NAME}. */
  private static List<String> found(String code) {
    return new SourceAudit(SourceVersion.of("2.4"), Duration.ofSeconds(20))
        .audit(Path.of("a.pyx"), code.getBytes(StandardCharsets.UTF_8)).findings().stream()
            .map(f -> f.line() + ":" + f.column() + " " + f.level() + " " + f.name())
            .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cdef int f(Descr *d): return d.elsize",
        "cdef int f(cnp.PyArray_Descr *d) except -1:\n    return d.elsize",
        "def f(x):\n    cdef Descr *d = <Descr *> x\n    return d.elsize",
        "def f(x):\n    cdef:\n        int n\n        Descr *d\n    return d.elsize",
        "def f(x):\n    cdef int n, m\n    cdef Descr *c, *d\n    return d.elsize",
        "def f(x):\n    return (<Descr *> x).elsize",
        "ctypedef Descr *T\ncdef f(T d):\n    return d.elsize",
        "cdef class A:\n    cdef int f(self, Descr *d):\n        return g(1, [d.elsize])",
        "cdef extern from 'numpy/arrayobject.h':\n    ctypedef struct PyArray_Descr:\n"
            + "        int elsize\n\ncdef f(PyArray_Descr *d):\n    return d.elsize",
      })
  void findsADescriptorsFieldByItsDeclaration(String code) {
    assertThat(found(CIMPORTS + code))
        .singleElement()
        .asString()
        .endsWith("PROBLEM PyArray_Descr.elsize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cdef int f(Other *d): return d.elsize",
        "cdef f(Descr *d): return d.type_num",
        "cdef f(Descr *d):\n    pass\ncdef g(d):\n    return d.elsize",
        "# d.elsize cnp.PyArray_FromDims(1)\nx = 'cnp.NPY_OWNDATA'\ny = '''\ncnp.NPY_OWNDATA\n'''",
        "import numpy as np\nx = np.NPY_OWNDATA",
        "PyArray_FromDims(1)",
        "x.PyArray_FromDims(cnp.NPY_DOUBLE)",
        "cnp.PyArray_SimpleNew(1, dims, cnp.NPY_ARRAY_OWNDATA)",
        "cdef cnp.npy_intp dims[cnp.NPY_MAXDIMS]",
        "cdef cnp.npy_cdouble c\nx = c.real",
      })
  void leavesAloneWhatIsSafe(String code) {
    assertThat(found("cimport numpy as cnp\nfrom numpy cimport PyArray_Descr as Descr\n" + code))
        .isEmpty();
  }

  @Test
  void findsRemovedNames() {
    String code =
        """
        cimport numpy as np
        from numpy cimport (PyArray_FromDims,
                            NPY_OWNDATA as OWN)
        from é cimport x
        cdef f(np.ndarray a):
            x = PyArray_FromDims(1, NULL, 0); np.PyArray_CHKFLAGS(a, np.NPY_C_CONTIGUOUS)
            return np.PyArray_Sort(a, np.NPY_MAXDIMS, 0)
        """;
    assertThat(found(code))
        .containsExactly(
            "2:21 PROBLEM PyArray_FromDims",
            "3:21 PROBLEM NPY_OWNDATA",
            "6:9 PROBLEM PyArray_FromDims",
            "6:62 PROBLEM NPY_C_CONTIGUOUS",
            "7:31 PROBLEM NPY_MAXDIMS");
  }

  @Test
  void whatCython3ReadsByAccessorsIsARemark() {
    String code =
        """
        def f(cnp.dtype d, dtype e, cnp.ndarray a):
            return d.itemsize + e.names[0] + d.kind + a.descr.flags
        """;
    assertThat(found(CIMPORTS + code))
        .containsExactly(
            "4:14 REMARK numpy.dtype.itemsize",
            "4:27 REMARK numpy.dtype.names",
            "4:55 REMARK numpy.dtype.flags");
  }

  @Test
  void codeInCIsAuditedAsC() {
    String code =
        """
        cdef extern from *:
            \"\"\"
            static long f(PyArrayObject *a) { return PyArray_DESCR(a)->elsize; }
            #if NPY_ABI_VERSION < 0x02000000
            static long g(PyArrayObject *a) { return PyArray_DESCR(a)->elsize; }
            #endif
            \"\"\"
            long f(object a)
        """;
    assertThat(found(code)).containsExactly("3:64 PROBLEM PyArray_Descr.elsize");
  }
}

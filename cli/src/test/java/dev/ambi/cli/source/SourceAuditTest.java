package dev.ambi.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAuditTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static SourceReport report(String file, String code, String version) {
    return new SourceAudit(SourceVersion.of(version), LIMIT)
        .audit(Path.of(file), code.getBytes(StandardCharsets.UTF_8));
  }

  /** Findings as {@code LINE:COLUMN LEVEL NAME}. */
  private static List<String> found(String file, String code) {
    return report(file, code, "2.4").findings().stream()
        .map(f -> f.line() + ":" + f.column() + " " + f.level() + " " + f.name())
        .toList();
  }

  private static List<String> names(String file, String code) {
    return report(file, code, "2.4").findings().stream().map(SourceFinding::name).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "long f(PyArray_Descr *d) { return d->elsize; }",
        "long f(const PyArray_Descr *d) { return d->elsize; }",
        "long f(PyArrayObject *a) { return PyArray_DESCR(a)->elsize; }",
        "long f(PyArrayObject *a) { return (PyArray_DESCR)(a)->elsize; }",
        "long f(void *x) { return ((PyArray_Descr *)x)->elsize; }",
        "long f(void *x) { return (*(PyArray_Descr *)x).elsize; }",
        "long f(int t) { return PyArray_DescrFromType(t)->elsize; }",
        "long f(int t) { PyArray_Descr *a, *d = PyArray_DescrFromType(t); return d->elsize; }",
        "long f(PyArray_Descr **d) { return d[3]->elsize; }",
        "long f(PyArray_Descr **d) { return (*d)->elsize; }",
        "long f(PyArrayObject_fields *a) { return a->descr->elsize; }",
        "long f(PyArrayIterObject *it) { return it->ao->descr->elsize; }",
        "typedef PyArray_Descr *T; long f(T d) { return d->elsize; }",
        "typedef struct { int n; PyArray_Descr *d; } S; long f(S *s) { return s->d->elsize; }",
        "struct S { PyArray_Descr *d[3]; }; long f(struct S s) { return s.d[1]->elsize; }",
        "static PyArray_Descr *q(int); long f(void) { return q(1)->elsize; }",
        "#define SIZE(a) (PyArray_DESCR(a)->elsize)",
        "#define SIZE(a) do { \\\n n = PyArray_DESCR(a)->elsize; \\\n } while (0)",
        "long f(PyArray_Descr *d, PyArray_Descr *e) { return (n ? d : e)->elsize; }",
        "long n = offsetof(PyArray_Descr, elsize);",
        "PyArray_Descr *g; long f(void) { return g->elsize; }",
      })
  void findsADescriptorsFieldByTheTypeOfTheExpression(String code) {
    assertThat(names("a.c", code)).containsExactly("PyArray_Descr.elsize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#define DESCR(a) PyArray_DESCR((PyArrayObject *)(a))\n"
            + "int f(void *a) { return DESCR(a)->elsize; }",
        "#define A(a) PyArray_DESCR(a)\n#define B(a) (A(a))\nint f(X *a) { return B(a)->elsize; }",
        "#define SIZE(d) ((d)->elsize)\nint f(PyArray_Descr *d) { return SIZE(d); }",
        "#define SET(d, n) do { (d)->elsize = n; } while (0)\n"
            + "void f(X *a) { SET(PyArray_DESCR(a), 1); }",
        "#define SIZE(d) (d)->elsize\n"
            + "#define SIZE2(x) SIZE(x)\n"
            + "int f(PyArray_Descr *d) { return SIZE2(d); }",
      })
  void seesThroughMacros(String code) {
    assertThat(names("a.c", code)).containsExactly("PyArray_Descr.elsize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "struct S { PyArray_Descr *d; };\n#define FIELD(d, f) ((d)->f)",
        "struct S { PyArray_Descr *d; };\n#define SIZE(d) ((d)->elsize)\n"
            + "struct T { int elsize; }; int f(struct T *t) { return SIZE(t); }",
        "#define DESCR(a) unknown(a)\nint f(X *a) { return DESCR(a)->elsize; }",
        "#define F(NPY_OWNDATA) (Py_NULL + NPY_OWNDATA)",
        "#define A(x) x + A(x) + A(x)->elsize\n#define B(x) (c ? A(x) : B(x))->elsize\n"
            + "int f(struct T *t) { return A(t) + B(t); }",
      })
  void takesAMacrosParametersForWhatItsCallsGive(String code) {
    assertThat(names("a.c", code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "using D = PyArray_Descr *; int f(D d) { return d->elsize; }",
        "struct S { PyArray_Descr *d_; int f() { return this->d_->elsize; } };",
        "class S { PyArray_Descr *d_; int f(); }; int S::f() { return this->d_->elsize; }",
        "int f(std::unique_ptr<PyArray_Descr> d) { return d->elsize; }",
        "int f(const std::unique_ptr<PyArray_Descr, Free> &d) { return d->elsize; }",
        "int f(std::vector<PyArray_Descr *> v) { return v[0]->elsize; }",
        "using V = std::vector<PyArray_Descr *>; int f(V &v) { return v[0]->elsize; }",
        "void f(std::vector<PyArray_Descr *> v) { for (auto *d : v) g(d->elsize); }",
      })
  void knowsWhatHoldsADescriptorInCpp(String code) {
    assertThat(names("a.cpp", code)).containsExactly("PyArray_Descr.elsize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "struct T { int elsize; }; int f(std::vector<T> v) { return v[0].elsize; }",
        "struct S { int elsize; int f() { return this->elsize; } };",
        "template <class T> int f(T *d) { return d->elsize; }",
        "int f(std::map<int, PyArray_Descr *> m) { return m.size(); }",
        "int f(std::vector<PyArray_Descr *> v) { return v.elsize; }",
        "int f(int a, int b) { return a < b && b > a; }",
      })
  void leavesAloneWhatIsNoDescriptorInCpp(String code) {
    assertThat(names("a.cpp", code)).isEmpty();
  }

  @Test
  void followsFieldsOfFields() {
    String code = "long f(PyArray_Descr *d) { return d->subarray->base->elsize; }";
    assertThat(names("a.c", code))
        .containsExactlyInAnyOrder("PyArray_Descr.subarray", "PyArray_Descr.elsize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "long f(PyArray_Descr *d) { return PyDataType_ELSIZE(d); }",
        "long f(PyArray_Descr *d) { return d->type_num + d->kind + d->byteorder + d->type; }",
        "struct S { int elsize; }; long f(struct S *d) { return d->elsize; }",
        "long f(Other *d) { return d->elsize + d->names + d->f; }",
        "long f(void *d) { return unknown(d)->elsize; }",
        "long f(PyArray_DescrProto *d) { return d->elsize; }",
        "long f(_PyArray_LegacyDescr *d) { return d->names; }",
        "PyArray_Descr *d; long f(struct T *d) { return d->elsize; }",
        "long f(PyArray_Descr *d) { { struct T *d; return d->elsize; } }",
        "/* d->elsize PyArray_FromDims */ char *s = \"PyArray_DESCR(a)->elsize\";",
        "#if NPY_ABI_VERSION < 0x02000000\nlong f(PyArray_Descr *d) { return d->elsize; }\n#endif",
        "#if NPY_ABI_VERSION >= 0x2000000\n"
            + "#else\n"
            + "long f(PyArray_Descr *d) { return d->names; }\n"
            + "#endif",
        "#ifndef NPY_2_0_API_VERSION\nlong f(PyArray_Descr *d) { return d->elsize; }\n#endif",
        "#if !defined(NPY_2_0_API_VERSION) || 0\nlong f(PyArray_Descr *d) { return d->f; }\n#endif",
        "#if NPY_API_VERSION < 0x12\n#define SIZE(d) PyArray_DESCR(d)->elsize\n#endif",
        "#if NPY_TARGET_VERSION >= NPY_2_0_API_VERSION\n"
            + "long f(PyArray_Descr *d) { return d->elsize; }\n"
            + "#endif",
        "#if 0\nlong f(PyArray_Descr *d) { return d->elsize; }\n#endif",
        "#if A && NPY_FEATURE_VERSION >= 0x12\n"
            + "long f(PyArray_Descr *d) { return d->elsize; }\n"
            + "#endif",
        "#ifdef NPY_SIGINT_ON\nvoid f(void) { NPY_SIGINT_ON }\n#endif",
        "#ifndef PyArray_CEQ\n"
            + "#define PyArray_CEQ(a, b) eq(a, b)\n"
            + "#endif\n"
            + "int n = PyArray_CEQ(x, y);",
        "static int PyArray_CompareString(void) { return 1; } int n = PyArray_CompareString();",
        "npy_intp dims[NPY_MAXDIMS]; int f(int n) { return n > NPY_MAXDIMS; }",
        "int f(PyArrayObject *a) { return PyArray_CopyInto(a, a); }",
        "#include <numpy/arrayobject.h>\n#include \"npy_2_compat.h\"",
      })
  void leavesAloneWhatIsSafe(String code) {
    assertThat(found("a.c", code)).isEmpty();
  }

  @Test
  void whatIsGoneIsGoneInCodeForNewVersionsToo() {
    String code =
        """
        #if NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION
        long f(PyArray_Descr *d) { return d->elsize + (long)d->names; }
        #else
        long f(PyArray_Descr *d) { return d->alignment; }
        #endif
        """;
    assertThat(names("a.c", code))
        .containsExactly("PyArray_Descr.names", "PyArray_Descr.alignment");
  }

  @Test
  void findsRemovedNamesWithLineAndColumn() {
    String code =
        """
        #include <numpy/noprefix.h>
        /* é */ PyObject *f(int *d) { return PyArray_FromDims(1, d, PyArray_DOUBLE); }
        int g(PyArrayObject *a) { return PyArray_CHKFLAGS(a, NPY_OWNDATA); }
        PyArrayMapIterObject *m;
        int h(PyObject *o, int *axis) { return PyArray_Sort(o, NPY_MAXDIMS, 0); }
        """;
    assertThat(found("a.c", code))
        .containsExactly(
            "1:10 PROBLEM numpy/noprefix.h",
            "2:38 PROBLEM PyArray_FromDims",
            "2:61 PROBLEM PyArray_DOUBLE",
            "3:54 PROBLEM NPY_OWNDATA",
            "4:1 PROBLEM PyArrayMapIterObject",
            "5:56 PROBLEM NPY_MAXDIMS");
  }

  @Test
  void whatMayHaveToChangeIsARemark() {
    String code = "PyObject *u = PyUFunc_FromFuncAndData(f, d, t, 1, 1, 1, 0, n, n, 0);";
    assertThat(found("a.c", code)).containsExactly("1:15 REMARK PyUFunc_FromFuncAndData");
    assertThat(report("a.c", code, "2.4").isClean()).isTrue();
  }

  @Test
  void registeringATypeMustChange() {
    String code = "int f(PyArray_Descr *d) { d->elsize = 8; return PyArray_RegisterDataType(d); }";
    assertThat(found("a.c", code))
        .containsExactly(
            "1:30 PROBLEM PyArray_Descr.elsize", "1:49 PROBLEM PyArray_RegisterDataType");
  }

  @Test
  void partsOfComplexNumbersAreGoneInCButNotInCpp() {
    String code = "double f(npy_cdouble c, npy_cfloat *d) { return c.real + d->imag; }";
    assertThat(names("a.c", code)).containsExactly("npy_cdouble.real", "npy_cfloat.imag");
    assertThat(names("a.cpp", code)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "long f(void *x) { return static_cast<PyArray_Descr *>(x)->elsize; }",
        "long f(void *x) { return reinterpret_cast<const PyArray_Descr*>(x)->elsize; }",
        "long f(PyArrayObject *a) { auto d = PyArray_DESCR(a); return d->elsize; }",
        "long f(PyArray_Descr &d) { return d.elsize; }",
        "namespace n { class C { PyArray_Descr *d_; long f() { return d_->elsize; } }; }",
        "template <class T> long f(PyArray_Descr *d) { return d->elsize; }",
      })
  void understandsCpp(String code) {
    assertThat(names("a.cpp", code)).containsExactly("PyArray_Descr.elsize");
  }

  @Test
  void anOlderVersionAsksForNothing() {
    String code = "long f(PyArray_Descr *d) { return d->elsize; } int n = NPY_OWNDATA;";
    assertThat(report("a.c", code, "1.26").findings()).isEmpty();
    assertThat(report("a.c", code, "2.0").findings()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int f(PyArray_Descr *d, void *p, PyObject *o) { return PyArray_Pack(d, p, o); }",
        "#define PACK(d, p, o) PyArray_Pack(d, p, o)",
        "#if NPY_FEATURE_VERSION < NPY_2_0_API_VERSION\n"
            + "int f(void) { return PyArray_Pack(0, 0, 0); }\n"
            + "#endif",
        "#if UNKNOWN\nint f(void) { return PyArray_Pack(0, 0, 0); }\n#endif",
      })
  void whatTheVersionDoesNotHaveYetIsAProblem(String code) {
    assertThat(report("a.c", code, "1.26").findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.level()).isEqualTo(SourceFinding.Level.PROBLEM);
          assertThat(finding.note().summary(finding.name()))
              .isEqualTo("PyArray_Pack came with NumPy 2.0");
          assertThat(finding.note().text()).contains("NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION");
        });
    assertThat(report("a.c", code, "2.0").findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#if NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION\n"
            + "int f(void) { return PyArray_Pack(0, 0, 0); }\n"
            + "#endif",
        "#if NPY_ABI_VERSION >= 0x02000000\n"
            + "int f(void) { return PyArray_Pack(0, 0, 0); }\n"
            + "#endif",
        "#define PyArray_Pack(d, p, o) PyArray_SETITEM(a, p, o)\n"
            + "int f(void) { return PyArray_Pack(0, 0, 0); }",
        "static int PyArray_Pack(void) { return 1; } int n = PyArray_Pack();",
        // 1.x has it at another slot, or for ever.
        "int f(PyArrayObject *a) { return PyArray_CopyInto(a, a); }",
        "int f(PyObject *a) { return PyArray_Check(a) && PyArray_FromAny(a, 0, 0, 0, 0, 0); }",
      })
  void whatTheVersionHasOrIsKeptFromItIsNone(String code) {
    assertThat(report("a.c", code, "1.26").findings()).isEmpty();
  }

  @Test
  void newFunctionsAreFoundForEachReleaseAndInCython() {
    String code = "int f(NpyIter *i) { return NpyIter_GetTransferFlags(i); }";
    assertThat(report("a.c", code, "2.2").findings()).hasSize(1);
    assertThat(report("a.c", code, "2.3").findings()).isEmpty();
    assertThat(report("a.c", code, "1.23").findings()).hasSize(1);
    String cython =
        "from numpy cimport PyArray_Pack\ncimport numpy as cnp\ncnp.PyArray_Pack(d, p, o)\n";
    assertThat(report("a.pyx", cython, "1.26").findings()).hasSize(2);
    assertThat(report("a.pyx", cython, "2.0").findings()).isEmpty();
  }
}

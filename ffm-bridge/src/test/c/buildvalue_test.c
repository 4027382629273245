/* Py_BuildValue, PyUnicode_FromFormat and PyBytes_FromFormat. What they give is CPython 3.11's (run.sh --cpython). */
#include "check.h"

#ifdef AMBI_AGAINST_CPYTHON
PyObject *_Py_BuildValue_SizeT(const char *, ...);
#endif

#define BUILDS(expected, ...) CHECK_REPR_OF(_Py_BuildValue_SizeT(__VA_ARGS__), expected)
#define BUILD_FAILS(type, message, ...)                \
  do {                                                 \
    CHECK(_Py_BuildValue_SizeT(__VA_ARGS__) == NULL);  \
    CHECK_ERR(type, message);                          \
  } while (0)
#define FORMATS(expected, ...) CHECK_STR_OF(PyUnicode_FromFormat(__VA_ARGS__), expected)
#define FORMAT_FAILS(type, message, ...)               \
  do {                                                 \
    CHECK(PyUnicode_FromFormat(__VA_ARGS__) == NULL);  \
    CHECK_ERR(type, message);                          \
  } while (0)
#define BYTES(expected, ...) CHECK_REPR_OF(PyBytes_FromFormat(__VA_ARGS__), expected)

static PyObject *twice(void *number) { return PyLong_FromLong(2 * *(int *)number); }

static void values(void) {
  int number = 21;
  Py_complex complex = {1, -2};
  BUILDS("None", "");
  BUILDS("123", "i", 123);
  BUILDS("(123, 456)", "ii", 123, 456);
  BUILDS("(123, 456)", "i,i", 123, 456);
  BUILDS("()", "()");
  BUILDS("(1,)", "(i)", 1);
  BUILDS("((1, 2), (3, 4))", "((ii)(ii))", 1, 2, 3, 4);
  BUILDS("((1,), 2)", "(i) i", 1, 2);
  BUILDS("[1, 'x', [2.5]]", "[i, s, [d]]", 1, "x", 2.5);
  BUILDS("{'a': 1, 'b': (2, 3)}", "{s:i, s:(ii)}", "a", 1, "b", 2, 3);
  BUILDS("{}", "{}");
  BUILDS("(-1, 255, -3, 65535, 4294967295)", "bBhHI", -1, 255, -3, 65535, 4294967295u);
  BUILDS("(-4, 18446744073709551615, -5, 18446744073709551615, -6)", "lkLKn", -4L, ~0UL, -5LL, ~0ULL, (Py_ssize_t)-6);
  BUILDS("(1.5, 2.5, (1-2j))", "fdD", 1.5, 2.5, &complex);
  BUILDS("(b'x', '\xe2\x82\xac')", "cC", 'x', 0x20ac);
  BUILDS("('h\xc3\xa9', None, 'ab', b'xyz', None)", "szs#y#y", "h\xc3\xa9", NULL, "abc", (Py_ssize_t)2, "xyz",
         (Py_ssize_t)3, NULL);
  BUILDS("('w', b'q', 'wi')", "Uyu", "w", "q", L"wi");
  BUILDS("(True, 42, False)", "OO&S", Py_True, twice, &number, Py_False);
  BUILDS("(7, None)", "NN", PyLong_FromLong(7), AMBI_NEWREF(Py_None));

  BUILD_FAILS(PyExc_SystemError, "NULL object passed to Py_BuildValue", "O", NULL);
  BUILD_FAILS(PyExc_SystemError, "NULL object passed to Py_BuildValue", "(NNN)", PyLong_FromLong(1234567), NULL,
              PyLong_FromLong(7654321));
  BUILD_FAILS(PyExc_SystemError, "NULL object passed to Py_BuildValue", "{N:N,s:N}", PyLong_FromLong(1234567), NULL, "a",
              PyLong_FromLong(7654321));
  BUILD_FAILS(PyExc_SystemError, "bad format char passed to Py_BuildValue", "q", 1);
  BUILD_FAILS(PyExc_SystemError, "unmatched paren in format", "(i", 1);
  BUILD_FAILS(PyExc_SystemError, "Bad dict format", "{i}", 1);
  BUILD_FAILS(PyExc_SystemError, "Unmatched paren in format", "(i]i)", 1, 2);
  BUILD_FAILS(PyExc_TypeError, "unhashable type: 'list'", "{[]:i}", 1);
  BUILD_FAILS(PyExc_ValueError, "chr() arg not in range(0x110000)", "C", 0x110000);

  CHECK(Py_BuildValue("s#", "abc", 2) == NULL);
  CHECK_ERR(PyExc_SystemError, "PY_SSIZE_T_CLEAN macro must be defined for '#' formats");
}

static void texts(void) {
  PyObject *abc = PyUnicode_FromString("abc"), *e = PyUnicode_FromString("\xc3\xa9");
  char long_text[3000];
  memset(long_text, 'x', sizeof long_text - 1);
  long_text[sizeof long_text - 1] = '\0';
  FORMATS("", "%s", "");
  FORMATS("a%b", "a%%b");
  FORMATS("1 -2 3 4 5 6 ff", "%d %i %ld %lld %zd %u %x", 1, -2, 3L, 4LL, (Py_ssize_t)5, 6u, 255);
  FORMATS("18446744073709551615 18446744073709551615 7", "%lu %llu %zu", ~0UL, ~0ULL, (size_t)7);
  FORMATS("00042|   42|00042|   00-42|00-42", "%05d|%5d|%.5d|%8.5d|%05d", 42, 42, 42, -42, -42);
  FORMATS("5|007|0000000007|ffffffff|000000ff", "%.0d|%0.3d|%010.5d|%x|%08x", 5, 7, 7, -1, 255);
  FORMATS("\xe2\x82\xac" "A", "%c%c", 0x20ac, 'A');
  FORMATS("\xc3\xa9|\xc3\xa9\xef\xbf\xbd|   ab|", "%.2s|%.3s|%5s|%.0s", "\xc3\xa9\xc3\xa9", "\xc3\xa9\xc3\xa9", "ab", "ab");
  FORMATS("a|    '|'abc'|'\\xe9'|abc|xx|x", "%.1U|%5.1R|%R|%A|%V|%V|%.1V", abc, abc, abc, e, abc, "", NULL, "xx", NULL, "xyz");
  FORMATS("True None", "%S %S", Py_True, Py_None);
  FORMATS("0x1234|0x1", "%p|%5p", (void *)0x1234, (void *)1);
  FORMATS(long_text, "%s", long_text);
  /* From an unknown directive on, the format is copied. */
  FORMATS("1 %q %d", "%d %q %d", 1, 2);
  FORMATS("%X", "%X", 255);
  FORMATS("%lx", "%lx", 255L);
  FORMATS("%-5d|", "%-5d|", 255);
  FORMATS("abc%", "abc%");
  FORMAT_FAILS(PyExc_OverflowError, "character argument not in range(0x110000)", "%c", 0x110000);
  FORMAT_FAILS(PyExc_ValueError,
               "PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0xe9", "a\xe9");
  FORMAT_FAILS(PyExc_ValueError, "width too big", "%99999999999999999999d", 1);
  FORMAT_FAILS(PyExc_ValueError, "precision too big", "%.99999999999999999999d", 1);

  BYTES("b'a%b 1 -2 3 4 5 ff'", "a%%b %d %i %ld %zd %u %x", 1, -2, 3L, (Py_ssize_t)4, 5u, 255);
  BYTES("b'18446744073709551615 7'", "%lu %zu", ~0UL, (size_t)7);
  BYTES("b'A\\xff'", "%c%c", 'A', 255);
  BYTES("b'ab|abc|42'", "%.2s|%5s|%05d", "abc", "abc", 42);
  BYTES("b'0x1234'", "%p", (void *)0x1234);
  BYTES("b'1 %q %d'", "%d %q %d", 1, 2);
  BYTES("b'%lld'", "%lld", 1LL);
  BYTES("b'%zi'", "%zi", (Py_ssize_t)1);
  BYTES("b''", "");
  CHECK(PyBytes_FromFormat("%c", 256) == NULL);
  CHECK_ERR(PyExc_OverflowError, "PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]");

  char room[4];
  CHECK_INT(PyOS_snprintf(room, sizeof room, "%s", "abcdef"), 6);
  CHECK_STR(room, "abc");

  CHECK(PyErr_Format(PyExc_ValueError, "%R is %d", abc, 3) == NULL);
  CHECK_ERR(PyExc_ValueError, "'abc' is 3");
  Py_DECREF(abc);
  Py_DECREF(e);
}

int main(void) {
  ambi_test_init();
  CHECK_LIVE_UNCHANGED { values(); }
  CHECK_LIVE_UNCHANGED { texts(); }
  return ambi_test_result();
}

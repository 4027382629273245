/* PyArg_Parse and its relatives: every unit, every message. The messages are CPython 3.11's (run.sh --cpython). */
#include "check.h"

#ifdef AMBI_AGAINST_CPYTHON
int _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...);
PyObject *_Py_BuildValue_SizeT(const char *, ...);
#else
#define Py_CLEANUP_SUPPORTED 0x20000
#endif

#define ARGS(...) Py_BuildValue(__VA_ARGS__)

/* `call` with `args` bound to a tuple that lives as long as it. */
#define WITH(tuple, check)                 \
  do {                                     \
    PyObject *args = (tuple);              \
    CHECK(args != NULL);                   \
    if (args) {                            \
      check;                               \
      Py_DECREF(args);                     \
    }                                      \
  } while (0)

#define OK(tuple, ...) WITH(tuple, CHECK(_PyArg_ParseTuple_SizeT(args, __VA_ARGS__)); CHECK_NO_ERR())
#define FAILS(tuple, type, message, ...) \
  WITH(tuple, CHECK(!_PyArg_ParseTuple_SizeT(args, __VA_ARGS__)); CHECK_ERR(type, message))

static void numbers(void) {
  unsigned char b = 0;
  short h = 0;
  unsigned short H = 0;
  int i = 0;
  unsigned I = 0;
  long l = 0;
  unsigned long k = 0;
  long long L = 0;
  unsigned long long K = 0;
  Py_ssize_t n = 0;
  float f = 0;
  double d = 0;
  Py_complex D = {0, 0};
  OK(ARGS("(iii)", 255, -7, 70000), "bhi", &b, &h, &i);
  CHECK_INT(b, 255);
  CHECK_INT(h, -7);
  CHECK_INT(i, 70000);
  OK(ARGS("(iii)", 256 + 3, -1, -1), "BHI", &b, &H, &I);
  CHECK_INT(b, 3);
  CHECK_INT(H, 65535);
  CHECK_INT(I, 4294967295u);
  OK(ARGS("(lli)", -5L, -1L, 12), "lkn", &l, &k, &n);
  CHECK_INT(l, -5);
  CHECK(k == ~0UL);
  CHECK_INT(n, 12);
  OK(ARGS("(LK)", -6000000000LL, ~0ULL), "LK", &L, &K);
  CHECK_INT(L, -6000000000LL);
  CHECK(K == ~0ULL);
  OK(ARGS("(did)", 1.5, 2, 2.25), "fdD", &f, &d, &D);
  CHECK(f == 1.5f && d == 2.0 && D.real == 2.25 && D.imag == 0);
  OK(ARGS("(O)", Py_True), "i", &i);
  CHECK_INT(i, 1);

  FAILS(ARGS("(i)", 256), PyExc_OverflowError, "unsigned byte integer is greater than maximum", "b", &b);
  FAILS(ARGS("(i)", -1), PyExc_OverflowError, "unsigned byte integer is less than minimum", "b", &b);
  FAILS(ARGS("(i)", 40000), PyExc_OverflowError, "signed short integer is greater than maximum", "h", &h);
  FAILS(ARGS("(i)", -40000), PyExc_OverflowError, "signed short integer is less than minimum", "h", &h);
  FAILS(ARGS("(l)", 1L << 40), PyExc_OverflowError, "signed integer is greater than maximum", "i", &i);
  FAILS(ARGS("(l)", -(1L << 40)), PyExc_OverflowError, "signed integer is less than minimum", "i", &i);
  FAILS(ARGS("(K)", ~0ULL), PyExc_OverflowError, "Python int too large to convert to C long", "l", &l);
  FAILS(ARGS("(K)", ~0ULL), PyExc_OverflowError, "int too big to convert", "L", &L);
  FAILS(ARGS("(K)", ~0ULL), PyExc_OverflowError, "Python int too large to convert to C ssize_t", "n", &n);
  FAILS(ARGS("(d)", 1.0), PyExc_TypeError, "'float' object cannot be interpreted as an integer", "i", &i);
  FAILS(ARGS("(d)", 1.0), PyExc_TypeError, "'float' object cannot be interpreted as an integer", "n", &n);
  FAILS(ARGS("(s)", "x"), PyExc_TypeError, "'str' object cannot be interpreted as an integer", "I", &I);
  FAILS(ARGS("(d)", 1.0), PyExc_TypeError, "argument 1 must be int, not float", "k", &k);
  FAILS(ARGS("(O)", Py_None), PyExc_TypeError, "f() argument 1 must be int, not None", "K:f", &K);
  FAILS(ARGS("(s)", "x"), PyExc_TypeError, "must be real number, not str", "d", &d);
  FAILS(ARGS("(s)", "x"), PyExc_TypeError, "must be real number, not str", "D", &D);
}

static void text(void) {
  const char *s = NULL;
  Py_ssize_t length = 0;
  char c = 0;
  int C = 0, p = 0;
  PyObject *o = NULL;
  Py_buffer view;
  WITH(ARGS("(s)", "h\xc3\xa9"), CHECK(PyArg_ParseTuple(args, "s", &s)); CHECK_STR(s, "h\xc3\xa9"));
  OK(ARGS("(O)", Py_None), "z", &s);
  CHECK(s == NULL);
  OK(ARGS("(y)", "ab"), "y", &s);
  OK(ARGS("(s)", "abc"), "s#", &s, &length);
  CHECK_INT(length, 3);
  OK(ARGS("(y)", "abcd"), "s#", &s, &length);
  CHECK_INT(length, 4);
  OK(ARGS("(y)", "abcde"), "y#", &s, &length);
  CHECK_INT(length, 5);
  OK(ARGS("(O)", Py_None), "z#", &s, &length);
  CHECK(s == NULL && length == 0);
  OK(ARGS("(y)", "abcde"), "y*", &view);
  CHECK_INT(view.len, 5);
  PyBuffer_Release(&view);
  OK(ARGS("(s)", "abc"), "s*", &view);
  CHECK_INT(view.len, 3);
  PyBuffer_Release(&view);
  OK(ARGS("(O)", Py_None), "z*", &view);
  CHECK(view.buf == NULL);
  PyBuffer_Release(&view);
  OK(ARGS("(ysO)", "x", "\xe2\x82\xac", Py_True), "cCp", &c, &C, &p);
  CHECK_INT(c, 'x');
  CHECK_INT(C, 0x20ac);
  CHECK_INT(p, 1);
  OK(ARGS("(ys)", "x", "y"), "SU", &o, &o);

  FAILS(ARGS("(i)", 1), PyExc_TypeError, "argument 1 must be str, not int", "s", &s);
  FAILS(ARGS("(y)", "a"), PyExc_TypeError, "argument 1 must be str, not bytes", "s", &s);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "argument 1 must be str or None, not int", "z", &s);
  FAILS(_Py_BuildValue_SizeT("(s#)", "a\0b", (Py_ssize_t)3), PyExc_ValueError, "embedded null character", "s", &s);
  FAILS(_Py_BuildValue_SizeT("(y#)", "a\0b", (Py_ssize_t)3), PyExc_ValueError, "embedded null byte", "y", &s);
  FAILS(ARGS("(s)", "a"), PyExc_TypeError, "a bytes-like object is required, not 'str'", "y*", &view);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "a bytes-like object is required, not 'int'", "s*", &view);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "a bytes-like object is required, not 'int'", "y", &s);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "a bytes-like object is required, not 'int'", "s#", &s, &length);
  FAILS(ARGS("(N)", PyByteArray_FromStringAndSize("a", 1)), PyExc_TypeError,
        "argument 1 must be read-only bytes-like object, not bytearray", "y", &s);
  FAILS(ARGS("(y)", "a"), PyExc_TypeError, "argument 1 must be read-write bytes-like object, not bytes", "w*", &view);
  FAILS(ARGS("(y)", "a"), PyExc_SystemError, "argument 1 (invalid use of 'w' format character)", "w", &view);
  FAILS(ARGS("(y)", "ab"), PyExc_TypeError, "argument 1 must be a byte string of length 1, not bytes", "c", &c);
  FAILS(ARGS("(s)", "ab"), PyExc_TypeError, "argument 1 must be a unicode character, not str", "C", &C);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "argument 1 must be a unicode character, not int", "C", &C);
  FAILS(ARGS("(s)", "a"), PyExc_TypeError, "argument 1 must be bytes, not str", "S", &o);
  FAILS(ARGS("(s)", "a"), PyExc_TypeError, "argument 1 must be bytearray, not str", "Y", &o);
  FAILS(ARGS("(y)", "a"), PyExc_TypeError, "argument 1 must be str, not bytes", "U", &o);

  /* The entry points for sources without PY_SSIZE_T_CLEAN take no lengths. */
  const char *clean = "PY_SSIZE_T_CLEAN macro must be defined for '#' formats";
  WITH(ARGS("(s)", "a"), CHECK(!PyArg_ParseTuple(args, "s#", &s, &length)); CHECK_ERR(PyExc_SystemError, clean));
  WITH(ARGS("(s)", "a"), CHECK(PyArg_ParseTuple(args, "s", &s)); CHECK_NO_ERR());
}

static void encoded(void) {
  char *made = NULL;
  OK(ARGS("(s)", "h\xc3\xa9"), "es", "latin-1", &made);
  CHECK_STR(made, "h\xe9");
  PyMem_Free(made);
  made = NULL;
  Py_ssize_t length = 0;
  OK(ARGS("(y)", "raw"), "et#", NULL, &made, &length);
  CHECK_STR(made, "raw");
  CHECK_INT(length, 3);
  PyMem_Free(made);
  char room[4], *given = room;
  length = sizeof room;
  OK(ARGS("(s)", "abc"), "es#", "utf-8", &given, &length);
  CHECK_STR(room, "abc");
  length = sizeof room;
  FAILS(ARGS("(s)", "abcd"), PyExc_ValueError, "encoded string too long (4, maximum length 3)", "es#", "utf-8", &given, &length);
  FAILS(ARGS("(y)", "a"), PyExc_TypeError, "argument 1 must be str, not bytes", "es", "utf-8", &made);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "argument 1 must be str, bytes or bytearray, not int", "et", "utf-8", &made);
  FAILS(_Py_BuildValue_SizeT("(s#)", "a\0b", (Py_ssize_t)3), PyExc_TypeError,
        "argument 1 must be encoded string without null bytes, not str", "es", "utf-8", &made);
  /* What es has made is freed when a later argument fails. */
  made = NULL;
  int i;
  FAILS(ARGS("(ss)", "abc", "x"), PyExc_TypeError, "'str' object cannot be interpreted as an integer", "esi", "utf-8", &made, &i);
  CHECK(made == NULL);
}

static int cleaned;

static int converter(PyObject *o, void *to) {
  if (!o) {
    cleaned++;
    return 1;
  }
  if (o == Py_None) {
    PyErr_SetString(PyExc_LookupError, "no None here");
    return 0;
  }
  if (o == Py_False) return 0;
  *(PyObject **)to = o;
  return Py_CLEANUP_SUPPORTED;
}

static void objects(void) {
  PyObject *o = NULL, *p = NULL;
  int i = 0;
  OK(ARGS("(i)", 5), "O", &o);
  OK(ARGS("(i)", 5), "O!", &PyLong_Type, &o);
  OK(ARGS("(O)", Py_True), "O!", &PyLong_Type, &o);
  CHECK(o == Py_True);
  FAILS(ARGS("(s)", "a"), PyExc_TypeError, "g() argument 1 must be int, not str", "O!:g", &PyLong_Type, &o);
  FAILS(ARGS("(O)", Py_None), PyExc_TypeError, "argument 1 must be int, not None", "O!", &PyLong_Type, &o);
  OK(ARGS("(O)", Py_True), "O&", converter, &o);
  CHECK(o == Py_True && cleaned == 0);
  FAILS(ARGS("(O)", Py_None), PyExc_LookupError, "no None here", "O&", converter, &o);
  FAILS(ARGS("(O)", Py_False), PyExc_SystemError, "argument 1 (unspecified)", "O&", converter, &o);
  FAILS(ARGS("(Os)", Py_True, "x"), PyExc_TypeError, "'str' object cannot be interpreted as an integer", "O&i", converter, &o, &i);
  CHECK_INT(cleaned, 1);
  cleaned = 0;
  /* More than fit the room that a parse starts with. */
  PyObject *many[12];
  FAILS(ARGS("(OOOOOOOOOOs)", Py_True, Py_True, Py_True, Py_True, Py_True, Py_True, Py_True, Py_True, Py_True, Py_True, "x"),
        PyExc_TypeError, "argument 11 must be bytes, not str", "O&O&O&O&O&O&O&O&O&O&S", converter, many, converter, many + 1,
        converter, many + 2, converter, many + 3, converter, many + 4, converter, many + 5, converter, many + 6, converter,
        many + 7, converter, many + 8, converter, many + 9, &o);
  CHECK_INT(cleaned, 10);

  OK(ARGS("(i(ii)i)", 1, 2, 3, 4), "i(ii)O", &i, &i, &i, &p);
  OK(ARGS("([ii])", 2, 3), "(ii)", &i, &i);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "argument 1 must be 2-item sequence, not int", "(ii)", &i, &i);
  FAILS(ARGS("(O)", Py_None), PyExc_TypeError, "argument 1 must be 2-item sequence, not None", "(ii)", &i, &i);
  FAILS(ARGS("((iii))", 1, 2, 3), PyExc_TypeError, "argument 1 must be sequence of length 2, not 3", "(ii)", &i, &i);
  FAILS(ARGS("(i(is))", 1, 2, "x"), PyExc_TypeError, "f() argument 2, item 1 must be bytes, not str", "i(iS):f", &i, &i, &o);
  FAILS(ARGS("(i(i(is)))", 1, 2, 3, "x"), PyExc_TypeError, "f() argument 2, item 1, item 1 must be bytes, not str",
        "i(i(iS)):f", &i, &i, &i, &o);
  FAILS(ARGS("((si))", "a", 2), PyExc_TypeError, "argument 1, item 0 must be bytes, not str", "(Si)", &o, &i);
}

static void counts(void) {
  int i = 0, j = 0;
  const char *s;
  OK(ARGS("()"), "");
  OK(ARGS("()"), ":f");
  OK(ARGS("(i)", 1), "i|i", &i, &j);
  OK(ARGS("(i)", 1), "i|(ii)", &i, &j, &j);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "f() takes exactly 2 arguments (1 given)", "ii:f", &i, &j);
  FAILS(ARGS("(iii)", 1, 2, 3), PyExc_TypeError, "f() takes exactly 2 arguments (3 given)", "ii:f", &i, &j);
  FAILS(ARGS("(ii)", 1, 2), PyExc_TypeError, "f() takes exactly 1 argument (2 given)", "i:f", &i);
  FAILS(ARGS("()"), PyExc_TypeError, "f() takes at least 1 argument (0 given)", "i|i:f", &i, &j);
  FAILS(ARGS("(iii)", 1, 2, 3), PyExc_TypeError, "function takes at most 2 arguments (3 given)", "i|i", &i, &j);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "f() takes exactly 0 arguments (1 given)", ":f");
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "in my own words", "ii;in my own words", &i, &j);
  FAILS(ARGS("(i)", 1), PyExc_TypeError, "in my own words", "s;in my own words", &s);
  FAILS(ARGS("(si)", "a", 1), PyExc_TypeError, "f() takes exactly 1 argument (2 given)", "es:f", "utf-8", &s);

  FAILS(ARGS("(i)", 1), PyExc_SystemError, "argument 1 (impossible<bad format char>)", "q", &i);
#ifndef AMBI_AGAINST_CPYTHON /* which ends the process */
  FAILS(ARGS("(i)", 1), PyExc_SystemError, "excess ')' in getargs format", "i)", &i);
  FAILS(ARGS("(i)", 1), PyExc_SystemError, "missing ')' in getargs format", "(i", &i);
#endif
  FAILS(ARGS("(i)", 1), PyExc_SystemError, "bad format string: i$", "i$", &i);
  FAILS(ARGS("i", 1), PyExc_SystemError, "new style getargs format but argument is not a tuple", "i", &i);
}

static void one(void) {
  int i = 0;
  const char *s;
  CHECK(PyArg_Parse(Py_True, "i", &i));
  CHECK_INT(i, 1);
  WITH(ARGS("(ii)", 3, 4), int j = 0; CHECK(PyArg_Parse(args, "(ii)", &i, &j)); CHECK_INT(i * 10 + j, 34));
  CHECK(!PyArg_Parse(Py_True, "s", &s));
  CHECK_ERR(PyExc_TypeError, "argument must be str, not bool");
  CHECK(!PyArg_Parse(Py_True, "s:f", &s));
  CHECK_ERR(PyExc_TypeError, "f() argument must be str, not bool");
  CHECK(!PyArg_Parse(Py_True, "(i)", &i));
  CHECK_ERR(PyExc_TypeError, "argument must be 1-item sequence, not bool");
  CHECK(!PyArg_Parse(Py_True, ":f"));
  CHECK_ERR(PyExc_TypeError, "f() takes no arguments");
  CHECK(!PyArg_Parse(Py_True, "ii", &i, &i));
  CHECK_ERR(PyExc_SystemError, "old style getargs format uses new features");
  CHECK(PyArg_Parse(NULL, ""));
  CHECK(!PyArg_Parse(NULL, "i", &i));
  CHECK_ERR(PyExc_TypeError, "function takes at least one argument");
  WITH(ARGS("(is)", 3, "x"), CHECK(!PyArg_Parse(args, "(iS)", &i, &s)); CHECK_ERR(PyExc_TypeError, "argument 2 must be bytes, not str"));
  WITH(ARGS("(i(is))", 3, 4, "x"), CHECK(!PyArg_Parse(args, "(i(iS))", &i, &i, &s));
       CHECK_ERR(PyExc_TypeError, "argument 2, item 1 must be bytes, not str"));
}

#define KEYWORDS(check)                              \
  do {                                               \
    CHECK(args != NULL);                             \
    check;                                           \
    Py_XDECREF(args);                                \
    Py_XDECREF(kwargs);                              \
  } while (0)

static void keywords(void) {
  static char *ab[] = {"a", "b", NULL}, *abc[] = {"a", "b", "c", NULL}, *none_b[] = {"", "b", NULL},
              *none_none_c[] = {"", "", "c", NULL}, *none[] = {NULL}, *hole[] = {"a", "", NULL};
  int a = 0, b = 0, c = 0;
  PyObject *args, *kwargs;
#define TRY(tuple, dict) args = (tuple), kwargs = (dict)
#define GOOD(...) KEYWORDS(CHECK(PyArg_ParseTupleAndKeywords(args, kwargs, __VA_ARGS__)); CHECK_NO_ERR())
#define BAD(type, message, ...) KEYWORDS(CHECK(!PyArg_ParseTupleAndKeywords(args, kwargs, __VA_ARGS__)); CHECK_ERR(type, message))
  TRY(ARGS("(ii)", 1, 2), NULL);
  GOOD("ii", ab, &a, &b);
  TRY(ARGS("(i)", 1), ARGS("{s:i}", "b", 7));
  GOOD("ii", ab, &a, &b);
  CHECK_INT(b, 7);
  b = -1;
  TRY(ARGS("()"), ARGS("{s:i}", "c", 9));
  GOOD("|iii", abc, &a, &b, &c);
  CHECK_INT(b, -1);
  CHECK_INT(c, 9);
  TRY(ARGS("(i)", 4), ARGS("{s:i}", "b", 5));
  GOOD("i$i", ab, &a, &b);
  CHECK_INT(a * 10 + b, 45);
  TRY(ARGS("(i)", 4), ARGS("{s:i}", "b", 6));
  GOOD("i|i", none_b, &a, &b);
  CHECK_INT(b, 6);
  TRY(ARGS("()"), NULL);
  GOOD("", none);
  const char *s;
  Py_buffer view;
  PyObject *o;
  TRY(ARGS("()"), ARGS("{s:i}", "c", 3));
  {
    static char *names[] = {"s", "v", "o", "p", "e", "t", "c", NULL};
    char *made = NULL;
    GOOD("|sy*O!O&es(ii)i", names, &s, &view, &PyLong_Type, &o, converter, &o, "utf-8", &made, &a, &b, &c);
    CHECK_INT(c, 3);
  }

  TRY(ARGS("()"), NULL);
  BAD(PyExc_TypeError, "f() missing required argument 'a' (pos 1)", "ii:f", ab, &a, &b);
  TRY(ARGS("()"), ARGS("{s:i}", "a", 1));
  BAD(PyExc_TypeError, "f() missing required argument 'b' (pos 2)", "ii:f", ab, &a, &b);
  TRY(ARGS("(i)", 1), NULL);
  BAD(PyExc_TypeError, "function missing required argument 'b' (pos 2)", "ii", ab, &a, &b);
  TRY(ARGS("(iii)", 1, 2, 3), NULL);
  BAD(PyExc_TypeError, "f() takes at most 2 arguments (3 given)", "ii:f", ab, &a, &b);
  TRY(ARGS("(ii)", 1, 2), ARGS("{s:i}", "c", 3));
  BAD(PyExc_TypeError, "function takes at most 2 arguments (3 given)", "ii", ab, &a, &b);
  TRY(ARGS("()"), ARGS("{s:i,s:i,s:i}", "a", 1, "b", 2, "c", 3));
  BAD(PyExc_TypeError, "f() takes at most 2 keyword arguments (3 given)", "ii:f", ab, &a, &b);
  TRY(ARGS("()"), ARGS("{s:i}", "x", 1));
  BAD(PyExc_TypeError, "f() takes at most 0 keyword arguments (1 given)", ":f", none);
  TRY(ARGS("(i)", 1), ARGS("{s:i}", "x", 3));
  BAD(PyExc_TypeError, "'x' is an invalid keyword argument for f()", "i|i:f", ab, &a, &b);
  TRY(ARGS("(i)", 1), ARGS("{s:i}", "x", 3));
  BAD(PyExc_TypeError, "'x' is an invalid keyword argument for this function", "i|i", ab, &a, &b);
  TRY(ARGS("(i)", 1), ARGS("{s:i}", "a", 3));
  BAD(PyExc_TypeError, "argument for f() given by name ('a') and position (1)", "i|i:f", ab, &a, &b);
  TRY(ARGS("(i)", 1), ARGS("{i:i}", 1, 3));
  BAD(PyExc_TypeError, "keywords must be strings", "i|i:f", ab, &a, &b);
  TRY(ARGS("(ii)", 1, 2), NULL);
  BAD(PyExc_TypeError, "f() takes exactly 1 positional argument (2 given)", "i$i:f", ab, &a, &b);
  TRY(ARGS("(ii)", 1, 2), NULL);
  BAD(PyExc_TypeError, "f() takes at most 1 positional argument (2 given)", "|i$i:f", ab, &a, &b);
  TRY(ARGS("(i)", 1), NULL);
  BAD(PyExc_TypeError, "f() takes no positional arguments", "|$ii:f", ab, &a, &b);
  TRY(ARGS("(i)", 1), NULL);
  BAD(PyExc_TypeError, "function takes no positional arguments", "$i", ab + 1, &a);
  TRY(ARGS("(i)", 1), NULL);
  BAD(PyExc_TypeError, "f() missing required argument 'b' (pos 2)", "i$i:f", ab, &a, &b);
  TRY(ARGS("()"), NULL);
  BAD(PyExc_TypeError, "f() takes at least 1 positional argument (0 given)", "i|i:f", none_b, &a, &b);
  TRY(ARGS("()"), NULL);
  BAD(PyExc_TypeError, "f() takes at least 2 positional arguments (0 given)", "ii|i:f", none_none_c, &a, &b, &c);
  TRY(ARGS("()"), NULL);
  BAD(PyExc_TypeError, "f() takes exactly 1 positional argument (0 given)", "i$i:f", none_b, &a, &b);
  TRY(ARGS("(s)", "x"), NULL);
  BAD(PyExc_TypeError, "f() argument 1 must be bytes, not str", "S:f", ab + 1, &o);
  TRY(ARGS("(i)", 1), ARGS("{s:s}", "b", "x"));
  BAD(PyExc_TypeError, "f() argument 2 must be bytes, not str", "iS:f", ab, &a, &o);
  TRY(ARGS("(s)", "x"), NULL);
  BAD(PyExc_TypeError, "my words", "S;my words", ab + 1, &o);

  TRY(ARGS("(i)", 1), NULL);
  BAD(PyExc_SystemError, "More keyword list entries (2) than format specifiers (1)", "i", ab, &a);
  TRY(ARGS("(i)", 1), NULL);
  BAD(PyExc_SystemError, "more argument specifiers than keyword list entries (remaining format:'i')", "ii", ab + 1, &a, &b);
  TRY(ARGS("(i)", 1), NULL);
  BAD(PyExc_SystemError, "Empty keyword parameter name", "ii", hole, &a, &b);
  TRY(ARGS("()"), ARGS("{s:i}", "b", 1));
  BAD(PyExc_SystemError, "Invalid format string (| specified twice)", "|i|i", ab, &a, &b);
  TRY(ARGS("()"), ARGS("{s:i}", "a", 1));
  BAD(PyExc_SystemError, "Invalid format string ($ before |)", "$i|i", ab, &a, &b);
  TRY(ARGS("()"), ARGS("{s:i}", "b", 1));
  BAD(PyExc_SystemError, "impossible<bad format char>: 'qi'", "|qi", ab, &a, &b);
}

static void without_format(void) {
  PyObject *a = NULL, *b = NULL;
  WITH(ARGS("(ii)", 1, 2), CHECK(PyArg_UnpackTuple(args, "f", 1, 2, &a, &b)); CHECK(a && b));
  WITH(ARGS("()"), CHECK(!PyArg_UnpackTuple(args, "f", 1, 2, &a, &b)); CHECK_ERR(PyExc_TypeError, "f expected at least 1 argument, got 0"));
  WITH(ARGS("(iii)", 1, 2, 3), CHECK(!PyArg_UnpackTuple(args, "f", 1, 2, &a, &b)); CHECK_ERR(PyExc_TypeError, "f expected at most 2 arguments, got 3"));
  WITH(ARGS("(iii)", 1, 2, 3), CHECK(!PyArg_UnpackTuple(args, "f", 2, 2, &a, &b)); CHECK_ERR(PyExc_TypeError, "f expected 2 arguments, got 3"));
  WITH(ARGS("(i)", 1), CHECK(!PyArg_UnpackTuple(args, NULL, 2, 2, &a, &b));
       CHECK_ERR(PyExc_TypeError, "unpacked tuple should have 2 elements, but has 1"));
  WITH(ARGS("(i)", 1), CHECK(!PyArg_UnpackTuple(args, NULL, 2, 3, &a, &b, &b));
       CHECK_ERR(PyExc_TypeError, "unpacked tuple should have at least 2 elements, but has 1"));
  WITH(ARGS("i", 1), CHECK(!PyArg_UnpackTuple(args, "f", 1, 2, &a, &b));
       CHECK_ERR(PyExc_SystemError, "PyArg_UnpackTuple() argument list is not a tuple"));
  WITH(ARGS("{s:i}", "a", 1), CHECK(PyArg_ValidateKeywordArguments(args)));
  WITH(ARGS("{i:i}", 1, 1), CHECK(!PyArg_ValidateKeywordArguments(args)); CHECK_ERR(PyExc_TypeError, "keywords must be strings"));
}

int main(void) {
  ambi_test_init();
  CHECK_LIVE_UNCHANGED { numbers(); }
  CHECK_LIVE_UNCHANGED { text(); }
  CHECK_LIVE_UNCHANGED { encoded(); }
  CHECK_LIVE_UNCHANGED {
    cleaned = 0;
    objects();
  }
  CHECK_LIVE_UNCHANGED { counts(); }
  CHECK_LIVE_UNCHANGED { one(); }
  CHECK_LIVE_UNCHANGED { keywords(); }
  CHECK_LIVE_UNCHANGED { without_format(); }
  return ambi_test_result();
}

/* The built-in exceptions: hierarchy, arguments, fields, texts. What is expected is CPython 3.11's (run.sh --cpython). */
#include <errno.h>

#include "check.h"

/* A call of an exception class with arguments as for Py_BuildValue, in a tuple. */
#define MAKE(type, ...) make(type, Py_BuildValue(__VA_ARGS__), NULL)
#define MAKE_WITH(type, kwargs, ...) make(type, Py_BuildValue(__VA_ARGS__), kwargs)

static PyObject *make(PyObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *made = args ? PyObject_Call(type, args, kwargs) : NULL;
  Py_XDECREF(args);
  Py_XDECREF(kwargs);
  return made;
}

/* An attribute of an exception, which is dropped. */
static PyObject *field(PyObject *o, const char *name) {
  PyObject *found = o ? PyObject_GetAttrString(o, name) : NULL;
  Py_XDECREF(o);
  return found;
}

static void hierarchy(void) {
  static const struct {
    PyObject **type, **base;
  } some[] = {
      {&PyExc_Exception, &PyExc_BaseException},        {&PyExc_SystemExit, &PyExc_BaseException},
      {&PyExc_KeyError, &PyExc_LookupError},           {&PyExc_TabError, &PyExc_IndentationError},
      {&PyExc_BrokenPipeError, &PyExc_ConnectionError}, {&PyExc_FileNotFoundError, &PyExc_OSError},
      {&PyExc_ModuleNotFoundError, &PyExc_ImportError}, {&PyExc_UnicodeDecodeError, &PyExc_UnicodeError},
      {&PyExc_UnicodeError, &PyExc_ValueError},        {&PyExc_RecursionError, &PyExc_RuntimeError},
      {&PyExc_ZeroDivisionError, &PyExc_ArithmeticError}, {&PyExc_UnboundLocalError, &PyExc_NameError},
      {&PyExc_RuntimeWarning, &PyExc_Warning},         {&PyExc_Warning, &PyExc_Exception},
  };
  for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
    PyTypeObject *type = (PyTypeObject *)*some[i].type;
    CHECK(type->tp_base == (PyTypeObject *)*some[i].base);
    CHECK(PyType_IsSubtype(type, (PyTypeObject *)PyExc_BaseException));
    CHECK(PyExceptionClass_Check(*some[i].type));
  }
  CHECK(PyExc_IOError == PyExc_OSError && PyExc_EnvironmentError == PyExc_OSError);
  CHECK_INT(((PyTypeObject *)PyExc_ValueError)->tp_basicsize, 72);
  CHECK_INT(((PyTypeObject *)PyExc_OSError)->tp_basicsize, 112);
  CHECK_INT(((PyTypeObject *)PyExc_SyntaxError)->tp_basicsize, 136);
  CHECK_INT(((PyTypeObject *)PyExc_UnicodeDecodeError)->tp_basicsize, 112);
  CHECK_INT(((PyTypeObject *)PyExc_ImportError)->tp_basicsize, 96);
  CHECK_INT(((PyTypeObject *)PyExc_AttributeError)->tp_basicsize, 88);
  CHECK_INT(((PyTypeObject *)PyExc_StopIteration)->tp_basicsize, 80);
}

static void base(void) {
  CHECK_STR_OF(MAKE(PyExc_ValueError, "()"), "");
  CHECK_STR_OF(MAKE(PyExc_ValueError, "(s)", "a"), "a");
  CHECK_STR_OF(MAKE(PyExc_ValueError, "(si)", "a", 1), "('a', 1)");
  CHECK_REPR_OF(MAKE(PyExc_ValueError, "()"), "ValueError()");
  CHECK_REPR_OF(MAKE(PyExc_ValueError, "(s)", "a"), "ValueError('a')");
  CHECK_REPR_OF(MAKE(PyExc_ValueError, "(si)", "a", 1), "ValueError('a', 1)");
  CHECK_REPR_OF(field(MAKE(PyExc_ValueError, "(si)", "a", 1), "args"), "('a', 1)");
  CHECK(MAKE_WITH(PyExc_ValueError, Py_BuildValue("{s:i}", "x", 1), "()") == NULL);
  CHECK_ERR(PyExc_TypeError, "ValueError() takes no keyword arguments");

  PyObject *e = MAKE(PyExc_ValueError, "(s)", "a"), *f = MAKE(PyExc_TypeError, "()");
  CHECK(PyObject_SetAttrString(e, "own", Py_True) == 0);
  CHECK_STR_OF(PyObject_GetAttrString(e, "own"), "True");
  PyObject *args = Py_BuildValue("[ii]", 1, 2);
  CHECK(PyObject_SetAttrString(e, "args", args) == 0);
  Py_DECREF(args);
  CHECK_STR_OF(AMBI_NEWREF(e), "(1, 2)");
  CHECK(PyObject_SetAttrString(e, "args", NULL) < 0);
  CHECK_ERR(PyExc_TypeError, "args may not be deleted");

  CHECK_STR_OF(PyObject_GetAttrString(e, "__cause__"), "None");
  CHECK_STR_OF(PyObject_GetAttrString(e, "__suppress_context__"), "False");
  CHECK(PyObject_SetAttrString(e, "__cause__", f) == 0);
  CHECK_REPR_OF(PyObject_GetAttrString(e, "__cause__"), "TypeError()");
  CHECK_STR_OF(PyObject_GetAttrString(e, "__suppress_context__"), "True");
  CHECK(PyObject_SetAttrString(e, "__cause__", Py_True) < 0);
  CHECK_ERR(PyExc_TypeError, "exception cause must be None or derive from BaseException");
  CHECK(PyObject_SetAttrString(e, "__context__", Py_True) < 0);
  CHECK_ERR(PyExc_TypeError, "exception context must be None or derive from BaseException");
  CHECK(PyObject_SetAttrString(e, "__context__", NULL) < 0);
  CHECK_ERR(PyExc_TypeError, "__context__ may not be deleted");
  PyException_SetContext(e, AMBI_NEWREF(f));
  CHECK_REPR_OF(PyException_GetContext(e), "TypeError()");
  PyException_SetCause(e, NULL);
  CHECK(PyException_GetCause(e) == NULL);
  CHECK(PyException_SetTraceback(e, Py_None) == 0);
  CHECK(PyException_SetTraceback(e, Py_True) < 0);
  CHECK_ERR(PyExc_TypeError, "__traceback__ must be a traceback or None");
  CHECK(PyObject_SetAttrString(e, "__traceback__", NULL) < 0);
  CHECK_ERR(PyExc_TypeError, "__traceback__ may not be deleted");

  PyObject *same = PyObject_CallMethod(e, "with_traceback", "O", Py_None);
  CHECK(same == e);
  Py_XDECREF(same);
  CHECK_STR_OF(PyObject_CallMethod(e, "add_note", "s", "one"), "None");
  CHECK_STR_OF(PyObject_CallMethod(e, "add_note", "s", "two"), "None");
  CHECK_STR_OF(PyObject_GetAttrString(e, "__notes__"), "['one', 'two']");
  CHECK(PyObject_CallMethod(e, "add_note", "i", 1) == NULL);
  CHECK_ERR(PyExc_TypeError, "note must be a str, not 'int'");
  CHECK(PyObject_SetAttrString(e, "__notes__", Py_True) == 0);
  CHECK(PyObject_CallMethod(e, "add_note", "s", "x") == NULL);
  CHECK_ERR(PyExc_TypeError, "Cannot add note: __notes__ is not a list");
  Py_XDECREF(e);
  Py_XDECREF(f);

  PyObject *g = MAKE(PyExc_ValueError, "(i)", 1);
  CHECK_REPR_OF(PyObject_CallMethod(g, "__reduce__", NULL), "(<class 'ValueError'>, (1,))");
  PyObject *state = Py_BuildValue("{s:i}", "x", 5);
  CHECK_STR_OF(PyObject_CallMethod(g, "__setstate__", "O", state), "None");
  Py_XDECREF(state);
  CHECK_REPR_OF(PyObject_CallMethod(g, "__reduce__", NULL), "(<class 'ValueError'>, (1,), {'x': 5})");
  Py_XDECREF(g);
}

static void with_fields(void) {
  CHECK_STR_OF(field(MAKE(PyExc_StopIteration, "()"), "value"), "None");
  CHECK_STR_OF(field(MAKE(PyExc_StopIteration, "(ii)", 1, 2), "value"), "1");
  CHECK_STR_OF(field(MAKE(PyExc_SystemExit, "()"), "code"), "None");
  CHECK_STR_OF(field(MAKE(PyExc_SystemExit, "(i)", 3), "code"), "3");
  CHECK_STR_OF(field(MAKE(PyExc_SystemExit, "(ii)", 1, 2), "code"), "(1, 2)");

  CHECK_STR_OF(MAKE(PyExc_KeyError, "(s)", "a"), "'a'");
  CHECK_STR_OF(MAKE(PyExc_KeyError, "()"), "");
  CHECK_STR_OF(MAKE(PyExc_KeyError, "(si)", "a", 1), "('a', 1)");

  CHECK_STR_OF(MAKE_WITH(PyExc_ImportError, Py_BuildValue("{s:s,s:s}", "name", "n", "path", "p"), "(s)", "m"), "m");
  CHECK_STR_OF(field(MAKE_WITH(PyExc_ImportError, Py_BuildValue("{s:s}", "name", "n"), "(s)", "m"), "name"), "n");
  CHECK_STR_OF(field(MAKE_WITH(PyExc_ImportError, Py_BuildValue("{s:s}", "name", "n"), "(s)", "m"), "path"), "None");
  CHECK_STR_OF(field(MAKE(PyExc_ModuleNotFoundError, "(s)", "m"), "msg"), "m");
  CHECK(MAKE_WITH(PyExc_ImportError, Py_BuildValue("{s:i}", "x", 1), "()") == NULL);
  CHECK_ERR(PyExc_TypeError, "'x' is an invalid keyword argument for ImportError()");
  CHECK_STR_OF(field(MAKE_WITH(PyExc_NameError, Py_BuildValue("{s:s}", "name", "n"), "(s)", "m"), "name"), "n");
  CHECK_STR_OF(field(MAKE_WITH(PyExc_AttributeError, Py_BuildValue("{s:s,s:i}", "name", "n", "obj", 3), "(s)", "m"), "obj"), "3");
  CHECK_STR_OF(field(MAKE(PyExc_AttributeError, "(s)", "m"), "name"), "None");

  CHECK_STR_OF(MAKE(PyExc_SyntaxError, "(s(siis))", "bad", "/a/b.py", 3, 4, "text"), "bad (b.py, line 3)");
  CHECK_STR_OF(MAKE(PyExc_SyntaxError, "(s(Oiis))", "bad", Py_None, 3, 4, "text"), "bad (line 3)");
  CHECK_STR_OF(MAKE(PyExc_SyntaxError, "(s(sOOO))", "bad", "b.py", Py_None, Py_None, Py_None), "bad (b.py)");
  CHECK_STR_OF(MAKE(PyExc_SyntaxError, "(s)", "bad"), "bad");
  CHECK_STR_OF(MAKE(PyExc_SyntaxError, "()"), "None");
  CHECK(MAKE(PyExc_SyntaxError, "(s(sii))", "bad", "b.py", 3, 4) == NULL);
  CHECK_ERR(PyExc_TypeError, "function takes at least 4 arguments (3 given)");
}

static void os_errors(void) {
  CHECK_STR_OF(MAKE(PyExc_OSError, "()"), "");
  CHECK_STR_OF(MAKE(PyExc_OSError, "(s)", "a"), "a");
  CHECK_STR_OF(MAKE(PyExc_OSError, "(is)", 12345, "odd"), "[Errno 12345] odd");
  CHECK_REPR_OF(MAKE(PyExc_OSError, "(is)", ENOENT, "none"), "FileNotFoundError(2, 'none')");
  CHECK_STR_OF(MAKE(PyExc_OSError, "(iss)", ENOENT, "none", "f"), "[Errno 2] none: 'f'");
  CHECK_STR_OF(MAKE(PyExc_OSError, "(issOs)", ENOENT, "none", "f", Py_None, "g"), "[Errno 2] none: 'f' -> 'g'");
  CHECK_REPR_OF(MAKE(PyExc_OSError, "(iss)", ENOENT, "none", "f"), "FileNotFoundError(2, 'none')");
  CHECK_REPR_OF(field(MAKE(PyExc_OSError, "(iss)", ENOENT, "none", "f"), "args"), "(2, 'none')");
  CHECK_REPR_OF(field(MAKE(PyExc_OSError, "(iss)", ENOENT, "none", "f"), "filename"), "'f'");
  CHECK_REPR_OF(field(MAKE(PyExc_OSError, "(iss)", ENOENT, "none", "f"), "errno"), "2");
  CHECK_REPR_OF(field(MAKE(PyExc_OSError, "(is)", ENOENT, "none"), "strerror"), "'none'");
  CHECK_REPR_OF(field(MAKE(PyExc_OSError, "(is)", ENOENT, "none"), "filename2"), "None");
  CHECK_REPR_OF(field(MAKE(PyExc_OSError, "(isi)", EAGAIN, "x", 7), "args"), "(11, 'x', 7)");
  static const struct {
    int number;
    PyObject **type;
  } some[] = {
      {EPERM, &PyExc_PermissionError},       {EACCES, &PyExc_PermissionError}, {EEXIST, &PyExc_FileExistsError},
      {EISDIR, &PyExc_IsADirectoryError},    {EINTR, &PyExc_InterruptedError}, {ETIMEDOUT, &PyExc_TimeoutError},
      {ECONNRESET, &PyExc_ConnectionResetError}, {EPIPE, &PyExc_BrokenPipeError}, {ESRCH, &PyExc_ProcessLookupError},
      {EAGAIN, &PyExc_BlockingIOError},      {ENOMEM, &PyExc_OSError},         {ECHILD, &PyExc_ChildProcessError},
  };
  for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
    PyObject *e = MAKE(PyExc_OSError, "(is)", some[i].number, "x");
    CHECK(e && (PyObject *)Py_TYPE(e) == *some[i].type);
    Py_XDECREF(e);
  }
  /* Only OSError itself chooses; the text of errno goes with it. */
  CHECK_REPR_OF(MAKE(PyExc_ConnectionError, "(is)", ENOENT, "x"), "ConnectionError(2, 'x')");
  CHECK_REPR_OF(field(MAKE(PyExc_BlockingIOError, "(isi)", EAGAIN, "x", 7), "characters_written"), "7");
  CHECK(field(MAKE(PyExc_BlockingIOError, "(is)", EAGAIN, "x"), "characters_written") == NULL);
  CHECK_ERR(PyExc_AttributeError, "characters_written");
  CHECK(MAKE_WITH(PyExc_OSError, Py_BuildValue("{s:i}", "x", 1), "()") == NULL);
  CHECK_ERR(PyExc_TypeError, "OSError() takes no keyword arguments");
  PyObject *e = MAKE(PyExc_OSError, "(iss)", ENOENT, "none", "f");
  CHECK_REPR_OF(PyObject_CallMethod(e, "__reduce__", NULL), "(<class 'FileNotFoundError'>, (2, 'none', 'f'))");
  Py_XDECREF(e);
  errno = ENOENT;
  PyErr_SetFromErrno(PyExc_OSError);
  CHECK_ERR(PyExc_FileNotFoundError, "[Errno 2] No such file or directory");
}

static void unicode_errors(void) {
  CHECK_STR_OF(MAKE(PyExc_UnicodeEncodeError, "(ssnns)", "ascii", "a\xc3\xa9", (Py_ssize_t)1, (Py_ssize_t)2, "why"),
               "'ascii' codec can't encode character '\\xe9' in position 1: why");
  CHECK_STR_OF(MAKE(PyExc_UnicodeEncodeError, "(ssnns)", "ascii", "\xe2\x82\xac", (Py_ssize_t)0, (Py_ssize_t)1, "why"),
               "'ascii' codec can't encode character '\\u20ac' in position 0: why");
  CHECK_STR_OF(MAKE(PyExc_UnicodeEncodeError, "(ssnns)", "ascii", "\xf0\x9f\x98\x80", (Py_ssize_t)0, (Py_ssize_t)1, "why"),
               "'ascii' codec can't encode character '\\U0001f600' in position 0: why");
  CHECK_STR_OF(MAKE(PyExc_UnicodeEncodeError, "(ssnns)", "ascii", "abc", (Py_ssize_t)0, (Py_ssize_t)2, "why"),
               "'ascii' codec can't encode characters in position 0-1: why");
  CHECK_STR_OF(MAKE(PyExc_UnicodeDecodeError, "(synns)", "utf-8", "a\xff", (Py_ssize_t)1, (Py_ssize_t)2, "why"),
               "'utf-8' codec can't decode byte 0xff in position 1: why");
  CHECK_STR_OF(MAKE(PyExc_UnicodeDecodeError, "(sNnns)", "utf-8", PyByteArray_FromStringAndSize("abc", 3), (Py_ssize_t)0,
                    (Py_ssize_t)3, "why"),
               "'utf-8' codec can't decode bytes in position 0-2: why");
  CHECK_STR_OF(MAKE(PyExc_UnicodeTranslateError, "(snns)", "abc", (Py_ssize_t)0, (Py_ssize_t)1, "why"),
               "can't translate character '\\x61' in position 0: why");
  CHECK_STR_OF(field(MAKE(PyExc_UnicodeDecodeError, "(synns)", "utf-8", "a\xff", (Py_ssize_t)1, (Py_ssize_t)2, "why"), "start"), "1");
  CHECK_STR_OF(field(MAKE(PyExc_UnicodeDecodeError, "(synns)", "utf-8", "ab", (Py_ssize_t)1, (Py_ssize_t)2, "why"), "object"), "b'ab'");
  CHECK(MAKE(PyExc_UnicodeDecodeError, "(ssnns)", "utf-8", "a", (Py_ssize_t)1, (Py_ssize_t)2, "why") == NULL);
  CHECK_ERR(PyExc_TypeError, "a bytes-like object is required, not 'str'");
  CHECK(MAKE(PyExc_UnicodeEncodeError, "(s)", "utf-8") == NULL);
  CHECK_ERR(PyExc_TypeError, "function takes exactly 5 arguments (1 given)");
  PyObject *e = PyUnicodeDecodeError_Create("ascii", "\xff", 1, 0, 1, "because");
  CHECK_STR_OF(e, "'ascii' codec can't decode byte 0xff in position 0: because");
}

static void groups(void) {
  PyObject *e = MAKE(PyExc_ValueError, "(s)", "a"), *x = MAKE(PyExc_KeyboardInterrupt, "()");
  CHECK_STR_OF(MAKE(PyExc_BaseExceptionGroup, "(s[O])", "m", e), "m (1 sub-exception)");
  CHECK_REPR_OF(MAKE(PyExc_BaseExceptionGroup, "(s[OO])", "m", e, e), "ExceptionGroup('m', [ValueError('a'), ValueError('a')])");
  CHECK_REPR_OF(MAKE(PyExc_BaseExceptionGroup, "(s[OO])", "m", e, x), "BaseExceptionGroup('m', [ValueError('a'), KeyboardInterrupt()])");
  CHECK_REPR_OF(field(MAKE(PyExc_BaseExceptionGroup, "(s[O])", "m", e), "exceptions"), "(ValueError('a'),)");
  CHECK_REPR_OF(field(MAKE(PyExc_BaseExceptionGroup, "(s[O])", "m", e), "message"), "'m'");
  CHECK(MAKE(PyExc_BaseExceptionGroup, "(s[])", "m") == NULL);
  CHECK_ERR(PyExc_ValueError, "second argument (exceptions) must be a non-empty sequence");
  CHECK(MAKE(PyExc_BaseExceptionGroup, "(si)", "m", 1) == NULL);
  CHECK_ERR(PyExc_TypeError, "second argument (exceptions) must be a sequence");
  CHECK(MAKE(PyExc_BaseExceptionGroup, "(s[Oi])", "m", e, 1) == NULL);
  CHECK_ERR(PyExc_ValueError, "Item 1 of second argument (exceptions) is not an exception");
  CHECK(MAKE(PyExc_BaseExceptionGroup, "(s)", "m") == NULL);
  CHECK_ERR(PyExc_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)");
  Py_XDECREF(e);
  Py_XDECREF(x);
}

static void new_classes(void) {
  PyObject *type = PyErr_NewException("pkg.mod.Odd", NULL, NULL);
  CHECK(type != NULL);
  if (!type) return;
  CHECK_REPR_OF(AMBI_NEWREF(type), "<class 'pkg.mod.Odd'>");
  CHECK_REPR_OF(PyObject_GetAttrString(type, "__module__"), "'pkg.mod'");
  CHECK(PyType_IsSubtype((PyTypeObject *)type, (PyTypeObject *)PyExc_Exception));
  CHECK_REPR_OF(MAKE(type, "(i)", 1), "Odd(1)");
  PyErr_SetString(type, "oh");
  CHECK_ERR(type, "oh");
  CHECK(PyErr_NewException("Odd", NULL, NULL) == NULL);
  CHECK_ERR(PyExc_SystemError, "PyErr_NewException: name must be module.class");

  PyObject *bases = PyTuple_Pack(2, PyExc_KeyError, type), *dict = Py_BuildValue("{s:i}", "x", 5);
  PyObject *both = PyErr_NewExceptionWithDoc("m.Both", "two", bases, dict);
  CHECK(both != NULL);
  if (both) {
    CHECK_STR_OF(PyObject_GetAttrString(both, "__doc__"), "two");
    CHECK_STR_OF(PyObject_GetAttrString(both, "x"), "5");
    PyErr_SetString(both, "k");
    CHECK(PyErr_ExceptionMatches(PyExc_LookupError) && PyErr_ExceptionMatches(type));
    CHECK_ERR(both, "'k'");
  }
  PyObject *own_os = PyErr_NewException("m.OwnOS", PyExc_OSError, NULL);
  CHECK_STR_OF(MAKE(own_os, "(is)", ENOENT, "x"), "[Errno 2] x");
  CHECK_REPR_OF(MAKE(own_os, "(is)", ENOENT, "x"), "OwnOS(2, 'x')");
  Py_XDECREF(own_os);
  Py_XDECREF(both);
  Py_DECREF(bases);
  Py_DECREF(dict);
  Py_DECREF(type);
}

static void memory(void) {
  PyObject *taken[20];
  for (int i = 0; i < 20; i++) {
    PyErr_NoMemory();
    PyObject *type, *traceback;
    PyErr_Fetch(&type, &taken[i], &traceback);
    PyErr_NormalizeException(&type, &taken[i], &traceback);
    CHECK(type == PyExc_MemoryError);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
  }
  for (int i = 0; i < 20; i++) Py_XDECREF(taken[i]);
  CHECK_REPR_OF(MAKE(PyExc_MemoryError, "(i)", 4), "MemoryError(4)");
  CHECK_REPR_OF(MAKE(PyExc_MemoryError, "()"), "MemoryError()");
}

#ifndef AMBI_AGAINST_CPYTHON
#include "warnings.h"

static char warned[200];

static int note_warning(PyObject *category, PyObject *text) {
  snprintf(warned, sizeof warned, "%s: %s", ((PyTypeObject *)category)->tp_name, PyUnicode_AsUTF8(text));
  if (category != PyExc_FutureWarning) return 0;
  PyErr_SetObject(category, text);
  return -1;
}

static void warnings(void) {
  ambi_set_warning_sink(note_warning);
  CHECK_INT(PyErr_WarnEx(PyExc_RuntimeWarning, "hm", 1), 0);
  CHECK_STR(warned, "RuntimeWarning: hm");
  CHECK_INT(PyErr_WarnEx(NULL, "default", 1), 0);
  CHECK_STR(warned, "RuntimeWarning: default");
  CHECK_INT(PyErr_WarnFormat(PyExc_UserWarning, 1, "%d", 5), 0);
  CHECK_STR(warned, "UserWarning: 5");
  CHECK_INT(PyErr_WarnEx(PyExc_DeprecationWarning, "old", 1), 0);
  CHECK_STR(warned, "UserWarning: 5");
  CHECK_INT(PyErr_WarnEx(PyExc_FutureWarning, "as an error", 1), -1);
  CHECK_ERR(PyExc_FutureWarning, "as an error");
  CHECK_INT(PyErr_WarnEx(PyExc_ValueError, "x", 1), 0); /* only Python's warnings.warn() insists on a Warning */
  CHECK_STR(warned, "ValueError: x");
  ambi_set_warning_sink(NULL);
}
#else
static void warnings(void) {}
#endif

int main(void) {
  ambi_test_init();
  CHECK_LIVE_UNCHANGED { hierarchy(); }
  CHECK_LIVE_UNCHANGED { base(); }
  CHECK_LIVE_UNCHANGED { with_fields(); }
  CHECK_LIVE_UNCHANGED { os_errors(); }
  CHECK_LIVE_UNCHANGED { unicode_errors(); }
  CHECK_LIVE_UNCHANGED { groups(); }
  new_classes(); /* stay: a class is part of cycles (its MRO holds it), which nothing collects */
  CHECK_LIVE_UNCHANGED { memory(); }
  CHECK_LIVE_UNCHANGED { warnings(); }
  return ambi_test_result();
}

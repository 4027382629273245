/* bytes and bytearray. The expected values are CPython 3.11's. */
#include "check.h"

static PyObject *bytes(const char *s) { return PyBytes_FromString(s); }
static PyObject *array(const char *s) {
  return PyByteArray_FromStringAndSize(s, (Py_ssize_t)strlen(s));
}

static PyObject *call(PyObject *self, const char *method, const char *format, ...) {
  va_list va;
  va_start(va, format);
  PyObject *args = Py_VaBuildValue(format, va), *bound = PyObject_GetAttrString(self, method);
  va_end(va);
  PyObject *r = bound ? PyObject_CallObject(bound, args) : NULL;
  Py_XDECREF(bound);
  Py_DECREF(args);
  Py_DECREF(self);
  return r;
}

static void memory(void) {
  PyObject *a = PyBytes_FromStringAndSize("xy", 1), *b = PyBytes_FromString("x"),
           *empty = PyBytes_FromStringAndSize(NULL, 0);
  CHECK(a == b);
  CHECK_INT(Py_SIZE(empty), 0);
  Py_DECREF(a);
  Py_DECREF(b);
  Py_DECREF(empty);
  a = PyBytes_FromStringAndSize(NULL, 4);
  memcpy(PyBytes_AS_STRING(a), "abcd", 4);
  CHECK_INT(PyBytes_AS_STRING(a)[4], 0);
  CHECK_INT(_PyBytes_Resize(&a, 100), 0);
  CHECK(memcmp(PyBytes_AS_STRING(a), "abcd", 4) == 0 && PyBytes_AS_STRING(a)[100] == 0);
  CHECK_INT(_PyBytes_Resize(&a, 2), 0);
  CHECK_REPR_OF(a, "b'ab'");
  char *s;
  Py_ssize_t n;
  a = PyBytes_FromStringAndSize("a\0b", 3);
  CHECK_INT(PyBytes_AsStringAndSize(a, &s, &n), 0);
  CHECK_INT(n, 3);
  CHECK_INT(PyBytes_AsStringAndSize(a, &s, NULL), -1);
  CHECK_ERR(PyExc_ValueError, "embedded null byte");
  CHECK(!PyBytes_AsString(Py_None));
  CHECK_ERR(PyExc_TypeError, "expected bytes, NoneType found");
  PyBytes_ConcatAndDel(&a, PyBytes_FromString("cd"));
  CHECK_REPR_OF(a, "b'a\\x00bcd'");
}

static void making(void) {
  PyObject *type = (PyObject *)&PyBytes_Type, *list = Py_BuildValue("[iii]", 1, 2, 255),
           *wrong = Py_BuildValue("[i]", 256);
  CHECK_REPR_OF(PyObject_CallOneArg(type, list), "b'\\x01\\x02\\xff'");
  CHECK(!PyObject_CallOneArg(type, wrong));
  CHECK_ERR(PyExc_ValueError, "bytes must be in range(0, 256)");
  CHECK(!PyObject_CallOneArg((PyObject *)&PyByteArray_Type, wrong));
  CHECK_ERR(PyExc_ValueError, "byte must be in range(0, 256)");
  CHECK_REPR_OF(PyObject_CallFunction(type, "i", 3), "b'\\x00\\x00\\x00'");
  CHECK_REPR_OF(PyObject_CallFunction(type, "ss", "\xc3\xa9", "latin-1"), "b'\\xe9'");
  CHECK(!PyObject_CallFunction(type, "s", "x"));
  CHECK_ERR(PyExc_TypeError, "string argument without an encoding");
  CHECK(!PyObject_CallOneArg(type, Py_None));
  CHECK_ERR(PyExc_TypeError, "cannot convert 'NoneType' object to bytes");
  Py_DECREF(list);
  Py_DECREF(wrong);
}

static void comparison_and_hash(void) {
  PyObject *a = bytes("ab"), *b = bytes("ab"), *c = array("ab"), *text = PyUnicode_FromString("ab");
  CHECK(PyObject_RichCompareBool(a, b, Py_EQ) == 1);
  CHECK(PyObject_RichCompareBool(a, c, Py_EQ) == 1);
  CHECK(PyObject_RichCompareBool(c, a, Py_GE) == 1);
  CHECK(PyObject_RichCompareBool(a, text, Py_EQ) == 0);
  CHECK_INT(PyObject_Hash(a), PyObject_Hash(b));
  CHECK_INT(PyObject_Hash(c), -1);
  CHECK_ERR(PyExc_TypeError, "unhashable type: 'bytearray'");
  Py_DECREF(a);
  Py_DECREF(b);
  Py_DECREF(c);
  Py_DECREF(text);
}

static void methods(void) {
  CHECK_REPR_OF(call(bytes("a,b,,c"), "split", "(yi)", ",", 2), "[b'a', b'b', b',c']");
  CHECK_REPR_OF(call(array(" a \x1c b"), "split", "()"),
                "[bytearray(b'a'), bytearray(b'\\x1c'), bytearray(b'b')]");
  CHECK_REPR_OF(call(bytes("banana"), "find", "(i)", 'n'), "2");
  CHECK(!call(bytes("banana"), "index", "(y)", "x"));
  CHECK_ERR(PyExc_ValueError, "subsection not found");
  CHECK(!call(bytes("banana"), "find", "(s)", "n"));
  CHECK_ERR(PyExc_TypeError, "argument should be integer or bytes-like object, not 'str'");
  CHECK_REPR_OF(call(bytes("banana"), "replace", "(yy)", "an", "\xff"), "b'b\\xff\\xffa'");
  CHECK_REPR_OF(call(bytes("\xe9"
                           "Ab"),
                     "swapcase", "()"),
                "b'\\xe9aB'");
  CHECK_REPR_OF(call(bytes("\x01\xff\x10"), "hex", "(s)", ":"), "'01:ff:10'");
  CHECK_REPR_OF(call(bytes("a\nb\r\n"), "splitlines", "()"), "[b'a', b'b']");
  CHECK_REPR_OF(call(bytes("\xff"), "decode", "(ss)", "utf-8", "replace"), "'\xef\xbf\xbd'");
  CHECK_REPR_OF(PyObject_CallMethod((PyObject *)&PyByteArray_Type, "fromhex", "s", "0a FF"),
                "bytearray(b'\\n\\xff')");
  CHECK(!PyObject_CallMethod((PyObject *)&PyBytes_Type, "fromhex", "s", "0g"));
  CHECK_ERR(PyExc_ValueError, "non-hexadecimal number found in fromhex() arg at position 1");
  PyObject *comma = bytes(", "), *items = Py_BuildValue("[yN]", "x", array("y")),
           *wrong = Py_BuildValue("[s]", "x");
  CHECK_REPR_OF(_PyBytes_Join(comma, items), "b'x, y'");
  CHECK(!_PyBytes_Join(comma, wrong));
  CHECK_ERR(PyExc_TypeError, "sequence item 0: expected a bytes-like object, str found");
  Py_DECREF(comma);
  Py_DECREF(items);
  Py_DECREF(wrong);
}

static void formatting(void) {
  PyObject *f = bytes("%s %5d %c %a"), *args = Py_BuildValue("(yiis)", "x", 42, 255, "\xc3\xa9");
  CHECK_REPR_OF(PyNumber_Remainder(f, args), "b\"x    42 \\xff '\\\\xe9'\"");
  Py_DECREF(f);
  Py_DECREF(args);
}

static void changing_an_array(void) {
  PyObject *a = array("abc");
  Py_XDECREF(call(AMBI_NEWREF(a), "append", "(i)", 'd'));
  Py_XDECREF(call(AMBI_NEWREF(a), "extend", "(y)", "efgh"));
  Py_XDECREF(call(AMBI_NEWREF(a), "insert", "(ii)", 0, 'X'));
  CHECK_REPR_OF(AMBI_NEWREF(a), "bytearray(b'Xabcdefgh')");
  CHECK_REPR_OF(call(AMBI_NEWREF(a), "pop", "(i)", 0), "88");
  PyObject *two = PyLong_FromLong(2), *four = PyLong_FromLong(4),
           *part = PySlice_New(two, four, NULL);
  PyObject *every_second = PySlice_New(NULL, NULL, two), *new = bytes("--==--");
  CHECK_INT(PyObject_SetItem(a, part, new), 0);
  CHECK_REPR_OF(AMBI_NEWREF(a), "bytearray(b'ab--==--efgh')");
  CHECK_INT(PyObject_DelItem(a, every_second), 0);
  CHECK_REPR_OF(AMBI_NEWREF(a), "bytearray(b'b-=-fh')");
  CHECK_INT(PyObject_SetItem(a, every_second, new), -1);
  CHECK_ERR(PyExc_ValueError, "attempt to assign bytes of size 6 to extended slice of size 3");
  Py_buffer view;
  CHECK_INT(PyObject_GetBuffer(a, &view, 1 /* PyBUF_WRITABLE */), 0);
  ((char *)view.buf)[0] = 'B';
  CHECK(!call(AMBI_NEWREF(a), "append", "(i)", 1));
  CHECK_ERR(PyExc_BufferError, "Existing exports of data: object cannot be re-sized");
  PyBuffer_Release(&view);
  CHECK_INT(PyByteArray_Resize(a, 1), 0);
  CHECK_REPR_OF(a, "bytearray(b'B')");
  Py_DECREF(two);
  Py_DECREF(four);
  Py_DECREF(part);
  Py_DECREF(every_second);
  Py_DECREF(new);
}

int main(void) {
  ambi_test_init();
  CHECK_LIVE_UNCHANGED {
    memory();
    making();
    comparison_and_hash();
    methods();
    formatting();
    changing_an_array();
  }
  return ambi_test_result();
}

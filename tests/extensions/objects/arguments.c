/* PyArg_Parse*: what each format takes, refuses and gives. With PY_SSIZE_T_CLEAN. */
#define PY_SSIZE_T_CLEAN
#include "objects.h"

/* A function that parses one argument with a format, and gives it back through another. */
#define PARSE(name, type, format, built)                                 \
  static PyObject *parse_##name(PyObject *UNUSED(self), PyObject *args) { \
    type value;                                                          \
    if (!PyArg_ParseTuple(args, format, &value)) return NULL;            \
    return Py_BuildValue(built, value);                                  \
  }
PARSE(b, unsigned char, "b", "b")
PARSE(B, unsigned char, "B", "B")
PARSE(h, short, "h", "h")
PARSE(H, unsigned short, "H", "H")
PARSE(i, int, "i:parse_i", "i")
PARSE(I, unsigned, "I", "I")
PARSE(l, long, "l", "l")
PARSE(k, unsigned long, "k", "k")
PARSE(L, long long, "L", "L")
PARSE(K, unsigned long long, "K", "K")
PARSE(n, Py_ssize_t, "n", "n")
PARSE(f, float, "f", "f")
PARSE(d, double, "d;parse_d takes a number", "d")
PARSE(c, char, "c", "c")
PARSE(C, int, "C", "C")
PARSE(p, int, "p", "i")
PARSE(s, const char *, "s", "s")
PARSE(z, const char *, "z", "z")
PARSE(y, const char *, "y", "y")
PARSE(O, PyObject *, "O", "O")
PARSE(U, PyObject *, "U", "O")
PARSE(S, PyObject *, "S", "O")

static PyObject *parse_D(PyObject *UNUSED(self), PyObject *args) {
  Py_complex value;
  if (!PyArg_ParseTuple(args, "D", &value)) return NULL;
  return Py_BuildValue("D", &value);
}

static PyObject *parse_sized(PyObject *UNUSED(self), PyObject *args) {
  const char *text, *maybe, *bytes;
  Py_ssize_t text_size, maybe_size, bytes_size;
  if (!PyArg_ParseTuple(args, "s#z#y#", &text, &text_size, &maybe, &maybe_size, &bytes, &bytes_size)) return NULL;
  return Py_BuildValue("(y#y#y#n)", text, text_size, maybe, maybe_size, bytes, bytes_size, maybe_size);
}

static PyObject *parse_buffers(PyObject *UNUSED(self), PyObject *args) {
  Py_buffer bytes, text;
  if (!PyArg_ParseTuple(args, "y*s*", &bytes, &text)) return NULL;
  PyObject *answer = Py_BuildValue("(y#ny#n)", bytes.buf, bytes.len, bytes.itemsize, text.buf, text.len, text.itemsize);
  PyBuffer_Release(&bytes);
  PyBuffer_Release(&text);
  return answer;
}

static PyObject *parse_encoded(PyObject *UNUSED(self), PyObject *args) {
  char *text = NULL;
  if (!PyArg_ParseTuple(args, "es", "utf-8", &text)) return NULL;
  PyObject *answer = PyBytes_FromString(text);
  PyMem_Free(text);
  return answer;
}

static PyObject *parse_typed(PyObject *UNUSED(self), PyObject *args) {
  PyObject *list, *dict;
  if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &list, &PyDict_Type, &dict)) return NULL;
  return Py_BuildValue("(nn)", PyList_GET_SIZE(list), PyDict_Size(dict));
}

/* A converter for "O&": an even long, halved. */
static int half(PyObject *object, void *target) {
  long value = PyLong_AsLong(object);
  if (value == -1 && PyErr_Occurred()) return 0;
  if (value % 2) {
    PyErr_Format(PyExc_ValueError, "%ld is odd", value);
    return 0;
  }
  *(long *)target = value / 2;
  return 1;
}

static PyObject *parse_converted(PyObject *UNUSED(self), PyObject *args) {
  long first = -1, second = -1;
  if (!PyArg_ParseTuple(args, "O&|O&:parse_converted", half, &first, half, &second)) return NULL;
  return Py_BuildValue("(ll)", first, second);
}

static PyObject *parse_nested(PyObject *UNUSED(self), PyObject *args) {
  int a, b, c;
  const char *name;
  if (!PyArg_ParseTuple(args, "i(i(si))", &a, &b, &name, &c)) return NULL;
  return Py_BuildValue("(iisi)", a, b, name, c);
}

static PyObject *parse_optional(PyObject *UNUSED(self), PyObject *args) {
  int a = -1, b = -2;
  const char *text = "none";
  if (!PyArg_ParseTuple(args, "i|is:parse_optional", &a, &b, &text)) return NULL;
  return Py_BuildValue("(iis)", a, b, text);
}

static PyObject *parse_nothing(PyObject *UNUSED(self), PyObject *args) {
  if (!PyArg_ParseTuple(args, ":parse_nothing")) return NULL;
  Py_RETURN_NONE;
}

static PyObject *unpack(PyObject *UNUSED(self), PyObject *args) {
  PyObject *first, *second = Py_None, *third = Py_None;
  if (!PyArg_UnpackTuple(args, "unpack", 1, 3, &first, &second, &third)) return NULL;
  return PyTuple_Pack(3, third, second, first);
}

static PyObject *parse_keywords(PyObject *UNUSED(self), PyObject *args, PyObject *kwargs) {
  static char *names[] = {"first", "second", "third", "text", NULL};
  double first;
  long second = 2;
  PyObject *third = Py_None;
  const char *text = "default";
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "d|lOs:parse_keywords", names, &first, &second, &third, &text)) {
    return NULL;
  }
  return Py_BuildValue("(dlOs)", first, second, third, text);
}

/* The first is by position only, the last two by keyword only. */
static PyObject *parse_keyword_only(PyObject *UNUSED(self), PyObject *args, PyObject *kwargs) {
  static char *names[] = {"", "both", "named", "flag", NULL};
  int position, both = 0, named = 0, flag = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i|i$ip:parse_keyword_only", names, &position, &both, &named, &flag)) {
    return NULL;
  }
  return Py_BuildValue("(iiii)", position, both, named, flag);
}

#define PARSER(name) {"parse_" #name, parse_##name, METH_VARARGS, NULL}
#define KEYWORD_PARSER(name) \
  {"parse_" #name, (PyCFunction)(void (*)(void))parse_##name, METH_VARARGS | METH_KEYWORDS, NULL}

PyMethodDef argument_methods[] = {
    PARSER(b),        PARSER(B),       PARSER(h),        PARSER(H),
    PARSER(i),        PARSER(I),       PARSER(l),        PARSER(k),
    PARSER(L),        PARSER(K),       PARSER(n),        PARSER(f),
    PARSER(d),        PARSER(D),       PARSER(c),        PARSER(C),
    PARSER(p),        PARSER(s),       PARSER(z),        PARSER(y),
    PARSER(O),        PARSER(U),       PARSER(S),        PARSER(sized),
    PARSER(buffers),  PARSER(encoded), PARSER(typed),    PARSER(converted),
    PARSER(nested),   PARSER(optional), PARSER(nothing), KEYWORD_PARSER(keywords),
    KEYWORD_PARSER(keyword_only),
    {"unpack", unpack, METH_VARARGS, NULL},
    {0},
};

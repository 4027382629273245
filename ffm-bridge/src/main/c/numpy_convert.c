/*
 * The "O&" converters and conversions of ints: from Python arguments to C values. A converter gives 1, or 0 with an error.
 */
#include "numpy_array.h"

#include "generated_ids.h"

/* ---- ints ----------------------------------------------------------------------------------------------------- */

/* -1 with an error where `o` is no int; bools are none either. `message` where it is no number at all. */
static npy_intp as_intp(PyObject *o, const char *message) {
  if (!o || PyBool_Check(o) || PyObject_TypeCheck(o, &PyBoolArrType_Type)) {
    PyErr_SetString(PyExc_TypeError, message);
    return -1;
  }
  if (PyLong_CheckExact(o)) return PyLong_AsLong(o);
  PyObject *i = PyNumber_Index(o);
  if (!i) return -1;
  npy_intp value = PyLong_AsLong(i);
  Py_DECREF(i);
  return value;
}

/* What does not fit is too large a dimension. */
static npy_intp as_dimension(PyObject *o) {
  npy_intp value = as_intp(o, "an integer is required");
  if (value == -1 && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_OverflowError)) {
    PyErr_SetString(PyExc_ValueError, "Maximum allowed dimension exceeded");
  }
  return value;
}

static int as_int(PyObject *o, const char *message) {
  npy_intp value = as_intp(o, message);
  if (value == -1 && PyErr_Occurred()) return -1;
  if (value < INT32_MIN || value > INT32_MAX) {
    PyErr_SetString(PyExc_ValueError, "integer won't fit into a C int");
    return -1;
  }
  return (int)value;
}

AMBI_EXPORT npy_intp PyArray_PyIntAsIntp(PyObject *o) { return as_intp(o, "an integer is required"); }
AMBI_EXPORT int PyArray_PyIntAsInt(PyObject *o) { return as_int(o, "an integer is required"); }

static int not_a_shape(PyObject *o) {
  PyErr_Format(PyExc_TypeError, "expected a sequence of integers or a single integer, got '%.100R'", o);
  return 0;
}

/* An array without dimensions is a number, though its type is a sequence. */
static bool is_sequence(PyObject *o) {
  if (PyArray_Check(o) && !FIELDS(o)->nd) return false;
  return PySequence_Check(o) && !PyLong_CheckExact(o);
}

/* How many there are; at most `most` are written. */
AMBI_EXPORT int PyArray_IntpFromSequence(PyObject *o, npy_intp *values, int most) {
  if (!is_sequence(o)) {
    npy_intp value = as_dimension(o);
    if (value == -1 && PyErr_Occurred()) {
      if (!PyErr_ExceptionMatches(PyExc_TypeError)) return -1;
      PyErr_Clear();
      not_a_shape(o);
      return -1;
    }
    if (most > 0) values[0] = value;
    return 1;
  }
  PyObject *items = PySequence_Fast(o, "expected a sequence of integers or a single integer");
  if (!items) return -1;
  Py_ssize_t n = PySequence_Size(items);
  for (Py_ssize_t i = 0; i < n && i < most; i++) {
    PyObject *item = PyList_Check(items) ? PyList_GET_ITEM(items, i) : PyTuple_GET_ITEM(items, i);
    values[i] = as_dimension(item);
    if (values[i] == -1 && PyErr_Occurred()) {
      Py_DECREF(items);
      return -1;
    }
  }
  Py_DECREF(items);
  return (int)n;
}

/* The caller frees `shape->ptr`. */
AMBI_EXPORT int PyArray_IntpConverter(PyObject *o, PyArray_Dims *shape) {
  shape->ptr = NULL;
  shape->len = 0;
  bool current = AmbiJava_numpy_version() >= 204;
  if (o == Py_None) {
    if (!current) return 1;
    PyErr_SetString(PyExc_TypeError, "Use () not None as shape arguments");
    return 0;
  }
  bool sequence = is_sequence(o);
  Py_ssize_t n = sequence ? PySequence_Size(o) : 1;
  if (n < 0) {
    PyErr_Clear();
    return not_a_shape(o);
  }
  int most = AmbiJava_numpy_version() >= 200 ? 64 : 32;
  if (n > most) {
    PyErr_Format(PyExc_ValueError, "maximum supported dimension for an ndarray is %s%d, found %zd",
                 most == 64 ? "currently " : "", most, n);
    return 0;
  }
  shape->ptr = malloc((size_t)(n ? n : 1) * sizeof *shape->ptr);
  if (!shape->ptr) {
    PyErr_NoMemory();
    return 0;
  }
  if (PyArray_IntpFromSequence(o, shape->ptr, (int)n) < 0) {
    free(shape->ptr);
    shape->ptr = NULL;
    if (!sequence && PyErr_ExceptionMatches(PyExc_TypeError)) {
      PyErr_Clear();
      return not_a_shape(o);
    }
    return 0;
  }
  shape->len = (int)n;
  return 1;
}

AMBI_EXPORT int PyArray_AxisConverter(PyObject *o, int *axis) {
  if (o == Py_None) {
    *axis = INT32_MIN; /* NPY_RAVEL_AXIS since 2.0 */
    return 1;
  }
  *axis = as_int(o, "an integer is required for the axis");
  return !PyErr_Occurred();
}

AMBI_EXPORT int PyArray_AxisConverter_abi1(PyObject *o, int *axis) {
  if (o == Py_None) {
    *axis = 32; /* NPY_MAXDIMS meant "flattened" before 2.0 */
    return 1;
  }
  return PyArray_AxisConverter(o, axis);
}

AMBI_EXPORT int PyArray_BoolConverter(PyObject *o, npy_bool *value) {
  *value = PyObject_IsTrue(o) != 0;
  return !PyErr_Occurred();
}

/* For results: an array, or None for none. */
AMBI_EXPORT int PyArray_OutputConverter(PyObject *o, PyObject **out) {
  if (!o || o == Py_None) {
    *out = NULL;
    return 1;
  }
  if (PyArray_Check(o)) {
    *out = o;
    return 1;
  }
  PyErr_SetString(PyExc_TypeError, "output must be an array");
  *out = NULL;
  return 0;
}

/* ---- words ---------------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *word; /* compared by the first letter where `by_letter` */
  int value;
} choice;

/*
 * The value of a word among `choices`. A word that begins right but is another is taken, with NumPy's deprecation; what does
 * not begin right is an error: `message`.
 */
static int choose(PyObject *o, const choice *choices, size_t n, bool by_letter, const char *argument,
                  const char *message, int *value) {
  PyObject *text = PyBytes_Check(o) ? PyUnicode_FromEncodedObject(o, NULL, NULL) : PyUnicode_Check(o) ? AMBI_NEWREF(o) : NULL;
  if (!text) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "%s must be str, not %.200s", argument, Py_TYPE(o)->tp_name);
    return 0;
  }
  const char *word = PyUnicode_AsUTF8(text);
  for (size_t i = 0; word && i < n; i++) {
    const char *c = choices[i].word;
    bool same = by_letter ? (word[0] | 0x20) == (c[0] | 0x20) && word[0] : strcmp(word, c) == 0;
    if (same) {
      *value = choices[i].value;
      Py_DECREF(text);
      return 1;
    }
  }
  if (word) PyErr_Format(PyExc_ValueError, "%s %s (got %R)", argument, message, o);
  Py_DECREF(text);
  return 0;
}
#define CHOOSE(o, choices, by_letter, argument, message, value) \
  choose(o, choices, sizeof choices / sizeof *(choices), by_letter, argument, message, value)

AMBI_EXPORT int PyArray_OrderConverter(PyObject *o, int *order) {
  static const choice choices[] = {{"C", NPY_CORDER}, {"c", NPY_CORDER}, {"F", NPY_FORTRANORDER}, {"f", NPY_FORTRANORDER},
                                   {"A", NPY_ANYORDER}, {"a", NPY_ANYORDER}, {"K", NPY_KEEPORDER}, {"k", NPY_KEEPORDER}};
  if (o == Py_None) return 1; /* leaves the caller's default */
  return CHOOSE(o, choices, false, "order", "must be one of 'C', 'F', 'A', or 'K'", order);
}

AMBI_EXPORT int PyArray_CastingConverter(PyObject *o, int *casting) {
  static const choice choices[] = {{"no", 0}, {"equiv", 1}, {"safe", 2}, {"same_kind", 3}, {"unsafe", 4}};
  bool current = AmbiJava_numpy_version() >= 200;
  return CHOOSE(o, choices, false, "casting",
                current ? "must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe'"
                        : "must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe'",
                casting);
}

AMBI_EXPORT int PyArray_SortkindConverter(PyObject *o, int *kind) {
  static const choice choices[] = {{"quicksort", 0}, {"heapsort", 1}, {"mergesort", 2}, {"stable", 2}};
  if (o == Py_None) return 1;
  return CHOOSE(o, choices, true, "sort kind", "must be one of 'quick', 'heap', or 'stable'", kind);
}

AMBI_EXPORT int PyArray_SelectkindConverter(PyObject *o, int *kind) {
  static const choice choices[] = {{"introselect", 0}};
  return CHOOSE(o, choices, false, "select kind", "must be 'introselect'", kind);
}

/* Since 2.0 a word must be whole: 1 where it is, 0 with an error where only its first letter is right, else -1. */
static int whole_word(PyObject *o, const choice *choices, int n, const char *otherwise, int *value) {
  PyObject *text = PyBytes_Check(o) ? PyUnicode_FromEncodedObject(o, NULL, NULL) : PyUnicode_Check(o) ? AMBI_NEWREF(o) : NULL;
  const char *word = text ? PyUnicode_AsUTF8(text) : NULL;
  int known = PyErr_Occurred() ? 0 : -1;
  for (int i = 0; word && i < n; i++) {
    if ((word[0] | 0x20) != choices[i].word[0]) continue;
    known = strcmp(word, choices[i].word) == 0;
    *value = choices[i].value;
    if (!known) PyErr_SetString(PyExc_ValueError, otherwise);
    break;
  }
  Py_XDECREF(text);
  return known;
}

AMBI_EXPORT int PyArray_SearchsideConverter(PyObject *o, void *side) {
  static const choice choices[] = {{"left", 0}, {"right", 1}};
  int known = -1;
  if (AmbiJava_numpy_version() >= 200) {
    known = whole_word(o, choices, 2, "search side must be one of 'left' or 'right'", side);
  }
  if (known >= 0) return known;
  return CHOOSE(o, choices, true, "search side", "must be 'left' or 'right'", side);
}

AMBI_EXPORT int PyArray_ClipmodeConverter(PyObject *o, int *mode) {
  static const choice choices[] = {{"clip", 0}, {"wrap", 1}, {"raise", 2}};
  if (!o || o == Py_None) {
    *mode = 2;
    return 1;
  }
  bool word = PyUnicode_Check(o) || PyBytes_Check(o);
  if (word && AmbiJava_numpy_version() >= 200) {
    int known = whole_word(o, choices, 3, "Use one of 'clip', 'raise', or 'wrap' for clip mode", mode);
    if (known >= 0) return known;
  }
  if (word) return CHOOSE(o, choices, true, "clipmode", "must be one of 'clip', 'raise', or 'wrap'", mode);
  int number = as_int(o, "an integer is required");
  if (number == -1 && PyErr_Occurred()) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return 0;
    PyErr_Clear();
    PyErr_SetString(PyExc_TypeError, "clipmode not understood");
    return 0;
  }
  if (number < 0 || number > 2) {
    /* As in NumPy a success all the same: the caller goes on, and its result is refused for the exception. */
    *mode = 2;
    PyErr_Format(PyExc_ValueError, "integer clipmode must be RAISE, WRAP, or CLIP from 'numpy._core.multiarray'");
    return 1;
  }
  *mode = number;
  return 1;
}

AMBI_EXPORT int PyArray_ConvertClipmodeSequence(PyObject *o, int *modes, int n) {
  if (o && (PyTuple_Check(o) || PyList_Check(o))) {
    if (PySequence_Size(o) != n) {
      PyErr_Format(PyExc_ValueError, "list of clipmodes has wrong length (%zd instead of %d)", PySequence_Size(o), n);
      return 0;
    }
    for (int i = 0; i < n; i++) {
      PyObject *item = PySequence_GetItem(o, i);
      int ok = item ? PyArray_ClipmodeConverter(item, &modes[i]) : 0;
      Py_XDECREF(item);
      if (!ok) return 0;
    }
    return 1;
  }
  if (n && !PyArray_ClipmodeConverter(o, modes)) return 0;
  for (int i = 1; i < n; i++) modes[i] = modes[0];
  return 1;
}

AMBI_EXPORT int PyArray_ByteorderConverter(PyObject *o, char *order) {
  static const choice choices[] = {{">", '>'}, {"b", '>'}, {"<", '<'}, {"l", '<'}, {"=", '='},
                                   {"n", '='}, {"|", '|'}, {"i", '|'}, {"s", 's'}};
  int value = 0;
  PyObject *text = PyBytes_Check(o) ? PyUnicode_FromEncodedObject(o, NULL, NULL) : PyUnicode_Check(o) ? AMBI_NEWREF(o) : NULL;
  const char *word = text ? PyUnicode_AsUTF8(text) : NULL;
  if (!word) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "byteorder must be str, not %s", Py_TYPE(o)->tp_name);
    Py_XDECREF(text);
    return 0;
  }
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
    char c = choices[i].word[0];
    bool letter = c >= 'a';
    if (word[0] == c || (letter && (word[0] | 0x20) == c)) value = choices[i].value;
  }
  if (!value) PyErr_Format(PyExc_ValueError, "byteorder not recognized (got %R)", o);
  Py_DECREF(text);
  *order = (char)value;
  return value != 0;
}

/* The memory of an object; the caller keeps the object alive. */
AMBI_EXPORT int PyArray_BufferConverter(PyObject *o, PyArray_Chunk *chunk) {
  chunk->ptr = NULL;
  chunk->flags = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS | NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE;
  chunk->base = NULL;
  if (o == Py_None) return 1;
  Py_buffer view;
  if (PyObject_GetBuffer(o, &view, 1 /* PyBUF_WRITABLE */) != 0) {
    PyErr_Clear();
    chunk->flags &= ~NPY_ARRAY_WRITEABLE;
    if (PyObject_GetBuffer(o, &view, 0) != 0) return 0;
  }
  chunk->ptr = view.buf;
  chunk->len = view.len;
  PyBuffer_Release(&view);
  chunk->base = o;
  return 1;
}

/* capsules, weak references, the buffer protocol and memoryview. */
#ifdef AMBI_AGAINST_CPYTHON
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#else
#include "buffer.h"
#endif

#include "check.h"

#define INT(n) PyLong_FromLong(n)
#define MAKE Py_BuildValue

/* Calls a method with the arguments that the tuple `args` (its reference is taken) holds. */
static PyObject *call_method(PyObject *o, const char *name, PyObject *args) {
  PyObject *method = PyObject_GetAttrString(o, name);
  PyObject *result = method && args ? PyObject_Call(method, args, NULL) : NULL;
  Py_XDECREF(method);
  Py_XDECREF(args);
  return result;
}

static PyObject *get_item(PyObject *o, PyObject *key) {
  PyObject *result = PyObject_GetItem(o, key);
  Py_DECREF(key);
  return result;
}

static int set_item(PyObject *o, PyObject *key, PyObject *value) {
  int result = value ? PyObject_SetItem(o, key, value) : PyObject_DelItem(o, key);
  Py_DECREF(key);
  Py_XDECREF(value);
  return result;
}

static PyObject *slice_of(PyObject *start, PyObject *stop, PyObject *step) {
  PyObject *slice = PySlice_New(start, stop, step);
  Py_XDECREF(start);
  Py_XDECREF(stop);
  Py_XDECREF(step);
  return slice;
}

/* ---- capsules ----------------------------------------------------------------------------------- */

static int destroyed;
static void *destroyed_context;

static void on_destroy(PyObject *capsule) {
  destroyed++;
  destroyed_context = PyCapsule_GetContext(capsule);
}

static void capsules(void) {
  static int table[2];
  static const char name[] = "test._API", same_name[] = "test._API";
  CHECK_LIVE_UNCHANGED {
    destroyed = 0;
    PyObject *capsule = PyCapsule_New(table, name, on_destroy);
    CHECK(PyCapsule_GetPointer(capsule, same_name) == table && PyCapsule_GetName(capsule) == name);
    CHECK(PyCapsule_IsValid(capsule, same_name) == 1 && PyCapsule_IsValid(capsule, NULL) == 0);
    CHECK(PyCapsule_IsValid(Py_None, same_name) == 0 && PyCapsule_IsValid(NULL, same_name) == 0);
    CHECK_NO_ERR();
    CHECK(PyCapsule_GetPointer(capsule, "other") == NULL);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_GetPointer called with incorrect name");
    CHECK(PyCapsule_GetPointer(capsule, NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_GetPointer called with incorrect name");
    CHECK(PyCapsule_GetPointer(Py_None, name) == NULL);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_GetPointer called with invalid PyCapsule object");
    CHECK(PyCapsule_GetContext(NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_GetContext called with invalid PyCapsule object");
    CHECK(PyCapsule_GetDestructor(Py_None) == NULL);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_GetDestructor called with invalid PyCapsule object");
    CHECK(PyCapsule_GetName(Py_None) == NULL);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_GetName called with invalid PyCapsule object");
    CHECK(PyCapsule_SetName(Py_None, name) == -1);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_SetName called with invalid PyCapsule object");
    CHECK(PyCapsule_SetPointer(capsule, NULL) == -1);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_SetPointer called with null pointer");
    CHECK(PyCapsule_New(NULL, name, NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "PyCapsule_New called with null pointer");
    CHECK(PyCapsule_GetDestructor(capsule) == on_destroy && PyCapsule_GetContext(capsule) == NULL);
    CHECK(PyCapsule_SetContext(capsule, &table[1]) == 0 && PyCapsule_SetPointer(capsule, &table[1]) == 0);
    CHECK(PyCapsule_GetPointer(capsule, name) == &table[1]);
    PyObject *text = PyObject_Repr(capsule);
    CHECK(text && strncmp(PyUnicode_AsUTF8(text), "<capsule object \"test._API\" at 0x", 33) == 0);
    Py_XDECREF(text);
    Py_INCREF(capsule);
    Py_DECREF(capsule);
    CHECK_INT(destroyed, 0);
    Py_DECREF(capsule);
    CHECK(destroyed == 1 && destroyed_context == &table[1]);

    capsule = PyCapsule_New(table, NULL, on_destroy); /* without a name */
    CHECK(PyCapsule_GetPointer(capsule, NULL) == table && PyCapsule_GetName(capsule) == NULL);
    CHECK_NO_ERR();
    text = PyObject_Repr(capsule);
    CHECK(text && strncmp(PyUnicode_AsUTF8(text), "<capsule object NULL at 0x", 26) == 0);
    Py_XDECREF(text);
    CHECK(PyCapsule_SetDestructor(capsule, NULL) == 0 && PyCapsule_SetName(capsule, "n") == 0);
    Py_DECREF(capsule);
    CHECK_INT(destroyed, 1);
  }
}

/* ---- buffers ------------------------------------------------------------------------------------ */

static void fill_info(void) {
  CHECK_LIVE_UNCHANGED {
    char memory[16] = "0123456789abcde";
    PyObject *owner = PyList_New(0);
    Py_buffer view;
    CHECK(PyBuffer_FillInfo(&view, owner, memory, 16, 1, PyBUF_WRITABLE) == -1);
    CHECK_ERR(PyExc_BufferError, "Object is not writable.");
    CHECK(PyBuffer_FillInfo(&view, owner, memory, 16, 0, PyBUF_SIMPLE) == 0);
    CHECK(view.obj == owner && Py_REFCNT(owner) == 2 && view.len == 16 && view.itemsize == 1 && view.ndim == 1);
    CHECK(!view.format && !view.shape && !view.strides && !view.suboffsets && !view.readonly);
    PyBuffer_Release(&view);
    CHECK(view.obj == NULL && Py_REFCNT(owner) == 1);
    PyBuffer_Release(&view); /* twice is harmless */
    CHECK(PyBuffer_FillInfo(&view, NULL, memory, 16, 1, PyBUF_FULL_RO) == 0);
    CHECK_STR(view.format, "B");
    CHECK(view.shape[0] == 16 && view.strides[0] == 1 && view.readonly);
    CHECK(PyObject_CheckBuffer(owner) == 0);
    CHECK(PyObject_GetBuffer(owner, &view, PyBUF_SIMPLE) == -1);
    CHECK_ERR(PyExc_TypeError, "a bytes-like object is required, not 'list'");
    PyObject *bytes = PyBytes_FromString("xyz");
    CHECK(PyObject_CheckBuffer(bytes) == 1 && PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) == 0);
    CHECK(view.len == 3 && memcmp(view.buf, "xyz", 3) == 0 && view.readonly);
    PyBuffer_Release(&view);
    CHECK(PyObject_GetBuffer(bytes, &view, PyBUF_WRITABLE) == -1);
    CHECK_ERR(PyExc_BufferError, "Object is not writable.");
    Py_DECREF(bytes);
    Py_DECREF(owner);
  }
}

/* A 2 by 3 view of int16 with the given strides. */
static Py_buffer matrix(int16_t *data, Py_ssize_t *shape, Py_ssize_t *strides) {
  return (Py_buffer){.buf = data, .len = 12, .itemsize = 2, .ndim = 2, .format = (char *)"h", .shape = shape, .strides = strides};
}

static void layouts(void) {
  int16_t data[12] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  Py_ssize_t shape[2] = {2, 3}, c[2] = {6, 2}, fortran[2] = {2, 4}, wide[2] = {12, 4}, back[2] = {6, -2};
  Py_buffer view = matrix(data, shape, c);
  CHECK(PyBuffer_IsContiguous(&view, 'C') && !PyBuffer_IsContiguous(&view, 'F') && PyBuffer_IsContiguous(&view, 'A'));
  CHECK(!PyBuffer_IsContiguous(&view, 'X'));
  view.strides = fortran;
  CHECK(!PyBuffer_IsContiguous(&view, 'C') && PyBuffer_IsContiguous(&view, 'F') && PyBuffer_IsContiguous(&view, 'A'));
  view.strides = NULL;
  CHECK(PyBuffer_IsContiguous(&view, 'C') && !PyBuffer_IsContiguous(&view, 'F'));
  view.strides = wide;
  CHECK(!PyBuffer_IsContiguous(&view, 'A'));
  Py_ssize_t row[2] = {1, 3};
  view.shape = row;
  view.strides = c;
  view.len = 6;
  CHECK(PyBuffer_IsContiguous(&view, 'C') && PyBuffer_IsContiguous(&view, 'F'));
  view.len = 0;
  view.strides = wide;
  CHECK(PyBuffer_IsContiguous(&view, 'C') && PyBuffer_IsContiguous(&view, 'F'));

  Py_ssize_t filled[2];
  PyBuffer_FillContiguousStrides(2, shape, filled, 8, 'C');
  CHECK(filled[0] == 24 && filled[1] == 8);
  PyBuffer_FillContiguousStrides(2, shape, filled, 8, 'F');
  CHECK(filled[0] == 8 && filled[1] == 16);

  view = matrix(data, shape, wide); /* elements 0 2 4 / 6 8 10 */
  int16_t copy[6];
  CHECK(*(int16_t *)PyBuffer_GetPointer(&view, (Py_ssize_t[]){1, 2}) == 10);
  CHECK(PyBuffer_ToContiguous(copy, &view, 12, 'C') == 0);
  CHECK(memcmp(copy, (int16_t[]){0, 2, 4, 6, 8, 10}, 12) == 0);
  CHECK(PyBuffer_ToContiguous(copy, &view, 12, 'A') == 0);
  CHECK(memcmp(copy, (int16_t[]){0, 2, 4, 6, 8, 10}, 12) == 0);
  CHECK(PyBuffer_ToContiguous(copy, &view, 12, 'F') == 0);
  CHECK(memcmp(copy, (int16_t[]){0, 6, 2, 8, 4, 10}, 12) == 0);
  CHECK(PyBuffer_ToContiguous(copy, &view, 10, 'C') == -1);
  CHECK_ERR(PyExc_ValueError, "PyBuffer_ToContiguous: len != view->len");
  view = matrix(data + 2, shape, back); /* 2 1 0 / 5 4 3 */
  CHECK(PyBuffer_ToContiguous(copy, &view, 12, 'C') == 0);
  CHECK(memcmp(copy, (int16_t[]){2, 1, 0, 5, 4, 3}, 12) == 0);
  view = matrix(data, shape, NULL); /* C order, asked for in Fortran order */
  CHECK(PyBuffer_ToContiguous(copy, &view, 12, 'F') == 0);
  CHECK(memcmp(copy, (int16_t[]){0, 3, 1, 4, 2, 5}, 12) == 0);

  view = matrix(data, shape, wide);
  CHECK(PyBuffer_FromContiguous(&view, (int16_t[]){20, 21, 22, 23, 24, 25}, 12, 'F') == 0);
  CHECK(memcmp(data, (int16_t[]){20, 1, 22, 3, 24, 5, 21, 7, 23, 9, 25, 11}, 24) == 0);
  CHECK(PyBuffer_FromContiguous(&view, (int16_t[]){30, 31}, 4, 'C') == 0); /* less than all */
  CHECK(data[0] == 30 && data[2] == 31 && data[4] == 24);

  /* rows that are pointers */
  int16_t first[3] = {1, 2, 3}, second[3] = {4, 5, 6};
  int16_t *rows[2] = {first, second};
  Py_ssize_t pointer_strides[2] = {sizeof *rows, 2}, suboffsets[2] = {0, -1};
  view = matrix((int16_t *)(void *)rows, shape, pointer_strides);
  view.suboffsets = suboffsets;
  CHECK(!PyBuffer_IsContiguous(&view, 'A') && *(int16_t *)PyBuffer_GetPointer(&view, (Py_ssize_t[]){1, 0}) == 4);
  CHECK(PyBuffer_ToContiguous(copy, &view, 12, 'C') == 0);
  CHECK(memcmp(copy, (int16_t[]){1, 2, 3, 4, 5, 6}, 12) == 0);
}

/* Whether struct.error with this message is set; clears it. */
static bool is_struct_error(const char *message) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *name = type ? PyObject_Repr(type) : NULL, *text = value ? PyObject_Str(value) : NULL;
  bool same = name && text && strcmp(PyUnicode_AsUTF8(name), "<class 'struct.error'>") == 0 &&
              strcmp(PyUnicode_AsUTF8(text), message) == 0;
  Py_XDECREF(name);
  Py_XDECREF(text);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return same;
}

static void formats(void) {
  static const struct {
    const char *format;
    Py_ssize_t size;
  } known[] = {{"", 0},     {"b", 1},   {"d", 8},    {"@i", 4},  {"=q", 8},    {"<l", 4}, {"l", 8},   {">3h", 6},
               {"bi", 8},   {"=bi", 5}, {"bhd", 16}, {"dbx", 10}, {"10s", 10}, {"? d", 16}, {"0d", 0}, {"b0d", 8},
               {"!e", 2},   {"P", 8},   {"n", 8}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    CHECK_INT(PyBuffer_SizeFromFormat(known[i].format), known[i].size);
  }
  CHECK(PyBuffer_SizeFromFormat("y") == -1);
  CHECK(is_struct_error("bad char in struct format"));
  CHECK(PyBuffer_SizeFromFormat("=P") == -1);
  CHECK(is_struct_error("bad char in struct format"));
  CHECK(PyBuffer_SizeFromFormat("d3") == -1);
  CHECK(is_struct_error("repeat count given without format specifier"));
  CHECK(PyBuffer_SizeFromFormat("99999999999999999999d") == -1);
  CHECK(is_struct_error("total struct size too long"));
  CHECK(PyBuffer_SizeFromFormat("9223372036854775807d") == -1);
  CHECK(is_struct_error("total struct size too long"));
}

/* ---- memoryview --------------------------------------------------------------------------------- */

static void flat_views(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *bytes = PyBytes_FromString("abcdef"), *view = PyMemoryView_FromObject(bytes);
    CHECK(PyObject_Size(view) == 6);
    CHECK_REPR_OF(PyObject_GetAttrString(view, "nbytes"), "6");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "format"), "'B'");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "itemsize"), "1");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "ndim"), "1");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "shape"), "(6,)");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "strides"), "(1,)");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "suboffsets"), "()");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "readonly"), "True");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "c_contiguous"), "True");
    PyObject *obj = PyObject_GetAttrString(view, "obj");
    CHECK(obj == bytes);
    Py_XDECREF(obj);
    CHECK_REPR_OF(get_item(view, INT(1)), "98");
    CHECK_REPR_OF(get_item(view, INT(-1)), "102");
    CHECK(get_item(view, INT(10)) == NULL);
    CHECK_ERR(PyExc_IndexError, "index out of bounds on dimension 1");
    CHECK(get_item(view, PyUnicode_FromString("a")) == NULL);
    CHECK_ERR(PyExc_TypeError, "memoryview: invalid slice key");
    CHECK(get_item(view, MAKE("(ii)", 0, 0)) == NULL);
    CHECK_ERR(PyExc_TypeError, "cannot index 1-dimension view with 2-element tuple");
    CHECK(get_item(view, PyTuple_New(0)) == NULL);
    CHECK_ERR(PyExc_NotImplementedError, "sub-views are not implemented");
    CHECK(set_item(view, INT(0), INT(0)) == -1);
    CHECK_ERR(PyExc_TypeError, "cannot modify read-only memory");
    PyObject *part = get_item(view, slice_of(NULL, NULL, INT(-2)));
    CHECK_REPR_OF(call_method(part, "tobytes", PyTuple_New(0)), "b'fdb'");
    CHECK_REPR_OF(call_method(part, "tolist", PyTuple_New(0)), "[102, 100, 98]");
    CHECK_REPR_OF(PyObject_GetAttrString(part, "strides"), "(-2,)");
    CHECK_REPR_OF(PyObject_GetAttrString(part, "contiguous"), "False");
    Py_buffer buffer;
    CHECK(PyObject_GetBuffer(part, &buffer, PyBUF_SIMPLE) == -1);
    CHECK_ERR(PyExc_BufferError, "memoryview: underlying buffer is not C-contiguous");
    CHECK(PyObject_GetBuffer(part, &buffer, PyBUF_STRIDES | PyBUF_WRITABLE) == -1);
    CHECK_ERR(PyExc_BufferError, "memoryview: underlying buffer is not writable");
    CHECK(PyObject_GetBuffer(part, &buffer, PyBUF_STRIDES) == 0);
    CHECK(buffer.ndim == 1 && buffer.shape[0] == 3 && buffer.strides[0] == -2 && !buffer.format);
    CHECK(call_method(part, "release", PyTuple_New(0)) == NULL);
    CHECK_ERR(PyExc_BufferError, "memoryview has 1 exported buffer");
    PyBuffer_Release(&buffer);
    PyObject *same = PyMemoryView_FromObject(bytes);
    CHECK(PyObject_RichCompareBool(view, bytes, Py_EQ) == 1 && PyObject_RichCompareBool(view, same, Py_EQ) == 1);
    CHECK(PyObject_RichCompareBool(view, part, Py_EQ) == 0 && PyObject_RichCompareBool(view, Py_None, Py_NE) == 1);
    CHECK(PyObject_Hash(view) == PyObject_Hash(bytes));
    Py_XDECREF(call_method(view, "release", PyTuple_New(0)));
    CHECK(PyObject_GetAttrString(view, "nbytes") == NULL);
    CHECK_ERR(PyExc_ValueError, "operation forbidden on released memoryview object");
    CHECK(get_item(view, INT(0)) == NULL);
    CHECK_ERR(PyExc_ValueError, "operation forbidden on released memoryview object");
    CHECK(PyObject_RichCompareBool(view, same, Py_EQ) == 0 && PyObject_RichCompareBool(view, view, Py_EQ) == 1);
    CHECK_REPR_OF(get_item(part, INT(0)), "102"); /* other views live on */
    Py_DECREF(bytes);
    CHECK_REPR_OF(get_item(same, INT(0)), "97");
    Py_DECREF(part);
    Py_DECREF(same);
    Py_DECREF(view);
    CHECK(PyMemoryView_FromObject(Py_None) == NULL);
    CHECK_ERR(PyExc_TypeError, "memoryview: a bytes-like object is required, not 'NoneType'");
  }
}

static void writable_views(void) {
  CHECK_LIVE_UNCHANGED {
    char memory[9] = "abcdefgh";
    PyObject *view = PyMemoryView_FromMemory(memory, 8, PyBUF_WRITE);
    CHECK(set_item(view, INT(0), INT('X')) == 0 && memory[0] == 'X');
    CHECK(set_item(view, INT(0), INT(300)) == -1);
    CHECK_ERR(PyExc_ValueError, "memoryview: invalid value for format 'B'");
    CHECK(set_item(view, INT(0), PyUnicode_FromString("a")) == -1);
    CHECK_ERR(PyExc_TypeError, "memoryview: invalid type for format 'B'");
    CHECK(set_item(view, INT(0), NULL) == -1);
    CHECK_ERR(PyExc_TypeError, "cannot delete memory");
    CHECK(set_item(view, slice_of(INT(0), INT(4), INT(2)), PyBytes_FromString("12")) == 0);
    CHECK_STR(memory, "1b2defgh");
    CHECK(set_item(view, slice_of(INT(0), INT(2), NULL), PyBytes_FromString("123")) == -1);
    CHECK_ERR(PyExc_ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    PyObject *tail = get_item(view, slice_of(INT(1), NULL, NULL)); /* overlapping */
    CHECK(set_item(view, slice_of(NULL, INT(7), NULL), tail) == 0);
    CHECK_STR(memory, "b2defghh");
    CHECK(PyObject_Hash(view) == -1);
    CHECK_ERR(PyExc_ValueError, "cannot hash writable memoryview object");
    PyObject *readonly = call_method(view, "toreadonly", PyTuple_New(0));
    CHECK(set_item(readonly, INT(0), INT(1)) == -1);
    CHECK_ERR(PyExc_TypeError, "cannot modify read-only memory");
    Py_XDECREF(readonly);
    PyObject *none = PyObject_GetAttrString(view, "obj");
    CHECK(none == Py_None);
    Py_XDECREF(none);
    Py_DECREF(view);
    view = PyMemoryView_FromMemory(memory, 8, PyBUF_READ);
    CHECK_REPR_OF(PyObject_GetAttrString(view, "readonly"), "True");
    Py_DECREF(view);
  }
}

static void casts(void) {
  CHECK_LIVE_UNCHANGED {
    int16_t memory[6] = {1, -2, 300, 4, 5, 6};
    PyObject *bytes = PyMemoryView_FromMemory((char *)memory, 12, PyBUF_WRITE);
    PyObject *shorts = call_method(bytes, "cast", MAKE("(s)", "h"));
    CHECK_REPR_OF(call_method(shorts, "tolist", PyTuple_New(0)), "[1, -2, 300, 4, 5, 6]");
    CHECK(set_item(shorts, INT(2), INT(-32768)) == 0 && memory[2] == -32768);
    CHECK(set_item(shorts, INT(2), INT(32768)) == -1);
    CHECK_ERR(PyExc_ValueError, "memoryview: invalid value for format 'h'");
    PyObject *matrix = call_method(bytes, "cast", MAKE("(s[ii])", "h", 2, 3));
    CHECK_REPR_OF(call_method(matrix, "tolist", PyTuple_New(0)), "[[1, -2, -32768], [4, 5, 6]]");
    CHECK_REPR_OF(PyObject_GetAttrString(matrix, "strides"), "(6, 2)");
    CHECK_REPR_OF(get_item(matrix, MAKE("(ii)", 1, -1)), "6");
    CHECK(get_item(matrix, MAKE("(ii)", 0, 5)) == NULL);
    CHECK_ERR(PyExc_IndexError, "index out of bounds on dimension 2");
    CHECK(get_item(matrix, INT(0)) == NULL);
    CHECK_ERR(PyExc_NotImplementedError, "multi-dimensional sub-views are not implemented");
    CHECK(set_item(matrix, MAKE("(ii)", 1, 0), INT(44)) == 0 && memory[3] == 44);
    PyObject *columns = PyMemoryView_GetContiguous(matrix, PyBUF_READ, 'F');
    CHECK_REPR_OF(call_method(columns, "tolist", PyTuple_New(0)), "[[1, -2, -32768], [44, 5, 6]]");
    CHECK_REPR_OF(PyObject_GetAttrString(columns, "strides"), "(2, 4)");
    Py_XDECREF(columns);
    CHECK(PyMemoryView_GetContiguous(matrix, PyBUF_WRITE, 'F') == NULL);
    CHECK_ERR(PyExc_BufferError, "writable contiguous buffer requested for a non-contiguous object.");
    PyObject *flat = call_method(matrix, "cast", MAKE("(s)", "B"));
    CHECK_INT(PyObject_Size(flat), 12);
    Py_XDECREF(flat);
    CHECK(call_method(bytes, "cast", MAKE("(s)", "q")) == NULL);
    CHECK_ERR(PyExc_TypeError, "memoryview: length is not a multiple of itemsize");
    CHECK(call_method(shorts, "cast", MAKE("(s)", "i")) == NULL);
    CHECK_ERR(PyExc_TypeError, "memoryview: cannot cast between two non-byte formats");
    CHECK(call_method(bytes, "cast", MAKE("(s)", "zz")) == NULL);
    CHECK_ERR(PyExc_ValueError,
              "memoryview: destination format must be a native single character format prefixed with an optional '@'");
    CHECK(call_method(bytes, "cast", MAKE("(s[ii])", "B", 2, 2)) == NULL);
    CHECK_ERR(PyExc_TypeError, "memoryview: product(shape) * itemsize != buffer size");
    PyObject *doubles = call_method(bytes, "cast", MAKE("(s)", "f"));
    CHECK(set_item(doubles, INT(0), PyFloat_FromDouble(1.5)) == 0);
    CHECK_REPR_OF(get_item(doubles, INT(0)), "1.5");
    Py_XDECREF(doubles);
    Py_DECREF(matrix);
    Py_DECREF(shorts);
    Py_DECREF(bytes);
  }
}

/* A view of what a C function filled in itself: strides of its own, and no owner. */
static void from_buffer(void) {
  CHECK_LIVE_UNCHANGED {
    int16_t data[12] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Py_ssize_t shape[2] = {2, 3}, strides[2] = {12, 4};
    Py_buffer info = matrix(data, shape, strides);
    PyObject *view = PyMemoryView_FromBuffer(&info);
    CHECK_REPR_OF(call_method(view, "tolist", PyTuple_New(0)), "[[0, 2, 4], [6, 8, 10]]");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "nbytes"), "12");
    int16_t copied[6];
    Py_ssize_t by_column[2] = {2, 4};
    Py_buffer target = matrix(copied, shape, by_column);
    PyObject *columns = PyMemoryView_FromBuffer(&target);
    CHECK(PyObject_CopyData(columns, view) == 0);
    CHECK(memcmp(copied, (int16_t[]){0, 6, 2, 8, 4, 10}, 12) == 0);
    Py_DECREF(columns);
    PyObject *packed = PyByteArray_FromStringAndSize(NULL, 4);
    CHECK(PyObject_CopyData(packed, view) == -1);
    CHECK_ERR(PyExc_BufferError, "destination is too small to receive data from source");
    Py_DECREF(packed);
    Py_DECREF(view);
    info.buf = NULL;
    CHECK(PyMemoryView_FromBuffer(&info) == NULL);
    CHECK_ERR(PyExc_ValueError, "PyMemoryView_FromBuffer(): info->buf must not be NULL");
    data[0] = 7;
    info = (Py_buffer){.buf = data, .len = 2, .itemsize = 2, .ndim = 0, .format = (char *)"h"}; /* one element */
    view = PyMemoryView_FromBuffer(&info);
    CHECK_REPR_OF(get_item(view, PyTuple_New(0)), "7");
    CHECK_REPR_OF(call_method(view, "tolist", PyTuple_New(0)), "7");
    CHECK_REPR_OF(PyObject_GetAttrString(view, "shape"), "()");
    CHECK(get_item(view, INT(0)) == NULL);
    CHECK_ERR(PyExc_TypeError, "invalid indexing of 0-dim memory");
    Py_DECREF(view);
  }
}

/* ---- weak references ------------------------------------------------------------------------------ */

static int callbacks;
static bool callback_saw_none;

static PyObject *on_death(PyObject *self AMBI_UNUSED, PyObject *ref) {
  callbacks++;
  callback_saw_none = PyWeakref_GetObject(ref) == Py_None;
  Py_RETURN_NONE;
}
static PyMethodDef on_death_def = {"on_death", on_death, METH_O, NULL};

static void weak_references(void) {
  CHECK_LIVE_UNCHANGED {
    callbacks = 0;
    PyObject *set = PySet_New(NULL), *callback = PyCFunction_New(&on_death_def, NULL);
    PyObject *one = INT(1000);
    CHECK(PySet_Add(set, one) == 0);
    PyObject *ref = PyWeakref_NewRef(set, NULL), *again = PyWeakref_NewRef(set, Py_None);
    CHECK(ref == again && PyWeakref_GetObject(ref) == set);
    PyObject *watched = PyWeakref_NewRef(set, callback), *dropped = PyWeakref_NewRef(set, callback);
    PyObject *proxy = PyWeakref_NewProxy(set, NULL);
    CHECK(watched != dropped && watched != ref && PyObject_RichCompareBool(ref, watched, Py_EQ) == 1);
    CHECK(PyObject_Size(proxy) == 1 && PySequence_Contains(proxy, one) == 1);
    PyObject *called = PyObject_CallNoArgs(ref);
    CHECK(called == set);
    Py_XDECREF(called);
    CHECK(PyObject_CallOneArg(ref, one) == NULL);
    CHECK_ERR(PyExc_TypeError, "weakref expected 0 arguments, got 1");
    CHECK(PyWeakref_NewRef(one, NULL) == NULL);
    CHECK_ERR(PyExc_TypeError, "cannot create weak reference to 'int' object");
    CHECK(PyWeakref_GetObject(one) == NULL);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError));
    PyErr_Clear();
    Py_DECREF(dropped); /* before the object dies: never called */
    Py_DECREF(set);
    CHECK(callbacks == 1 && callback_saw_none);
    CHECK(PyWeakref_GetObject(ref) == Py_None && PyWeakref_GetObject(watched) == Py_None);
    CHECK(PyObject_Size(proxy) == -1);
    CHECK_ERR(PyExc_ReferenceError, "weakly-referenced object no longer exists");
    CHECK(PyObject_RichCompareBool(ref, watched, Py_EQ) == 0);
    Py_DECREF(ref);
    Py_DECREF(again);
    Py_DECREF(watched);
    Py_DECREF(proxy);
    Py_DECREF(one);
    Py_DECREF(callback);
  }
}

int main(void) {
  ambi_test_init();
  capsules();
  fill_info();
  layouts();
  formats();
  flat_views();
  writable_views();
  casts();
  from_buffer();
  weak_references();
  return ambi_test_result();
}

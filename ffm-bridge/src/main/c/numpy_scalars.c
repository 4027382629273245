/* The types of array scalars: their hierarchy, and making one from the bytes of an array's element. */
#include "numpy_objects.h"

static void scalar_dealloc(PyObject *scalar) { Py_TYPE(scalar)->tp_free(scalar); }

/* np.True_ and np.False_ stay, whatever their count. */
static void bool_dealloc(PyObject *scalar) {
  ambi_count_revived();
  scalar->ob_refcnt = AMBI_IMMORTAL;
}

static void object_scalar_dealloc(PyObject *scalar) {
  Py_XDECREF(((PyObjectScalarObject *)scalar)->obval);
  Py_TYPE(scalar)->tp_free(scalar);
}

static void void_dealloc(PyObject *scalar) {
  PyVoidScalarObject *v = (PyVoidScalarObject *)scalar;
  if ((v->flags & NPY_ARRAY_OWNDATA) && v->obval) free(v->obval);
  Py_XDECREF(v->descr);
  Py_XDECREF(v->base);
  Py_TYPE(scalar)->tp_free(scalar);
}

static void unicode_dealloc(PyObject *scalar) {
  free(((PyUnicodeScalarObject *)scalar)->obval);
  free(((PyUnicodeScalarObject *)scalar)->buffer_fmt);
  PyUnicode_Type.tp_dealloc(scalar);
}

#define DEFINE(name, text, base)                                                          \
  AMBI_EXPORT PyTypeObject Py##name##ArrType_Type = {                                     \
      .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),                                  \
      .tp_name = "numpy." text,                                                           \
      .tp_basicsize = sizeof(PyObject),                                                   \
      .tp_dealloc = scalar_dealloc,                                                       \
      .tp_repr = ambi_scalar_repr,                                                        \
      .tp_str = ambi_scalar_str,                                                          \
      .tp_as_number = &ambi_scalar_as_number,                                             \
      .tp_hash = ambi_scalar_hash,                                                        \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,                               \
      .tp_richcompare = ambi_scalar_richcompare,                                          \
      .tp_base = base,                                                                    \
      .tp_new = ambi_scalar_new,                                                          \
  };
AMBI_ABSTRACT_SCALARS(DEFINE)
#undef DEFINE
/*
 * AMBI_DEFINES(PyGenericArrType_Type) AMBI_DEFINES(PyNumberArrType_Type) AMBI_DEFINES(PyIntegerArrType_Type)
 * AMBI_DEFINES(PySignedIntegerArrType_Type) AMBI_DEFINES(PyUnsignedIntegerArrType_Type)
 * AMBI_DEFINES(PyInexactArrType_Type) AMBI_DEFINES(PyFloatingArrType_Type)
 * AMBI_DEFINES(PyComplexFloatingArrType_Type) AMBI_DEFINES(PyFlexibleArrType_Type)
 * AMBI_DEFINES(PyCharacterArrType_Type) AMBI_DEFINES(PyTimeIntegerArrType_Type)
 */

/* Bytes of the value at offset 16, which every scalar of fixed size has. */
static const unsigned char value_sizes[NPY_NTYPES] = {
#define SIZE(number, name, type, text) [number] = sizeof(type),
    AMBI_INTEGER_DTYPES(SIZE) AMBI_FLOAT_DTYPES(SIZE)
#undef SIZE
#define SIZE(number, name, type, text) [number] = 2 * sizeof(type),
    AMBI_COMPLEX_DTYPES(SIZE)
#undef SIZE
    [NPY_BOOL] = 1, [NPY_HALF] = 2, [NPY_OBJECT] = sizeof(PyObject *), [NPY_DATETIME] = 8, [NPY_TIMEDELTA] = 8,
};

int ambi_scalar_value_size(int type_num) { return value_sizes[type_num]; }

/* The rest of each concrete type is in ambi_init_numpy_scalars, by type number. */
#define DEFINE(number, name, text, base)                   \
  AMBI_EXPORT PyTypeObject Py##name##ArrType_Type = {      \
      .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),   \
      .tp_name = "numpy." text,                            \
      .tp_dealloc = scalar_dealloc,                        \
      .tp_repr = ambi_scalar_repr,                         \
      .tp_str = ambi_scalar_str,                           \
      .tp_hash = ambi_scalar_hash,                         \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, \
      .tp_richcompare = ambi_scalar_richcompare,           \
      .tp_base = &Py##base##ArrType_Type,                  \
      .tp_new = ambi_scalar_new,                           \
  };
AMBI_CONCRETE_SCALARS(DEFINE)
#undef DEFINE
/*
 * AMBI_DEFINES(PyBoolArrType_Type) AMBI_DEFINES(PyByteArrType_Type) AMBI_DEFINES(PyUByteArrType_Type)
 * AMBI_DEFINES(PyShortArrType_Type) AMBI_DEFINES(PyUShortArrType_Type) AMBI_DEFINES(PyIntArrType_Type)
 * AMBI_DEFINES(PyUIntArrType_Type) AMBI_DEFINES(PyLongArrType_Type) AMBI_DEFINES(PyULongArrType_Type)
 * AMBI_DEFINES(PyLongLongArrType_Type) AMBI_DEFINES(PyULongLongArrType_Type) AMBI_DEFINES(PyHalfArrType_Type)
 * AMBI_DEFINES(PyFloatArrType_Type) AMBI_DEFINES(PyDoubleArrType_Type) AMBI_DEFINES(PyLongDoubleArrType_Type)
 * AMBI_DEFINES(PyCFloatArrType_Type) AMBI_DEFINES(PyCDoubleArrType_Type) AMBI_DEFINES(PyCLongDoubleArrType_Type)
 * AMBI_DEFINES(PyObjectArrType_Type) AMBI_DEFINES(PyStringArrType_Type) AMBI_DEFINES(PyUnicodeArrType_Type)
 * AMBI_DEFINES(PyVoidArrType_Type) AMBI_DEFINES(PyDatetimeArrType_Type) AMBI_DEFINES(PyTimedeltaArrType_Type)
 */

PyTypeObject *const ambi_scalar_types[NPY_NTYPES] = {
#define ADDRESS(number, name, text, base) [number] = &Py##name##ArrType_Type,
    AMBI_CONCRETE_SCALARS(ADDRESS)
#undef ADDRESS
};

AMBI_EXPORT PyBoolScalarObject _PyArrayScalar_BoolValues[2] = {
    {PyObject_HEAD_INIT(&PyBoolArrType_Type), 0},
    {PyObject_HEAD_INIT(&PyBoolArrType_Type), 1},
};

int ambi_scalar_type_num(PyTypeObject *type) {
  for (PyTypeObject *t = type; t; t = t->tp_base) {
    for (int i = 0; i < NPY_NTYPES; i++) {
      if (t == ambi_scalar_types[i]) return i;
    }
  }
  return -1;
}

/* The first base is the one whose struct a scalar extends. */
static int two_bases(PyTypeObject *type, PyTypeObject *first, PyTypeObject *second) {
  type->tp_base = first;
  type->tp_bases = PyTuple_Pack(2, (PyObject *)first, (PyObject *)second);
  return type->tp_bases ? 0 : -1;
}

int ambi_init_numpy_scalars(void) {
  PyGenericArrType_Type.tp_methods = ambi_scalar_methods;
  PyGenericArrType_Type.tp_getset = ambi_scalar_getset;
#define READY(name, text, base) \
  if (PyType_Ready(&Py##name##ArrType_Type) < 0) return -1;
  AMBI_ABSTRACT_SCALARS(READY)
#undef READY

  for (int i = 0; i < NPY_NTYPES; i++) {
    PyTypeObject *type = ambi_scalar_types[i];
    type->tp_basicsize = (Py_ssize_t)sizeof(PyObject) + (value_sizes[i] < 8 ? 8 : value_sizes[i]);
    if (i >= NPY_BYTE && i <= NPY_ULONGLONG) {
      type->tp_as_number = ambi_integer_scalar_as_number();
    } else if (i != NPY_STRING && i != NPY_UNICODE && i != NPY_VOID) {
      type->tp_as_number = &ambi_scalar_as_number;
    }
  }
  PyBoolArrType_Type.tp_dealloc = bool_dealloc;
  PyObjectArrType_Type.tp_dealloc = object_scalar_dealloc;
  PyDatetimeArrType_Type.tp_basicsize = sizeof(PyDatetimeScalarObject);
  PyTimedeltaArrType_Type.tp_basicsize = sizeof(PyDatetimeScalarObject);
  PyVoidArrType_Type.tp_basicsize = sizeof(PyVoidScalarObject);
  PyVoidArrType_Type.tp_dealloc = void_dealloc;
  PyStringArrType_Type.tp_basicsize = PyBytes_Type.tp_basicsize;
  PyStringArrType_Type.tp_itemsize = PyBytes_Type.tp_itemsize;
  PyStringArrType_Type.tp_dealloc = PyBytes_Type.tp_dealloc;
  PyUnicodeArrType_Type.tp_basicsize = sizeof(PyUnicodeScalarObject);
  PyUnicodeArrType_Type.tp_dealloc = unicode_dealloc;
  /* Text compares and hashes as Python's own. */
  PyStringArrType_Type.tp_hash = PyBytes_Type.tp_hash;
  PyStringArrType_Type.tp_richcompare = PyBytes_Type.tp_richcompare;
  PyUnicodeArrType_Type.tp_hash = PyUnicode_Type.tp_hash;
  PyUnicodeArrType_Type.tp_richcompare = PyUnicode_Type.tp_richcompare;
  if (two_bases(&PyDoubleArrType_Type, &PyFloatingArrType_Type, &PyFloat_Type) < 0 ||
      two_bases(&PyCDoubleArrType_Type, &PyComplexFloatingArrType_Type, &PyComplex_Type) < 0 ||
      two_bases(&PyStringArrType_Type, &PyBytes_Type, &PyCharacterArrType_Type) < 0 ||
      two_bases(&PyUnicodeArrType_Type, &PyUnicode_Type, &PyCharacterArrType_Type) < 0) {
    return -1;
  }
#define READY(number, name, text, base) \
  if (PyType_Ready(&Py##name##ArrType_Type) < 0) return -1;
  AMBI_CONCRETE_SCALARS(READY)
#undef READY
  return 0;
}

/* ---- from an element's bytes ---------------------------------------------------------------------------- */

void ambi_swap_item(int type_num, void *to, const void *from, npy_intp size) {
  npy_intp part = size;
  if (type_num == NPY_CFLOAT || type_num == NPY_CDOUBLE || type_num == NPY_CLONGDOUBLE) part = size / 2;
  if (type_num == NPY_UNICODE) part = sizeof(Py_UCS4);
  if (type_num == NPY_STRING || type_num == NPY_VOID || type_num == NPY_OBJECT) part = 1;
  memmove(to, from, (size_t)size);
  char *p = to;
  for (npy_intp at = 0; part > 1 && at < size; at += part) {
    for (npy_intp i = 0; i < part / 2; i++) {
      char c = p[at + i];
      p[at + i] = p[at + part - 1 - i];
      p[at + part - 1 - i] = c;
    }
  }
}

PyObject *ambi_scalar_from_data(int type_num, const void *data, bool swap) {
  if (type_num == NPY_BOOL) return AMBI_NEWREF(AMBI_ARRAY_SCALAR_BOOL(*(const npy_bool *)data));
  if (type_num == NPY_OBJECT) {
    PyObject *value = *(PyObject *const *)data;
    return AMBI_NEWREF(value ? value : Py_None);
  }
  PyTypeObject *type = ambi_scalar_types[type_num];
  PyObject *scalar = type->tp_alloc(type, 0);
  if (!scalar) return NULL;
  int size = value_sizes[type_num];
  char *value = (char *)(scalar + 1);
  if (swap) {
    ambi_swap_item(type_num, value, data, size);
  } else {
    memcpy(value, data, (size_t)size);
  }
  return scalar;
}

/* For Java, and for PyArray_Scalar. */
AMBI_EXPORT PyObject *ambi_scalar_new_fixed(int64_t type_num, const void *data, int64_t swap) {
  return ambi_scalar_from_data((int)type_num, data, swap != 0);
}

/* An np.str_ or np.bytes_ with the text of `value`, a str or bytes. New reference. */
AMBI_EXPORT PyObject *ambi_scalar_new_text(PyTypeObject *type, PyObject *value) {
  PyObject *args = PyTuple_Pack(1, value);
  if (!args) return NULL;
  PyTypeObject *base = PyUnicode_Check(value) ? &PyUnicode_Type : &PyBytes_Type;
  PyObject *scalar = base->tp_new(type, args, NULL);
  Py_DECREF(args);
  return scalar;
}

/* For Java. */
AMBI_EXPORT int64_t ambi_scalar_type_num_of(PyTypeObject *type) { return ambi_scalar_type_num(type); }

/* ndarray as a Python object: attributes that the struct says at once; what needs thought is Java's. */
#include "numpy_objects.h"

#include "containers.h"
#include "generated_ids.h"
#include "numpy_array.h"

static PyObject *get_shape(PyObject *a, void *c AMBI_UNUSED) { return ambi_tuple_of_sizes(FIELDS(a)->dimensions, FIELDS(a)->nd); }
static PyObject *get_strides(PyObject *a, void *c AMBI_UNUSED) { return ambi_tuple_of_sizes(FIELDS(a)->strides, FIELDS(a)->nd); }
static PyObject *get_ndim(PyObject *a, void *c AMBI_UNUSED) { return PyLong_FromLong(FIELDS(a)->nd); }
static PyObject *get_size(PyObject *a, void *c AMBI_UNUSED) { return PyLong_FromSsize_t(ambi_array_size(a)); }
static PyObject *get_dtype(PyObject *a, void *c AMBI_UNUSED) { return AMBI_NEWREF(FIELDS(a)->descr); }
static PyObject *get_flags(PyObject *a, void *c AMBI_UNUSED) { return ambi_flags_of(a); }
static PyObject *get_base(PyObject *a, void *c AMBI_UNUSED) {
  return AMBI_NEWREF(FIELDS(a)->base ? FIELDS(a)->base : Py_None);
}
static PyObject *get_itemsize(PyObject *a, void *c AMBI_UNUSED) {
  return PyLong_FromSsize_t(ambi_descr_elsize(FIELDS(a)->descr));
}
static PyObject *get_nbytes(PyObject *a, void *c AMBI_UNUSED) {
  return PyLong_FromSsize_t(ambi_array_size(a) * ambi_descr_elsize(FIELDS(a)->descr));
}

/* Numbers of the methods that Java does; mirrored by dev.ambi.bridge.numpy.ArrayMethods. */
#define JAVA_METHODS(X)                                                                                 \
  X(astype) X(copy) X(fill) X(flatten) X(item) X(ravel) X(reshape) X(squeeze) X(swapaxes) X(tolist)     \
  X(tobytes) X(transpose) X(view) X(byteswap) X(newbyteorder) X(__array__) X(__copy__) X(__deepcopy__) \
  X(sort) X(argsort) X(resize) X(setflags) X(get_T) X(get_array_interface) X(get_array_struct)         \
  X(set_shape) X(set_strides) X(set_dtype) X(get_real) X(get_imag) X(get_flat)

enum {
#define NUMBER(name) METHOD_##name,
  JAVA_METHODS(NUMBER)
#undef NUMBER
};

#define FORWARD(name)                                                                             \
  static PyObject *array_##name(PyObject *self, PyObject *args, PyObject *kwargs) {               \
    return AmbiJava_array_method(self, METHOD_##name, args, kwargs);                              \
  }
FORWARD(astype)
FORWARD(copy)
FORWARD(fill)
FORWARD(flatten)
FORWARD(item)
FORWARD(ravel)
FORWARD(reshape)
FORWARD(squeeze)
FORWARD(swapaxes)
FORWARD(tolist)
FORWARD(tobytes)
FORWARD(transpose)
FORWARD(view)
FORWARD(byteswap)
FORWARD(newbyteorder)
FORWARD(__array__)
FORWARD(__copy__)
FORWARD(__deepcopy__)
FORWARD(sort)
FORWARD(argsort)
FORWARD(resize)
FORWARD(setflags)
#undef FORWARD

#define METHOD(name) {#name, (PyCFunction)(void (*)(void))array_##name, METH_VARARGS | METH_KEYWORDS, NULL}
PyMethodDef ambi_array_methods[] = {
    METHOD(newbyteorder),
    METHOD(astype),   METHOD(copy),     METHOD(fill),     METHOD(flatten),      METHOD(item),
    METHOD(ravel),    METHOD(reshape),  METHOD(squeeze),  METHOD(swapaxes),     METHOD(tolist),
    METHOD(tobytes),  METHOD(transpose), METHOD(view),    METHOD(byteswap),
    METHOD(__array__), METHOD(__copy__), METHOD(__deepcopy__), METHOD(sort),    METHOD(argsort),
    METHOD(resize),   METHOD(setflags), {NULL, NULL, 0, NULL},
};
#undef METHOD

/* An attribute that Java computes; the closure is the method's number. */
static PyObject *get_by_java(PyObject *array, void *method) {
  return AmbiJava_array_method(array, (int)(intptr_t)method, NULL, NULL);
}

static int set_by_java(PyObject *array, PyObject *value, void *method) {
  if (!value) {
    PyErr_SetString(PyExc_AttributeError, "Cannot delete an attribute of an array");
    return -1;
  }
  PyObject *args = PyTuple_Pack(1, value);
  PyObject *done = args ? AmbiJava_array_method(array, (int)(intptr_t)method, args, NULL) : NULL;
  Py_XDECREF(args);
  Py_XDECREF(done);
  return done ? 0 : -1;
}

#define SET_BY_JAVA(name)                                                            \
  static int name(PyObject *array, PyObject *value, void *c AMBI_UNUSED) {           \
    return set_by_java(array, value, (void *)(intptr_t)METHOD_##name);               \
  }
SET_BY_JAVA(set_shape)
SET_BY_JAVA(set_strides)
SET_BY_JAVA(set_dtype)
#undef SET_BY_JAVA

PyGetSetDef ambi_array_getset[] = {
    {"shape", get_shape, set_shape, NULL, NULL},
    {"strides", get_strides, set_strides, NULL, NULL},
    {"ndim", get_ndim, NULL, NULL, NULL},
    {"size", get_size, NULL, NULL, NULL},
    {"dtype", get_dtype, set_dtype, NULL, NULL},
    {"flags", get_flags, NULL, NULL, NULL},
    {"base", get_base, NULL, NULL, NULL},
    {"itemsize", get_itemsize, NULL, NULL, NULL},
    {"nbytes", get_nbytes, NULL, NULL, NULL},
    {"T", get_by_java, NULL, NULL, (void *)METHOD_get_T},
    {"real", get_by_java, NULL, NULL, (void *)METHOD_get_real},
    {"imag", get_by_java, NULL, NULL, (void *)METHOD_get_imag},
    {"flat", get_by_java, NULL, NULL, (void *)METHOD_get_flat},
    {"__array_interface__", get_by_java, NULL, NULL, (void *)METHOD_get_array_interface},
    {"__array_struct__", get_by_java, NULL, NULL, (void *)METHOD_get_array_struct},
    {NULL, NULL, NULL, NULL, NULL},
};

PyObject *ambi_array_repr(PyObject *array) { return AmbiJava_array_text(array, 1); }
PyObject *ambi_array_str(PyObject *array) { return AmbiJava_array_text(array, 0); }

PyObject *ambi_array_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  return AmbiJava_array_new(type, args, kwargs);
}

/* ---- items ------------------------------------------------------------------------------------------------ */

static Py_ssize_t array_length(PyObject *array) {
  if (FIELDS(array)->nd) return FIELDS(array)->dimensions[0];
  PyErr_SetString(PyExc_TypeError, "len() of unsized object");
  return -1;
}

static PyObject *array_subscript(PyObject *array, PyObject *key) { return AmbiJava_array_subscript(array, key); }

static int array_assign(PyObject *array, PyObject *key, PyObject *value) {
  if (!value) {
    PyErr_SetString(PyExc_ValueError, "cannot delete array elements");
    return -1;
  }
  return AmbiJava_array_assign(array, key, value);
}

/* PySequence_GetItem has added the length to a negative index: what is still negative is out of bounds. */
static int check_item(PyObject *array, Py_ssize_t i) {
  if (FIELDS(array)->nd == 0) {
    PyErr_SetString(PyExc_IndexError, "too many indices for array");
    return -1;
  }
  npy_intp length = FIELDS(array)->dimensions[0];
  if (i >= 0) return 0;
  PyErr_Format(PyExc_IndexError, "index %zd is out of bounds for axis 0 with size %zd", i - length, (Py_ssize_t)length);
  return -1;
}

static PyObject *array_item_at(PyObject *array, Py_ssize_t i) {
  if (check_item(array, i) < 0) return NULL;
  PyObject *key = PyLong_FromSsize_t(i);
  PyObject *item = key ? array_subscript(array, key) : NULL;
  Py_XDECREF(key);
  return item;
}

static int array_assign_item(PyObject *array, Py_ssize_t i, PyObject *value) {
  if (check_item(array, i) < 0) return -1;
  PyObject *key = PyLong_FromSsize_t(i);
  int status = key ? array_assign(array, key, value) : -1;
  Py_XDECREF(key);
  return status;
}

PyMappingMethods ambi_array_as_mapping = {array_length, array_subscript, array_assign};
PySequenceMethods ambi_array_as_sequence = {
    .sq_length = array_length, .sq_item = array_item_at, .sq_ass_item = array_assign_item};

PyObject *ambi_array_iter(PyObject *array) {
  if (FIELDS(array)->nd == 0) return ambi_raise(PyExc_TypeError, "iteration over a 0-d array");
  return PySeqIter_New(array);
}

/* ---- as a number: arrays of one element ---------------------------------------------------------------- */

/* An array of one element and some dimensions was a number until NumPy 2.4; from 1.25 on with a warning. */
static PyObject *only_element(PyObject *array) {
  if (FIELDS(array)->nd != 0) {
    int version = AmbiJava_numpy_version();
    if (version >= 204) {
      return ambi_raise(PyExc_TypeError, "only 0-dimensional arrays can be converted to Python scalars");
    }
    if (ambi_array_size(array) != 1) {
      return ambi_raise(PyExc_TypeError, version >= 125 ? "only length-1 arrays can be converted to Python scalars"
                                                        : "only length-1 arrays can be converted to Python scalars");
    }
    if (version >= 125 &&
        PyErr_WarnEx(PyExc_DeprecationWarning,
                     "Conversion of an array with ndim > 0 to a scalar is deprecated, and will error in future. Ensure "
                     "you extract a single element from your array before performing this operation. (Deprecated NumPy "
                     "1.25.)",
                     1) < 0) {
      return NULL;
    }
  }
  return AmbiJava_array_method(array, METHOD_item, NULL, NULL);
}

#define CONVERT(name, function)                          \
  static PyObject *name(PyObject *array) {               \
    PyObject *element = only_element(array);             \
    PyObject *value = element ? function(element) : NULL; \
    Py_XDECREF(element);                                 \
    return value;                                        \
  }
CONVERT(array_int, PyNumber_Long)
CONVERT(array_float, PyNumber_Float)
#undef CONVERT

static PyObject *array_index(PyObject *array) {
  int type_num = ambi_descr_type_num(FIELDS(array)->descr);
  if (FIELDS(array)->nd != 0 || type_num < NPY_BYTE || type_num > NPY_ULONGLONG) {
    return ambi_raise(PyExc_TypeError, "only integer scalar arrays can be converted to a scalar index");
  }
  return AmbiJava_array_method(array, METHOD_item, NULL, NULL);
}

static int array_bool(PyObject *array) {
  npy_intp size = ambi_array_size(array);
  if (size != 1) {
    PyErr_SetString(PyExc_ValueError,
                    size ? "The truth value of an array with more than one element is ambiguous. "
                           "Use a.any() or a.all()"
                         : "The truth value of an empty array is ambiguous. "
                           "Use `array.size > 0` to check that an array is not empty.");
    return -1;
  }
  PyObject *element = AmbiJava_array_method(array, METHOD_item, NULL, NULL);
  int truth = element ? PyObject_IsTrue(element) : -1;
  Py_XDECREF(element);
  return truth;
}

PyNumberMethods ambi_array_as_number = {
    .nb_bool = array_bool,
    .nb_int = array_int,
    .nb_float = array_float,
    .nb_index = array_index,
    .nb_power = ambi_array_power,
#define SLOTS(name, ufunc) .nb_##name = ambi_array_##name, .nb_inplace_##name = ambi_array_inplace_##name,
    AMBI_ARRAY_OPERATORS(SLOTS)
#undef SLOTS
#define SLOTS(name, ufunc) .nb_##name = ambi_array_##name,
    AMBI_ARRAY_UNARY_OPERATORS(SLOTS)
#undef SLOTS
};

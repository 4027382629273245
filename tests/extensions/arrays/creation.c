/* New arrays: from a shape, from memory, from a descriptor; who owns the memory. */
#include "arrays.h"

static PyObject *zeros(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Dims shape = {NULL, 0};
  PyArray_Descr *descr = NULL;
  int fortran = 0;
  if (!PyArg_ParseTuple(args, "O&O&|p", PyArray_IntpConverter, &shape, PyArray_DescrConverter, &descr, &fortran)) {
    PyDimMem_FREE(shape.ptr);
    return NULL;
  }
  /* Takes over the descriptor. */
  PyObject *array = PyArray_Zeros(shape.len, shape.ptr, descr, fortran);
  PyDimMem_FREE(shape.ptr);
  return array;
}

static PyObject *zeros_of_type(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Dims shape = {NULL, 0};
  int type;
  if (!PyArg_ParseTuple(args, "O&i", PyArray_IntpConverter, &shape, &type)) return NULL;
  PyObject *array = PyArray_ZEROS(shape.len, shape.ptr, type, 0);
  PyDimMem_FREE(shape.ptr);
  return array;
}

/* An empty array, its bytes then set to a number. */
static PyObject *filled(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Dims shape = {NULL, 0};
  PyArray_Descr *descr = NULL;
  int byte, fortran;
  if (!PyArg_ParseTuple(args, "O&O&ip", PyArray_IntpConverter, &shape, PyArray_DescrConverter, &descr, &byte, &fortran)) {
    return NULL;
  }
  PyObject *array = PyArray_Empty(shape.len, shape.ptr, descr, fortran);
  PyDimMem_FREE(shape.ptr);
  if (array) memset(PyArray_DATA((PyArrayObject *)array), byte, (size_t)PyArray_NBYTES((PyArrayObject *)array));
  return array;
}

static void count_up(PyArrayObject *array) {
  double *items = PyArray_DATA(array);
  for (npy_intp i = 0; i < PyArray_SIZE(array); i++) items[i] = 0.5 + (double)i;
}

/* The ways to a new array of doubles that owns its memory. */
static PyObject *counted(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Dims shape = {NULL, 0};
  const char *way;
  if (!PyArg_ParseTuple(args, "O&s", PyArray_IntpConverter, &shape, &way)) return NULL;
  PyObject *array = NULL;
  if (strcmp(way, "simple") == 0) {
    array = PyArray_SimpleNew(shape.len, shape.ptr, NPY_DOUBLE);
  } else if (strcmp(way, "fortran") == 0) {
    array = PyArray_New(&PyArray_Type, shape.len, shape.ptr, NPY_DOUBLE, NULL, NULL, 0, NPY_ARRAY_F_CONTIGUOUS, NULL);
  } else if (strcmp(way, "empty") == 0) {
    array = PyArray_EMPTY(shape.len, shape.ptr, NPY_DOUBLE, 0);
  } else if (strcmp(way, "descr") == 0) {
    array = PyArray_NewFromDescr(&PyArray_Type, PyArray_DescrFromType(NPY_DOUBLE), shape.len, shape.ptr, NULL, NULL, 0, NULL);
  } else {
    PyErr_SetString(PyExc_ValueError, "simple, fortran, empty or descr");
  }
  PyDimMem_FREE(shape.ptr);
  if (array) count_up((PyArrayObject *)array);
  return array;
}

static void release(PyObject *capsule) { PyMem_Free(PyCapsule_GetPointer(capsule, "capi_arrays.memory")); }

/* An array over memory of this module, which a capsule owns; strides are of items of double. */
static PyObject *over_capsule(PyObject *UNUSED(self), PyObject *args) {
  Py_ssize_t count;
  PyArray_Dims shape = {NULL, 0}, strides = {NULL, 0};
  if (!PyArg_ParseTuple(args, "nO&O&", &count, PyArray_IntpConverter, &shape, PyArray_IntpConverter, &strides)) return NULL;
  PyObject *array = NULL, *capsule = NULL;
  double *memory = NULL;
  if (shape.len != strides.len) {
    PyErr_SetString(PyExc_ValueError, "as many strides as axes");
    goto done;
  }
  memory = PyMem_Malloc((size_t)(count + 1) * sizeof *memory);
  capsule = memory ? PyCapsule_New(memory, "capi_arrays.memory", release) : NULL;
  if (!capsule) goto done;
  for (Py_ssize_t i = 0; i <= count; i++) memory[i] = 1.5 * (double)i;
  array = PyArray_New(&PyArray_Type, shape.len, shape.ptr, NPY_DOUBLE, strides.ptr, memory, 0, NPY_ARRAY_WRITEABLE, NULL);
  /* Takes over the capsule. */
  if (array && PyArray_SetBaseObject((PyArrayObject *)array, capsule) < 0) Py_CLEAR(array);
  else if (!array) Py_DECREF(capsule);
done:
  PyDimMem_FREE(shape.ptr);
  PyDimMem_FREE(strides.ptr);
  return array;
}

/* Facts of an array over static memory: flags, owner; and a second base object is refused. */
static PyObject *over_static_memory(PyObject *UNUSED(self), PyObject *args) {
  static npy_int32 memory[6] = {1, 2, 3, 4, 5, 6};
  int with_base;
  if (!PyArg_ParseTuple(args, "p", &with_base)) return NULL;
  npy_intp shape[] = {2, 3};
  PyObject *array = PyArray_SimpleNewFromData(2, shape, NPY_INT32, memory);
  if (!array) return NULL;
  if (with_base) {
    PyObject *base = PyFloat_FromDouble(7.0);
    if (!base || PyArray_SetBaseObject((PyArrayObject *)array, base) < 0) goto failed;
    if (PyArray_BASE((PyArrayObject *)array) != base) goto failed;
    if (PyArray_SetBaseObject((PyArrayObject *)array, Py_NewRef(Py_None)) < 0) goto failed;
  }
  return Py_BuildValue("(iiN)", PyArray_FLAGS((PyArrayObject *)array), PyArray_BASE((PyArrayObject *)array) == NULL, array);
failed:
  Py_DECREF(array);
  return NULL;
}

/* A view of an array as its base: PyArray_SetBaseObject goes to the array that owns the memory. */
static PyObject *window(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  if (PyArray_NDIM(a) != 1 || PyArray_DIM(a, 0) < 3) return PyErr_Format(PyExc_ValueError, "too short");
  npy_intp shape[] = {PyArray_DIM(a, 0) - 2};
  Py_INCREF(PyArray_DESCR(a));
  PyObject *view = PyArray_NewFromDescr(&PyArray_Type, PyArray_DESCR(a), 1, shape, PyArray_STRIDES(a),
                                        PyArray_GETPTR1(a, 1), PyArray_FLAGS(a), NULL);
  if (!view) return NULL;
  if (PyArray_SetBaseObject((PyArrayObject *)view, Py_NewRef((PyObject *)a)) < 0) Py_CLEAR(view);
  return view;
}

/* Arrays of text: a descriptor of its own, whose item size is set. */
static PyObject *text_array(PyObject *UNUSED(self), PyObject *args) {
  int type, item_size;
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "iin", &type, &item_size, &count)) return NULL;
  PyArray_Descr *descr = PyArray_DescrNewFromType(type);
  if (!descr) return NULL;
  PyDataType_SET_ELSIZE(descr, item_size);
  npy_intp shape[] = {count};
  PyObject *array = PyArray_NewFromDescr(&PyArray_Type, descr, 1, shape, NULL, NULL, 0, NULL);
  if (!array) return NULL;
  memset(PyArray_DATA((PyArrayObject *)array), 0, (size_t)PyArray_NBYTES((PyArrayObject *)array));
  for (npy_intp i = 0; i < count; i++) *(char *)PyArray_GETPTR1((PyArrayObject *)array, i) = (char)('a' + i);
  return array;
}

/* PyArray_New with an item size, as for bytes and str. */
static PyObject *sized(PyObject *UNUSED(self), PyObject *args) {
  int type, item_size;
  if (!PyArg_ParseTuple(args, "ii", &type, &item_size)) return NULL;
  npy_intp shape[] = {2};
  PyObject *array = PyArray_New(&PyArray_Type, 1, shape, type, NULL, NULL, item_size, 0, NULL);
  if (array) memset(PyArray_DATA((PyArrayObject *)array), 0, (size_t)PyArray_NBYTES((PyArrayObject *)array));
  return array;
}

static PyObject *arange(PyObject *UNUSED(self), PyObject *args) {
  double start, stop, step;
  int type;
  if (!PyArg_ParseTuple(args, "dddi", &start, &stop, &step, &type)) return NULL;
  return PyArray_Arange(start, stop, step, type);
}

static PyObject *copies(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  NPY_ORDER order = NPY_CORDER;
  if (!PyArg_ParseTuple(args, "O!|O&", &PyArray_Type, &a, PyArray_OrderConverter, &order)) return NULL;
  return PyArray_NewCopy(a, order);
}

static PyObject *like(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  NPY_ORDER order = NPY_KEEPORDER;
  if (!PyArg_ParseTuple(args, "O!|O&", &PyArray_Type, &a, PyArray_OrderConverter, &order)) return NULL;
  PyObject *array = PyArray_NewLikeArray(a, order, NULL, 1);
  if (array) memset(PyArray_DATA((PyArrayObject *)array), 0, (size_t)PyArray_NBYTES((PyArrayObject *)array));
  return array;
}

static PyObject *memory(PyObject *UNUSED(self), PyObject *args) {
  Py_ssize_t bytes;
  if (!PyArg_ParseTuple(args, "n", &bytes)) return NULL;
  unsigned char *block = PyDataMem_NEW((size_t)bytes);
  if (!block) return PyErr_NoMemory();
  memset(block, 1, (size_t)bytes);
  long sum = 0;
  for (Py_ssize_t i = 0; i < bytes; i++) sum += block[i];
  PyDataMem_FREE(block);
  return PyLong_FromLong(sum);
}

PyMethodDef creation_methods[] = {
    {"zeros", zeros, METH_VARARGS, NULL},
    {"zeros_of_type", zeros_of_type, METH_VARARGS, NULL},
    {"filled", filled, METH_VARARGS, NULL},
    {"counted", counted, METH_VARARGS, NULL},
    {"over_capsule", over_capsule, METH_VARARGS, NULL},
    {"over_static_memory", over_static_memory, METH_VARARGS, NULL},
    {"window", window, METH_VARARGS, NULL},
    {"text_array", text_array, METH_VARARGS, NULL},
    {"sized", sized, METH_VARARGS, NULL},
    {"arange", arange, METH_VARARGS, NULL},
    {"copies", copies, METH_VARARGS, NULL},
    {"like", like, METH_VARARGS, NULL},
    {"memory", memory, METH_VARARGS, NULL},
    {0},
};

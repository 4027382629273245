/* From objects to arrays, casts, copies between arrays, write-back. */
#include "arrays.h"

/* PyArray_FromAny's requirements by name. */
static int requirements_of(const char *name) {
  static const struct {
    const char *name;
    int flags;
  } known[] = {{"none", 0},
               {"carray", NPY_ARRAY_CARRAY},
               {"carray_ro", NPY_ARRAY_CARRAY_RO},
               {"farray", NPY_ARRAY_FARRAY},
               {"in", NPY_ARRAY_IN_ARRAY},
               {"fin", NPY_ARRAY_IN_FARRAY},
               {"behaved", NPY_ARRAY_BEHAVED},
               {"copy", NPY_ARRAY_ENSURECOPY},
               {"aligned", NPY_ARRAY_ALIGNED},
               {"writeable", NPY_ARRAY_WRITEABLE},
               {"force", NPY_ARRAY_FORCECAST},
               {"force_carray", NPY_ARRAY_FORCECAST | NPY_ARRAY_CARRAY},
               {"default", NPY_ARRAY_DEFAULT},
               {"array", NPY_ARRAY_ENSUREARRAY},
               {"notswapped", NPY_ARRAY_NOTSWAPPED},
               {"elementstrides", NPY_ARRAY_ELEMENTSTRIDES}};
  for (size_t i = 0; i < Py_ARRAY_LENGTH(known); i++) {
    if (strcmp(name, known[i].name) == 0) return known[i].flags;
  }
  PyErr_Format(PyExc_LookupError, "no requirements %s", name);
  return -1;
}

/* An object that is no array, a descriptor or None, the fewest and most axes, requirements. */
static PyObject *from_any(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  PyArray_Descr *descr = NULL;
  int least = 0, most = 0;
  const char *name = "none";
  if (!PyArg_ParseTuple(args, "OO&|iis", &object, PyArray_DescrConverter2, &descr, &least, &most, &name)) return NULL;
  int flags = requirements_of(name);
  if (flags < 0) {
    Py_XDECREF(descr);
    return NULL;
  }
  return PyArray_FromAny(object, descr, least, most, flags, NULL);
}

static PyObject *check_from_any(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  PyArray_Descr *descr = NULL;
  const char *name;
  if (!PyArg_ParseTuple(args, "OO&s", &object, PyArray_DescrConverter2, &descr, &name)) return NULL;
  int flags = requirements_of(name);
  if (flags < 0) {
    Py_XDECREF(descr);
    return NULL;
  }
  return PyArray_CheckFromAny(object, descr, 0, 0, flags, NULL);
}

static PyObject *from_array(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyArray_Descr *descr = NULL;
  const char *name;
  if (!PyArg_ParseTuple(args, "O!O&s", &PyArray_Type, &a, PyArray_DescrConverter2, &descr, &name)) return NULL;
  int flags = requirements_of(name);
  if (flags < 0) {
    Py_XDECREF(descr);
    return NULL;
  }
  return PyArray_FromArray(a, descr, flags);
}

/* The macros over PyArray_FromAny that C code writes most. */
static PyObject *from_object(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  int type;
  const char *macro;
  if (!PyArg_ParseTuple(args, "Ois", &object, &type, &macro)) return NULL;
  if (strcmp(macro, "otf") == 0) return PyArray_FROM_OTF(object, type, NPY_ARRAY_IN_ARRAY);
  if (strcmp(macro, "of") == 0) return PyArray_FROM_OF(object, NPY_ARRAY_CARRAY);
  if (strcmp(macro, "o") == 0) return PyArray_FROM_O(object);
  if (strcmp(macro, "contiguous") == 0) return PyArray_ContiguousFromAny(object, type, 0, 0);
  if (strcmp(macro, "contiguous2") == 0) return PyArray_ContiguousFromAny(object, type, 2, 2);
  return PyErr_Format(PyExc_LookupError, "no macro %s", macro);
}

static PyObject *ensured(PyObject *UNUSED(self), PyObject *object) {
  /* Takes over the object. */
  return PyArray_EnsureArray(Py_NewRef(object));
}

static PyObject *cast(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  PyArray_Descr *descr = NULL;
  int fortran = 0;
  if (!PyArg_ParseTuple(args, "O!O&|p", &PyArray_Type, &a, PyArray_DescrConverter, &descr, &fortran)) return NULL;
  return PyArray_CastToType(a, descr, fortran);
}

/* PyArray_Cast is a macro or a function over PyArray_CastToType. */
static PyObject *cast_to(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  int type;
  if (!PyArg_ParseTuple(args, "O!i", &PyArray_Type, &a, &type)) return NULL;
  return PyArray_Cast(a, type);
}

static PyObject *copy_into(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *target, *source;
  if (!PyArg_ParseTuple(args, "O!O!", &PyArray_Type, &target, &PyArray_Type, &source)) return NULL;
  if (PyArray_CopyInto(target, source) < 0) return NULL;
  return Py_NewRef((PyObject *)target);
}

/*
 * Adds 100 to the items of any array of numbers through a behaved copy of doubles, which is written back; or discards it.
 * Returns whether there was a copy to write back, and its base.
 */
static PyObject *write_back(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  int discard = 0;
  if (!PyArg_ParseTuple(args, "O|p", &object, &discard)) return NULL;
  PyArrayObject *copy = (PyArrayObject *)PyArray_FROM_OTF(object, NPY_DOUBLE, NPY_ARRAY_INOUT_ARRAY2);
  if (!copy) return NULL;
  int pending = (PyArray_FLAGS(copy) & NPY_ARRAY_WRITEBACKIFCOPY) != 0;
  int base_is_array = PyArray_BASE(copy) == object;
  double *items = PyArray_DATA(copy);
  for (npy_intp i = 0; i < PyArray_SIZE(copy); i++) items[i] += 100;
  int resolved = 0;
  if (discard) PyArray_DiscardWritebackIfCopy(copy);
  else resolved = PyArray_ResolveWritebackIfCopy(copy);
  int after = (PyArray_FLAGS(copy) & NPY_ARRAY_WRITEBACKIFCOPY) != 0;
  Py_DECREF(copy);
  return resolved < 0 ? NULL : Py_BuildValue("(iiii)", pending, base_is_array, resolved, after);
}

PyMethodDef conversion_methods[] = {
    {"from_any", from_any, METH_VARARGS, NULL},
    {"check_from_any", check_from_any, METH_VARARGS, NULL},
    {"from_array", from_array, METH_VARARGS, NULL},
    {"from_object", from_object, METH_VARARGS, NULL},
    {"ensured", ensured, METH_O, NULL},
    {"cast", cast, METH_VARARGS, NULL},
    {"cast_to", cast_to, METH_VARARGS, NULL},
    {"copy_into", copy_into, METH_VARARGS, NULL},
    {"write_back", write_back, METH_VARARGS, NULL},
    {0},
};

/* Descriptors: finding, comparing, promoting them; and the converters for PyArg_Parse. */
#include "arrays.h"

/* The array that zeros of the descriptor make: what comes back to the caller is its dtype. Takes over the descriptor. */
static PyObject *example(PyArray_Descr *descr) {
  npy_intp shape[] = {1};
  return descr ? PyArray_Zeros(1, shape, descr, 0) : NULL;
}

static PyObject *from_type(PyObject *UNUSED(self), PyObject *args) {
  int type;
  if (!PyArg_ParseTuple(args, "i", &type)) return NULL;
  PyArray_Descr *descr = PyArray_DescrFromType(type);
  if (!descr) return NULL;
  PyObject *answer = Py_BuildValue("(iiCCCnn)", PyObject_TypeCheck(descr, &PyArrayDescr_Type), descr->type_num, descr->kind, descr->type, descr->byteorder,
                                   (Py_ssize_t)PyDataType_ELSIZE(descr), (Py_ssize_t)PyDataType_ALIGNMENT(descr));
  Py_DECREF(descr);
  return answer;
}

static PyObject *convert(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Descr *descr = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyArray_DescrConverter, &descr)) return NULL;
  return example(descr);
}

static PyObject *convert_or_null(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Descr *descr = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyArray_DescrConverter2, &descr)) return NULL;
  if (!descr) Py_RETURN_NONE;
  return example(descr);
}

/* A copy of a descriptor, in the other byte order. */
static PyObject *swapped_descr(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Descr *descr = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyArray_DescrConverter, &descr)) return NULL;
  PyArray_Descr *copy = PyArray_DescrNew(descr), *swapped = PyArray_DescrNewByteorder(descr, NPY_SWAP);
  int fresh = copy && copy != descr && PyArray_EquivTypes(copy, descr);
  int same = swapped && PyArray_EquivTypes(swapped, descr);
  Py_XDECREF(copy);
  Py_DECREF(descr);
  return Py_BuildValue("(iiN)", fresh, same, example(swapped));
}

/* May the items of one dtype be taken for those of another; may they be cast? */
static PyObject *compare(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Descr *a = NULL, *b = NULL;
  if (!PyArg_ParseTuple(args, "O&O&", PyArray_DescrConverter, &a, PyArray_DescrConverter, &b)) return NULL;
  PyObject *answer = Py_BuildValue(
      "(iiiiii)", PyArray_EquivTypes(a, b), PyArray_EquivTypenums(a->type_num, b->type_num),
      PyArray_CanCastSafely(a->type_num, b->type_num), PyArray_CanCastTypeTo(a, b, NPY_SAFE_CASTING) ? 1 : 0,
      PyArray_CanCastTypeTo(a, b, NPY_SAME_KIND_CASTING) ? 1 : 0, PyArray_CanCastTypeTo(a, b, NPY_EQUIV_CASTING) ? 1 : 0);
  Py_DECREF(a);
  Py_DECREF(b);
  return answer;
}

static PyObject *object_type(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  int least = 0;
  if (!PyArg_ParseTuple(args, "O|i", &object, &least)) return NULL;
  int type = PyArray_ObjectType(object, least);
  if (type == NPY_NOTYPE && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(type);
}

static PyObject *descr_of(PyObject *UNUSED(self), PyObject *object) {
  return example(PyArray_DescrFromObject(object, NULL));
}

static PyObject *promoted(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Descr *a = NULL, *b = NULL;
  if (!PyArg_ParseTuple(args, "O&O&", PyArray_DescrConverter, &a, PyArray_DescrConverter, &b)) return NULL;
  PyArray_Descr *common = PyArray_PromoteTypes(a, b);
  Py_DECREF(a);
  Py_DECREF(b);
  return example(common);
}

static PyObject *intp(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Dims dims = {NULL, 0};
  if (!PyArg_ParseTuple(args, "O&", PyArray_IntpConverter, &dims)) return NULL;
  PyObject *answer = Py_BuildValue("(iN)", dims.len, tuple_of(dims.len, dims.ptr));
  PyDimMem_FREE(dims.ptr);
  return answer;
}

static PyObject *order(PyObject *UNUSED(self), PyObject *args) {
  NPY_ORDER value = NPY_ANYORDER;
  if (!PyArg_ParseTuple(args, "O&", PyArray_OrderConverter, &value)) return NULL;
  return PyLong_FromLong(value);
}

static PyObject *casting(PyObject *UNUSED(self), PyObject *args) {
  NPY_CASTING value = NPY_NO_CASTING;
  if (!PyArg_ParseTuple(args, "O&", PyArray_CastingConverter, &value)) return NULL;
  return PyLong_FromLong(value);
}

static PyObject *axis(PyObject *UNUSED(self), PyObject *args) {
  int value = 0;
  if (!PyArg_ParseTuple(args, "O&", PyArray_AxisConverter, &value)) return NULL;
  return value == NPY_RAVEL_AXIS ? PyUnicode_FromString("all") : PyLong_FromLong(value);
}

static PyObject *boolean(PyObject *UNUSED(self), PyObject *args) {
  npy_bool value = 0;
  if (!PyArg_ParseTuple(args, "O&", PyArray_BoolConverter, &value)) return NULL;
  return PyBool_FromLong(value);
}

static PyObject *output(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *value = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyArray_OutputConverter, &value)) return NULL;
  return PyUnicode_FromString(value ? "an array" : "none");
}

static PyObject *array(PyObject *UNUSED(self), PyObject *args) {
  PyObject *value = NULL;
  if (!PyArg_ParseTuple(args, "O&", PyArray_Converter, &value)) return NULL;
  return value;
}

/* The versions that the table says it has: the ABI's is the same for one major version of NumPy. */
static PyObject *versions(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  return Py_BuildValue("(III)", PyArray_GetNDArrayCVersion(), PyArray_GetNDArrayCFeatureVersion(),
                       (unsigned)PyArray_GetEndianness());
}

PyMethodDef dtype_methods[] = {
    {"from_type", from_type, METH_VARARGS, NULL},
    {"convert", convert, METH_VARARGS, NULL},
    {"convert_or_null", convert_or_null, METH_VARARGS, NULL},
    {"swapped_descr", swapped_descr, METH_VARARGS, NULL},
    {"compare", compare, METH_VARARGS, NULL},
    {"object_type", object_type, METH_VARARGS, NULL},
    {"descr_of", descr_of, METH_O, NULL},
    {"promoted", promoted, METH_VARARGS, NULL},
    {"intp", intp, METH_VARARGS, NULL},
    {"order", order, METH_VARARGS, NULL},
    {"casting", casting, METH_VARARGS, NULL},
    {"axis", axis, METH_VARARGS, NULL},
    {"boolean", boolean, METH_VARARGS, NULL},
    {"output", output, METH_VARARGS, NULL},
    {"array", array, METH_VARARGS, NULL},
    {"versions", versions, METH_NOARGS, NULL},
    {0},
};

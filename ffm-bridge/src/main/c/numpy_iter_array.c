/* Arrays that the iterators and ufuncs make and examine, without Java where the dtype is a built-in one. */
#include "numpy_iter.h"
#include "numpy_iter_java.h"
#include "numpy_objects.h"

PyObject *ambi_array_make(PyObject *descr, int nd, const npy_intp *dims, const npy_intp *strides, char *data,
                          PyObject *base, bool writeable) {
  PyTypeObject *type = ambi_array_type(ambi_descr_abi(descr));
  int flags = data && writeable ? NPY_ARRAY_WRITEABLE | NPY_ARRAY_ALIGNED : data ? NPY_ARRAY_ALIGNED : 0;
  PyObject *array = PyArray_NewFromDescr(type, descr, nd, dims, strides, data, flags, NULL);
  if (!array || !data) return array;
  if (!strides) PyArray_UpdateFlags(array, NPY_ARRAY_ALIGNED);
  if (PyArray_SetBaseObject(array, AMBI_NEWREF(base)) == 0) return array;
  Py_DECREF(array);
  return NULL;
}

PyObject *ambi_descr_for_abi(PyObject *descr, int abi) {
  if (ambi_descr_is_1x(descr) == (abi == 1)) return AMBI_NEWREF(descr);
  int num = ambi_descr_type_num(descr);
  bool plain = num >= 0 && num < NPY_NTYPES && ambi_builtin_descrs[2][num] && ambi_builtin_descrs[1][num];
  if (plain && descr == ambi_builtin_descrs[abi == 1 ? 2 : 1][num]) return AMBI_NEWREF(ambi_builtin_descrs[abi][num]);
  return AmbiJava_descr_for_abi(descr, abi);
}

PyObject *ambi_descr_native(PyObject *descr) {
  if (!ambi_descr_swapped(descr)) return AMBI_NEWREF(descr);
  int num = ambi_descr_type_num(descr), abi = ambi_descr_is_1x(descr) ? 1 : 2;
  if (num >= 0 && num < NPY_NTYPES && ambi_scalar_value_size(num) && num != NPY_DATETIME && num != NPY_TIMEDELTA) {
    return AMBI_NEWREF(ambi_builtin_descrs[abi][num]);
  }
  PyObject *order = PyUnicode_FromString("=");
  PyObject *native = order ? PyObject_CallMethod(descr, "newbyteorder", "O", order) : NULL;
  Py_XDECREF(order);
  return native;
}

static PyObject *new_scalar_array(int abi, int type_num, const void *value) {
  PyObject *descr = ambi_builtin_descrs[abi][type_num];
  PyObject *array = ambi_array_make(AMBI_NEWREF(descr), 0, NULL, NULL, NULL, NULL, true);
  if (array) memcpy(ambi_array(array)->data, value, (size_t)ambi_descr_elsize(descr));
  return array;
}

/* A Python int that fits 64 bits; else NULL without an error. */
static PyObject *array_of_int(PyObject *o, int abi) {
  int overflow = 0;
  long value = PyLong_AsLongAndOverflow(o, &overflow);
  if (!overflow) return new_scalar_array(abi, NPY_LONG, &value);
  unsigned long wide = overflow > 0 ? PyLong_AsUnsignedLong(o) : 0;
  if (overflow > 0 && !PyErr_Occurred()) return new_scalar_array(abi, NPY_ULONG, &wide);
  PyErr_Clear();
  return NULL;
}

PyObject *ambi_as_array(PyObject *o, int abi) {
  if (PyArray_Check(o)) return AMBI_NEWREF(o);
  if (PyFloat_CheckExact(o)) return new_scalar_array(abi, NPY_DOUBLE, &((PyFloatObject *)o)->ob_fval);
  if (PyBool_Check(o)) {
    npy_bool truth = o == Py_True;
    return new_scalar_array(abi, NPY_BOOL, &truth);
  }
  if (PyLong_CheckExact(o)) {
    PyObject *array = array_of_int(o, abi);
    if (array || PyErr_Occurred()) return array;
  }
  if (PyComplex_CheckExact(o)) {
    Py_complex value = PyComplex_AsCComplex(o);
    return new_scalar_array(abi, NPY_CDOUBLE, &value);
  }
  if (PyObject_TypeCheck(o, &PyGenericArrType_Type)) return ambi_array_of_scalar(o, abi);
  return AmbiJava_as_array(o, abi);
}

PyObject *ambi_array_return(PyObject *array) {
  PyArrayObject_fields *a = ambi_array(array);
  if (a->nd) return array;
  PyObject *element = ambi_element(a, a->data);
  Py_DECREF(array);
  return element;
}

PyObject *ambi_element(PyArrayObject_fields *a, char *data) {
  int num = ambi_array_type_num(a);
  bool fixed = num >= 0 && num < NPY_NTYPES && num != NPY_DATETIME && num != NPY_TIMEDELTA && ambi_scalar_value_size(num);
  return fixed ? ambi_scalar_from_data(num, data, ambi_array_swapped(a)) : PyArray_Scalar(data, a->descr, &a->ob_base);
}

PyObject *ambi_shape_text(int nd, const npy_intp *dims, const char *suffix) {
  PyObject *text = PyUnicode_FromString("(");
  int first = 0; /* new axes in front are not shown */
  while (first < nd && dims[first] < 0) first++;
  for (int i = first; i < nd && text; i++) {
    PyObject *part = dims[i] < 0 ? PyUnicode_FromString(",newaxis")
                                 : PyUnicode_FromFormat(i > first ? ",%zd" : "%zd", (Py_ssize_t)dims[i]);
    PyUnicode_AppendAndDel(&text, part);
  }
  if (text) PyUnicode_AppendAndDel(&text, PyUnicode_FromFormat(nd == 1 && first == 0 ? ",)%s" : ")%s", suffix));
  return text;
}

/* Between array scalars and arrays, in the C API. */
#include "numpy_array.h"
#include "numpy_user_types.h"

#include "generated_ids.h"

static PyObject *text_scalar(const char *data, PyObject *descr) {
  /* getitem reads the size and byte order from an array: this one is not an object that anybody keeps. */
  PyArrayObject_fields stand_in = {.descr = descr};
  PyObject *text = ambi_descr_funcs(descr)->getitem((void *)data, &stand_in);
  if (!text) return NULL;
  PyObject *scalar = ambi_scalar_new_text(ambi_descr_typeobj(descr), text);
  Py_DECREF(text);
  return scalar;
}

static PyObject *void_scalar(char *data, PyObject *descr, PyObject *base) {
  PyTypeObject *type = ambi_descr_typeobj(descr);
  PyVoidScalarObject *v = (PyVoidScalarObject *)type->tp_alloc(type, 0);
  if (!v) return NULL;
  npy_intp size = ambi_descr_elsize(descr);
  Py_SET_SIZE(v, size);
  v->descr = AMBI_NEWREF(descr);
  v->flags = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS | NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE;
  if (base) {
    /* A view of the element where one may be. */
    v->base = AMBI_NEWREF(base);
    v->obval = data;
    return (PyObject *)v;
  }
  v->flags |= NPY_ARRAY_OWNDATA;
  v->obval = malloc(size ? (size_t)size : 1);
  if (!v->obval) {
    Py_DECREF(v);
    return PyErr_NoMemory();
  }
  memcpy(v->obval, data, (size_t)size);
  return (PyObject *)v;
}

/* The element at `data` as an array scalar; an object array's is the object itself. */
AMBI_EXPORT PyObject *PyArray_Scalar(void *data, PyObject *descr, PyObject *base) {
  int number = ambi_descr_type_num(descr);
  if (number == NPY_STRING || number == NPY_UNICODE) return text_scalar(data, descr);
  if (number == NPY_VOID) return void_scalar(data, descr, base && PyArray_Check(base) && PyVoidArrType_Type.tp_alloc ? base : NULL);
  if (number >= NPY_USERDEF) {
    PyTypeObject *type = ambi_array_type(ambi_descr_abi(descr));
    PyArrayObject_fields stand_in = {.ob_base = {AMBI_IMMORTAL, type}, .descr = descr, .flags = NPY_ARRAY_ALIGNED};
    PyArray_GetItemFunc *getitem = ambi_descr_funcs(descr)->getitem;
    return getitem(data, &stand_in);
  }
  PyObject *scalar = ambi_scalar_from_data(number, data, ambi_descr_swapped(descr));
  if (scalar && (number == NPY_DATETIME || number == NPY_TIMEDELTA)) {
    void *aux = ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)descr)->c_metadata : ((ambi_legacy_descr_2x *)descr)->c_metadata;
    if (aux) memcpy(&((PyDatetimeScalarObject *)scalar)->obmeta, (char *)aux + 32, sizeof(PyArray_DatetimeMetaData));
  }
  return scalar;
}

/* An array of no dimensions becomes a scalar. Consumes the reference. */
AMBI_EXPORT PyObject *PyArray_Return(PyObject *array) {
  if (!array) return NULL;
  if (!PyArray_Check(array) || FIELDS(array)->nd) return array;
  PyObject *scalar = PyArray_Scalar(FIELDS(array)->data, FIELDS(array)->descr, NULL);
  Py_DECREF(array);
  return scalar;
}

/* A new reference to the scalar for the element at `data`, one of the array's. */
AMBI_EXPORT PyObject *PyArray_ToScalar(void *data, PyObject *array) {
  return PyArray_Scalar(data, FIELDS(array)->descr, array);
}

/* The bytes of a scalar's value; text is written as an array would hold it. */
AMBI_EXPORT void PyArray_ScalarAsCtype(PyObject *scalar, void *out) {
  int number = ambi_scalar_type_num(Py_TYPE(scalar));
  if (number == NPY_STRING) {
    const char *text = PyBytes_AS_STRING(scalar);
    memcpy(out, &text, sizeof text); /* the address, as NumPy does for what has no fixed size */
  } else if (number == NPY_VOID) {
    memcpy(out, &((PyVoidScalarObject *)scalar)->obval, sizeof(char *));
  } else if (number == NPY_UNICODE) {
    PyUnicodeScalarObject *u = (PyUnicodeScalarObject *)scalar;
    if (!u->obval) u->obval = PyUnicode_AsUCS4Copy(scalar);
    memcpy(out, &u->obval, sizeof u->obval);
  } else if (number >= 0) {
    memcpy(out, scalar + 1, (size_t)ambi_scalar_value_size(number));
  }
}

/* Casts the scalar's value to the dtype, at `out`. */
AMBI_EXPORT int PyArray_CastScalarToCtype(PyObject *scalar, void *out, PyObject *descr) {
  PyObject *from = ambi_array_of_scalar(scalar, ambi_descr_abi(descr));
  if (!from) return -1;
  PyObject *to = PyArray_NewFromDescr(ambi_array_type(ambi_descr_abi(descr)), AMBI_NEWREF(descr), 0, NULL, NULL, out,
                                      NPY_ARRAY_WRITEABLE, NULL);
  int status = to ? PyArray_CopyInto(to, from) : -1;
  Py_XDECREF(to);
  Py_DECREF(from);
  return status;
}

AMBI_EXPORT int PyArray_CastScalarDirect(PyObject *scalar, PyObject *descr, void *out, int type_num AMBI_UNUSED) {
  return PyArray_CastScalarToCtype(scalar, out, descr);
}

/* The descriptor of a scalar's type and size. New reference. */
AMBI_EXPORT PyObject *ambi_descr_of_scalar(PyObject *scalar, int abi) {
  int number = ambi_scalar_type_num(Py_TYPE(scalar));
  PyObject *user = number < 0 ? ambi_user_descr_of(Py_TYPE(scalar), abi) : NULL;
  if (user) return AMBI_NEWREF(user);
  if (number < 0) {
    if (PyErr_Occurred()) return NULL;
    return ambi_raise(PyExc_TypeError, "no dtype for a scalar of type %s", Py_TYPE(scalar)->tp_name);
  }
  if (number == NPY_VOID) {
    PyObject *own = ((PyVoidScalarObject *)scalar)->descr;
    if (own && ambi_descr_abi(own) == abi) return AMBI_NEWREF(own);
  }
  PyObject *descr = ambi_descr_from_type(abi, number);
  npy_intp size = number == NPY_STRING    ? PyBytes_GET_SIZE(scalar)
                  : number == NPY_UNICODE ? 4 * PyUnicode_GET_LENGTH(scalar)
                  : number == NPY_VOID    ? Py_SIZE(scalar)
                                          : 0;
  if (!size) return descr;
  PyObject *sized = PyArray_DescrNew(descr);
  Py_DECREF(descr);
  if (sized) ambi_descr_set_elsize(sized, size);
  return sized;
}

/* An array of no dimensions with the scalar's value. New reference. */
AMBI_EXPORT PyObject *ambi_array_of_scalar(PyObject *scalar, int abi) {
  PyObject *descr = ambi_descr_of_scalar(scalar, abi);
  if (!descr) return NULL;
  PyObject *array = PyArray_NewFromDescr(ambi_array_type(abi), descr, 0, NULL, NULL, NULL, 0, NULL);
  if (!array) return NULL;
  int number = ambi_descr_type_num(descr);
  if (number == NPY_STRING || number == NPY_UNICODE || number >= NPY_USERDEF) {
    if (ambi_descr_funcs(descr)->setitem(scalar, FIELDS(array)->data, array) < 0) {
      Py_DECREF(array);
      return NULL;
    }
  } else if (number == NPY_VOID) {
    memcpy(FIELDS(array)->data, ((PyVoidScalarObject *)scalar)->obval, (size_t)ambi_descr_elsize(descr));
  } else if (number == NPY_OBJECT) {
    PyObject *value = ((PyObjectScalarObject *)scalar)->obval;
    memcpy(FIELDS(array)->data, &value, sizeof value);
    Py_INCREF(value);
  } else {
    memcpy(FIELDS(array)->data, scalar + 1, (size_t)ambi_scalar_value_size(number));
  }
  return array;
}

/* Steals `descr`, which may be NULL. */
static PyObject *from_scalar(PyObject *scalar, PyObject *descr, int abi) {
  PyObject *array = ambi_array_of_scalar(scalar, descr ? ambi_descr_abi(descr) : abi);
  if (!array || !descr || PyArray_EquivTypes(FIELDS(array)->descr, descr)) {
    Py_XDECREF(descr);
    return array;
  }
  PyObject *cast = PyArray_CastToType(array, descr, 0);
  Py_DECREF(array);
  return cast;
}
AMBI_EXPORT PyObject *PyArray_FromScalar(PyObject *scalar, PyObject *descr) { return from_scalar(scalar, descr, 2); }
AMBI_EXPORT PyObject *PyArray_FromScalar_abi1(PyObject *scalar, PyObject *descr) { return from_scalar(scalar, descr, 1); }

AMBI_EXPORT PyObject *PyArray_DescrFromScalar(PyObject *scalar) { return ambi_descr_of_scalar(scalar, 2); }
AMBI_EXPORT PyObject *PyArray_DescrFromScalar_abi1(PyObject *scalar) { return ambi_descr_of_scalar(scalar, 1); }

/* An array scalar, or a Python number or text. */
AMBI_EXPORT int PyArray_CheckAnyScalarExact(PyObject *o) {
  if (!o) {
    PyErr_SetString(PyExc_ValueError, "obj is NULL in PyArray_CheckAnyScalarExact");
    return 0;
  }
  PyTypeObject *type = Py_TYPE(o);
  if (type == &PyLong_Type || type == &PyBool_Type || type == &PyFloat_Type || type == &PyComplex_Type ||
      type == &PyUnicode_Type || type == &PyBytes_Type) {
    return 1;
  }
  for (int i = 0; i < NPY_NTYPES; i++) {
    if (type == ambi_scalar_types[i]) return 1;
  }
  return 0;
}

/* NPY_SCALARKIND of a type number, or of a 0-d array's. */
AMBI_EXPORT int PyArray_ScalarKind(int type_num, PyObject **array AMBI_UNUSED) {
  enum { NOSCALAR = -1, BOOL, INTPOS, INTNEG, FLOAT, COMPLEX, OBJECT };
  if (type_num == NPY_BOOL) return BOOL;
  if (type_num == NPY_OBJECT) return OBJECT;
  if (type_num >= NPY_CFLOAT && type_num <= NPY_CLONGDOUBLE) return COMPLEX;
  if (type_num == NPY_HALF || (type_num >= NPY_FLOAT && type_num <= NPY_LONGDOUBLE)) return FLOAT;
  if (type_num > NPY_ULONGLONG) return OBJECT;
  return type_num % 2 ? INTNEG : INTPOS; /* signed types have odd numbers */
}

/*
 * Descriptors of structures, sub-arrays and times: what C reads of those that it is given, arrays of those that it makes,
 * and arrays whose descriptors make no sense; casts between structures, and elements that are structures.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <numpy/arrayobject.h>
#include <string.h>

/* 1.x headers have the fields themselves; these are the names of npy_2_compat.h. */
#if NPY_ABI_VERSION < 0x02000000
#define PyDataType_ELSIZE(descr) ((npy_intp)(descr)->elsize)
#define PyDataType_SET_ELSIZE(descr, size) ((descr)->elsize = (int)(size))
#define PyDataType_ALIGNMENT(descr) ((npy_intp)(descr)->alignment)
#define PyDataType_NAMES(descr) ((descr)->names)
#define PyDataType_FIELDS(descr) ((descr)->fields)
#define PyDataType_FLAGS(descr) ((unsigned char)(descr)->flags)
#define PyDataType_SUBARRAY(descr) ((descr)->subarray)
#define PyDataType_C_METADATA(descr) ((descr)->c_metadata)
#define NAMES_OF(descr) ((descr)->names)
#else
#define NAMES_OF(descr) (((_PyArray_LegacyDescr *)(descr))->names)
#endif

#define UNUSED(name) name __attribute__((unused))

static PyArray_DatetimeMetaData *unit(PyArray_Descr *descr) {
  return &((PyArray_DatetimeDTypeMetaData *)PyDataType_C_METADATA(descr))->meta;
}

static PyObject *described(PyArray_Descr *descr);

/* [(name, offset, title, what it is), ...] */
static PyObject *fields_of(PyArray_Descr *descr) {
  PyObject *names = PyDataType_NAMES(descr), *list = PyList_New(0);
  for (Py_ssize_t i = 0; list && i < PyTuple_GET_SIZE(names); i++) {
    PyObject *name = PyTuple_GET_ITEM(names, i), *entry = PyDict_GetItem(PyDataType_FIELDS(descr), name);
    PyObject *title = PyTuple_GET_SIZE(entry) > 2 ? PyTuple_GET_ITEM(entry, 2) : Py_None;
    PyObject *field = Py_BuildValue("(OOON)", name, PyTuple_GET_ITEM(entry, 1), title,
                                    described((PyArray_Descr *)PyTuple_GET_ITEM(entry, 0)));
    if (!field || PyList_Append(list, field) < 0) Py_CLEAR(list);
    Py_XDECREF(field);
  }
  return list;
}

/* (code, byte order, size, alignment, flags, fields or (base, shape) or (unit, count) or None) */
static PyObject *described(PyArray_Descr *descr) {
  PyObject *more;
  if (PyDataType_SUBARRAY(descr)) {
    PyArray_ArrayDescr *array = PyDataType_SUBARRAY(descr);
    more = Py_BuildValue("(NO)", described(array->base), array->shape);
  } else if (PyDataType_NAMES(descr)) {
    more = fields_of(descr);
  } else if (descr->type_num == NPY_DATETIME || descr->type_num == NPY_TIMEDELTA) {
    more = Py_BuildValue("(ii)", (int)unit(descr)->base, unit(descr)->num);
  } else {
    more = Py_NewRef(Py_None);
  }
  return more ? Py_BuildValue("(CCnniN)", descr->type, descr->byteorder, (Py_ssize_t)PyDataType_ELSIZE(descr),
                              (Py_ssize_t)PyDataType_ALIGNMENT(descr), (int)(PyDataType_FLAGS(descr) & 0xff), more)
              : NULL;
}

static PyObject *describe(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &array)) return NULL;
  return described(PyArray_DESCR(array));
}

/* An array of zeros of what PyArray_DescrConverter makes of the argument; `aligned` asks for PyArray_DescrAlignConverter. */
static PyObject *zeros(PyObject *UNUSED(self), PyObject *args) {
  PyObject *spec;
  int aligned = 0;
  if (!PyArg_ParseTuple(args, "O|p", &spec, &aligned)) return NULL;
  PyArray_Descr *descr;
  if (!(aligned ? PyArray_DescrAlignConverter : PyArray_DescrConverter)(spec, &descr)) return NULL;
  npy_intp shape[] = {2};
  return PyArray_Zeros(1, shape, descr, 0);
}

/* Every byte of every element gets its number within all elements. The argument comes back. */
static PyObject *counted(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &array)) return NULL;
  PyArrayIterObject *it = (PyArrayIterObject *)PyArray_IterNew((PyObject *)array);
  if (!it) return NULL;
  char count = 0;
  while (it->index < it->size) {
    for (npy_intp i = 0; i < PyArray_ITEMSIZE(array); i++) ((char *)PyArray_ITER_DATA(it))[i] = count++;
    PyArray_ITER_NEXT(it);
  }
  Py_DECREF(it);
  return Py_NewRef(array);
}

static PyArray_Descr *structure(void) {
  PyArray_Descr *descr = NULL;
  PyObject *spec = Py_BuildValue("[(ss)(ss)]", "x", "<i4", "when", "<M8[ms]");
  if (spec && !PyArray_DescrConverter(spec, &descr)) descr = NULL;
  Py_XDECREF(spec);
  return descr;
}

static PyObject *entry_of(PyArray_Descr *descr, const char *name) {
  return PyDict_GetItemString(PyDataType_FIELDS(descr), name);
}

/* Puts (type, offset) into the place of a field. */
static int replace(PyArray_Descr *descr, const char *name, long offset) {
  PyObject *entry = Py_BuildValue("(Ol)", PyTuple_GET_ITEM(entry_of(descr, name), 0), offset);
  int status = entry ? PyDict_SetItemString(PyDataType_FIELDS(descr), name, entry) : -1;
  Py_XDECREF(entry);
  return status;
}

/* What is done to the descriptor of an array before it goes to the caller. */
static int spoil(PyArray_Descr *descr, const char *how) {
  PyArray_Descr *when = (PyArray_Descr *)PyTuple_GET_ITEM(entry_of(descr, "when"), 0);
  if (!strcmp(how, "elsize")) {
    PyDataType_SET_ELSIZE(descr, -12);
  } else if (!strcmp(how, "offset")) {
    return replace(descr, "when", 5);
  } else if (!strcmp(how, "negative offset")) {
    return replace(descr, "x", -4);
  } else if (!strcmp(how, "names")) {
    Py_SETREF(NAMES_OF(descr), PyLong_FromLong(1000));
  } else if (!strcmp(how, "unit")) {
    unit(when)->base = 99;
  } else if (!strcmp(how, "size of a field")) {
    PyDataType_SET_ELSIZE(when, 80);
  } else if (!strcmp(how, "byteorder")) {
    when->byteorder = 'L';
  } else if (!strcmp(how, "missing field")) {
    return PyDict_DelItemString(PyDataType_FIELDS(descr), "x");
  } else {
    PyErr_Format(PyExc_ValueError, "no such way to spoil a descriptor: %s", how);
    return -1;
  }
  return 0;
}

/* An array of one element with a descriptor that makes no sense. */
static PyObject *spoiled(PyObject *UNUSED(self), PyObject *args) {
  const char *how;
  if (!PyArg_ParseTuple(args, "s", &how)) return NULL;
  PyArray_Descr *descr = structure();
  if (!descr) return NULL;
  npy_intp shape[] = {1};
  PyObject *array = PyArray_Zeros(1, shape, descr, 0);
  if (array && spoil(PyArray_DESCR((PyArrayObject *)array), how) < 0) Py_CLEAR(array);
  return array;
}

/* ---- casts and elements ---------------------------------------------------------------------------------------- */

/* An array of what the second argument says, with the elements of the first. */
static PyObject *cast(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  PyArray_Descr *descr;
  if (!PyArg_ParseTuple(args, "O!O&", &PyArray_Type, &array, PyArray_DescrConverter, &descr)) return NULL;
  return PyArray_CastToType(array, descr, 0);
}

/* The same, copied into an array that is there. */
static PyObject *copied_into(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *to, *from;
  if (!PyArg_ParseTuple(args, "O!O!", &PyArray_Type, &to, &PyArray_Type, &from)) return NULL;
  if (PyArray_CopyInto(to, from) < 0) return NULL;
  return Py_NewRef((PyObject *)to);
}

/* The levels at which the dtype of one array casts to that of another. */
static PyObject *levels(PyObject *UNUSED(self), PyObject *args) {
  PyArray_Descr *from, *to;
  if (!PyArg_ParseTuple(args, "O&O&", PyArray_DescrConverter, &from, PyArray_DescrConverter, &to)) return NULL;
  PyObject *list = PyList_New(0);
  for (int level = NPY_NO_CASTING; list && level <= NPY_UNSAFE_CASTING; level++) {
    PyObject *can = PyBool_FromLong(PyArray_CanCastTypeTo(from, to, (NPY_CASTING)level));
    if (PyList_Append(list, can) < 0) Py_CLEAR(list);
    Py_DECREF(can);
  }
  Py_DECREF(from);
  Py_DECREF(to);
  return list;
}

/* PyArray_SETITEM on the first element. The array comes back. */
static PyObject *set_item(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O!O", &PyArray_Type, &array, &value)) return NULL;
  if (PyArray_SETITEM(array, PyArray_BYTES(array), value) < 0) return NULL;
  return Py_NewRef((PyObject *)array);
}

/* The second element, as an object is assigned to it. */
static PyObject *assign(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  PyObject *key, *value;
  if (!PyArg_ParseTuple(args, "O!OO", &PyArray_Type, &array, &key, &value)) return NULL;
  if (PyObject_SetItem((PyObject *)array, key, value) < 0) return NULL;
  return Py_NewRef((PyObject *)array);
}

static PyObject *get_item(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &array)) return NULL;
  return PyArray_GETITEM(array, PyArray_BYTES(array));
}

#if NPY_ABI_VERSION >= 0x02000000
/* PyArray_Pack on the first element: it is in slot 65 of tables from 2.0 on. */
static PyObject *pack(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *array;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O!O", &PyArray_Type, &array, &value)) return NULL;
  if (PyArray_RUNTIME_VERSION < NPY_2_0_API_VERSION) return PyErr_Format(PyExc_NotImplementedError, "no PyArray_Pack");
  int (*pack_slot)(PyArray_Descr *, void *, PyObject *) =
      (int (*)(PyArray_Descr *, void *, PyObject *))PyArray_API[65];
  if (pack_slot(PyArray_DESCR(array), PyArray_BYTES(array), value) < 0) return NULL;
  return Py_NewRef((PyObject *)array);
}
#endif

static PyMethodDef methods[] = {
    {"cast", cast, METH_VARARGS, NULL},
    {"copied_into", copied_into, METH_VARARGS, NULL},
    {"levels", levels, METH_VARARGS, NULL},
    {"set_item", set_item, METH_VARARGS, NULL},
    {"get_item", get_item, METH_VARARGS, NULL},
    {"assign", assign, METH_VARARGS, NULL},
#if NPY_ABI_VERSION >= 0x02000000
    {"pack", pack, METH_VARARGS, NULL},
#endif
    {"describe", describe, METH_VARARGS, NULL},
    {"zeros", zeros, METH_VARARGS, NULL},
    {"counted", counted, METH_VARARGS, NULL},
    {"spoiled", spoiled, METH_VARARGS, NULL},
    {0},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "capi_descriptors", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_capi_descriptors(void) {
  import_array();
  return PyModule_Create(&definition);
}

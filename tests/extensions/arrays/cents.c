/* A dtype of this module's own: amounts in cents, with casts and a loop of a ufunc. */
#include "arrays.h"

#if NPY_ABI_VERSION < 0x02000000
#define PyArray_DescrProto PyArray_Descr
#endif

typedef struct {
  PyObject_HEAD
  npy_int64 cents;
} Cents;

static PyObject *cents_repr(PyObject *self) {
  npy_int64 cents = ((Cents *)self)->cents;
  return PyUnicode_FromFormat("%ld.%02ld", (long)(cents / 100), (long)(cents % 100));
}

static PyTypeObject Cents_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "capi_arrays.Cents",
    .tp_basicsize = sizeof(Cents),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_repr = cents_repr,
    .tp_str = cents_repr,
};

static PyObject *get_cents(void *data, void *UNUSED(array)) {
  Cents *scalar = (Cents *)Cents_Type.tp_alloc(&Cents_Type, 0);
  if (scalar) memcpy(&scalar->cents, data, sizeof scalar->cents);
  return (PyObject *)scalar;
}

static int set_cents(PyObject *object, void *data, void *UNUSED(array)) {
  npy_int64 cents = PyObject_TypeCheck(object, &Cents_Type) ? ((Cents *)object)->cents : PyLong_AsLongLong(object);
  if (cents == -1 && PyErr_Occurred()) return -1;
  memcpy(data, &cents, sizeof cents);
  return 0;
}

static void copy_cents(void *to, void *from, int swap, void *UNUSED(array)) {
  if (from) memcpy(to, from, sizeof(npy_int64));
  if (!swap) return;
  char *bytes = to;
  for (int i = 0; i < 4; i++) {
    char byte = bytes[i];
    bytes[i] = bytes[7 - i];
    bytes[7 - i] = byte;
  }
}

static void copy_many_cents(void *to, npy_intp to_stride, void *from, npy_intp from_stride, npy_intp count, int swap,
                            void *array) {
  for (npy_intp i = 0; i < count; i++) {
    copy_cents((char *)to + i * to_stride, from ? (char *)from + i * from_stride : NULL, swap, array);
  }
}

static npy_bool is_some(void *data, void *UNUSED(array)) {
  npy_int64 cents;
  memcpy(&cents, data, sizeof cents);
  return cents != 0;
}

static int compare_cents(const void *a, const void *b, void *UNUSED(array)) {
  npy_int64 left, right;
  memcpy(&left, a, sizeof left);
  memcpy(&right, b, sizeof right);
  return (left > right) - (left < right);
}

static void cents_to_double(void *from, void *to, npy_intp count, void *UNUSED(from_array), void *UNUSED(to_array)) {
  for (npy_intp i = 0; i < count; i++) ((double *)to)[i] = (double)((npy_int64 *)from)[i] / 100;
}

static void int_to_cents(void *from, void *to, npy_intp count, void *UNUSED(from_array), void *UNUSED(to_array)) {
  for (npy_intp i = 0; i < count; i++) ((npy_int64 *)to)[i] = 100 * ((npy_int64 *)from)[i];
}

/* The loop of scaled_add: amounts are added without a scale. */
static void add_cents(char **args, const npy_intp *dimensions, const npy_intp *steps, void *UNUSED(data)) {
  for (npy_intp i = 0; i < dimensions[0]; i++) {
    *(npy_int64 *)(args[2] + i * steps[2]) =
        *(npy_int64 *)(args[0] + i * steps[0]) + *(npy_int64 *)(args[1] + i * steps[1]);
  }
}

static PyArray_ArrFuncs functions;
static PyArray_DescrProto prototype = {
    PyObject_HEAD_INIT(NULL).kind = 'V',
    .type = 'q',
    .byteorder = '=',
    .flags = NPY_NEEDS_PYAPI | NPY_USE_GETITEM | NPY_USE_SETITEM,
    .elsize = sizeof(npy_int64),
    .alignment = sizeof(npy_int64),
    .f = &functions,
    .hash = -1,
};
static int cents_type;

int add_cents_dtype(PyObject *module) {
  Cents_Type.tp_base = &PyGenericArrType_Type;
  if (PyType_Ready(&Cents_Type) < 0) return -1;
  PyArray_InitArrFuncs(&functions);
  functions.getitem = get_cents;
  functions.setitem = set_cents;
  functions.copyswap = copy_cents;
  functions.copyswapn = copy_many_cents;
  functions.nonzero = is_some;
  functions.compare = compare_cents;
  prototype.typeobj = &Cents_Type;
  Py_SET_TYPE(&prototype, &PyArrayDescr_Type);
  cents_type = PyArray_RegisterDataType(&prototype);
  if (cents_type < 0) return -1;
  PyArray_Descr *descr = PyArray_DescrFromType(cents_type), *ints = PyArray_DescrFromType(NPY_INT64);
  int failed = !descr || !ints || PyArray_RegisterCastFunc(descr, NPY_DOUBLE, cents_to_double) < 0 ||
               PyArray_RegisterCanCast(descr, NPY_DOUBLE, NPY_NOSCALAR) < 0 ||
               PyArray_RegisterCastFunc(ints, cents_type, int_to_cents) < 0;
  Py_XDECREF(descr);
  Py_XDECREF(ints);
  PyObject *ufunc = failed ? NULL : PyObject_GetAttrString(module, "scaled_add");
  if (!ufunc) return -1;
  int types[] = {cents_type, cents_type, cents_type};
  int result = PyUFunc_RegisterLoopForType((PyUFuncObject *)ufunc, cents_type, add_cents, types, NULL);
  Py_DECREF(ufunc);
  return result < 0 ? -1 : 0;
}

static PyArrayObject *cents_of(PyObject *items) {
  PyObject *fast = PySequence_Fast(items, "a sequence of amounts");
  if (!fast) return NULL;
  npy_intp count = PySequence_Fast_GET_SIZE(fast);
  PyArrayObject *array = (PyArrayObject *)PyArray_SimpleNew(1, &count, cents_type);
  for (npy_intp i = 0; array && i < count; i++) {
    if (PyArray_SETITEM(array, PyArray_GETPTR1(array, i), PySequence_Fast_GET_ITEM(fast, i)) < 0) Py_CLEAR(array);
  }
  Py_DECREF(fast);
  return array;
}

/* The amounts as text, from the scalars that the dtype makes. */
static PyObject *texts(PyArrayObject *array) {
  PyObject *list = PyList_New(0);
  for (npy_intp i = 0; list && i < PyArray_SIZE(array); i++) {
    PyObject *scalar = PyArray_GETITEM(array, PyArray_GETPTR1(array, i)), *text = scalar ? PyObject_Str(scalar) : NULL;
    if (!text || PyList_Append(list, text) < 0) Py_CLEAR(list);
    Py_XDECREF(text);
    Py_XDECREF(scalar);
  }
  return list;
}

static PyObject *cents_facts(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  PyArray_Descr *descr = PyArray_DescrFromType(cents_type);
  if (!descr) return NULL;
  PyObject *answer = Py_BuildValue("(iinCCiii)", cents_type >= NPY_USERDEF, !!PyTypeNum_ISUSERDEF(cents_type),
                                   (Py_ssize_t)PyDataType_ELSIZE(descr), descr->kind, descr->type,
                                   PyArray_CanCastSafely(cents_type, NPY_DOUBLE),
                                   PyArray_CanCastSafely(cents_type, NPY_INT64), descr->typeobj == &Cents_Type);
  Py_DECREF(descr);
  return answer;
}

static PyObject *cents_texts(PyObject *UNUSED(self), PyObject *items) {
  PyArrayObject *array = cents_of(items);
  PyObject *list = array ? texts(array) : NULL;
  Py_XDECREF(array);
  return list;
}

static PyObject *cents_as_doubles(PyObject *UNUSED(self), PyObject *items) {
  PyArrayObject *array = cents_of(items);
  PyObject *doubles = array ? PyArray_Cast(array, NPY_DOUBLE) : NULL;
  Py_XDECREF(array);
  return doubles;
}

static PyObject *cents_from_ints(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *ints;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &ints)) return NULL;
  PyArrayObject *array = (PyArrayObject *)PyArray_Cast(ints, cents_type);
  PyObject *list = array ? texts(array) : NULL;
  Py_XDECREF(array);
  return list;
}

static PyObject *cents_added(PyObject *module, PyObject *args) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second)) return NULL;
  PyArrayObject *a = cents_of(first), *b = a ? cents_of(second) : NULL;
  PyObject *ufunc = b ? PyObject_GetAttrString(module, "scaled_add") : NULL;
  PyObject *sum = ufunc ? PyObject_CallFunctionObjArgs(ufunc, a, b, NULL) : NULL;
  PyObject *list = sum ? texts((PyArrayObject *)sum) : NULL;
  Py_XDECREF(sum);
  Py_XDECREF(ufunc);
  Py_XDECREF(a);
  Py_XDECREF(b);
  return list;
}

PyMethodDef cents_methods[] = {
    {"cents_facts", cents_facts, METH_NOARGS, NULL},
    {"cents_texts", cents_texts, METH_O, NULL},
    {"cents_as_doubles", cents_as_doubles, METH_O, NULL},
    {"cents_from_ints", cents_from_ints, METH_VARARGS, NULL},
    {"cents_added", cents_added, METH_VARARGS, NULL},
    {0},
};

/* types.MappingProxyType: a read-only view of a mapping; what type.__dict__ gives. */
#include "containers.h"

typedef struct {
  PyObject ob_base;
  PyObject *mapping;
} mapping_proxy;

#define MAPPING_OF(proxy) (((mapping_proxy *)(proxy))->mapping)

AMBI_EXPORT PyObject *PyDictProxy_New(PyObject *mapping) {
  if (!PyMapping_Check(mapping) || PyList_Check(mapping) || PyTuple_Check(mapping)) {
    return ambi_raise(PyExc_TypeError, "mappingproxy() argument must be a mapping, not %s",
                      Py_TYPE(mapping)->tp_name);
  }
  mapping_proxy *proxy = (mapping_proxy *)_PyObject_GC_New(&PyDictProxy_Type);
  if (!proxy) return NULL;
  proxy->mapping = AMBI_NEWREF(mapping);
  return (PyObject *)proxy;
}

static PyObject *proxy_new(PyTypeObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"mapping", NULL};
  PyObject *mapping;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O:mappingproxy", names, &mapping)) return NULL;
  return PyDictProxy_New(mapping);
}

static void proxy_dealloc(PyObject *self) {
  Py_DECREF(MAPPING_OF(self));
  PyObject_GC_Del(self);
}

static int proxy_traverse(PyObject *self, visitproc visit, void *arg) { return visit(MAPPING_OF(self), arg); }

static Py_ssize_t proxy_length(PyObject *self) { return PyObject_Size(MAPPING_OF(self)); }

static PyObject *proxy_subscript(PyObject *self, PyObject *key) { return PyObject_GetItem(MAPPING_OF(self), key); }

static int proxy_contains(PyObject *self, PyObject *key) {
  PyObject *mapping = MAPPING_OF(self);
  return PyDict_CheckExact(mapping) ? PyDict_Contains(mapping, key) : PySequence_Contains(mapping, key);
}

static PyObject *proxy_iter(PyObject *self) { return PyObject_GetIter(MAPPING_OF(self)); }
static PyObject *proxy_str(PyObject *self) { return PyObject_Str(MAPPING_OF(self)); }
static PyObject *proxy_repr(PyObject *self) { return PyUnicode_FromFormat("mappingproxy(%R)", MAPPING_OF(self)); }

static PyObject *proxy_richcompare(PyObject *self, PyObject *other, int op) {
  return PyObject_RichCompare(MAPPING_OF(self), other, op);
}

static PyObject *proxy_or(PyObject *left, PyObject *right) {
  if (Py_IS_TYPE(left, &PyDictProxy_Type)) left = MAPPING_OF(left);
  if (Py_IS_TYPE(right, &PyDictProxy_Type)) right = MAPPING_OF(right);
  return PyNumber_Or(left, right);
}

static PyObject *proxy_inplace_or(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return ambi_raise(PyExc_TypeError, "'|=' is not supported by %s; use '|' instead", Py_TYPE(self)->tp_name);
}

static PyObject *proxy_get(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!ambi_arity("get", nargs, 1, 2)) return NULL;
  return PyObject_CallMethodObjArgs(MAPPING_OF(self), AMBI_ID("get"), args[0], nargs > 1 ? args[1] : Py_None, NULL);
}

static PyObject *proxy_keys(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return PyObject_CallMethodObjArgs(MAPPING_OF(self), AMBI_ID("keys"), NULL);
}

static PyObject *proxy_values(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return PyObject_CallMethodObjArgs(MAPPING_OF(self), AMBI_ID("values"), NULL);
}

static PyObject *proxy_items(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return PyObject_CallMethodObjArgs(MAPPING_OF(self), AMBI_ID("items"), NULL);
}

static PyObject *proxy_copy(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return PyObject_CallMethodObjArgs(MAPPING_OF(self), AMBI_ID("copy"), NULL);
}

static PyObject *proxy_reversed(PyObject *self, PyObject *unused AMBI_UNUSED) {
  return PyObject_CallMethodObjArgs(MAPPING_OF(self), AMBI_ID("__reversed__"), NULL);
}

static PyMethodDef proxy_methods[] = {
    {"__reversed__", proxy_reversed, METH_NOARGS, NULL},
    {"copy", proxy_copy, METH_NOARGS, NULL},
    {"get", (PyCFunction)(void (*)(void))proxy_get, METH_FASTCALL, NULL},
    {"items", proxy_items, METH_NOARGS, NULL},
    {"keys", proxy_keys, METH_NOARGS, NULL},
    {"values", proxy_values, METH_NOARGS, NULL},
    {0},
};

static PyNumberMethods proxy_as_number = {.nb_or = proxy_or, .nb_inplace_or = proxy_inplace_or};
static PySequenceMethods proxy_as_sequence = {.sq_contains = proxy_contains};
static PyMappingMethods proxy_as_mapping = {.mp_length = proxy_length, .mp_subscript = proxy_subscript};

AMBI_EXPORT PyTypeObject PyDictProxy_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "mappingproxy",
    .tp_basicsize = sizeof(mapping_proxy),
    .tp_dealloc = proxy_dealloc,
    .tp_repr = proxy_repr,
    .tp_str = proxy_str,
    .tp_as_number = &proxy_as_number,
    .tp_as_sequence = &proxy_as_sequence,
    .tp_as_mapping = &proxy_as_mapping,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MAPPING,
    .tp_traverse = proxy_traverse,
    .tp_richcompare = proxy_richcompare,
    .tp_iter = proxy_iter,
    .tp_methods = proxy_methods,
    .tp_new = proxy_new,
};

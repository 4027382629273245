/* Slots seen from Python: `int.__add__` (a slot wrapper) and `(1).__add__` (a method-wrapper). */
#include "types.h"

#define DESCR(o) ((PyWrapperDescrObject *)(o))

typedef struct {
  PyObject ob_base;
  PyWrapperDescrObject *descr;
  PyObject *self;
} MethodWrapper;

#define WRAPPER(o) ((MethodWrapper *)(o))

static PyObject *raw_call(PyObject *descr, PyObject *self, PyObject *args, PyObject *kwargs) {
  wrapperbase *base = DESCR(descr)->d_base;
  if (base->flags & PyWrapperFlag_KEYWORDS) {
    return ((wrapperfunc_kwds)(void (*)(void))base->wrapper)(self, args, DESCR(descr)->d_wrapped,
                                                             kwargs);
  }
  if (kwargs && PyDict_GET_SIZE(kwargs)) {
    return PyErr_Format(PyExc_TypeError, "wrapper %s() takes no keyword arguments", base->name);
  }
  return base->wrapper(self, args, DESCR(descr)->d_wrapped);
}

/* ---- slot wrappers ------------------------------------------------------------------------------
 */

AMBI_EXPORT PyObject *PyDescr_NewWrapper(PyTypeObject *type, wrapperbase *base, void *wrapped) {
  PyWrapperDescrObject *d =
      (PyWrapperDescrObject *)ambi_object_alloc(&PyWrapperDescr_Type, 0, true);
  if (!d) return NULL;
  Py_INCREF(type);
  d->d_common.d_type = type;
  d->d_base = base;
  d->d_wrapped = wrapped;
  d->d_common.d_name = PyUnicode_InternFromString(base->name);
  if (!d->d_common.d_name) Py_CLEAR(d);
  return (PyObject *)d;
}

static PyObject *descr_repr(PyObject *o) {
  return PyUnicode_FromFormat("<slot wrapper '%U' of '%s' objects>", PyDescr_NAME(o),
                              PyDescr_TYPE(o)->tp_name);
}

static PyObject *descr_call(PyObject *o, PyObject *args, PyObject *kwargs) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (n < 1) {
    return PyErr_Format(PyExc_TypeError, "descriptor '%U' of '%.100s' object needs an argument",
                        PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name);
  }
  PyObject *self = PyTuple_GET_ITEM(args, 0);
  if (!PyObject_IsSubclass((PyObject *)Py_TYPE(self), (PyObject *)PyDescr_TYPE(o))) {
    return PyErr_Format(PyExc_TypeError,
                        "descriptor '%U' requires a '%.100s' object but received a '%.100s'",
                        PyDescr_NAME(o), PyDescr_TYPE(o)->tp_name, Py_TYPE(self)->tp_name);
  }
  PyObject *rest = PyTuple_GetSlice(args, 1, n);
  if (!rest) return NULL;
  PyObject *result = raw_call(o, self, rest, kwargs);
  Py_DECREF(rest);
  return result;
}

static PyObject *descr_get(PyObject *o, PyObject *instance, PyObject *type AMBI_UNUSED) {
  if (!instance) return AMBI_NEWREF(o);
  if (ambi_descr_check(o, instance) < 0) return NULL;
  return PyWrapper_New(o, instance);
}

static PyObject *descr_get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  const char *doc = ambi_doc_without_signature(DESCR(o)->d_base->name, DESCR(o)->d_base->doc);
  return doc ? PyUnicode_FromString(doc) : AMBI_NEWREF(Py_None);
}

static PyObject *descr_get_text_signature(PyObject *o, void *closure AMBI_UNUSED) {
  return ambi_text_signature(DESCR(o)->d_base->name, DESCR(o)->d_base->doc);
}

static PyGetSetDef descr_getset[] = {
    {"__doc__", descr_get_doc, NULL, NULL, NULL},
    {"__qualname__", ambi_descr_get_qualname, NULL, NULL, NULL},
    {"__text_signature__", descr_get_text_signature, NULL, NULL, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyWrapperDescr_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "wrapper_descriptor",
    .tp_basicsize = sizeof(PyWrapperDescrObject),
    .tp_dealloc = ambi_descr_dealloc,
    .tp_repr = descr_repr,
    .tp_call = descr_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_members = ambi_descr_members,
    .tp_getset = descr_getset,
    .tp_descr_get = descr_get,
};

/* ---- method-wrappers ------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyWrapper_New(PyObject *descr, PyObject *self) {
  PyObject *o = ambi_object_alloc(&ambi_MethodWrapper_Type, 0, false);
  if (!o) return NULL;
  Py_INCREF(descr);
  WRAPPER(o)->descr = DESCR(descr);
  WRAPPER(o)->self = AMBI_NEWREF(self);
  return o;
}

static void wrapper_dealloc(PyObject *o) {
  Py_XDECREF(WRAPPER(o)->descr);
  Py_XDECREF(WRAPPER(o)->self);
  PyObject_GC_Del(o);
}

static PyObject *wrapper_repr(PyObject *o) {
  return PyUnicode_FromFormat("<method-wrapper '%s' of %s object at %p>",
                              WRAPPER(o)->descr->d_base->name, Py_TYPE(WRAPPER(o)->self)->tp_name,
                              WRAPPER(o)->self);
}

static PyObject *wrapper_call(PyObject *o, PyObject *args, PyObject *kwargs) {
  return raw_call((PyObject *)WRAPPER(o)->descr, WRAPPER(o)->self, args, kwargs);
}

static PyObject *wrapper_richcompare(PyObject *a, PyObject *b, int op) {
  if ((op != Py_EQ && op != Py_NE) || !Py_IS_TYPE(a, &ambi_MethodWrapper_Type) ||
      !Py_IS_TYPE(b, &ambi_MethodWrapper_Type)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  bool equal = WRAPPER(a)->descr == WRAPPER(b)->descr && WRAPPER(a)->self == WRAPPER(b)->self;
  return PyBool_FromLong(equal == (op == Py_EQ));
}

static Py_hash_t wrapper_hash(PyObject *o) {
  Py_hash_t hash = _Py_HashPointer(WRAPPER(o)->self) ^ _Py_HashPointer(WRAPPER(o)->descr);
  return hash == -1 ? -2 : hash;
}

static PyObject *wrapper_get_objclass(PyObject *o, void *closure AMBI_UNUSED) {
  return AMBI_NEWREF(PyDescr_TYPE(WRAPPER(o)->descr));
}

static PyObject *wrapper_get_name(PyObject *o, void *closure AMBI_UNUSED) {
  return PyUnicode_FromString(WRAPPER(o)->descr->d_base->name);
}

static PyObject *wrapper_get_doc(PyObject *o, void *closure) {
  return descr_get_doc((PyObject *)WRAPPER(o)->descr, closure);
}

static PyObject *wrapper_get_qualname(PyObject *o, void *closure) {
  return ambi_descr_get_qualname((PyObject *)WRAPPER(o)->descr, closure);
}

static PyObject *wrapper_get_text_signature(PyObject *o, void *closure) {
  return descr_get_text_signature((PyObject *)WRAPPER(o)->descr, closure);
}

static PyMemberDef wrapper_members[] = {
    {"__self__", T_OBJECT, offsetof(MethodWrapper, self), READONLY, NULL},
    {0},
};

static PyGetSetDef wrapper_getset[] = {
    {"__objclass__", wrapper_get_objclass, NULL, NULL, NULL},
    {"__name__", wrapper_get_name, NULL, NULL, NULL},
    {"__qualname__", wrapper_get_qualname, NULL, NULL, NULL},
    {"__doc__", wrapper_get_doc, NULL, NULL, NULL},
    {"__text_signature__", wrapper_get_text_signature, NULL, NULL, NULL},
    {0},
};

PyTypeObject ambi_MethodWrapper_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "method-wrapper",
    .tp_basicsize = sizeof(MethodWrapper),
    .tp_dealloc = wrapper_dealloc,
    .tp_repr = wrapper_repr,
    .tp_hash = wrapper_hash,
    .tp_call = wrapper_call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_richcompare = wrapper_richcompare,
    .tp_members = wrapper_members,
    .tp_getset = wrapper_getset,
};

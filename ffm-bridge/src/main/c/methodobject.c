/* Bound methods: `method`, and `instancemethod`, which binds any callable that a type's dict holds.
 */
#include "types.h"

#define METHOD(o) ((PyMethodObject *)(o))
#define PyMethod_Check(o) Py_IS_TYPE(o, &PyMethod_Type)

/* The function gets `self` before the arguments: in the word before them, when the caller lends it.
 */
static PyObject *method_vectorcall(PyObject *method, PyObject *const *args, size_t nargsf,
                                   PyObject *kwnames) {
  PyObject *self = METHOD(method)->im_self, *function = METHOD(method)->im_func;
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET) {
    PyObject **with_self = (PyObject **)args - 1;
    PyObject *lent = with_self[0];
    with_self[0] = self;
    PyObject *result = PyObject_Vectorcall(function, with_self, (size_t)nargs + 1, kwnames);
    with_self[0] = lent;
    return result;
  }
  Py_ssize_t total = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
  PyObject *small[AMBI_SMALL_STACK], **stack = small;
  if (total + 1 > AMBI_SMALL_STACK) {
    stack = PyMem_Malloc((size_t)(total + 1) * sizeof(PyObject *));
    if (!stack) return PyErr_NoMemory();
  }
  stack[0] = self;
  if (total) memcpy(stack + 1, args, (size_t)total * sizeof(PyObject *));
  PyObject *result = PyObject_Vectorcall(function, stack, (size_t)nargs + 1, kwnames);
  if (stack != small) PyMem_Free(stack);
  return result;
}

AMBI_EXPORT PyObject *PyMethod_New(PyObject *function, PyObject *self) {
  if (!self) {
    PyErr_BadInternalCall();
    return NULL;
  }
  PyMethodObject *m = (PyMethodObject *)_PyObject_GC_New(&PyMethod_Type);
  if (!m) return NULL;
  m->im_weakreflist = NULL;
  m->im_func = AMBI_NEWREF(function);
  m->im_self = AMBI_NEWREF(self);
  m->vectorcall = method_vectorcall;
  return (PyObject *)m;
}

AMBI_EXPORT PyObject *PyMethod_Function(PyObject *o) {
  if (PyMethod_Check(o)) return METHOD(o)->im_func;
  PyErr_BadInternalCall();
  return NULL;
}

AMBI_EXPORT PyObject *PyMethod_Self(PyObject *o) {
  if (PyMethod_Check(o)) return METHOD(o)->im_self;
  PyErr_BadInternalCall();
  return NULL;
}

static PyObject *method_new(PyTypeObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  PyObject *function, *self;
  if (kwargs && PyDict_GET_SIZE(kwargs)) {
    PyErr_SetString(PyExc_TypeError, "method() takes no keyword arguments");
    return NULL;
  }
  if (!PyArg_UnpackTuple(args, "method", 2, 2, &function, &self)) return NULL;
  if (!PyCallable_Check(function)) {
    PyErr_SetString(PyExc_TypeError, "first argument must be callable");
    return NULL;
  }
  if (self == Py_None) {
    PyErr_SetString(PyExc_TypeError, "instance must not be None");
    return NULL;
  }
  return PyMethod_New(function, self);
}

static void method_dealloc(PyObject *o) {
  if (METHOD(o)->im_weakreflist) PyObject_ClearWeakRefs(o);
  Py_DECREF(METHOD(o)->im_func);
  Py_XDECREF(METHOD(o)->im_self);
  PyObject_GC_Del(o);
}

/* What the method type has not, the function has: __name__, __module__, what a user put there. */
static PyObject *method_getattro(PyObject *o, PyObject *name) {
  PyObject *descr = _PyType_Lookup(Py_TYPE(o), name);
  if (!descr) return PyObject_GetAttr(METHOD(o)->im_func, name);
  descrgetfunc get = Py_TYPE(descr)->tp_descr_get;
  if (!get) return AMBI_NEWREF(descr);
  Py_INCREF(descr);
  PyObject *value = get(descr, o, (PyObject *)Py_TYPE(o));
  Py_DECREF(descr);
  return value;
}

static PyObject *method_repr(PyObject *o) {
  PyObject *self = METHOD(o)->im_self, *function = METHOD(o)->im_func, *name;
  if (_PyObject_LookupAttr(function, AMBI_ID("__qualname__"), &name) < 0) return NULL;
  if (!name && _PyObject_LookupAttr(function, AMBI_ID("__name__"), &name) < 0) return NULL;
  PyObject *text = name && PyUnicode_Check(name)
                       ? PyUnicode_FromFormat("<bound method %U of %R>", name, self)
                       : PyUnicode_FromFormat("<bound method ? of %R>", self);
  Py_XDECREF(name);
  return text;
}

static Py_hash_t method_hash(PyObject *o) {
  Py_hash_t hash = PyObject_Hash(METHOD(o)->im_func);
  if (hash == -1) return -1;
  hash ^= _Py_HashPointer(METHOD(o)->im_self);
  return hash == -1 ? -2 : hash;
}

static PyObject *method_richcompare(PyObject *a, PyObject *b, int op) {
  if ((op != Py_EQ && op != Py_NE) || !PyMethod_Check(a) || !PyMethod_Check(b)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  int equal = PyObject_RichCompareBool(METHOD(a)->im_func, METHOD(b)->im_func, Py_EQ);
  if (equal < 0) return NULL;
  equal = equal && METHOD(a)->im_self == METHOD(b)->im_self;
  return PyBool_FromLong(equal == (op == Py_EQ));
}

static PyObject *method_get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  return PyObject_GetAttr(METHOD(o)->im_func, AMBI_ID("__doc__"));
}

static PyMemberDef method_members[] = {
    {"__func__", T_OBJECT, offsetof(PyMethodObject, im_func), READONLY, NULL},
    {"__self__", T_OBJECT, offsetof(PyMethodObject, im_self), READONLY, NULL},
    {0},
};

static PyGetSetDef method_getset[] = {{"__doc__", method_get_doc, NULL, NULL, NULL}, {0}};

AMBI_EXPORT PyTypeObject PyMethod_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "method",
    .tp_basicsize = sizeof(PyMethodObject),
    .tp_dealloc = method_dealloc,
    .tp_vectorcall_offset = offsetof(PyMethodObject, vectorcall),
    .tp_repr = method_repr,
    .tp_hash = method_hash,
    .tp_call = PyVectorcall_Call,
    .tp_getattro = method_getattro,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_richcompare = method_richcompare,
    .tp_weaklistoffset = offsetof(PyMethodObject, im_weakreflist),
    .tp_members = method_members,
    .tp_getset = method_getset,
    .tp_new = method_new,
};

/* ---- instancemethod ----------------------------------------------------------------------------
 */

#define IM_FUNC(o) (((PyInstanceMethodObject *)(o))->func)

AMBI_EXPORT PyObject *PyInstanceMethod_New(PyObject *function) {
  PyObject *o = _PyObject_GC_New(&PyInstanceMethod_Type);
  if (o) IM_FUNC(o) = AMBI_NEWREF(function);
  return o;
}

static PyObject *instancemethod_new(PyTypeObject *type AMBI_UNUSED, PyObject *args,
                                    PyObject *kwargs) {
  PyObject *function;
  if (kwargs && PyDict_GET_SIZE(kwargs)) {
    PyErr_SetString(PyExc_TypeError, "instancemethod() takes no keyword arguments");
    return NULL;
  }
  if (!PyArg_UnpackTuple(args, "instancemethod", 1, 1, &function)) return NULL;
  if (!PyCallable_Check(function)) {
    PyErr_SetString(PyExc_TypeError, "first argument must be callable");
    return NULL;
  }
  return PyInstanceMethod_New(function);
}

static void instancemethod_dealloc(PyObject *o) {
  Py_DECREF(IM_FUNC(o));
  PyObject_GC_Del(o);
}

static PyObject *instancemethod_call(PyObject *o, PyObject *args, PyObject *kwargs) {
  return PyObject_Call(IM_FUNC(o), args, kwargs);
}

static PyObject *instancemethod_getattro(PyObject *o, PyObject *name) {
  PyObject *descr = _PyType_Lookup(Py_TYPE(o), name);
  if (!descr) return PyObject_GetAttr(IM_FUNC(o), name);
  descrgetfunc get = Py_TYPE(descr)->tp_descr_get;
  return get ? get(descr, o, (PyObject *)Py_TYPE(o)) : AMBI_NEWREF(descr);
}

static PyObject *instancemethod_descr_get(PyObject *o, PyObject *instance,
                                          PyObject *type AMBI_UNUSED) {
  return instance ? PyMethod_New(IM_FUNC(o), instance) : AMBI_NEWREF(IM_FUNC(o));
}

static PyObject *instancemethod_repr(PyObject *o) {
  PyObject *name;
  if (_PyObject_LookupAttr(IM_FUNC(o), AMBI_ID("__name__"), &name) < 0) return NULL;
  PyObject *text = name && PyUnicode_Check(name)
                       ? PyUnicode_FromFormat("<instancemethod %U at %p>", name, o)
                       : PyUnicode_FromFormat("<instancemethod ? at %p>", o);
  Py_XDECREF(name);
  return text;
}

static PyObject *instancemethod_richcompare(PyObject *a, PyObject *b, int op) {
  if ((op != Py_EQ && op != Py_NE) || !Py_IS_TYPE(a, &PyInstanceMethod_Type) ||
      !Py_IS_TYPE(b, &PyInstanceMethod_Type)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  int equal = PyObject_RichCompareBool(IM_FUNC(a), IM_FUNC(b), Py_EQ);
  return equal < 0 ? NULL : PyBool_FromLong(equal == (op == Py_EQ));
}

static PyObject *instancemethod_get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  return PyObject_GetAttr(IM_FUNC(o), AMBI_ID("__doc__"));
}

static PyMemberDef instancemethod_members[] = {
    {"__func__", T_OBJECT, offsetof(PyInstanceMethodObject, func), READONLY, NULL},
    {0},
};

static PyGetSetDef instancemethod_getset[] = {
    {"__doc__", instancemethod_get_doc, NULL, NULL, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyInstanceMethod_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "instancemethod",
    .tp_basicsize = sizeof(PyInstanceMethodObject),
    .tp_dealloc = instancemethod_dealloc,
    .tp_repr = instancemethod_repr,
    .tp_call = instancemethod_call,
    .tp_getattro = instancemethod_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_richcompare = instancemethod_richcompare,
    .tp_members = instancemethod_members,
    .tp_getset = instancemethod_getset,
    .tp_descr_get = instancemethod_descr_get,
    .tp_new = instancemethod_new,
};

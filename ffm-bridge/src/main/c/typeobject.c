/* `type` itself, and the start of the type system. */
#include "types.h"

/* ---- making instances ------------------------------------------------------------------------ */

PyObject *ambi_type_call(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  if (type == &PyType_Type) {
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    bool keywords = kwargs && PyDict_GET_SIZE(kwargs);
    if (n == 1 && !keywords) return AMBI_NEWREF(Py_TYPE(PyTuple_GET_ITEM(args, 0)));
    if (n != 3) {
      PyErr_SetString(PyExc_TypeError, "type() takes 1 or 3 arguments");
      return NULL;
    }
  }
  if (!type->tp_new)
    return PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", type->tp_name);
  PyObject *o =
      _Py_CheckFunctionResult(NULL, (PyObject *)type, type->tp_new(type, args, kwargs), NULL);
  if (!o || !PyObject_TypeCheck(o, type)) return o;
  if (Py_TYPE(o)->tp_init && Py_TYPE(o)->tp_init(o, args, kwargs) < 0) {
    Py_DECREF(o);
    return NULL;
  }
  return o;
}

static PyObject *type_tp_call(PyObject *type, PyObject *args, PyObject *kwargs) {
  return ambi_type_call((PyTypeObject *)type, args, kwargs);
}

/* tp_vectorcall of `type`: type(x) without a tuple. */
PyObject *ambi_type_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                               PyObject *kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (nargs == 1 && type == (PyObject *)&PyType_Type) {
    if (kwnames && PyTuple_GET_SIZE(kwnames)) {
      PyErr_SetString(PyExc_TypeError, "type() takes no keyword arguments");
      return NULL;
    }
    return AMBI_NEWREF(Py_TYPE(args[0]));
  }
  return _PyObject_MakeTpCall(NULL, type, args, nargs, kwnames);
}

static int type_init(PyObject *type AMBI_UNUSED, PyObject *args, PyObject *kwargs) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (n == 1 && kwargs && PyDict_GET_SIZE(kwargs)) {
    PyErr_SetString(PyExc_TypeError, "type.__init__() takes no keyword arguments");
    return -1;
  }
  if (n != 1 && n != 3) {
    PyErr_SetString(PyExc_TypeError, "type.__init__() takes 1 or 3 arguments");
    return -1;
  }
  return 0;
}

/* ---- __new__ in the dict of a type that has a C tp_new --------------------------------------- */

/*
 * int.__new__(cls, ...): refuses a cls whose C layout another base's tp_new must fill, which would
 * leave fields of it unset.
 */
PyObject *ambi_new_wrapper(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyTypeObject *type = (PyTypeObject *)self;
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (n < 1)
    return PyErr_Format(PyExc_TypeError, "%s.__new__(): not enough arguments", type->tp_name);
  PyObject *first = PyTuple_GET_ITEM(args, 0);
  if (!PyType_Check(first)) {
    return PyErr_Format(PyExc_TypeError, "%s.__new__(X): X is not a type object (%s)",
                        type->tp_name, Py_TYPE(first)->tp_name);
  }
  PyTypeObject *subtype = (PyTypeObject *)first;
  if (!PyType_IsSubtype(subtype, type)) {
    return PyErr_Format(PyExc_TypeError, "%s.__new__(%s): %s is not a subtype of %s", type->tp_name,
                        subtype->tp_name, subtype->tp_name, type->tp_name);
  }
  PyTypeObject *builtin = subtype;
  while (builtin && PyType_HasFeature(builtin, Py_TPFLAGS_HEAPTYPE) &&
         builtin->tp_new != type->tp_new) {
    builtin = builtin->tp_base;
  }
  if (builtin && builtin->tp_new != type->tp_new) {
    return PyErr_Format(PyExc_TypeError, "%s.__new__(%s) is not safe, use %s.__new__()",
                        type->tp_name, subtype->tp_name, builtin->tp_name);
  }
  PyObject *rest = PyTuple_GetSlice(args, 1, n);
  if (!rest) return NULL;
  PyObject *result = type->tp_new(subtype, rest, kwargs);
  Py_DECREF(rest);
  return result;
}

static PyMethodDef new_wrapper_def = {"__new__", (PyCFunction)(void (*)(void))ambi_new_wrapper,
                                      METH_VARARGS | METH_KEYWORDS, NULL};

int ambi_type_add_new_wrapper(PyTypeObject *type) {
  if (PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__new__"))) return 0;
  if (PyErr_Occurred()) return -1;
  PyObject *function = PyCFunction_NewEx(&new_wrapper_def, (PyObject *)type, NULL);
  if (!function) return -1;
  int result = PyDict_SetItem(type->tp_dict, AMBI_ID("__new__"), function);
  Py_DECREF(function);
  return result;
}

/* ---- the type of types ----------------------------------------------------------------------- */

/*
 * A ready type is part of a cycle (its MRO holds it, its descriptors too), which nothing here
 * collects: what comes by is a type whose making failed.
 */
static void type_dealloc(PyObject *o) {
  PyTypeObject *type = (PyTypeObject *)o;
  PyHeapTypeObject *heap = (PyHeapTypeObject *)o;
  PyType_Modified(type);
  ambi_type_remove_subclasses(type);
  if (type->tp_weaklist) PyObject_ClearWeakRefs(o);
  Py_XDECREF(type->tp_base);
  Py_XDECREF(type->tp_dict);
  Py_XDECREF(type->tp_bases);
  Py_XDECREF(type->tp_mro);
  Py_XDECREF(type->tp_cache);
  Py_XDECREF(type->tp_subclasses);
  PyObject_Free((char *)type->tp_doc);
  Py_XDECREF(heap->ht_name);
  Py_XDECREF(heap->ht_qualname);
  Py_XDECREF(heap->ht_slots);
  Py_XDECREF(heap->ht_module);
  PyMem_Free(heap->_ht_tpname);
  PyTypeObject *meta = Py_TYPE(o);
  meta->tp_free(o);
  if (PyType_HasFeature(meta, Py_TPFLAGS_HEAPTYPE)) Py_DECREF(meta);
}

static PyObject *type_repr(PyObject *o) {
  PyTypeObject *type = (PyTypeObject *)o;
  PyObject *module, *name = PyType_GetQualName(type), *text = NULL;
  if (!name) return NULL;
  if (_PyObject_LookupAttr(o, AMBI_ID("__module__"), &module) < 0) PyErr_Clear();
  bool named =
      module && PyUnicode_Check(module) && !_PyUnicode_EqualToASCIIString(module, "builtins");
  text = named ? PyUnicode_FromFormat("<class '%U.%U'>", module, name)
               : PyUnicode_FromFormat("<class '%s'>", type->tp_name);
  Py_XDECREF(module);
  Py_DECREF(name);
  return text;
}

static PyMemberDef type_members[] = {
    {"__basicsize__", T_PYSSIZET, offsetof(PyTypeObject, tp_basicsize), READONLY, NULL},
    {"__itemsize__", T_PYSSIZET, offsetof(PyTypeObject, tp_itemsize), READONLY, NULL},
    {"__flags__", T_ULONG, offsetof(PyTypeObject, tp_flags), READONLY, NULL},
    {"__weakrefoffset__", T_PYSSIZET, offsetof(PyTypeObject, tp_weaklistoffset), READONLY, NULL},
    {"__base__", T_OBJECT, offsetof(PyTypeObject, tp_base), READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(PyTypeObject, tp_dictoffset), READONLY, NULL},
    {"__mro__", T_OBJECT, offsetof(PyTypeObject, tp_mro), READONLY, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyType_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "type",
    .tp_basicsize = sizeof(PyHeapTypeObject),
    .tp_itemsize = sizeof(PyMemberDef),
    .tp_dealloc = type_dealloc,
    .tp_vectorcall_offset = offsetof(PyTypeObject, tp_vectorcall),
    .tp_repr = type_repr,
    .tp_call = type_tp_call,
    .tp_getattro = ambi_type_getattro,
    .tp_setattro = ambi_type_setattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_TYPE_SUBCLASS | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_weaklistoffset = offsetof(PyTypeObject, tp_weaklist),
    .tp_methods = ambi_type_methods,
    .tp_members = type_members,
    .tp_getset = ambi_type_getset,
    .tp_dictoffset = offsetof(PyTypeObject, tp_dict),
    .tp_init = type_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = ambi_type_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = ambi_type_vectorcall,
};

int ambi_init_types(void) {
  static PyTypeObject *const types[] = {
      &PyBaseObject_Type,
      &PyType_Type,
      &PyWrapperDescr_Type,
      &PyMethodDescr_Type,
      &ambi_ClassMethodDescr_Type,
      &PyMemberDescr_Type,
      &PyGetSetDescr_Type,
      &ambi_MethodWrapper_Type,
      &PyCFunction_Type,
      &PyCMethod_Type,
      &PyMethod_Type,
      &PyInstanceMethod_Type,
      &PyStaticMethod_Type,
      &PyClassMethod_Type,
      &PyProperty_Type,
      &PySuper_Type,
      &_PyNone_Type,
      &_PyNotImplemented_Type,
      &PyEllipsis_Type,
  };
  if (ambi_type_slots_init() < 0) return -1;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (PyType_Ready(types[i]) < 0) return -1;
  }
  return 0;
}

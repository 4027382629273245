/* `object`: what every object has. */
#include "types.h"

static bool has_arguments(PyObject *args, PyObject *kwargs) {
  return PyTuple_GET_SIZE(args) || (kwargs && PyDict_GET_SIZE(kwargs));
}

/*
 * Arguments are an error in __new__ when __init__ does not take them either, and the other way
 * round; a class that overrides one of the two may leave the other to object.
 */
int ambi_object_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  PyTypeObject *type = Py_TYPE(self);
  if (!has_arguments(args, kwargs)) return 0;
  if (type->tp_init != ambi_object_init) {
    PyErr_SetString(PyExc_TypeError,
                    "object.__init__() takes exactly one argument (the instance to initialize)");
    return -1;
  }
  if (type->tp_new == ambi_object_new) {
    PyErr_Format(PyExc_TypeError,
                 "%.200s.__init__() takes exactly one argument (the instance to initialize)",
                 type->tp_name);
    return -1;
  }
  return 0;
}

static PyObject *abstract_error(PyTypeObject *type) {
  PyObject *set = PyObject_GetAttr((PyObject *)type, AMBI_ID("__abstractmethods__"));
  PyObject *names = set ? PySequence_List(set) : NULL, *separator = NULL, *text = NULL;
  if (names && PyList_Sort(names) == 0 && (separator = PyUnicode_FromString(", "))) {
    text = PyUnicode_Join(separator, names);
  }
  if (text) {
    PyErr_Format(PyExc_TypeError, "Can't instantiate abstract class %s with abstract method%s %U",
                 type->tp_name, PyList_GET_SIZE(names) > 1 ? "s" : "", text);
  }
  Py_XDECREF(set);
  Py_XDECREF(names);
  Py_XDECREF(separator);
  Py_XDECREF(text);
  return NULL;
}

PyObject *ambi_object_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  if (has_arguments(args, kwargs)) {
    if (type->tp_new != ambi_object_new) {
      PyErr_SetString(PyExc_TypeError,
                      "object.__new__() takes exactly one argument (the type to instantiate)");
      return NULL;
    }
    if (type->tp_init == ambi_object_init)
      return PyErr_Format(PyExc_TypeError, "%.200s() takes no arguments", type->tp_name);
  }
  if (PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT)) return abstract_error(type);
  return type->tp_alloc(type, 0);
}

static void object_dealloc(PyObject *self) { Py_TYPE(self)->tp_free(self); }

static PyObject *object_repr(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject *module, *name = PyType_GetQualName(type);
  if (!name) return NULL;
  if (_PyObject_LookupAttr((PyObject *)type, AMBI_ID("__module__"), &module) < 0) PyErr_Clear();
  bool named =
      module && PyUnicode_Check(module) && !_PyUnicode_EqualToASCIIString(module, "builtins");
  PyObject *text = named ? PyUnicode_FromFormat("<%U.%U object at %p>", module, name, self)
                         : PyUnicode_FromFormat("<%s object at %p>", type->tp_name, self);
  Py_XDECREF(module);
  Py_DECREF(name);
  return text;
}

static PyObject *object_str(PyObject *self) {
  reprfunc repr = Py_TYPE(self)->tp_repr;
  return (repr ? repr : object_repr)(self);
}

static Py_hash_t object_hash(PyObject *self) { return _Py_HashPointer(self); }

/* Identity is equality; != is the opposite of whatever the type's == says. */
static PyObject *object_richcompare(PyObject *self, PyObject *other, int op) {
  if (op == Py_EQ && self == other) Py_RETURN_TRUE;
  if (op != Py_NE || !Py_TYPE(self)->tp_richcompare) Py_RETURN_NOTIMPLEMENTED;
  PyObject *equal = Py_TYPE(self)->tp_richcompare(self, other, Py_EQ);
  if (!equal || equal == Py_NotImplemented) return equal;
  int truth = PyObject_IsTrue(equal);
  Py_DECREF(equal);
  return truth < 0 ? NULL : PyBool_FromLong(!truth);
}

/* ---- __class__ ------------------------------------------------------------------------------- */

static PyObject *get_class(PyObject *self, void *closure AMBI_UNUSED) {
  return AMBI_NEWREF(Py_TYPE(self));
}

/* Both must free in the same way and keep the same things at the same offsets. */
static bool same_layout(PyTypeObject *a, PyTypeObject *b) {
  return a->tp_basicsize == b->tp_basicsize && a->tp_itemsize == b->tp_itemsize &&
         a->tp_free == b->tp_free && a->tp_dictoffset == b->tp_dictoffset &&
         a->tp_weaklistoffset == b->tp_weaklistoffset &&
         ambi_type_solid_base(a) == ambi_type_solid_base(b) &&
         PyType_HasFeature(a, Py_TPFLAGS_HAVE_GC) == PyType_HasFeature(b, Py_TPFLAGS_HAVE_GC);
}

static int set_class(PyObject *self, PyObject *value, void *closure AMBI_UNUSED) {
  if (!value) {
    PyErr_SetString(PyExc_TypeError, "can't delete __class__ attribute");
    return -1;
  }
  if (!PyType_Check(value)) {
    PyErr_Format(PyExc_TypeError, "__class__ must be set to a class, not '%s' object",
                 Py_TYPE(value)->tp_name);
    return -1;
  }
  PyTypeObject *old = Py_TYPE(self), *new = (PyTypeObject *)value;
  bool modules = PyType_IsSubtype(new, &PyModule_Type) && PyType_IsSubtype(old, &PyModule_Type);
  if (!modules && (PyType_HasFeature(new, Py_TPFLAGS_IMMUTABLETYPE) ||
                   PyType_HasFeature(old, Py_TPFLAGS_IMMUTABLETYPE))) {
    PyErr_SetString(
        PyExc_TypeError,
        "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return -1;
  }
  if (!same_layout(old, new)) {
    PyErr_Format(PyExc_TypeError, "__class__ assignment: '%s' object layout differs from '%s'",
                 new->tp_name, old->tp_name);
    return -1;
  }
  if (PyType_HasFeature(new, Py_TPFLAGS_HEAPTYPE)) Py_INCREF(new);
  Py_SET_TYPE(self, new);
  if (PyType_HasFeature(old, Py_TPFLAGS_HEAPTYPE)) Py_DECREF(old);
  return 0;
}

PyGetSetDef ambi_object_getset[] = {{"__class__", get_class, set_class, NULL, NULL}, {0}};

/* ---- methods --------------------------------------------------------------------------------- */

static PyObject *object_format(PyObject *self, PyObject *spec) {
  if (!PyUnicode_Check(spec)) {
    return PyErr_Format(PyExc_TypeError, "__format__() argument must be str, not %.50s",
                        Py_TYPE(spec)->tp_name);
  }
  if (PyUnicode_GET_LENGTH(spec) > 0) {
    return PyErr_Format(PyExc_TypeError, "unsupported format string passed to %.200s.__format__",
                        Py_TYPE(self)->tp_name);
  }
  return PyObject_Str(self);
}

static PyObject *object_sizeof(PyObject *self, PyObject *ignored AMBI_UNUSED) {
  PyTypeObject *type = Py_TYPE(self);
  Py_ssize_t n = type->tp_itemsize ? Py_SIZE(self) : 0;
  return PyLong_FromSsize_t(type->tp_basicsize + (n < 0 ? -n : n) * type->tp_itemsize);
}

/* The names of the instance's dict and of its class. */
static PyObject *object_dir(PyObject *self, PyObject *ignored AMBI_UNUSED) {
  PyObject *own, *names = NULL;
  if (_PyObject_LookupAttr(self, AMBI_ID("__dict__"), &own) < 0) return NULL;
  PyObject *all = own && PyDict_Check(own) ? PyDict_Copy(own) : PyDict_New();
  Py_XDECREF(own);
  PyObject *of_class = PyObject_CallMethodObjArgs((PyObject *)&PyType_Type, AMBI_ID("__dir__"),
                                                  (PyObject *)Py_TYPE(self), NULL);
  int result = all && of_class ? 0 : -1;
  for (Py_ssize_t i = 0; result == 0 && i < PyList_GET_SIZE(of_class); i++) {
    result = PyDict_SetItem(all, PyList_GET_ITEM(of_class, i), Py_None);
  }
  if (result == 0) names = PyDict_Keys(all);
  Py_XDECREF(all);
  Py_XDECREF(of_class);
  return names;
}

static PyObject *object_init_subclass(PyObject *cls AMBI_UNUSED, PyObject *ignored AMBI_UNUSED) {
  Py_RETURN_NONE;
}

static PyObject *object_subclasshook(PyObject *cls AMBI_UNUSED, PyObject *args AMBI_UNUSED) {
  Py_RETURN_NOTIMPLEMENTED;
}

/*
 * Cython looks these two up when it makes a class, and refuses to go on without them; only pickling
 * calls them, which needs the copyreg module.
 */
static PyObject *object_reduce(PyObject *self AMBI_UNUSED, PyObject *ignored AMBI_UNUSED) {
  PyErr_SetString(PyExc_NotImplementedError, "not implemented yet: object.__reduce__");
  return NULL;
}

static PyObject *object_reduce_ex(PyObject *self AMBI_UNUSED, PyObject *protocol AMBI_UNUSED) {
  PyErr_SetString(PyExc_NotImplementedError, "not implemented yet: object.__reduce_ex__");
  return NULL;
}

PyMethodDef ambi_object_methods[] = {
    {"__reduce_ex__", object_reduce_ex, METH_O, NULL},
    {"__reduce__", object_reduce, METH_NOARGS, NULL},
    {"__format__", object_format, METH_O, NULL},
    {"__sizeof__", object_sizeof, METH_NOARGS, NULL},
    {"__dir__", object_dir, METH_NOARGS, NULL},
    {"__init_subclass__", object_init_subclass, METH_NOARGS | METH_CLASS, NULL},
    {"__subclasshook__", object_subclasshook, METH_VARARGS | METH_CLASS, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyBaseObject_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "object",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = object_dealloc,
    .tp_repr = object_repr,
    .tp_hash = object_hash,
    .tp_str = object_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_richcompare = object_richcompare,
    .tp_methods = ambi_object_methods,
    .tp_getset = ambi_object_getset,
    .tp_init = ambi_object_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = ambi_object_new,
    .tp_free = PyObject_Free,
};

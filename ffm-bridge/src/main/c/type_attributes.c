/* The attributes and methods that type objects have: __name__, __module__, __mro__, mro(), ... */
#include "types.h"

#define TYPE(o) ((PyTypeObject *)(o))
#define HEAP(o) ((PyHeapTypeObject *)(o))
#define IS_HEAP(o) PyType_HasFeature(TYPE(o), Py_TPFLAGS_HEAPTYPE)

const char *ambi_type_short_name(PyTypeObject *type) {
  const char *dot = strrchr(type->tp_name, '.');
  return dot ? dot + 1 : type->tp_name;
}

static int may_set(PyTypeObject *type, PyObject *value, const char *name) {
  if (PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) {
    PyErr_Format(PyExc_TypeError, "cannot set '%s' attribute of immutable type '%s'", name,
                 type->tp_name);
    return -1;
  }
  if (!value) {
    PyErr_Format(PyExc_TypeError, "cannot delete '%s' attribute of immutable type '%s'", name,
                 type->tp_name);
    return -1;
  }
  return 0;
}

static int may_set_str(PyTypeObject *type, PyObject *value, const char *name) {
  if (may_set(type, value, name) < 0) return -1;
  if (PyUnicode_Check(value)) return 0;
  PyErr_Format(PyExc_TypeError, "can only assign string to %s.%s, not '%s'", type->tp_name, name,
               Py_TYPE(value)->tp_name);
  return -1;
}

static PyObject *get_name(PyObject *o, void *closure AMBI_UNUSED) {
  return IS_HEAP(o) ? AMBI_NEWREF(HEAP(o)->ht_name)
                    : PyUnicode_FromString(ambi_type_short_name(TYPE(o)));
}

static int set_name(PyObject *o, PyObject *value, void *closure AMBI_UNUSED) {
  if (may_set_str(TYPE(o), value, "__name__") < 0) return -1;
  Py_ssize_t n;
  const char *text = PyUnicode_AsUTF8AndSize(value, &n);
  if (!text) return -1;
  if (strlen(text) != (size_t)n) {
    PyErr_SetString(PyExc_ValueError, "type name must not contain null characters");
    return -1;
  }
  TYPE(o)->tp_name = text;
  Py_SETREF(HEAP(o)->ht_name, AMBI_NEWREF(value));
  return 0;
}

static PyObject *get_qualname(PyObject *o, void *closure AMBI_UNUSED) {
  return IS_HEAP(o) ? AMBI_NEWREF(HEAP(o)->ht_qualname)
                    : PyUnicode_FromString(ambi_type_short_name(TYPE(o)));
}

static int set_qualname(PyObject *o, PyObject *value, void *closure AMBI_UNUSED) {
  if (may_set_str(TYPE(o), value, "__qualname__") < 0) return -1;
  Py_SETREF(HEAP(o)->ht_qualname, AMBI_NEWREF(value));
  return 0;
}

static PyObject *get_module(PyObject *o, void *closure AMBI_UNUSED) {
  if (IS_HEAP(o)) {
    PyObject *module = PyDict_GetItemWithError(TYPE(o)->tp_dict, AMBI_ID("__module__"));
    if (!module && !PyErr_Occurred()) PyErr_SetObject(PyExc_AttributeError, AMBI_ID("__module__"));
    return AMBI_XNEWREF(module);
  }
  const char *dot = strrchr(TYPE(o)->tp_name, '.');
  return dot ? PyUnicode_FromStringAndSize(TYPE(o)->tp_name, dot - TYPE(o)->tp_name)
             : PyUnicode_FromString("builtins");
}

static int set_module(PyObject *o, PyObject *value, void *closure AMBI_UNUSED) {
  if (may_set(TYPE(o), value, "__module__") < 0) return -1;
  PyType_Modified(TYPE(o));
  return PyDict_SetItem(TYPE(o)->tp_dict, AMBI_ID("__module__"), value);
}

static PyObject *get_bases(PyObject *o, void *closure AMBI_UNUSED) {
  return AMBI_NEWREF(TYPE(o)->tp_bases);
}

static PyObject *get_dict(PyObject *o, void *closure AMBI_UNUSED) {
  return TYPE(o)->tp_dict ? PyDictProxy_New(TYPE(o)->tp_dict) : AMBI_NEWREF(Py_None);
}

static PyObject *get_doc(PyObject *o, void *closure AMBI_UNUSED) {
  if (!IS_HEAP(o) && TYPE(o)->tp_doc) {
    const char *doc = ambi_doc_without_signature(TYPE(o)->tp_name, TYPE(o)->tp_doc);
    return doc ? PyUnicode_FromString(doc) : AMBI_NEWREF(Py_None);
  }
  PyObject *doc = PyDict_GetItemWithError(TYPE(o)->tp_dict, AMBI_ID("__doc__"));
  if (!doc) return PyErr_Occurred() ? NULL : AMBI_NEWREF(Py_None);
  descrgetfunc get = Py_TYPE(doc)->tp_descr_get;
  return get ? get(doc, NULL, o) : AMBI_NEWREF(doc);
}

static int set_doc(PyObject *o, PyObject *value, void *closure AMBI_UNUSED) {
  if (may_set(TYPE(o), value, "__doc__") < 0) return -1;
  PyType_Modified(TYPE(o));
  return PyDict_SetItem(TYPE(o)->tp_dict, AMBI_ID("__doc__"), value);
}

static PyObject *get_text_signature(PyObject *o, void *closure AMBI_UNUSED) {
  return ambi_text_signature(TYPE(o)->tp_name, TYPE(o)->tp_doc);
}

static PyObject *get_abstractmethods(PyObject *o, void *closure AMBI_UNUSED) {
  PyObject *names = NULL;
  if (TYPE(o) != &PyType_Type) {
    names = PyDict_GetItemWithError(TYPE(o)->tp_dict, AMBI_ID("__abstractmethods__"));
  }
  if (!names && !PyErr_Occurred())
    PyErr_SetObject(PyExc_AttributeError, AMBI_ID("__abstractmethods__"));
  return AMBI_XNEWREF(names);
}

static int set_abstractmethods(PyObject *o, PyObject *value, void *closure AMBI_UNUSED) {
  int abstract = 0, result;
  if (value) {
    abstract = PyObject_IsTrue(value);
    if (abstract < 0) return -1;
    result = PyDict_SetItem(TYPE(o)->tp_dict, AMBI_ID("__abstractmethods__"), value);
  } else {
    result = PyDict_DelItem(TYPE(o)->tp_dict, AMBI_ID("__abstractmethods__"));
    if (result < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
      PyErr_SetObject(PyExc_AttributeError, AMBI_ID("__abstractmethods__"));
    }
  }
  if (result < 0) return -1;
  PyType_Modified(TYPE(o));
  TYPE(o)->tp_flags &= ~Py_TPFLAGS_IS_ABSTRACT;
  if (abstract) TYPE(o)->tp_flags |= Py_TPFLAGS_IS_ABSTRACT;
  return 0;
}

static PyObject *get_annotations(PyObject *o, void *closure AMBI_UNUSED) {
  if (!IS_HEAP(o)) {
    return PyErr_Format(PyExc_AttributeError, "type object '%s' has no attribute '__annotations__'",
                        TYPE(o)->tp_name);
  }
  PyObject *found = PyDict_GetItemWithError(TYPE(o)->tp_dict, AMBI_ID("__annotations__"));
  if (found || PyErr_Occurred()) return AMBI_XNEWREF(found);
  PyObject *made = PyDict_New();
  if (made && PyDict_SetItem(TYPE(o)->tp_dict, AMBI_ID("__annotations__"), made) < 0)
    Py_CLEAR(made);
  PyType_Modified(TYPE(o));
  return made;
}

static int set_annotations(PyObject *o, PyObject *value, void *closure AMBI_UNUSED) {
  if (PyType_HasFeature(TYPE(o), Py_TPFLAGS_IMMUTABLETYPE)) {
    PyErr_Format(PyExc_TypeError, "cannot set '__annotations__' attribute of immutable type '%s'",
                 TYPE(o)->tp_name);
    return -1;
  }
  PyType_Modified(TYPE(o));
  if (value) return PyDict_SetItem(TYPE(o)->tp_dict, AMBI_ID("__annotations__"), value);
  int result = PyDict_DelItem(TYPE(o)->tp_dict, AMBI_ID("__annotations__"));
  if (result < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
    PyErr_SetString(PyExc_AttributeError, "__annotations__");
  }
  return result;
}

PyGetSetDef ambi_type_getset[] = {
    {"__name__", get_name, set_name, NULL, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL, NULL},
    {"__bases__", get_bases, NULL, NULL, NULL},
    {"__module__", get_module, set_module, NULL, NULL},
    {"__abstractmethods__", get_abstractmethods, set_abstractmethods, NULL, NULL},
    {"__dict__", get_dict, NULL, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    {0},
};

/* ---- methods --------------------------------------------------------------------------------- */

static PyObject *type_mro(PyObject *o, PyObject *ignored AMBI_UNUSED) {
  PyObject *mro = ambi_type_compute_mro(TYPE(o));
  if (!mro) return NULL;
  PyObject *list = PySequence_List(mro);
  Py_DECREF(mro);
  return list;
}

static PyObject *type_subclasses(PyObject *o, PyObject *ignored AMBI_UNUSED) {
  return ambi_type_subclasses(TYPE(o));
}

static PyObject *type_prepare(PyObject *o AMBI_UNUSED, PyObject *args AMBI_UNUSED,
                              PyObject *kwargs AMBI_UNUSED) {
  return PyDict_New();
}

/* What isinstance and issubclass do when no metaclass has a say. */
static PyObject *type_instancecheck(PyObject *o, PyObject *instance) {
  if (PyType_IsSubtype(Py_TYPE(instance), TYPE(o))) Py_RETURN_TRUE;
  PyObject *cls;
  int found = _PyObject_LookupAttr(instance, AMBI_ID("__class__"), &cls);
  if (found < 0) return NULL;
  bool is = cls && PyType_Check(cls) && PyType_IsSubtype(TYPE(cls), TYPE(o));
  Py_XDECREF(cls);
  return PyBool_FromLong(is);
}

static PyObject *type_subclasscheck(PyObject *o, PyObject *subclass) {
  if (!PyType_Check(subclass)) {
    PyErr_SetString(PyExc_TypeError, "issubclass() arg 1 must be a class");
    return NULL;
  }
  return PyBool_FromLong(PyType_IsSubtype(TYPE(subclass), TYPE(o)));
}

static int merge_names(PyObject *dict, PyObject *cls) {
  PyObject *own, *bases;
  if (_PyObject_LookupAttr(cls, AMBI_ID("__dict__"), &own) < 0) return -1;
  int result = own ? PyDict_Update(dict, own) : 0;
  Py_XDECREF(own);
  if (result < 0 || _PyObject_LookupAttr(cls, AMBI_ID("__bases__"), &bases) < 0) return -1;
  for (Py_ssize_t i = 0;
       result == 0 && bases && PyTuple_Check(bases) && i < PyTuple_GET_SIZE(bases); i++) {
    result = merge_names(dict, PyTuple_GET_ITEM(bases, i));
  }
  Py_XDECREF(bases);
  return result;
}

static PyObject *type_dir(PyObject *o, PyObject *ignored AMBI_UNUSED) {
  PyObject *dict = PyDict_New(), *names = NULL;
  if (dict && merge_names(dict, o) == 0) names = PyDict_Keys(dict);
  Py_XDECREF(dict);
  return names;
}

static PyObject *type_sizeof(PyObject *o, PyObject *ignored AMBI_UNUSED) {
  return PyLong_FromSize_t(IS_HEAP(o) ? sizeof(PyHeapTypeObject) : sizeof(PyTypeObject));
}

PyMethodDef ambi_type_methods[] = {
    {"mro", type_mro, METH_NOARGS, NULL},
    {"__subclasses__", type_subclasses, METH_NOARGS, NULL},
    {"__prepare__", (PyCFunction)(void (*)(void))type_prepare,
     METH_VARARGS | METH_KEYWORDS | METH_CLASS, NULL},
    {"__instancecheck__", type_instancecheck, METH_O, NULL},
    {"__subclasscheck__", type_subclasscheck, METH_O, NULL},
    {"__dir__", type_dir, METH_NOARGS, NULL},
    {"__sizeof__", type_sizeof, METH_NOARGS, NULL},
    {0},
};

/* ---- questions of C -------------------------------------------------------------------------- */

AMBI_EXPORT unsigned long PyType_GetFlags(PyTypeObject *type) { return type->tp_flags; }
AMBI_EXPORT PyObject *PyType_GetName(PyTypeObject *type) {
  return get_name((PyObject *)type, NULL);
}
AMBI_EXPORT PyObject *PyType_GetQualName(PyTypeObject *type) {
  return get_qualname((PyObject *)type, NULL);
}

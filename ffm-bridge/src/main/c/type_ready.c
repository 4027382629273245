/* PyType_Ready: from a struct that an extension filled to a type that works. */
#include "types.h"

static int set_bases(PyTypeObject *type) {
  PyTypeObject *base = type->tp_base;
  if (!base && type != &PyBaseObject_Type) {
    base = &PyBaseObject_Type;
    if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) Py_INCREF(base);
    type->tp_base = base;
  }
  if (base && !PyType_HasFeature(base, Py_TPFLAGS_READY) && PyType_Ready(base) < 0) return -1;
  if (!Py_TYPE(type) && base) Py_SET_TYPE(type, Py_TYPE(base));
  if (type->tp_bases) return 0;
  type->tp_bases = base ? PyTuple_Pack(1, base) : PyTuple_New(0);
  return type->tp_bases ? 0 : -1;
}

static int set_mro(PyTypeObject *type) {
  if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && type->tp_base &&
      PyType_HasFeature(type->tp_base, Py_TPFLAGS_HEAPTYPE)) {
    /* Such a type would outlive its base. */
    PyErr_Format(PyExc_TypeError,
                 "type '%.100s' is not dynamically allocated but its base type '%.100s' is "
                 "dynamically allocated",
                 type->tp_name, type->tp_base->tp_name);
    return -1;
  }
  return ambi_type_set_mro(type);
}

/*
 * A static type without tp_new right below `object` cannot be instantiated from Python: it has C
 * fields that object.__new__ would not know to fill.
 */
static int set_new(PyTypeObject *type) {
  PyTypeObject *base = type->tp_base;
  if (!type->tp_new && base == &PyBaseObject_Type &&
      !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
    type->tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
  }
  if (PyType_HasFeature(type, Py_TPFLAGS_DISALLOW_INSTANTIATION)) {
    type->tp_new = NULL;
    return 0;
  }
  if (type->tp_new) return ambi_type_add_new_wrapper(type);
  type->tp_new = base ? base->tp_new : NULL;
  return 0;
}

/* Puts what a table makes into tp_dict; what stands there already stays, unless METH_COEXIST. */
static int add_to_dict(PyTypeObject *type, PyObject *o, const char *name, bool replace) {
  if (!o) return -1;
  PyObject *key = PyUnicode_InternFromString(name);
  int result = -1;
  if (key) {
    bool there = !replace && PyDict_GetItemWithError(type->tp_dict, key);
    result = there ? 0 : PyErr_Occurred() ? -1 : PyDict_SetItem(type->tp_dict, key, o);
    Py_DECREF(key);
  }
  Py_DECREF(o);
  return result;
}

static PyObject *static_method(PyTypeObject *type, PyMethodDef *def) {
  PyObject *function = PyCFunction_NewEx(def, (PyObject *)type, NULL);
  if (!function) return NULL;
  PyObject *wrapped = PyStaticMethod_New(function);
  Py_DECREF(function);
  return wrapped;
}

static int add_methods(PyTypeObject *type) {
  for (PyMethodDef *def = type->tp_methods; def && def->ml_name; def++) {
    PyObject *o;
    if (def->ml_flags & METH_CLASS) {
      if (def->ml_flags & METH_STATIC) {
        PyErr_SetString(PyExc_ValueError, "method cannot be both class and static");
        return -1;
      }
      o = PyDescr_NewClassMethod(type, def);
    } else if (def->ml_flags & METH_STATIC) {
      o = static_method(type, def);
    } else {
      o = PyDescr_NewMethod(type, def);
    }
    if (add_to_dict(type, o, def->ml_name, def->ml_flags & METH_COEXIST) < 0) return -1;
  }
  return 0;
}

static int fill_dict(PyTypeObject *type) {
  if (ambi_type_add_operators(type) < 0 || add_methods(type) < 0) return -1;
  for (PyMemberDef *def = type->tp_members; def && def->name; def++) {
    if (add_to_dict(type, PyDescr_NewMember(type, def), def->name, false) < 0) return -1;
  }
  for (PyGetSetDef *def = type->tp_getset; def && def->name; def++) {
    if (add_to_dict(type, PyDescr_NewGetSet(type, def), def->name, false) < 0) return -1;
  }
  if (PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__doc__"))) return 0;
  if (PyErr_Occurred()) return -1;
  const char *doc = ambi_doc_without_signature(type->tp_name, type->tp_doc);
  return add_to_dict(type, doc ? PyUnicode_FromString(doc) : AMBI_NEWREF(Py_None), "__doc__", true);
}

#define SHARE_SUITE(field) \
  if (!type->field) type->field = base->field

static int inherit(PyTypeObject *type) {
  PyTypeObject *base = type->tp_base;
  if (base) ambi_type_inherit_special(type, base);
  PyObject *mro = type->tp_mro;
  for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(mro); i++) {
    PyObject *each = PyTuple_GET_ITEM(mro, i);
    if (PyType_Check(each) && ambi_type_inherit_slots(type, (PyTypeObject *)each) < 0) return -1;
  }
  if (base) {
    SHARE_SUITE(tp_as_async);
    SHARE_SUITE(tp_as_number);
    SHARE_SUITE(tp_as_sequence);
    SHARE_SUITE(tp_as_mapping);
    SHARE_SUITE(tp_as_buffer);
  }
  if (PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) && PyType_HasFeature(type, Py_TPFLAGS_BASETYPE) &&
      (!type->tp_free || type->tp_free == PyObject_Free)) {
    PyErr_Format(
        PyExc_TypeError,
        "type '%.100s' participates in gc, but is a base type but has inappropriate tp_free slot",
        type->tp_name);
    return -1;
  }
  return 0;
}

/* Without a hash, tp_hash must say so, and __hash__ is None so that subclasses do not find
 * object's. */
static int set_hash(PyTypeObject *type) {
  if (type->tp_hash) return 0;
  if (PyDict_GetItemWithError(type->tp_dict, AMBI_ID("__hash__"))) return 0;
  if (PyErr_Occurred() || PyDict_SetItem(type->tp_dict, AMBI_ID("__hash__"), Py_None) < 0)
    return -1;
  type->tp_hash = PyObject_HashNotImplemented;
  return 0;
}

static int check_before(PyTypeObject *type) {
  if (!type->tp_name) {
    PyErr_SetString(PyExc_SystemError, "Type does not define the tp_name field.");
    return -1;
  }
  if ((PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL) &&
       (type->tp_vectorcall_offset <= 0 || !type->tp_call)) ||
      (PyType_HasFeature(type, Py_TPFLAGS_METHOD_DESCRIPTOR) && !type->tp_descr_get)) {
    PyErr_Format(PyExc_SystemError, "type %s has a flag without the slot that the flag needs",
                 type->tp_name);
    return -1;
  }
  return 0;
}

static int ready(PyTypeObject *type) {
  if (check_before(type) < 0) return -1;
  if (!type->tp_dict && !(type->tp_dict = PyDict_New())) return -1;
  if (set_bases(type) < 0 || set_mro(type) < 0 || set_new(type) < 0 || fill_dict(type) < 0 ||
      inherit(type) < 0 || set_hash(type) < 0 || ambi_type_add_subclasses(type) < 0) {
    return -1;
  }
  return 0;
}

AMBI_EXPORT int PyType_Ready(PyTypeObject *type) {
  if (PyType_HasFeature(type, Py_TPFLAGS_READY)) return 0;
  if (PyType_HasFeature(type, Py_TPFLAGS_READYING)) {
    PyErr_Format(PyExc_RuntimeError, "type %s is its own base",
                 type->tp_name ? type->tp_name : "?");
    return -1;
  }
  if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
  type->tp_flags |= Py_TPFLAGS_READYING;
  int result = ready(type);
  type->tp_flags &= ~Py_TPFLAGS_READYING;
  if (result == 0) type->tp_flags |= Py_TPFLAGS_READY;
  return result;
}

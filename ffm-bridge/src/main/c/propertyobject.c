/* property */
#include "types.h"

typedef struct {
  PyObject ob_base;
  PyObject *get, *set, *del, *doc, *name;
  int getter_doc; /* the doc is the getter's, so a copy with another getter takes that one's */
} Property;

#define PROPERTY(o) ((Property *)(o))

static void property_dealloc(PyObject *o) {
  Py_XDECREF(PROPERTY(o)->get);
  Py_XDECREF(PROPERTY(o)->set);
  Py_XDECREF(PROPERTY(o)->del);
  Py_XDECREF(PROPERTY(o)->doc);
  Py_XDECREF(PROPERTY(o)->name);
  Py_TYPE(o)->tp_free(o);
}

static int no_accessor(PyObject *o, PyObject *instance, const char *accessor) {
  PyObject *qualname = PyObject_GetAttr((PyObject *)Py_TYPE(instance), AMBI_ID("__qualname__"));
  if (!qualname) return -1;
  if (PROPERTY(o)->name) {
    PyErr_Format(PyExc_AttributeError, "property %R of %R object has no %s", PROPERTY(o)->name,
                 qualname, accessor);
  } else {
    PyErr_Format(PyExc_AttributeError, "property of %R object has no %s", qualname, accessor);
  }
  Py_DECREF(qualname);
  return -1;
}

static PyObject *property_descr_get(PyObject *o, PyObject *instance, PyObject *type AMBI_UNUSED) {
  if (!instance || instance == Py_None) return AMBI_NEWREF(o);
  if (PROPERTY(o)->get) return PyObject_CallOneArg(PROPERTY(o)->get, instance);
  no_accessor(o, instance, "getter");
  return NULL;
}

static int property_descr_set(PyObject *o, PyObject *instance, PyObject *value) {
  PyObject *function = value ? PROPERTY(o)->set : PROPERTY(o)->del;
  if (!function) return no_accessor(o, instance, value ? "setter" : "deleter");
  PyObject *stack[] = {instance, value};
  PyObject *result = PyObject_Vectorcall(function, stack, value ? 2 : 1, NULL);
  if (!result) return -1;
  Py_DECREF(result);
  return 0;
}

static PyObject *none_to_null(PyObject *o) { return o == Py_None ? NULL : o; }

static int property_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"fget", "fset", "fdel", "doc", NULL};
  PyObject *get = NULL, *set = NULL, *del = NULL, *doc = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OOOO:property", names, &get, &set, &del, &doc)) {
    return -1;
  }
  get = none_to_null(get);
  Py_SETREF(PROPERTY(o)->get, AMBI_XNEWREF(get));
  Py_SETREF(PROPERTY(o)->set, AMBI_XNEWREF(none_to_null(set)));
  Py_SETREF(PROPERTY(o)->del, AMBI_XNEWREF(none_to_null(del)));
  Py_SETREF(PROPERTY(o)->doc, AMBI_XNEWREF(doc));
  Py_CLEAR(PROPERTY(o)->name);
  PROPERTY(o)->getter_doc = 0;
  if ((doc && doc != Py_None) || !get) return 0;
  PyObject *getter_doc;
  if (_PyObject_LookupAttr(get, AMBI_ID("__doc__"), &getter_doc) < 0) return -1;
  if (!getter_doc) return 0;
  PROPERTY(o)->getter_doc = 1;
  if (Py_IS_TYPE(o, &PyProperty_Type)) {
    Py_SETREF(PROPERTY(o)->doc, getter_doc);
    return 0;
  }
  /* A subclass has a __doc__ of its own, which hides the member: the instance gets one. */
  int set_doc = PyObject_SetAttr(o, AMBI_ID("__doc__"), getter_doc);
  Py_DECREF(getter_doc);
  return set_doc;
}

static PyObject *copy_with(PyObject *o, PyObject *get, PyObject *set, PyObject *del) {
  Property *p = PROPERTY(o);
#define PICK(given, old) ((given) && (given) != Py_None ? (given) : (old) ? (old) : Py_None)
  PyObject *doc = p->getter_doc && get && get != Py_None ? Py_None : p->doc ? p->doc : Py_None;
  PyObject *copy = PyObject_CallFunctionObjArgs((PyObject *)Py_TYPE(o), PICK(get, p->get),
                                                PICK(set, p->set), PICK(del, p->del), doc, NULL);
  if (copy && PyObject_TypeCheck(copy, &PyProperty_Type)) {
    Py_SETREF(PROPERTY(copy)->name, AMBI_XNEWREF(p->name));
  }
  return copy;
}

static PyObject *property_getter(PyObject *o, PyObject *f) { return copy_with(o, f, NULL, NULL); }
static PyObject *property_setter(PyObject *o, PyObject *f) { return copy_with(o, NULL, f, NULL); }
static PyObject *property_deleter(PyObject *o, PyObject *f) { return copy_with(o, NULL, NULL, f); }

static PyObject *property_set_name(PyObject *o, PyObject *args) {
  if (PyTuple_GET_SIZE(args) != 2) {
    return PyErr_Format(PyExc_TypeError,
                        "__set_name__() takes 2 positional arguments but %zd were given",
                        PyTuple_GET_SIZE(args));
  }
  Py_SETREF(PROPERTY(o)->name, AMBI_NEWREF(PyTuple_GET_ITEM(args, 1)));
  Py_RETURN_NONE;
}

static PyMethodDef property_methods[] = {
    {"getter", property_getter, METH_O, NULL},
    {"setter", property_setter, METH_O, NULL},
    {"deleter", property_deleter, METH_O, NULL},
    {"__set_name__", property_set_name, METH_VARARGS, NULL},
    {0},
};

static PyMemberDef property_members[] = {
    {"fget", T_OBJECT, offsetof(Property, get), READONLY, NULL},
    {"fset", T_OBJECT, offsetof(Property, set), READONLY, NULL},
    {"fdel", T_OBJECT, offsetof(Property, del), READONLY, NULL},
    {"__doc__", T_OBJECT, offsetof(Property, doc), 0, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PyProperty_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "property",
    .tp_basicsize = sizeof(Property),
    .tp_dealloc = property_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_methods = property_methods,
    .tp_members = property_members,
    .tp_descr_get = property_descr_get,
    .tp_descr_set = property_descr_set,
    .tp_init = property_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

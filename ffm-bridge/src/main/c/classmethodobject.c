/* staticmethod and classmethod: callables that a class gives out unbound, or bound to the class. */
#include "types.h"

/* Both have one shape. */
typedef struct {
  PyObject ob_base;
  PyObject *callable;
  PyObject *dict;
} ClassMethod;

#define CALLABLE(o) (((ClassMethod *)(o))->callable)
#define DICT(o) (((ClassMethod *)(o))->dict)

/* What a wrapper takes over from what it wraps, as functools.wraps does; missing ones are skipped.
 */
static int copy_attributes(PyObject *o, PyObject *callable) {
  PyObject *names[] = {AMBI_ID("__module__"), AMBI_ID("__name__"), AMBI_ID("__qualname__"),
                       AMBI_ID("__doc__"), AMBI_ID("__annotations__")};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    PyObject *value;
    if (_PyObject_LookupAttr(callable, names[i], &value) < 0) return -1;
    if (!value) continue;
    int set = PyObject_SetAttr(o, names[i], value);
    Py_DECREF(value);
    if (set < 0) return -1;
  }
  return 0;
}

static int init(PyObject *o, PyObject *args, PyObject *kwargs, const char *name) {
  PyObject *callable;
  if (kwargs && PyDict_GET_SIZE(kwargs)) {
    PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", name);
    return -1;
  }
  if (!PyArg_UnpackTuple(args, name, 1, 1, &callable)) return -1;
  Py_SETREF(CALLABLE(o), AMBI_NEWREF(callable));
  return copy_attributes(o, callable);
}

static PyObject *make(PyTypeObject *type, PyObject *callable) {
  PyObject *o = PyType_GenericAlloc(type, 0);
  if (!o) return NULL;
  CALLABLE(o) = AMBI_NEWREF(callable);
  if (copy_attributes(o, callable) < 0) Py_CLEAR(o);
  return o;
}

static void dealloc(PyObject *o) {
  Py_XDECREF(CALLABLE(o));
  Py_XDECREF(DICT(o));
  Py_TYPE(o)->tp_free(o);
}

static PyObject *get_isabstract(PyObject *o, void *closure AMBI_UNUSED) {
  PyObject *value;
  int truth = 0;
  if (_PyObject_LookupAttr(CALLABLE(o), AMBI_ID("__isabstractmethod__"), &value) < 0) return NULL;
  if (value) {
    truth = PyObject_IsTrue(value);
    Py_DECREF(value);
  }
  return truth < 0 ? NULL : PyBool_FromLong(truth);
}

static PyMemberDef members[] = {
    {"__func__", T_OBJECT, offsetof(ClassMethod, callable), READONLY, NULL},
    {"__wrapped__", T_OBJECT, offsetof(ClassMethod, callable), READONLY, NULL},
    {0},
};

static PyGetSetDef getset[] = {
    {"__isabstractmethod__", get_isabstract, NULL, NULL, NULL},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {0},
};

/* ---- staticmethod ---------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyStaticMethod_New(PyObject *callable) {
  return make(&PyStaticMethod_Type, callable);
}

static int static_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  return init(o, args, kwargs, "staticmethod");
}

static PyObject *static_get(PyObject *o, PyObject *instance AMBI_UNUSED,
                            PyObject *type AMBI_UNUSED) {
  if (CALLABLE(o)) return AMBI_NEWREF(CALLABLE(o));
  PyErr_SetString(PyExc_RuntimeError, "uninitialized staticmethod object");
  return NULL;
}

static PyObject *static_call(PyObject *o, PyObject *args, PyObject *kwargs) {
  return PyObject_Call(CALLABLE(o), args, kwargs);
}

static PyObject *static_repr(PyObject *o) {
  return PyUnicode_FromFormat("<staticmethod(%R)>", CALLABLE(o));
}

AMBI_EXPORT PyTypeObject PyStaticMethod_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "staticmethod",
    .tp_basicsize = sizeof(ClassMethod),
    .tp_dealloc = dealloc,
    .tp_repr = static_repr,
    .tp_call = static_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_members = members,
    .tp_getset = getset,
    .tp_descr_get = static_get,
    .tp_dictoffset = offsetof(ClassMethod, dict),
    .tp_init = static_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

/* ---- classmethod ----------------------------------------------------------------------------- */

AMBI_EXPORT PyObject *PyClassMethod_New(PyObject *callable) {
  return make(&PyClassMethod_Type, callable);
}

static int class_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  return init(o, args, kwargs, "classmethod");
}

static PyObject *class_get(PyObject *o, PyObject *instance, PyObject *type) {
  if (!CALLABLE(o)) {
    PyErr_SetString(PyExc_RuntimeError, "uninitialized classmethod object");
    return NULL;
  }
  if (!type) type = (PyObject *)Py_TYPE(instance);
  descrgetfunc get = Py_TYPE(CALLABLE(o))->tp_descr_get;
  return get ? get(CALLABLE(o), type, type) : PyMethod_New(CALLABLE(o), type);
}

static PyObject *class_repr(PyObject *o) {
  return PyUnicode_FromFormat("<classmethod(%R)>", CALLABLE(o));
}

AMBI_EXPORT PyTypeObject PyClassMethod_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "classmethod",
    .tp_basicsize = sizeof(ClassMethod),
    .tp_dealloc = dealloc,
    .tp_repr = class_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_members = members,
    .tp_getset = getset,
    .tp_descr_get = class_get,
    .tp_dictoffset = offsetof(ClassMethod, dict),
    .tp_init = class_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

/* super(type, object_or_type). The form without arguments needs a Python frame, which nothing here
 * has. */
#include "types.h"

typedef struct {
  PyObject ob_base;
  PyTypeObject *type;
  PyObject *obj;
  PyTypeObject *obj_type;
} Super;

#define SUPER(o) ((Super *)(o))

static void super_dealloc(PyObject *o) {
  Py_XDECREF(SUPER(o)->type);
  Py_XDECREF(SUPER(o)->obj);
  Py_XDECREF(SUPER(o)->obj_type);
  Py_TYPE(o)->tp_free(o);
}

static PyObject *super_repr(PyObject *o) {
  Super *s = SUPER(o);
  const char *name = s->type ? s->type->tp_name : "NULL";
  return s->obj_type ? PyUnicode_FromFormat("<super: <class '%s'>, <%s object>>", name,
                                            s->obj_type->tp_name)
                     : PyUnicode_FromFormat("<super: <class '%s'>, NULL>", name);
}

/* The type on whose MRO the search begins: obj itself where it is a type, else its class. */
static PyTypeObject *super_check(PyTypeObject *type, PyObject *obj) {
  if (PyType_Check(obj) && PyType_IsSubtype((PyTypeObject *)obj, type)) {
    return (PyTypeObject *)AMBI_NEWREF(obj);
  }
  if (PyType_IsSubtype(Py_TYPE(obj), type)) return (PyTypeObject *)AMBI_NEWREF(Py_TYPE(obj));
  PyObject *cls; /* a proxy may claim a class that is not its type */
  if (_PyObject_LookupAttr(obj, AMBI_ID("__class__"), &cls) < 0) return NULL;
  if (cls && PyType_Check(cls) && (PyTypeObject *)cls != Py_TYPE(obj) &&
      PyType_IsSubtype((PyTypeObject *)cls, type)) {
    return (PyTypeObject *)cls;
  }
  Py_XDECREF(cls);
  PyErr_SetString(PyExc_TypeError, "super(type, obj): obj must be an instance or subtype of type");
  return NULL;
}

/* The attribute of the first class after `type` on the MRO that has it; NULL without an error if
 * none. */
static PyObject *find_after(Super *s, PyObject *name) {
  PyObject *mro = s->obj_type->tp_mro, *found = NULL;
  if (!mro) return NULL;
  Py_ssize_t n = PyTuple_GET_SIZE(mro), i = 0;
  while (i < n && PyTuple_GET_ITEM(mro, i) != (PyObject *)s->type) i++;
  Py_INCREF(mro);
  for (i++; i < n && !found; i++) {
    PyObject *dict = ((PyTypeObject *)PyTuple_GET_ITEM(mro, i))->tp_dict;
    found = AMBI_XNEWREF(PyDict_GetItemWithError(dict, name));
    if (!found && PyErr_Occurred()) break;
  }
  Py_DECREF(mro);
  return found;
}

static PyObject *super_getattro(PyObject *o, PyObject *name) {
  Super *s = SUPER(o);
  bool own =
      !s->obj_type || (PyUnicode_Check(name) && _PyUnicode_EqualToASCIIString(name, "__class__"));
  if (own) return PyObject_GenericGetAttr(o, name);
  PyObject *found = find_after(s, name);
  if (!found) return PyErr_Occurred() ? NULL : PyObject_GenericGetAttr(o, name);
  descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (!get) return found;
  PyObject *instance = s->obj == (PyObject *)s->obj_type ? NULL : s->obj;
  PyObject *bound = get(found, instance, (PyObject *)s->obj_type);
  Py_DECREF(found);
  return bound;
}

static PyObject *super_descr_get(PyObject *o, PyObject *obj, PyObject *type AMBI_UNUSED) {
  Super *s = SUPER(o);
  if (!obj || obj == Py_None || s->obj) return AMBI_NEWREF(o);
  if (!Py_IS_TYPE(o, &PySuper_Type)) {
    return PyObject_CallFunctionObjArgs((PyObject *)Py_TYPE(o), (PyObject *)s->type, obj, NULL);
  }
  PyTypeObject *obj_type = super_check(s->type, obj);
  if (!obj_type) return NULL;
  PyObject *bound = PyType_GenericAlloc(&PySuper_Type, 0);
  if (!bound) {
    Py_DECREF(obj_type);
    return NULL;
  }
  Py_INCREF(s->type);
  SUPER(bound)->type = s->type;
  SUPER(bound)->obj = AMBI_NEWREF(obj);
  SUPER(bound)->obj_type = obj_type;
  return bound;
}

static int super_init(PyObject *o, PyObject *args, PyObject *kwargs) {
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  if (kwargs && PyDict_GET_SIZE(kwargs)) {
    PyErr_SetString(PyExc_TypeError, "super() takes no keyword arguments");
    return -1;
  }
  if (n == 0) {
    PyErr_SetString(PyExc_RuntimeError, "super(): no arguments");
    return -1;
  }
  if (n > 2) {
    PyErr_Format(PyExc_TypeError, "super expected at most 2 arguments, got %zd", n);
    return -1;
  }
  PyObject *type = PyTuple_GET_ITEM(args, 0), *obj = n == 2 ? PyTuple_GET_ITEM(args, 1) : NULL;
  if (!PyType_Check(type)) {
    PyErr_Format(PyExc_TypeError, "super() argument 1 must be a type, not %.200s",
                 Py_TYPE(type)->tp_name);
    return -1;
  }
  if (obj == Py_None) obj = NULL;
  PyTypeObject *obj_type = NULL;
  if (obj) {
    obj_type = super_check((PyTypeObject *)type, obj);
    if (!obj_type) return -1;
  }
  Py_INCREF(type);
  Py_SETREF(SUPER(o)->type, (PyTypeObject *)type);
  Py_SETREF(SUPER(o)->obj, AMBI_XNEWREF(obj));
  Py_SETREF(SUPER(o)->obj_type, obj_type);
  return 0;
}

static PyMemberDef super_members[] = {
    {"__thisclass__", T_OBJECT, offsetof(Super, type), READONLY, NULL},
    {"__self__", T_OBJECT, offsetof(Super, obj), READONLY, NULL},
    {"__self_class__", T_OBJECT, offsetof(Super, obj_type), READONLY, NULL},
    {0},
};

AMBI_EXPORT PyTypeObject PySuper_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "super",
    .tp_basicsize = sizeof(Super),
    .tp_dealloc = super_dealloc,
    .tp_repr = super_repr,
    .tp_getattro = super_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_members = super_members,
    .tp_descr_get = super_descr_get,
    .tp_init = super_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

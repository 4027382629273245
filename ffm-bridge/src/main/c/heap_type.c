/* Instances of types: how they are allocated, and how those of heap types die. */
#include "types.h"

AMBI_EXPORT PyObject *PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t nitems) {
  if (nitems < 0 || nitems == PY_SSIZE_T_MAX) return PyErr_NoMemory();
  /* One item more than asked for: strings and the like end with a zero. */
  PyObject *o = ambi_object_alloc(type, nitems + 1, true);
  if (o && type->tp_itemsize) Py_SET_SIZE(o, nitems);
  return o;
}

AMBI_EXPORT PyObject *PyType_GenericNew(PyTypeObject *type, PyObject *args AMBI_UNUSED,
                                        PyObject *kwargs AMBI_UNUSED) {
  return type->tp_alloc(type, 0);
}

/* No mark is kept that an object was finalized: one that came to life again is finalized again. */
AMBI_EXPORT void PyObject_CallFinalizer(PyObject *self) {
  if (Py_TYPE(self)->tp_finalize) Py_TYPE(self)->tp_finalize(self);
}

/* -1 when the finalizer made a reference to the object; its dealloc must not go on then. */
AMBI_EXPORT int PyObject_CallFinalizerFromDealloc(PyObject *self) {
  self->ob_refcnt = 1;
  PyObject_CallFinalizer(self);
  if (--self->ob_refcnt == 0) return 0;
  ambi_count_revived();
  return -1;
}

/* What __slots__ and Py_tp_members gave the type. */
static void clear_members(PyTypeObject *type, PyObject *self) {
  PyMemberDef *def = AMBI_HEAPTYPE_MEMBERS(type);
  for (Py_ssize_t n = Py_SIZE(type); n > 0; n--, def++) {
    if (def->type == T_OBJECT_EX && !(def->flags & READONLY)) {
      Py_CLEAR(*(PyObject **)((char *)self + def->offset));
    }
  }
}

/* The finalizers may make the object live again; then it must be left alone. */
static bool resurrected(PyTypeObject *type, PyObject *self) {
  if (type->tp_finalize && PyObject_CallFinalizerFromDealloc(self) < 0) return true;
  if (!type->tp_del) return false;
  self->ob_refcnt = 1;
  type->tp_del(self);
  if (--self->ob_refcnt == 0) return false;
  ambi_count_revived();
  return true;
}

/*
 * tp_dealloc of every class that was made from Python or from a spec without one of its own: takes
 * down what the classes up to the first with another tp_dealloc added, and leaves the rest to that
 * one.
 */
void ambi_subtype_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self), *base = type;
  if (resurrected(type, self)) return;
  while (base->tp_dealloc == ambi_subtype_dealloc) base = base->tp_base;
  if (type->tp_weaklistoffset && !base->tp_weaklistoffset) PyObject_ClearWeakRefs(self);
  for (PyTypeObject *each = type; each != base; each = each->tp_base) {
    if (PyType_HasFeature(each, Py_TPFLAGS_HEAPTYPE)) clear_members(each, self);
  }
  if (type->tp_dictoffset && !base->tp_dictoffset) {
    PyObject **dict = _PyObject_GetDictPtr(self);
    if (dict) Py_CLEAR(*dict);
  }
  /* A heap base's tp_dealloc lets go of the type itself. */
  bool release_type = !PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE);
  base->tp_dealloc(self);
  if (release_type) Py_DECREF(type);
}

/* ---- __dict__ and __weakref__ of instances --------------------------------------------------- */

static PyObject *get_weakref(PyObject *self, void *closure AMBI_UNUSED) {
  Py_ssize_t offset = Py_TYPE(self)->tp_weaklistoffset;
  if (!offset) {
    PyErr_SetString(PyExc_AttributeError, "This object has no __weakref__");
    return NULL;
  }
  PyObject *first = *(PyObject **)((char *)self + offset);
  return AMBI_NEWREF(first ? first : Py_None);
}

#define DICT {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL}
#define WEAKREF {"__weakref__", get_weakref, NULL, NULL, NULL}
PyGetSetDef ambi_subtype_getset_dict[] = {DICT, {0}};
PyGetSetDef ambi_subtype_getset_weakref[] = {WEAKREF, {0}};
PyGetSetDef ambi_subtype_getset_both[] = {DICT, WEAKREF, {0}};

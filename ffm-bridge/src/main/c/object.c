/* How objects are made, counted and freed; the singletons None, NotImplemented and Ellipsis. */
#include "ambi.h"

int64_t ambi_live_count;

int64_t ambi_live_objects(void) { return ambi_live_count; }

AMBI_EXPORT void _Py_Dealloc(PyObject *o) {
  ambi_live_count--;
  Py_TYPE(o)->tp_dealloc(o);
}

AMBI_EXPORT void Py_IncRef(PyObject *o) { Py_XINCREF(o); }
AMBI_EXPORT void Py_DecRef(PyObject *o) { Py_XDECREF(o); }
AMBI_EXPORT PyObject *Py_NewRef(PyObject *o) { return AMBI_NEWREF(o); }
AMBI_EXPORT PyObject *Py_XNewRef(PyObject *o) { return AMBI_XNEWREF(o); }
AMBI_EXPORT int Py_Is(PyObject *a, PyObject *b) { return a == b; }
AMBI_EXPORT int Py_IsNone(PyObject *o) { return o == Py_None; }
AMBI_EXPORT int Py_IsTrue(PyObject *o) { return o == Py_True; }
AMBI_EXPORT int Py_IsFalse(PyObject *o) { return o == Py_False; }

AMBI_EXPORT PyObject *PyObject_Init(PyObject *o, PyTypeObject *type) {
  if (!o) return PyErr_NoMemory();
  o->ob_refcnt = 1;
  o->ob_type = type;
  if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) Py_INCREF(type);
  ambi_live_count++;
  return o;
}

AMBI_EXPORT PyVarObject *PyObject_InitVar(PyVarObject *o, PyTypeObject *type, Py_ssize_t size) {
  if (!PyObject_Init((PyObject *)o, type)) return NULL;
  o->ob_size = size;
  return o;
}

PyObject *ambi_object_alloc(PyTypeObject *type, Py_ssize_t nitems, bool zero) {
  size_t bytes, items;
  if (nitems < 0 || __builtin_mul_overflow((size_t)nitems, (size_t)type->tp_itemsize, &items) ||
      __builtin_add_overflow(items, (size_t)type->tp_basicsize + AMBI_GC_PREFIX + 8, &bytes) ||
      bytes > (size_t)PY_SSIZE_T_MAX) {
    return PyErr_NoMemory();
  }
  size_t prefix = PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) ? AMBI_GC_PREFIX : 0;
  bytes = ((bytes - AMBI_GC_PREFIX - 1) & ~(size_t)7) + prefix;
  char *memory = zero ? calloc(1, bytes) : malloc(bytes);
  if (!memory) return PyErr_NoMemory();
  PyObject *o = PyObject_Init((PyObject *)(memory + prefix), type);
  if (type->tp_itemsize) Py_SET_SIZE(o, nitems);
  return o;
}

AMBI_EXPORT PyObject *_PyObject_New(PyTypeObject *type) { return ambi_object_alloc(type, 0, false); }

AMBI_EXPORT PyVarObject *_PyObject_NewVar(PyTypeObject *type, Py_ssize_t nitems) {
  PyVarObject *o = (PyVarObject *)ambi_object_alloc(type, nitems, false);
  if (o) o->ob_size = nitems;
  return o;
}

AMBI_EXPORT PyObject *_PyObject_GC_New(PyTypeObject *type) { return ambi_object_alloc(type, 0, false); }

AMBI_EXPORT PyVarObject *_PyObject_GC_NewVar(PyTypeObject *type, Py_ssize_t nitems) {
  return _PyObject_NewVar(type, nitems);
}

AMBI_EXPORT void PyObject_GC_Del(void *o) {
  if (o) free((char *)o - AMBI_GC_PREFIX);
}

/* There is no cycle collector, so tracking has nothing to do. */
AMBI_EXPORT void PyObject_GC_Track(void *o) { (void)o; }
AMBI_EXPORT void PyObject_GC_UnTrack(void *o) { (void)o; }

/* malloc(0) may give NULL; CPython promises a distinct pointer. */
static size_t at_least_one(size_t size) { return size ? size : 1; }

static void *checked_malloc(size_t size) {
  return size > (size_t)PY_SSIZE_T_MAX ? NULL : malloc(at_least_one(size));
}

static void *checked_calloc(size_t n, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(n, size, &bytes) || bytes > (size_t)PY_SSIZE_T_MAX) return NULL;
  return bytes ? calloc(n, size) : calloc(1, 1);
}

static void *checked_realloc(void *p, size_t size) {
  return size > (size_t)PY_SSIZE_T_MAX ? NULL : realloc(p, at_least_one(size));
}

/* CPython has three domains of memory; here all three are the C library's. */
AMBI_EXPORT void *PyMem_Malloc(size_t size) { return checked_malloc(size); }
AMBI_EXPORT void *PyMem_Calloc(size_t n, size_t size) { return checked_calloc(n, size); }
AMBI_EXPORT void *PyMem_Realloc(void *p, size_t size) { return checked_realloc(p, size); }
AMBI_EXPORT void PyMem_Free(void *p) { free(p); }
AMBI_EXPORT void *PyMem_RawMalloc(size_t size) { return checked_malloc(size); }
AMBI_EXPORT void *PyMem_RawCalloc(size_t n, size_t size) { return checked_calloc(n, size); }
AMBI_EXPORT void *PyMem_RawRealloc(void *p, size_t size) { return checked_realloc(p, size); }
AMBI_EXPORT void PyMem_RawFree(void *p) { free(p); }
AMBI_EXPORT void *PyObject_Malloc(size_t size) { return checked_malloc(size); }
AMBI_EXPORT void *PyObject_Calloc(size_t n, size_t size) { return checked_calloc(n, size); }
AMBI_EXPORT void *PyObject_Realloc(void *p, size_t size) { return checked_realloc(p, size); }
AMBI_EXPORT void PyObject_Free(void *p) { free(p); }

/* ---- singletons ------------------------------------------------------------------------------ */

static PyObject *none_repr(PyObject *o AMBI_UNUSED) { return PyUnicode_FromString("None"); }
static PyObject *notimplemented_repr(PyObject *o AMBI_UNUSED) {
  return PyUnicode_FromString("NotImplemented");
}
static PyObject *ellipsis_repr(PyObject *o AMBI_UNUSED) { return PyUnicode_FromString("Ellipsis"); }
static int none_bool(PyObject *o AMBI_UNUSED) { return 0; }

/* A singleton whose count was driven to zero by a missing Py_INCREF stays, as in CPython 3.12. */
static void immortal_dealloc(PyObject *o) {
  ambi_live_count++;
  o->ob_refcnt = AMBI_IMMORTAL;
}

static PyObject *singleton_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  if (PyTuple_GET_SIZE(args) || (kwargs && PyDict_GET_SIZE(kwargs))) {
    return ambi_raise(PyExc_TypeError, "%s takes no arguments", type->tp_name);
  }
  return AMBI_NEWREF(type == &_PyNone_Type             ? Py_None
                     : type == &_PyNotImplemented_Type ? Py_NotImplemented
                                                       : Py_Ellipsis);
}

static PyNumberMethods none_as_number = {.nb_bool = none_bool};

AMBI_EXPORT PyTypeObject _PyNone_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "NoneType",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = immortal_dealloc,
    .tp_repr = none_repr,
    .tp_as_number = &none_as_number,
    .tp_new = singleton_new,
};

AMBI_EXPORT PyTypeObject _PyNotImplemented_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "NotImplementedType",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = immortal_dealloc,
    .tp_repr = notimplemented_repr,
    .tp_new = singleton_new,
};

AMBI_EXPORT PyTypeObject PyEllipsis_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "ellipsis",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = immortal_dealloc,
    .tp_repr = ellipsis_repr,
    .tp_new = singleton_new,
};

AMBI_EXPORT PyObject _Py_NoneStruct = PyObject_HEAD_INIT(&_PyNone_Type);
AMBI_EXPORT PyObject _Py_NotImplementedStruct = PyObject_HEAD_INIT(&_PyNotImplemented_Type);
AMBI_EXPORT PyObject _Py_EllipsisObject = PyObject_HEAD_INIT(&PyEllipsis_Type);

AMBI_EXPORT PyObject *ambi_make_immortal(PyObject *o) {
  if (!o) return NULL;
  if (Py_REFCNT(o) < AMBI_IMMORTAL / 2) ambi_live_count--;
  o->ob_refcnt = AMBI_IMMORTAL;
  return o;
}

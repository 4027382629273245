/*
 * What libambi's C files share: reference counting, type checks, the thread state, the error
 * helpers and the entry to Java. Everything here is called with the interpreter lock held, unless
 * it says otherwise.
 */
#ifndef AMBI_H
#define AMBI_H

#include "pyapi.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Put before the definition of every function and object that extensions may bind to. */
#define AMBI_EXPORT AMBI_API

#define AMBI_LIKELY(x) __builtin_expect(!!(x), 1)
#define AMBI_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define AMBI_UNUSED __attribute__((unused))

/* ---- references ---------------------------------------------------------------------------- */

#define Py_REFCNT(o) (((PyObject *)(o))->ob_refcnt)
#define Py_TYPE(o) (((PyObject *)(o))->ob_type)
#define Py_SIZE(o) (((PyVarObject *)(o))->ob_size)
#define Py_SET_TYPE(o, t) (((PyObject *)(o))->ob_type = (t))
#define Py_SET_SIZE(o, n) (((PyVarObject *)(o))->ob_size = (n))
#define Py_IS_TYPE(o, t) (Py_TYPE(o) == (t))

#define Py_None (&_Py_NoneStruct)
#define Py_NotImplemented (&_Py_NotImplementedStruct)
#define Py_Ellipsis (&_Py_EllipsisObject)
#define Py_True ((PyObject *)&_Py_TrueStruct)
#define Py_False ((PyObject *)&_Py_FalseStruct)

static inline void ambi_incref(PyObject *o) { o->ob_refcnt++; }

static inline void ambi_decref(PyObject *o) {
  if (--o->ob_refcnt == 0) _Py_Dealloc(o);
}

static inline void ambi_xincref(PyObject *o) {
  if (o) ambi_incref(o);
}

static inline void ambi_xdecref(PyObject *o) {
  if (o) ambi_decref(o);
}

static inline PyObject *ambi_newref(PyObject *o) {
  o->ob_refcnt++;
  return o;
}

static inline PyObject *ambi_xnewref(PyObject *o) {
  if (o) o->ob_refcnt++;
  return o;
}

#define Py_INCREF(o) ambi_incref((PyObject *)(o))
#define Py_DECREF(o) ambi_decref((PyObject *)(o))
#define Py_XINCREF(o) ambi_xincref((PyObject *)(o))
#define Py_XDECREF(o) ambi_xdecref((PyObject *)(o))
#define AMBI_NEWREF(o) ambi_newref((PyObject *)(o))
#define AMBI_XNEWREF(o) ambi_xnewref((PyObject *)(o))
#define Py_RETURN_NONE return AMBI_NEWREF(Py_None)
#define Py_RETURN_NOTIMPLEMENTED return AMBI_NEWREF(Py_NotImplemented)
#define Py_RETURN_TRUE return AMBI_NEWREF(Py_True)
#define Py_RETURN_FALSE return AMBI_NEWREF(Py_False)

/* Whether a is to b what a rich comparison asks for. */
#define AMBI_COMPARE(a, b, op)     \
  ((op) == Py_LT   ? (a) < (b)     \
   : (op) == Py_LE ? (a) <= (b)    \
   : (op) == Py_EQ ? (a) == (b)    \
   : (op) == Py_NE ? (a) != (b)    \
   : (op) == Py_GT ? (a) > (b)     \
                   : (a) >= (b))

#define Py_CLEAR(field)                        \
  do {                                         \
    PyObject *ambi_old = (PyObject *)(field);  \
    (field) = NULL;                            \
    Py_XDECREF(ambi_old);                      \
  } while (0)

#define Py_SETREF(field, value)               \
  do {                                        \
    PyObject *ambi_old = (PyObject *)(field); \
    (field) = (value);                        \
    Py_XDECREF(ambi_old);                     \
  } while (0)

/* A static object's head. Static objects are never freed and are not counted as live. */
#define AMBI_IMMORTAL ((Py_ssize_t)1 << 40)
#define PyObject_HEAD_INIT(type) {AMBI_IMMORTAL, (type)}
#define PyVarObject_HEAD_INIT(type, size) {PyObject_HEAD_INIT(type), (size)}

/* ---- type checks --------------------------------------------------------------------------- */

#define PyType_HasFeature(t, f) (((t)->tp_flags & (f)) != 0)
#define PyObject_TypeCheck(o, t) (Py_IS_TYPE(o, t) || PyType_IsSubtype(Py_TYPE(o), (t)))
#define AMBI_FAST_CHECK(o, flag) PyType_HasFeature(Py_TYPE(o), flag)
#define PyLong_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_LONG_SUBCLASS)
#define PyLong_CheckExact(o) Py_IS_TYPE(o, &PyLong_Type)
#define PyBool_Check(o) Py_IS_TYPE(o, &PyBool_Type)
#define PyFloat_Check(o) PyObject_TypeCheck(o, &PyFloat_Type)
#define PyFloat_CheckExact(o) Py_IS_TYPE(o, &PyFloat_Type)
#define PyComplex_Check(o) PyObject_TypeCheck(o, &PyComplex_Type)
#define PyComplex_CheckExact(o) Py_IS_TYPE(o, &PyComplex_Type)
#define PyUnicode_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(o) Py_IS_TYPE(o, &PyUnicode_Type)
#define PyBytes_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_BYTES_SUBCLASS)
#define PyBytes_CheckExact(o) Py_IS_TYPE(o, &PyBytes_Type)
#define PyByteArray_Check(o) PyObject_TypeCheck(o, &PyByteArray_Type)
#define PyTuple_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyTuple_CheckExact(o) Py_IS_TYPE(o, &PyTuple_Type)
#define PyList_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_LIST_SUBCLASS)
#define PyList_CheckExact(o) Py_IS_TYPE(o, &PyList_Type)
#define PyDict_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_DICT_SUBCLASS)
#define PyDict_CheckExact(o) Py_IS_TYPE(o, &PyDict_Type)
#define PyAnySet_Check(o) (PyObject_TypeCheck(o, &PySet_Type) || PyObject_TypeCheck(o, &PyFrozenSet_Type))
#define PySlice_Check(o) Py_IS_TYPE(o, &PySlice_Type)
#define PyType_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_TYPE_SUBCLASS)
#define PyCapsule_CheckExact(o) Py_IS_TYPE(o, &PyCapsule_Type)
#define PyModule_Check(o) PyObject_TypeCheck(o, &PyModule_Type)
#define PyCFunction_Check(o) PyObject_TypeCheck(o, &PyCFunction_Type)
#define PyExceptionClass_Check(o) \
  (PyType_Check(o) && PyType_HasFeature((PyTypeObject *)(o), Py_TPFLAGS_BASE_EXC_SUBCLASS))
#define PyExceptionInstance_Check(o) AMBI_FAST_CHECK(o, Py_TPFLAGS_BASE_EXC_SUBCLASS)

#define PyTuple_GET_SIZE(o) Py_SIZE(o)
#define PyTuple_GET_ITEM(o, i) (((PyTupleObject *)(o))->ob_item[i])
#define PyTuple_SET_ITEM(o, i, v) (((PyTupleObject *)(o))->ob_item[i] = (v))
#define PyList_GET_SIZE(o) Py_SIZE(o)
#define PyList_GET_ITEM(o, i) (((PyListObject *)(o))->ob_item[i])
#define PyList_SET_ITEM(o, i, v) (((PyListObject *)(o))->ob_item[i] = (v))
#define PyDict_GET_SIZE(o) (((PyDictObject *)(o))->ma_used)
#define PyFloat_AS_DOUBLE(o) (((PyFloatObject *)(o))->ob_fval)
#define PyBytes_AS_STRING(o) (((PyBytesObject *)(o))->ob_sval)
#define PyBytes_GET_SIZE(o) Py_SIZE(o)

/* PEP 393 strings. A string is always ready here; kind is the width in bytes of one code point. */
#define PyUnicode_GET_LENGTH(o) (((PyASCIIObject *)(o))->length)
#define PyUnicode_KIND(o) (((PyASCIIObject *)(o))->state.kind)
#define PyUnicode_IS_ASCII(o) (((PyASCIIObject *)(o))->state.ascii)
#define PyUnicode_IS_COMPACT(o) (((PyASCIIObject *)(o))->state.compact)
#define PyUnicode_DATA(o)                                                              \
  ((void *)(!PyUnicode_IS_COMPACT(o) ? ((PyUnicodeObject *)(o))->data.any              \
            : PyUnicode_IS_ASCII(o) ? (void *)((PyASCIIObject *)(o) + 1)               \
                                    : (void *)((PyCompactUnicodeObject *)(o) + 1)))
static inline Py_UCS4 ambi_unicode_read(unsigned kind, const void *data, Py_ssize_t i) {
  return kind == 1 ? ((const Py_UCS1 *)data)[i] : kind == 2 ? ((const Py_UCS2 *)data)[i] : ((const Py_UCS4 *)data)[i];
}

/* ---- memory (object.c) --------------------------------------------------------------------- */

/*
 * How objects are made and freed. An object is counted as live from PyObject_Init (which every
 * allocator here calls) to _Py_Dealloc. Types with Py_TPFLAGS_HAVE_GC get AMBI_GC_PREFIX bytes before the
 * object, as in CPython, and are freed with PyObject_GC_Del; all others with PyObject_Free. A type of
 * our own takes its memory from _PyObject_New / _PyObject_NewVar / PyType_GenericAlloc (its subtypes may have HAVE_GC: tp_free decides).
 * There is no cycle collector: GC_Track and GC_UnTrack do nothing.
 */
#define AMBI_GC_PREFIX 16
#define PyObject_New(T, type) ((T *)_PyObject_New(type))
#define PyObject_NewVar(T, type, n) ((T *)_PyObject_NewVar((type), (n)))
#define PyObject_Del PyObject_Free

/* Memory for one object of `type` with `nitems` items, initialised by PyObject_Init (and ob_size set where
   the type has items); all else zero when `zero`. NULL with MemoryError. */
PyObject *ambi_object_alloc(PyTypeObject *type, Py_ssize_t nitems, bool zero);

/* The object stays for the rest of the process and is not counted as live; for what is cached by value. */
AMBI_API PyObject *ambi_make_immortal(PyObject *o);

/* Objects now alive, static ones not counted. Changed under the lock only. */
extern int64_t ambi_live_count;
AMBI_API int64_t ambi_live_objects(void);

/* For type-specific free lists: count an object that is taken from, or given to, a free list.
   _Py_Dealloc has already counted the death when tp_dealloc runs; call this when reviving one. */
static inline void ambi_count_revived(void) { ambi_live_count++; }

/* ---- thread state and lock (gil.c) --------------------------------------------------------- */

typedef struct {
  PyThreadState py;   /* must be first: extensions see this part */
  int64_t context;    /* which Java call context (host and ABI) the running call belongs to */
  int depth;          /* of nested locks by PyGILState_Ensure */
} ambi_tstate;

/* The calling thread's state; made on first use. Does not need the lock. */
ambi_tstate *ambi_thread(void);

/* ---- the way to Java (upcall.c) -------------------------------------------------------------- */

/*
 * Calls the Java implementation of function `fn`. `argv` has one 64-bit word for each argument
 * (integers sign-extended, pointers, doubles as their bits). When Java throws, the Python error indicator is set and
 * the error value of the function (NULL, -1, ...) comes back. `abi` is 1 or 2 for a slot of that NumPy table, 0 for a Python symbol.
 */
int64_t ambi_upcall(int32_t fn, int32_t abi, const int64_t *argv);

/* ---- errors (errors.c) ------------------------------------------------------------------------ */

/* PyErr_Format that returns NULL; usable as `return ambi_raise(PyExc_TypeError, "...")`. */
#define ambi_raise PyErr_Format

/* Sets SystemError when an API function gets an argument of the wrong type. */
#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)

/* ---- shared between the object files ------------------------------------------------------------ */

/* Borrowed reference to the attribute `name` on the type's MRO, or NULL without an error. */
PyObject *_PyType_Lookup(PyTypeObject *type, PyObject *name);

/* Borrowed, interned, immortal strings for names the runtime itself uses: AMBI_ID("__name__"). The macro caches per call site. */
#define AMBI_ID(text)                                                           \
  (__extension__({                                                              \
    static PyObject *ambi_id;                                                   \
    if (AMBI_UNLIKELY(!ambi_id)) ambi_id = ambi_make_immortal(PyUnicode_InternFromString(text));    \
    ambi_id;                                                                    \
  }))

/*
 * Start-up. ambi_init (entry.c) calls these in this order, once, under the lock: readying the static types
 * with PyType_Ready. Each returns 0, or -1 with an error set.
 */
int ambi_init_types(void);      /* typeobject.c: type, object, descriptors, functions, methods, ... */
int ambi_init_values(void);     /* longobject.c ...: int, bool, float, complex, str, bytes, bytearray */
int ambi_init_containers(void); /* tuple, list, dict, set, slice, range, iterators, capsule */
int ambi_init_exceptions(void); /* exceptions.c: the whole hierarchy */
int ambi_init_modules(void);    /* moduleobject.c */
int ambi_init_numpy(void);      /* numpy_types.c */

#endif

/*
 * What an extension for CPython 3.11 includes in place of Python.h: the layouts, the functions that extensions use, and
 * here the macros. It is not all of Python.h, but what arrays and kernels are reached with.
 *
 * A binary compiled with it loads into CPython 3.11 and into Ambi. Another CPython needs its own headers: what the macros
 * read has other places there. Where the real Python.h was included before, this file is empty.
 */
#ifndef AMBI_CPYTHON_H
#define AMBI_CPYTHON_H

#include <string.h>

#include "cpython_api.h"
#include "cpython_layouts.h"
#include "cpython_slots.h"

#ifndef Py_PYTHON_H

#ifdef __cplusplus
extern "C" {
#endif

#define PY_VERSION_HEX 0x030B0000 /* 3.11 */
#define PYTHON_API_VERSION 1013

#if defined(_WIN32)
#define AMBI_PY_EXPORT __declspec(dllexport)
#else
#define AMBI_PY_EXPORT __attribute__((visibility("default")))
#endif

/* Stands before PyInit_NAME. */
#ifdef __cplusplus
#define PyMODINIT_FUNC extern "C" AMBI_PY_EXPORT PyObject *
#else
#define PyMODINIT_FUNC AMBI_PY_EXPORT PyObject *
#endif

#if defined(__GNUC__)
#define Py_UNUSED(name) _unused_##name __attribute__((unused))
#else
#define Py_UNUSED(name) _unused_##name
#endif

#define _PyObject_CAST(o) ((PyObject *)(void *)(o))
#define _PyVarObject_CAST(o) ((PyVarObject *)(void *)(o))

/* Objects, and static ones in C. */
#define PyObject_HEAD PyObject ob_base;
#define PyObject_VAR_HEAD PyVarObject ob_base;
#define PyObject_HEAD_INIT(type) {1, type},
#define PyVarObject_HEAD_INIT(type, size) {PyObject_HEAD_INIT(type) size},
#define PyModuleDef_HEAD_INIT {PyObject_HEAD_INIT(NULL) NULL, 0, NULL}

#define Py_REFCNT(o) (_PyObject_CAST(o)->ob_refcnt)
#define Py_TYPE(o) (_PyObject_CAST(o)->ob_type)
#define Py_SIZE(o) (_PyVarObject_CAST(o)->ob_size)
#define Py_SET_REFCNT(o, n) (_PyObject_CAST(o)->ob_refcnt = (n))
#define Py_SET_TYPE(o, t) (_PyObject_CAST(o)->ob_type = (t))
#define Py_SET_SIZE(o, n) (_PyVarObject_CAST(o)->ob_size = (n))
#define Py_IS_TYPE(o, t) (Py_TYPE(o) == (t))
#define Py_Is(x, y) ((x) == (y))

/* References. A function that says "new" gives one that the caller has to release, "borrowed" one that it must not. */
static inline void ambi_py_incref(PyObject *o) {
  o->ob_refcnt++;
}

static inline void ambi_py_decref(PyObject *o) {
  if (--o->ob_refcnt == 0) {
    _Py_Dealloc(o);
  }
}

static inline void ambi_py_xincref(PyObject *o) {
  if (o != NULL) {
    ambi_py_incref(o);
  }
}

static inline void ambi_py_xdecref(PyObject *o) {
  if (o != NULL) {
    ambi_py_decref(o);
  }
}

static inline PyObject *ambi_py_newref(PyObject *o) {
  ambi_py_incref(o);
  return o;
}

static inline PyObject *ambi_py_xnewref(PyObject *o) {
  ambi_py_xincref(o);
  return o;
}

#define Py_INCREF(o) ambi_py_incref(_PyObject_CAST(o))
#define Py_DECREF(o) ambi_py_decref(_PyObject_CAST(o))
#define Py_XINCREF(o) ambi_py_xincref(_PyObject_CAST(o))
#define Py_XDECREF(o) ambi_py_xdecref(_PyObject_CAST(o))
#define Py_NewRef(o) ambi_py_newref(_PyObject_CAST(o))
#define Py_XNewRef(o) ambi_py_xnewref(_PyObject_CAST(o))

/* The field is empty before the object goes, since its deallocator may look. */
#define Py_CLEAR(field)                            \
  do {                                             \
    PyObject *ambi_old = _PyObject_CAST(field);    \
    if (ambi_old != NULL) {                        \
      (field) = NULL;                              \
      ambi_py_decref(ambi_old);                    \
    }                                              \
  } while (0)

/* The new object takes the reference over, and the old one is released. */
#define Py_SETREF(field, object)                   \
  do {                                             \
    PyObject *ambi_old = _PyObject_CAST(field);    \
    (field) = (object);                            \
    ambi_py_decref(ambi_old);                      \
  } while (0)
#define Py_XSETREF(field, object)                  \
  do {                                             \
    PyObject *ambi_old = _PyObject_CAST(field);    \
    (field) = (object);                            \
    ambi_py_xdecref(ambi_old);                     \
  } while (0)

/* For tp_traverse. */
#define Py_VISIT(o)                                      \
  do {                                                   \
    if (o) {                                             \
      int ambi_visited = visit(_PyObject_CAST(o), arg);  \
      if (ambi_visited) {                                \
        return ambi_visited;                             \
      }                                                  \
    }                                                    \
  } while (0)

#define Py_None (&_Py_NoneStruct)
#define Py_NotImplemented (&_Py_NotImplementedStruct)
#define Py_Ellipsis (&_Py_EllipsisObject)
#define Py_True _PyObject_CAST(&_Py_TrueStruct)
#define Py_False _PyObject_CAST(&_Py_FalseStruct)
#define Py_RETURN_NONE return Py_NewRef(Py_None)
#define Py_RETURN_NOTIMPLEMENTED return Py_NewRef(Py_NotImplemented)
#define Py_RETURN_TRUE return Py_NewRef(Py_True)
#define Py_RETURN_FALSE return Py_NewRef(Py_False)
#define Py_RETURN_RICHCOMPARE(a, b, op)                                                          \
  do {                                                                                           \
    int ambi_result = (op) == Py_EQ ? (a) == (b) : (op) == Py_NE ? (a) != (b) : (op) == Py_LT ? (a) < (b) \
                      : (op) == Py_GT ? (a) > (b) : (op) == Py_LE ? (a) <= (b) : (a) >= (b);     \
    return Py_NewRef(ambi_result ? Py_True : Py_False);                                          \
  } while (0)
#define Py_IsNone(o) ((o) == Py_None)
#define Py_IsTrue(o) ((o) == Py_True)
#define Py_IsFalse(o) ((o) == Py_False)

/* Types */
#define PyType_HasFeature(type, flag) (((type)->tp_flags & (flag)) != 0)
#define PyType_FastSubclass(type, flag) PyType_HasFeature(type, flag)
#define PyObject_TypeCheck(o, type) (Py_IS_TYPE(o, type) || PyType_IsSubtype(Py_TYPE(o), type))
#define PyType_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_TYPE_SUBCLASS)
#define PyLong_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_LONG_SUBCLASS)
#define PyLong_CheckExact(o) Py_IS_TYPE(o, &PyLong_Type)
#define PyBool_Check(o) Py_IS_TYPE(o, &PyBool_Type)
#define PyFloat_Check(o) PyObject_TypeCheck(o, &PyFloat_Type)
#define PyFloat_CheckExact(o) Py_IS_TYPE(o, &PyFloat_Type)
#define PyComplex_Check(o) PyObject_TypeCheck(o, &PyComplex_Type)
#define PyComplex_CheckExact(o) Py_IS_TYPE(o, &PyComplex_Type)
#define PyUnicode_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(o) Py_IS_TYPE(o, &PyUnicode_Type)
#define PyBytes_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_BYTES_SUBCLASS)
#define PyBytes_CheckExact(o) Py_IS_TYPE(o, &PyBytes_Type)
#define PyByteArray_Check(o) PyObject_TypeCheck(o, &PyByteArray_Type)
#define PyTuple_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyTuple_CheckExact(o) Py_IS_TYPE(o, &PyTuple_Type)
#define PyList_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_LIST_SUBCLASS)
#define PyList_CheckExact(o) Py_IS_TYPE(o, &PyList_Type)
#define PyDict_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_DICT_SUBCLASS)
#define PyDict_CheckExact(o) Py_IS_TYPE(o, &PyDict_Type)
#define PySet_Check(o) PyObject_TypeCheck(o, &PySet_Type)
#define PyFrozenSet_Check(o) PyObject_TypeCheck(o, &PyFrozenSet_Type)
#define PyAnySet_Check(o) (PySet_Check(o) || PyFrozenSet_Check(o))
#define PySlice_Check(o) Py_IS_TYPE(o, &PySlice_Type)
#define PyCapsule_CheckExact(o) Py_IS_TYPE(o, &PyCapsule_Type)
#define PyModule_Check(o) PyObject_TypeCheck(o, &PyModule_Type)
#define PyCFunction_Check(o) PyObject_TypeCheck(o, &PyCFunction_Type)
#define PyCFunction_CheckExact(o) Py_IS_TYPE(o, &PyCFunction_Type)
#define PyExceptionInstance_Check(o) PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_BASE_EXC_SUBCLASS)

/* What is read without a call, and without a check. */
#define PyTuple_GET_SIZE(o) Py_SIZE(o)
#define PyTuple_GET_ITEM(o, i) (((PyTupleObject *)(void *)(o))->ob_item[i])
#define PyTuple_SET_ITEM(o, i, item) ((void)(PyTuple_GET_ITEM(o, i) = (item)))
#define PyList_GET_SIZE(o) Py_SIZE(o)
#define PyList_GET_ITEM(o, i) (((PyListObject *)(void *)(o))->ob_item[i])
#define PyList_SET_ITEM(o, i, item) ((void)(PyList_GET_ITEM(o, i) = (item)))
#define PyDict_GET_SIZE(o) (((PyDictObject *)(void *)(o))->ma_used)
#define PyFloat_AS_DOUBLE(o) (((PyFloatObject *)(void *)(o))->ob_fval)
#define PyBytes_GET_SIZE(o) Py_SIZE(o)
#define PyBytes_AS_STRING(o) (((PyBytesObject *)(void *)(o))->ob_sval)
#define PyUnicode_GET_LENGTH(o) (((PyASCIIObject *)(void *)(o))->length)

/* Text: the characters are of 1, 2 or 4 bytes, as PyUnicode_KIND says, behind the struct or where `data` points. */
#define PyUnicode_1BYTE_KIND 1
#define PyUnicode_2BYTE_KIND 2
#define PyUnicode_4BYTE_KIND 4
#define PyUnicode_READY(o) ((void)(o), 0)
#define PyUnicode_KIND(o) (((PyASCIIObject *)(void *)(o))->state.kind)
#define PyUnicode_IS_ASCII(o) (((PyASCIIObject *)(void *)(o))->state.ascii)
#define PyUnicode_IS_COMPACT(o) (((PyASCIIObject *)(void *)(o))->state.compact)

static inline void *PyUnicode_DATA(PyObject *o) {
  PyASCIIObject *text = (PyASCIIObject *)(void *)o;
  if (!text->state.compact) {
    return ((PyUnicodeObject *)(void *)o)->data.any;
  }
  return text->state.ascii ? (void *)(text + 1) : (void *)((PyCompactUnicodeObject *)(void *)o + 1);
}

static inline Py_UCS4 ambi_py_read(int kind, const void *data, Py_ssize_t i) {
  return kind == 1 ? ((const Py_UCS1 *)data)[i] : kind == 2 ? ((const Py_UCS2 *)data)[i] : ((const Py_UCS4 *)data)[i];
}
#define PyUnicode_READ(kind, data, i) ambi_py_read((int)(kind), data, i)
#define PyUnicode_READ_CHAR(o, i) ambi_py_read((int)PyUnicode_KIND(o), PyUnicode_DATA(_PyObject_CAST(o)), i)

#define PySequence_Fast_GET_SIZE(o) Py_SIZE(o)
#define PySequence_Fast_ITEMS(o) (PyList_Check(o) ? ((PyListObject *)(void *)(o))->ob_item : ((PyTupleObject *)(void *)(o))->ob_item)
#define PySequence_Fast_GET_ITEM(o, i) (PySequence_Fast_ITEMS(o)[i])
#define PyVectorcall_NARGS(n) ((Py_ssize_t)((size_t)(n) & ~PY_VECTORCALL_ARGUMENTS_OFFSET))
#define PY_VECTORCALL_ARGUMENTS_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))
#define PyExceptionClass_Check(o) (PyType_Check(o) && PyType_HasFeature((PyTypeObject *)(void *)(o), Py_TPFLAGS_BASE_EXC_SUBCLASS))

#define PyObject_DelAttr(o, name) PyObject_SetAttr(o, name, NULL)
#define PyObject_DelAttrString(o, name) PyObject_SetAttrString(o, name, NULL)
#define Py_PRINT_RAW 1
#define Py_ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* PyThread_acquire_lock */
#define WAIT_LOCK 1
#define NOWAIT_LOCK 0

/* Memory and instances */
#define PyMem_New(type, n) ((type *)PyMem_Malloc((size_t)(n) * sizeof(type)))
#define PyMem_Del PyMem_Free
#define PyObject_New(type, typeobj) ((type *)(void *)_PyObject_New(typeobj))
#define PyObject_NewVar(type, typeobj, n) ((type *)(void *)_PyObject_NewVar(typeobj, n))
#define PyObject_GC_New(type, typeobj) ((type *)(void *)_PyObject_GC_New(typeobj))
#define PyObject_Del PyObject_Free
#define PyObject_INIT(o, typeobj) PyObject_Init(_PyObject_CAST(o), typeobj)

/* Modules */
#define PyModule_Create(definition) PyModule_Create2(definition, PYTHON_API_VERSION)
#define PyModule_FromDefAndSpec(definition, spec) PyModule_FromDefAndSpec2(definition, spec, PYTHON_API_VERSION)

/* Lengths in formats ("s#", "y#") are Py_ssize_t, as with PY_SSIZE_T_CLEAN. */
#define PyArg_Parse _PyArg_Parse_SizeT
#define PyArg_ParseTuple _PyArg_ParseTuple_SizeT
#define PyArg_ParseTupleAndKeywords _PyArg_ParseTupleAndKeywords_SizeT
#define PyArg_VaParse _PyArg_VaParse_SizeT
#define PyArg_VaParseTupleAndKeywords _PyArg_VaParseTupleAndKeywords_SizeT
#define Py_BuildValue _Py_BuildValue_SizeT
#define Py_VaBuildValue _Py_VaBuildValue_SizeT
#define PyObject_CallFunction _PyObject_CallFunction_SizeT
#define PyObject_CallMethod _PyObject_CallMethod_SizeT

/* Other threads run Python between these two; this one must not touch an object. */
#define Py_BEGIN_ALLOW_THREADS \
  {                            \
    PyThreadState *_save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS   \
    PyEval_RestoreThread(_save); \
  }
#define Py_BLOCK_THREADS PyEval_RestoreThread(_save);
#define Py_UNBLOCK_THREADS _save = PyEval_SaveThread();

/* PyObject_GetBuffer */
#define PyBUF_MAX_NDIM 64
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_CONTIG (PyBUF_ND | PyBUF_WRITABLE)
#define PyBUF_CONTIG_RO (PyBUF_ND)
#define PyBUF_STRIDED (PyBUF_STRIDES | PyBUF_WRITABLE)
#define PyBUF_STRIDED_RO (PyBUF_STRIDES)
#define PyBUF_RECORDS (PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_RECORDS_RO (PyBUF_STRIDES | PyBUF_FORMAT)
#define PyBUF_FULL (PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)

#ifdef __cplusplus
}
#endif

#endif

#endif

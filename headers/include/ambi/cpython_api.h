/*
 * The functions and data of CPython 3.11 that extensions import. Written by a generator from the project's facts and
 * from libambi's own prototypes: what is declared here is in CPython 3.11 and in Ambi.
 *
 * Where the real Python.h was included before, this file is empty.
 */
#ifndef AMBI_CPYTHON_API_H
#define AMBI_CPYTHON_API_H

#include <stdarg.h>
#include <stdio.h>

#include "cpython_layouts.h"

#ifndef Py_PYTHON_H

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
typedef enum { PYGEN_RETURN = 0, PYGEN_ERROR = -1, PYGEN_NEXT = 1 } PySendResult;
typedef void *PyThread_type_lock;
typedef struct {
  int _is_initialized;
  unsigned int _key;
} Py_tss_t;
typedef struct PyCodeObject PyCodeObject;
typedef struct _frame PyFrameObject;
typedef struct PyCompilerFlags PyCompilerFlags;
typedef void (*PyCapsule_Destructor)(PyObject *);
struct wrapperbase;

/* PyArg */
int PyArg_Parse(PyObject *, const char *, ...);
int PyArg_ParseTuple(PyObject *, const char *, ...);
int PyArg_ParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, ...);
int PyArg_UnpackTuple(PyObject *, const char *, Py_ssize_t, Py_ssize_t, ...);
int PyArg_VaParse(PyObject *, const char *, va_list);
int PyArg_VaParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, va_list);
int PyArg_ValidateKeywordArguments(PyObject *);

/* PyBool */
PyObject *PyBool_FromLong(long);

/* PyBuffer */
void PyBuffer_FillContiguousStrides(int ndims, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize,
    char fort);
int PyBuffer_FillInfo(Py_buffer *view, PyObject *o, void *buf, Py_ssize_t len, int readonly, int flags);
int PyBuffer_FromContiguous(const Py_buffer *view, const void *buf, Py_ssize_t len, char order);
void *PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices);
int PyBuffer_IsContiguous(const Py_buffer *view, char fort);
void PyBuffer_Release(Py_buffer *view);
Py_ssize_t PyBuffer_SizeFromFormat(const char *format);
int PyBuffer_ToContiguous(void *buf, const Py_buffer *view, Py_ssize_t len, char order);

/* PyByteArray */
char *PyByteArray_AsString(PyObject *);
PyObject *PyByteArray_Concat(PyObject *, PyObject *);
PyObject *PyByteArray_FromObject(PyObject *);
PyObject *PyByteArray_FromStringAndSize(const char *, Py_ssize_t);
int PyByteArray_Resize(PyObject *, Py_ssize_t);
Py_ssize_t PyByteArray_Size(PyObject *);

/* PyBytes */
char *PyBytes_AsString(PyObject *);
int PyBytes_AsStringAndSize(PyObject *obj, char **s, Py_ssize_t *len);
void PyBytes_Concat(PyObject **, PyObject *);
void PyBytes_ConcatAndDel(PyObject **, PyObject *);
PyObject *PyBytes_FromFormat(const char *, ...);
PyObject *PyBytes_FromFormatV(const char *, va_list);
PyObject *PyBytes_FromObject(PyObject *);
PyObject *PyBytes_FromString(const char *);
PyObject *PyBytes_FromStringAndSize(const char *, Py_ssize_t);
PyObject *PyBytes_Repr(PyObject *, int);
Py_ssize_t PyBytes_Size(PyObject *);

/* PyCFunction */
PyObject *PyCFunction_Call(PyObject *, PyObject *, PyObject *);
int PyCFunction_GetFlags(PyObject *);
PyCFunction PyCFunction_GetFunction(PyObject *);
PyObject *PyCFunction_GetSelf(PyObject *);
PyObject *PyCFunction_New(PyMethodDef *, PyObject *);
PyObject *PyCFunction_NewEx(PyMethodDef *, PyObject *, PyObject *);

/* PyCMethod */
PyObject *PyCMethod_New(PyMethodDef *, PyObject *, PyObject *, PyTypeObject *);

/* PyCallIter */
PyObject *PyCallIter_New(PyObject *, PyObject *);

/* PyCallable */
int PyCallable_Check(PyObject *);

/* PyCapsule */
void *PyCapsule_GetContext(PyObject *capsule);
PyCapsule_Destructor PyCapsule_GetDestructor(PyObject *capsule);
const char *PyCapsule_GetName(PyObject *capsule);
void *PyCapsule_GetPointer(PyObject *capsule, const char *name);
void *PyCapsule_Import(const char *name, int no_block);
int PyCapsule_IsValid(PyObject *capsule, const char *name);
PyObject *PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destructor);
int PyCapsule_SetContext(PyObject *capsule, void *context);
int PyCapsule_SetDestructor(PyObject *capsule, PyCapsule_Destructor destructor);
int PyCapsule_SetName(PyObject *capsule, const char *name);
int PyCapsule_SetPointer(PyObject *capsule, void *pointer);

/* PyCell */
PyObject *PyCell_New(PyObject *);

/* PyClassMethod */
PyObject *PyClassMethod_New(PyObject *);

/* PyCode */
PyCodeObject *PyCode_NewEmpty(const char *filename, const char *funcname, int firstlineno);
PyCodeObject *PyCode_NewWithPosOnlyArgs(int, int, int, int, int, int, PyObject *, PyObject *, PyObject *,
    PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, int, PyObject *, PyObject *);

/* PyComplex */
Py_complex PyComplex_AsCComplex(PyObject *op);
PyObject *PyComplex_FromCComplex(Py_complex);
PyObject *PyComplex_FromDoubles(double real, double imag);
double PyComplex_ImagAsDouble(PyObject *op);
double PyComplex_RealAsDouble(PyObject *op);

/* PyDescr */
int PyDescr_IsData(PyObject *);
PyObject *PyDescr_NewClassMethod(PyTypeObject *, PyMethodDef *);
PyObject *PyDescr_NewGetSet(PyTypeObject *, PyGetSetDef *);
PyObject *PyDescr_NewMember(PyTypeObject *, PyMemberDef *);
PyObject *PyDescr_NewMethod(PyTypeObject *, PyMethodDef *);
PyObject *PyDescr_NewWrapper(PyTypeObject *, struct wrapperbase *, void *);

/* PyDictProxy */
PyObject *PyDictProxy_New(PyObject *);

/* PyDict */
void PyDict_Clear(PyObject *mp);
int PyDict_Contains(PyObject *mp, PyObject *key);
PyObject *PyDict_Copy(PyObject *mp);
int PyDict_DelItem(PyObject *mp, PyObject *key);
int PyDict_DelItemString(PyObject *dp, const char *key);
PyObject *PyDict_GetItem(PyObject *mp, PyObject *key);
PyObject *PyDict_GetItemString(PyObject *dp, const char *key);
PyObject *PyDict_GetItemWithError(PyObject *mp, PyObject *key);
PyObject *PyDict_Items(PyObject *mp);
PyObject *PyDict_Keys(PyObject *mp);
int PyDict_Merge(PyObject *mp, PyObject *other, int override);
int PyDict_MergeFromSeq2(PyObject *d, PyObject *seq2, int override);
PyObject *PyDict_New(void);
int PyDict_Next(PyObject *mp, Py_ssize_t *pos, PyObject **key, PyObject **value);
PyObject *PyDict_SetDefault(PyObject *mp, PyObject *key, PyObject *defaultobj);
int PyDict_SetItem(PyObject *mp, PyObject *key, PyObject *item);
int PyDict_SetItemString(PyObject *dp, const char *key, PyObject *item);
Py_ssize_t PyDict_Size(PyObject *mp);
int PyDict_Update(PyObject *mp, PyObject *other);
PyObject *PyDict_Values(PyObject *mp);

/* PyErr */
int PyErr_BadArgument(void);
void PyErr_BadInternalCall(void);
int PyErr_CheckSignals(void);
void PyErr_Clear(void);
int PyErr_ExceptionMatches(PyObject *);
void PyErr_Fetch(PyObject **, PyObject **, PyObject **);
PyObject *PyErr_Format(PyObject *exception, const char *format, ...);
PyObject *PyErr_FormatV(PyObject *exception, const char *format, va_list vargs);
void PyErr_GetExcInfo(PyObject **, PyObject **, PyObject **);
PyObject *PyErr_GetHandledException(void);
int PyErr_GivenExceptionMatches(PyObject *, PyObject *);
PyObject *PyErr_NewException(const char *name, PyObject *base, PyObject *dict);
PyObject *PyErr_NewExceptionWithDoc(const char *name, const char *doc, PyObject *base, PyObject *dict);
PyObject *PyErr_NoMemory(void);
void PyErr_NormalizeException(PyObject **, PyObject **, PyObject **);
PyObject *PyErr_Occurred(void);
void PyErr_Print(void);
void PyErr_PrintEx(int);
void PyErr_Restore(PyObject *, PyObject *, PyObject *);
void PyErr_SetExcInfo(PyObject *, PyObject *, PyObject *);
PyObject *PyErr_SetFromErrno(PyObject *);
void PyErr_SetHandledException(PyObject *);
PyObject *PyErr_SetImportError(PyObject *, PyObject *, PyObject *);
void PyErr_SetNone(PyObject *);
void PyErr_SetObject(PyObject *, PyObject *);
void PyErr_SetString(PyObject *exception, const char *string);
int PyErr_WarnEx(PyObject *category, const char *message, Py_ssize_t stack_level);
int PyErr_WarnExplicit(PyObject *category, const char *message, const char *filename, int lineno,
    const char *module, PyObject *registry);
int PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...);
void PyErr_WriteUnraisable(PyObject *);

/* PyEval */
void PyEval_AcquireThread(PyThreadState *tstate);
PyObject *PyEval_CallFunction(PyObject *callable, const char *format, ...);
PyObject *PyEval_CallMethod(PyObject *obj, const char *name, const char *format, ...);
PyObject *PyEval_CallObjectWithKeywords(PyObject *callable, PyObject *args, PyObject *kwargs);
PyObject *PyEval_GetBuiltins(void);
PyFrameObject *PyEval_GetFrame(void);
PyObject *PyEval_GetGlobals(void);
PyObject *PyEval_GetLocals(void);
void PyEval_InitThreads(void);
void PyEval_ReleaseThread(PyThreadState *tstate);
void PyEval_RestoreThread(PyThreadState *);
PyThreadState *PyEval_SaveThread(void);
int PyEval_ThreadsInitialized(void);

/* PyExceptionClass */
const char *PyExceptionClass_Name(PyObject *);

/* PyException */
PyObject *PyException_GetCause(PyObject *);
PyObject *PyException_GetContext(PyObject *);
PyObject *PyException_GetTraceback(PyObject *);
void PyException_SetCause(PyObject *, PyObject *);
void PyException_SetContext(PyObject *, PyObject *);
int PyException_SetTraceback(PyObject *, PyObject *);

/* PyFloat */
double PyFloat_AsDouble(PyObject *);
PyObject *PyFloat_FromDouble(double);
PyObject *PyFloat_FromString(PyObject *);
PyObject *PyFloat_GetInfo(void);
double PyFloat_GetMax(void);
double PyFloat_GetMin(void);

/* PyFrame */
PyFrameObject *PyFrame_GetBack(PyFrameObject *frame);
PyCodeObject *PyFrame_GetCode(PyFrameObject *frame);
int PyFrame_GetLineNumber(PyFrameObject *);
PyFrameObject *PyFrame_New(PyThreadState *, PyCodeObject *, PyObject *, PyObject *);

/* PyFrozenSet */
PyObject *PyFrozenSet_New(PyObject *);

/* PyGC */
Py_ssize_t PyGC_Collect(void);
int PyGC_Disable(void);
int PyGC_Enable(void);
int PyGC_IsEnabled(void);

/* PyGILState */
int PyGILState_Check(void);
PyGILState_STATE PyGILState_Ensure(void);
PyThreadState *PyGILState_GetThisThreadState(void);
void PyGILState_Release(PyGILState_STATE);

/* PyImport */
PyObject *PyImport_AddModule(const char *name);
PyObject *PyImport_AddModuleObject(PyObject *name);
PyObject *PyImport_GetModule(PyObject *name);
PyObject *PyImport_GetModuleDict(void);
PyObject *PyImport_Import(PyObject *name);
PyObject *PyImport_ImportModule(const char *name);
PyObject *PyImport_ImportModuleLevel(const char *name, PyObject *globals, PyObject *locals, PyObject *fromlist,
    int level);
PyObject *PyImport_ImportModuleLevelObject(PyObject *name, PyObject *globals, PyObject *locals,
    PyObject *fromlist, int level);
PyObject *PyImport_ImportModuleNoBlock(const char *name);
PyObject *PyImport_ReloadModule(PyObject *m);

/* PyIndex */
int PyIndex_Check(PyObject *);

/* PyInstanceMethod */
PyObject *PyInstanceMethod_New(PyObject *);

/* PyInterpreterState */
PyInterpreterState *PyInterpreterState_Get(void);
PyObject *PyInterpreterState_GetDict(PyInterpreterState *);
int64_t PyInterpreterState_GetID(PyInterpreterState *);
PyInterpreterState *PyInterpreterState_Main(void);

/* PyIter */
int PyIter_Check(PyObject *);
PyObject *PyIter_Next(PyObject *);
PySendResult PyIter_Send(PyObject *, PyObject *, PyObject **);

/* PyList */
int PyList_Append(PyObject *, PyObject *);
PyObject *PyList_AsTuple(PyObject *);
PyObject *PyList_GetItem(PyObject *, Py_ssize_t);
PyObject *PyList_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
int PyList_Insert(PyObject *, Py_ssize_t, PyObject *);
PyObject *PyList_New(Py_ssize_t size);
int PyList_Reverse(PyObject *);
int PyList_SetItem(PyObject *, Py_ssize_t, PyObject *);
int PyList_SetSlice(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
Py_ssize_t PyList_Size(PyObject *);
int PyList_Sort(PyObject *);

/* PyLong */
double PyLong_AsDouble(PyObject *);
long PyLong_AsLong(PyObject *);
long PyLong_AsLongAndOverflow(PyObject *, int *);
long long PyLong_AsLongLong(PyObject *);
long long PyLong_AsLongLongAndOverflow(PyObject *, int *);
size_t PyLong_AsSize_t(PyObject *);
Py_ssize_t PyLong_AsSsize_t(PyObject *);
unsigned long PyLong_AsUnsignedLong(PyObject *);
unsigned long long PyLong_AsUnsignedLongLong(PyObject *);
unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *);
unsigned long PyLong_AsUnsignedLongMask(PyObject *);
void *PyLong_AsVoidPtr(PyObject *);
PyObject *PyLong_FromDouble(double);
PyObject *PyLong_FromLong(long);
PyObject *PyLong_FromLongLong(long long);
PyObject *PyLong_FromSize_t(size_t);
PyObject *PyLong_FromSsize_t(Py_ssize_t);
PyObject *PyLong_FromString(const char *, char **, int);
PyObject *PyLong_FromUnicodeObject(PyObject *u, int base);
PyObject *PyLong_FromUnsignedLong(unsigned long);
PyObject *PyLong_FromUnsignedLongLong(unsigned long long);
PyObject *PyLong_FromVoidPtr(void *);
PyObject *PyLong_GetInfo(void);

/* PyMapping */
int PyMapping_Check(PyObject *o);
PyObject *PyMapping_GetItemString(PyObject *o, const char *key);
int PyMapping_HasKey(PyObject *o, PyObject *key);
int PyMapping_HasKeyString(PyObject *o, const char *key);
PyObject *PyMapping_Items(PyObject *o);
PyObject *PyMapping_Keys(PyObject *o);
Py_ssize_t PyMapping_Length(PyObject *o);
int PyMapping_SetItemString(PyObject *o, const char *key, PyObject *value);
Py_ssize_t PyMapping_Size(PyObject *o);
PyObject *PyMapping_Values(PyObject *o);

/* PyMem */
void *PyMem_Calloc(size_t nelem, size_t elsize);
void PyMem_Free(void *ptr);
void *PyMem_Malloc(size_t size);
void *PyMem_RawCalloc(size_t nelem, size_t elsize);
void PyMem_RawFree(void *ptr);
void *PyMem_RawMalloc(size_t size);
void *PyMem_RawRealloc(void *ptr, size_t new_size);
void *PyMem_Realloc(void *ptr, size_t new_size);

/* PyMember */
PyObject *PyMember_GetOne(const char *, PyMemberDef *);
int PyMember_SetOne(char *, PyMemberDef *, PyObject *);

/* PyMemoryView */
PyObject *PyMemoryView_FromBuffer(const Py_buffer *info);
PyObject *PyMemoryView_FromMemory(char *mem, Py_ssize_t size, int flags);
PyObject *PyMemoryView_FromObject(PyObject *base);
PyObject *PyMemoryView_GetContiguous(PyObject *base, int buffertype, char order);

/* PyMethod */
PyObject *PyMethod_Function(PyObject *);
PyObject *PyMethod_New(PyObject *, PyObject *);
PyObject *PyMethod_Self(PyObject *);

/* PyModuleDef */
PyObject *PyModuleDef_Init(PyModuleDef *);

/* PyModule */
int PyModule_AddFunctions(PyObject *, PyMethodDef *);
int PyModule_AddIntConstant(PyObject *, const char *, long);
int PyModule_AddObject(PyObject *mod, const char *, PyObject *value);
int PyModule_AddObjectRef(PyObject *mod, const char *name, PyObject *value);
int PyModule_AddStringConstant(PyObject *, const char *, const char *);
int PyModule_AddType(PyObject *module, PyTypeObject *type);
PyObject *PyModule_Create2(PyModuleDef *, int apiver);
int PyModule_ExecDef(PyObject *module, PyModuleDef *def);
PyObject *PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int module_api_version);
PyModuleDef *PyModule_GetDef(PyObject *);
PyObject *PyModule_GetDict(PyObject *);
const char *PyModule_GetFilename(PyObject *);
PyObject *PyModule_GetFilenameObject(PyObject *);
const char *PyModule_GetName(PyObject *);
PyObject *PyModule_GetNameObject(PyObject *);
void *PyModule_GetState(PyObject *);
PyObject *PyModule_New(const char *name);
PyObject *PyModule_NewObject(PyObject *name);
int PyModule_SetDocString(PyObject *, const char *);

/* PyNumber */
PyObject *PyNumber_Absolute(PyObject *o);
PyObject *PyNumber_Add(PyObject *o1, PyObject *o2);
PyObject *PyNumber_And(PyObject *o1, PyObject *o2);
Py_ssize_t PyNumber_AsSsize_t(PyObject *o, PyObject *exc);
int PyNumber_Check(PyObject *o);
PyObject *PyNumber_Divmod(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Float(PyObject *o);
PyObject *PyNumber_FloorDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceAdd(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceAnd(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceFloorDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceLshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceMatrixMultiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceMultiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceOr(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlacePower(PyObject *o1, PyObject *o2, PyObject *o3);
PyObject *PyNumber_InPlaceRemainder(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceRshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceSubtract(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceTrueDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceXor(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Index(PyObject *o);
PyObject *PyNumber_Invert(PyObject *o);
PyObject *PyNumber_Long(PyObject *o);
PyObject *PyNumber_Lshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_MatrixMultiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Multiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Negative(PyObject *o);
PyObject *PyNumber_Or(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Positive(PyObject *o);
PyObject *PyNumber_Power(PyObject *o1, PyObject *o2, PyObject *o3);
PyObject *PyNumber_Remainder(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Rshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Subtract(PyObject *o1, PyObject *o2);
PyObject *PyNumber_ToBase(PyObject *n, int base);
PyObject *PyNumber_TrueDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Xor(PyObject *o1, PyObject *o2);

/* PyOS */
char *PyOS_double_to_string(double val, char format_code, int precision, int flags, int *type);
int PyOS_mystricmp(const char *, const char *);
int PyOS_mystrnicmp(const char *, const char *, Py_ssize_t);
int PyOS_snprintf(char *str, size_t size, const char *format, ...);
double PyOS_string_to_double(const char *str, char **endptr, PyObject *overflow_exception);
long PyOS_strtol(const char *, char **, int);
unsigned long PyOS_strtoul(const char *, char **, int);
int PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va);

/* PyObject */
PyObject *PyObject_ASCII(PyObject *);
int PyObject_AsFileDescriptor(PyObject *);
PyObject *PyObject_Bytes(PyObject *);
PyObject *PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs);
int PyObject_CallFinalizerFromDealloc(PyObject *);
PyObject *PyObject_CallFunction(PyObject *callable, const char *format, ...);
PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...);
PyObject *PyObject_CallMethod(PyObject *obj, const char *name, const char *format, ...);
PyObject *PyObject_CallMethodNoArgs(PyObject *self, PyObject *name);
PyObject *PyObject_CallMethodObjArgs(PyObject *obj, PyObject *name, ...);
PyObject *PyObject_CallMethodOneArg(PyObject *self, PyObject *name, PyObject *arg);
PyObject *PyObject_CallNoArgs(PyObject *func);
PyObject *PyObject_CallObject(PyObject *callable, PyObject *args);
PyObject *PyObject_CallOneArg(PyObject *func, PyObject *arg);
void *PyObject_Calloc(size_t nelem, size_t elsize);
int PyObject_CheckBuffer(PyObject *obj);
int PyObject_CheckReadBuffer(PyObject *obj);
void PyObject_ClearWeakRefs(PyObject *);
int PyObject_CopyData(PyObject *dest, PyObject *src);
int PyObject_DelItem(PyObject *o, PyObject *key);
int PyObject_DelItemString(PyObject *o, const char *key);
PyObject *PyObject_Dir(PyObject *);
PyObject *PyObject_Format(PyObject *obj, PyObject *format_spec);
void PyObject_Free(void *ptr);
void PyObject_GC_Del(void *);
int PyObject_GC_IsFinalized(PyObject *);
void PyObject_GC_Track(void *);
void PyObject_GC_UnTrack(void *);
PyObject *PyObject_GenericGetAttr(PyObject *, PyObject *);
PyObject *PyObject_GenericGetDict(PyObject *, void *);
int PyObject_GenericSetAttr(PyObject *, PyObject *, PyObject *);
int PyObject_GenericSetDict(PyObject *, PyObject *, void *);
PyObject *PyObject_GetAttr(PyObject *, PyObject *);
PyObject *PyObject_GetAttrString(PyObject *, const char *);
int PyObject_GetBuffer(PyObject *obj, Py_buffer *view, int flags);
PyObject *PyObject_GetItem(PyObject *o, PyObject *key);
PyObject *PyObject_GetIter(PyObject *);
int PyObject_HasAttr(PyObject *, PyObject *);
int PyObject_HasAttrString(PyObject *, const char *);
Py_hash_t PyObject_Hash(PyObject *);
Py_hash_t PyObject_HashNotImplemented(PyObject *);
PyObject *PyObject_Init(PyObject *, PyTypeObject *);
PyVarObject *PyObject_InitVar(PyVarObject *, PyTypeObject *, Py_ssize_t);
int PyObject_IsInstance(PyObject *object, PyObject *typeorclass);
int PyObject_IsSubclass(PyObject *object, PyObject *typeorclass);
int PyObject_IsTrue(PyObject *);
Py_ssize_t PyObject_Length(PyObject *o);
Py_ssize_t PyObject_LengthHint(PyObject *o, Py_ssize_t);
void *PyObject_Malloc(size_t size);
int PyObject_Not(PyObject *);
int PyObject_Print(PyObject *, FILE *, int);
void *PyObject_Realloc(void *ptr, size_t new_size);
PyObject *PyObject_Repr(PyObject *);
PyObject *PyObject_RichCompare(PyObject *, PyObject *, int);
int PyObject_RichCompareBool(PyObject *, PyObject *, int);
PyObject *PyObject_SelfIter(PyObject *);
int PyObject_SetAttr(PyObject *, PyObject *, PyObject *);
int PyObject_SetAttrString(PyObject *, const char *, PyObject *);
int PyObject_SetItem(PyObject *o, PyObject *key, PyObject *v);
Py_ssize_t PyObject_Size(PyObject *o);
PyObject *PyObject_Str(PyObject *);
PyObject *PyObject_Type(PyObject *o);
PyObject *PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);
PyObject *PyObject_VectorcallDict(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwargs);
PyObject *PyObject_VectorcallMethod(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *kwnames);

/* PyRun */
PyObject *PyRun_StringFlags(const char *, int, PyObject *, PyObject *, PyCompilerFlags *);

/* PySeqIter */
PyObject *PySeqIter_New(PyObject *);

/* PySequence */
int PySequence_Check(PyObject *o);
PyObject *PySequence_Concat(PyObject *o1, PyObject *o2);
int PySequence_Contains(PyObject *seq, PyObject *ob);
Py_ssize_t PySequence_Count(PyObject *o, PyObject *value);
int PySequence_DelItem(PyObject *o, Py_ssize_t i);
int PySequence_DelSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);
PyObject *PySequence_Fast(PyObject *o, const char *m);
PyObject *PySequence_GetItem(PyObject *o, Py_ssize_t i);
PyObject *PySequence_GetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);
int PySequence_In(PyObject *o, PyObject *value);
PyObject *PySequence_InPlaceConcat(PyObject *o1, PyObject *o2);
PyObject *PySequence_InPlaceRepeat(PyObject *o, Py_ssize_t count);
Py_ssize_t PySequence_Index(PyObject *o, PyObject *value);
Py_ssize_t PySequence_Length(PyObject *o);
PyObject *PySequence_List(PyObject *o);
PyObject *PySequence_Repeat(PyObject *o, Py_ssize_t count);
int PySequence_SetItem(PyObject *o, Py_ssize_t i, PyObject *v);
int PySequence_SetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2, PyObject *v);
Py_ssize_t PySequence_Size(PyObject *o);
PyObject *PySequence_Tuple(PyObject *o);

/* PySet */
int PySet_Add(PyObject *set, PyObject *key);
int PySet_Clear(PyObject *set);
int PySet_Contains(PyObject *anyset, PyObject *key);
int PySet_Discard(PyObject *set, PyObject *key);
PyObject *PySet_New(PyObject *);
PyObject *PySet_Pop(PyObject *set);
Py_ssize_t PySet_Size(PyObject *anyset);

/* PySlice */
Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t step);
int PySlice_GetIndices(PyObject *r, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step);
int PySlice_GetIndicesEx(PyObject *r, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step,
    Py_ssize_t *slicelength);
PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step);
int PySlice_Unpack(PyObject *slice, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step);

/* PyState */
int PyState_AddModule(PyObject *, PyModuleDef *);
PyObject *PyState_FindModule(PyModuleDef *);
int PyState_RemoveModule(PyModuleDef *);

/* PyStaticMethod */
PyObject *PyStaticMethod_New(PyObject *);

/* PySys */
void PySys_FormatStdout(const char *format, ...);
PyObject *PySys_GetObject(const char *);
int PySys_SetObject(const char *, PyObject *);
void PySys_WriteStderr(const char *format, ...);
void PySys_WriteStdout(const char *format, ...);

/* PyThreadState */
void PyThreadState_Clear(PyThreadState *);
void PyThreadState_Delete(PyThreadState *);
void PyThreadState_DeleteCurrent(void);
PyThreadState *PyThreadState_Get(void);
PyObject *PyThreadState_GetDict(void);
PyFrameObject *PyThreadState_GetFrame(PyThreadState *tstate);
uint64_t PyThreadState_GetID(PyThreadState *tstate);
PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *tstate);
PyThreadState *PyThreadState_New(PyInterpreterState *);
PyThreadState *PyThreadState_Swap(PyThreadState *);

/* PyThread */
int PyThread_acquire_lock(PyThread_type_lock, int);
PyThread_type_lock PyThread_allocate_lock(void);
void PyThread_free_lock(PyThread_type_lock);
unsigned long PyThread_get_thread_ident(void);
void PyThread_release_lock(PyThread_type_lock);
Py_tss_t *PyThread_tss_alloc(void);
int PyThread_tss_create(Py_tss_t *key);
void PyThread_tss_delete(Py_tss_t *key);
void PyThread_tss_free(Py_tss_t *key);
void *PyThread_tss_get(Py_tss_t *key);
int PyThread_tss_is_created(Py_tss_t *key);
int PyThread_tss_set(Py_tss_t *key, void *value);

/* PyTraceBack */
int PyTraceBack_Here(PyFrameObject *);
int PyTraceBack_Print(PyObject *, PyObject *);

/* PyTuple */
PyObject *PyTuple_GetItem(PyObject *, Py_ssize_t);
PyObject *PyTuple_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
PyObject *PyTuple_New(Py_ssize_t size);
PyObject *PyTuple_Pack(Py_ssize_t, ...);
int PyTuple_SetItem(PyObject *, Py_ssize_t, PyObject *);
Py_ssize_t PyTuple_Size(PyObject *);

/* PyType */
unsigned int PyType_ClearCache(void);
PyObject *PyType_FromModuleAndSpec(PyObject *, PyType_Spec *, PyObject *);
PyObject *PyType_FromSpec(PyType_Spec *);
PyObject *PyType_FromSpecWithBases(PyType_Spec *, PyObject *);
PyObject *PyType_GenericAlloc(PyTypeObject *, Py_ssize_t);
PyObject *PyType_GenericNew(PyTypeObject *, PyObject *, PyObject *);
unsigned long PyType_GetFlags(PyTypeObject *);
PyObject *PyType_GetModule(PyTypeObject *);
PyObject *PyType_GetModuleByDef(PyTypeObject *, PyModuleDef *);
void *PyType_GetModuleState(PyTypeObject *);
PyObject *PyType_GetName(PyTypeObject *);
PyObject *PyType_GetQualName(PyTypeObject *);
void *PyType_GetSlot(PyTypeObject *, int);
int PyType_IsSubtype(PyTypeObject *, PyTypeObject *);
void PyType_Modified(PyTypeObject *);
int PyType_Ready(PyTypeObject *);

/* PyUnicodeDecodeError */
PyObject *PyUnicodeDecodeError_Create(const char *encoding, const char *object, Py_ssize_t length,
    Py_ssize_t start, Py_ssize_t end, const char *reason);

/* PyUnicode */
void PyUnicode_Append(PyObject **pleft, PyObject *right);
void PyUnicode_AppendAndDel(PyObject **pleft, PyObject *right);
PyObject *PyUnicode_AsASCIIString(PyObject *unicode);
PyObject *PyUnicode_AsEncodedString(PyObject *unicode, const char *encoding, const char *errors);
PyObject *PyUnicode_AsLatin1String(PyObject *unicode);
Py_UCS4 *PyUnicode_AsUCS4(PyObject *unicode, Py_UCS4 *buffer, Py_ssize_t buflen, int copy_null);
Py_UCS4 *PyUnicode_AsUCS4Copy(PyObject *unicode);
const char *PyUnicode_AsUTF8(PyObject *unicode);
const char *PyUnicode_AsUTF8AndSize(PyObject *unicode, Py_ssize_t *size);
PyObject *PyUnicode_AsUTF8String(PyObject *unicode);
Py_ssize_t PyUnicode_AsWideChar(PyObject *unicode, wchar_t *w, Py_ssize_t size);
wchar_t *PyUnicode_AsWideCharString(PyObject *unicode, Py_ssize_t *size);
int PyUnicode_Compare(PyObject *left, PyObject *right);
int PyUnicode_CompareWithASCIIString(PyObject *left, const char *right);
PyObject *PyUnicode_Concat(PyObject *left, PyObject *right);
int PyUnicode_Contains(PyObject *container, PyObject *element);
Py_ssize_t PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start,
    Py_ssize_t how_many);
Py_ssize_t PyUnicode_Count(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end);
PyObject *PyUnicode_Decode(const char *s, Py_ssize_t size, const char *encoding, const char *errors);
PyObject *PyUnicode_DecodeASCII(const char *string, Py_ssize_t length, const char *errors);
PyObject *PyUnicode_DecodeFSDefault(const char *s);
PyObject *PyUnicode_DecodeFSDefaultAndSize(const char *s, Py_ssize_t size);
PyObject *PyUnicode_DecodeLatin1(const char *string, Py_ssize_t length, const char *errors);
PyObject *PyUnicode_DecodeLocale(const char *str, const char *errors);
PyObject *PyUnicode_DecodeUTF8(const char *string, Py_ssize_t length, const char *errors);
PyObject *PyUnicode_EncodeFSDefault(PyObject *unicode);
int PyUnicode_FSConverter(PyObject *, void *);
Py_ssize_t PyUnicode_Fill(PyObject *unicode, Py_ssize_t start, Py_ssize_t length, Py_UCS4 fill_char);
Py_ssize_t PyUnicode_Find(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end, int direction);
Py_ssize_t PyUnicode_FindChar(PyObject *str, Py_UCS4 ch, Py_ssize_t start, Py_ssize_t end, int direction);
PyObject *PyUnicode_Format(PyObject *format, PyObject *args);
PyObject *PyUnicode_FromEncodedObject(PyObject *obj, const char *encoding, const char *errors);
PyObject *PyUnicode_FromFormat(const char *format, ...);
PyObject *PyUnicode_FromFormatV(const char *format, va_list vargs);
PyObject *PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size);
PyObject *PyUnicode_FromObject(PyObject *obj);
PyObject *PyUnicode_FromOrdinal(int ordinal);
PyObject *PyUnicode_FromString(const char *u);
PyObject *PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size);
PyObject *PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size);
Py_ssize_t PyUnicode_GetLength(PyObject *unicode);
PyObject *PyUnicode_InternFromString(const char *u);
void PyUnicode_InternInPlace(PyObject **);
int PyUnicode_IsIdentifier(PyObject *s);
PyObject *PyUnicode_Join(PyObject *separator, PyObject *seq);
PyObject *PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar);
Py_UCS4 PyUnicode_ReadChar(PyObject *unicode, Py_ssize_t index);
PyObject *PyUnicode_Replace(PyObject *str, PyObject *substr, PyObject *replstr, Py_ssize_t maxcount);
int PyUnicode_Resize(PyObject **unicode, Py_ssize_t length);
PyObject *PyUnicode_RichCompare(PyObject *left, PyObject *right, int op);
PyObject *PyUnicode_Split(PyObject *s, PyObject *sep, Py_ssize_t maxsplit);
PyObject *PyUnicode_Splitlines(PyObject *s, int keepends);
PyObject *PyUnicode_Substring(PyObject *str, Py_ssize_t start, Py_ssize_t end);
Py_ssize_t PyUnicode_Tailmatch(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end,
    int direction);
int PyUnicode_WriteChar(PyObject *unicode, Py_ssize_t index, Py_UCS4 character);

/* PyVectorcall */
PyObject *PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *dict);
vectorcallfunc PyVectorcall_Function(PyObject *callable);

/* PyWeakref */
PyObject *PyWeakref_GetObject(PyObject *ref);
PyObject *PyWeakref_NewProxy(PyObject *ob, PyObject *callback);
PyObject *PyWeakref_NewRef(PyObject *ob, PyObject *callback);

/* PyWrapper */
PyObject *PyWrapper_New(PyObject *, PyObject *);

/* Py */
int Py_AtExit(void ( *func)(void));
PyObject *Py_BuildValue(const char *, ...);
void Py_DecRef(PyObject *);
int Py_EnterRecursiveCall(const char *where);
void Py_FatalError(const char *message);
const char *Py_GetBuildInfo(void);
const char *Py_GetCompiler(void);
const char *Py_GetPlatform(void);
const char *Py_GetVersion(void);
void Py_IncRef(PyObject *);
int Py_Is(PyObject *x, PyObject *y);
int Py_IsFalse(PyObject *x);
int Py_IsInitialized(void);
int Py_IsNone(PyObject *x);
int Py_IsTrue(PyObject *x);
void Py_LeaveRecursiveCall(void);
PyObject *Py_NewRef(PyObject *obj);
int Py_ReprEnter(PyObject *);
void Py_ReprLeave(PyObject *);
PyObject *Py_VaBuildValue(const char *, va_list);
PyObject *Py_XNewRef(PyObject *obj);

/*  */
int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, ...);
int _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...);
int _PyArg_Parse_SizeT(PyObject *, const char *, ...);
int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, va_list);
int _PyArg_VaParse_SizeT(PyObject *, const char *, va_list);
PyObject *_PyBytes_Join(PyObject *sep, PyObject *x);
int _PyBytes_Resize(PyObject **, Py_ssize_t);
PyObject *_PyDict_GetItemStringWithError(PyObject *, const char *);
PyObject *_PyDict_GetItem_KnownHash(PyObject *mp, PyObject *key, Py_hash_t hash);
PyObject *_PyDict_NewPresized(Py_ssize_t minused);
PyObject *_PyDict_Pop(PyObject *, PyObject *, PyObject *);
int _PyDict_SetItem_KnownHash(PyObject *mp, PyObject *key, PyObject *item, Py_hash_t hash);
void _PyErr_BadInternalCall(const char *filename, int lineno);
int _PyGen_SetStopIterationValue(PyObject *);
PyObject *_PyList_Extend(PyListObject *, PyObject *);
PyObject *_PyLong_Copy(PyLongObject *src);
PyObject *_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...);
PyObject *_PyObject_CallMethod_SizeT(PyObject *obj, const char *name, const char *format, ...);
PyObject *_PyObject_GC_New(PyTypeObject *);
PyVarObject *_PyObject_GC_NewVar(PyTypeObject *, Py_ssize_t);
PyObject *_PyObject_GenericGetAttrWithDict(PyObject *, PyObject *, PyObject *, int);
PyObject **_PyObject_GetDictPtr(PyObject *);
PyObject *_PyObject_New(PyTypeObject *);
PyVarObject *_PyObject_NewVar(PyTypeObject *, Py_ssize_t);
int _PySet_NextEntry(PyObject *set, Py_ssize_t *pos, PyObject **key, Py_hash_t *hash);
PyObject *_PyStack_AsDict(PyObject *const *values, PyObject *kwnames);
PyThreadState *_PyThreadState_UncheckedGet(void);
int _PyTuple_Resize(PyObject **, Py_ssize_t);
PyObject *_PyType_Lookup(PyTypeObject *, PyObject *);
void _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start,
    Py_ssize_t how_many);
int _PyUnicode_IsWhitespace(const Py_UCS4 ch);
int _PyUnicode_Ready(PyObject *unicode);
PyObject *_Py_BuildValue_SizeT(const char *, ...);
void _Py_Dealloc(PyObject *);
void _Py_FatalErrorFunc(const char *func, const char *message);
Py_hash_t _Py_HashDouble(PyObject *, double);
PyObject *_Py_VaBuildValue_SizeT(const char *, va_list);

/* data */
extern PyTypeObject PyAsyncGen_Type;
extern PyTypeObject PyBaseObject_Type;
extern PyTypeObject PyBool_Type;
extern PyTypeObject PyByteArray_Type;
extern PyTypeObject PyBytes_Type;
extern PyTypeObject PyCFunction_Type;
extern PyTypeObject PyCMethod_Type;
extern PyTypeObject PyCallIter_Type;
extern PyTypeObject PyCapsule_Type;
extern PyTypeObject PyCell_Type;
extern PyTypeObject PyClassMethod_Type;
extern PyTypeObject PyCode_Type;
extern PyTypeObject PyComplex_Type;
extern PyTypeObject PyCoro_Type;
extern PyTypeObject PyDictItems_Type;
extern PyTypeObject PyDictIterItem_Type;
extern PyTypeObject PyDictIterKey_Type;
extern PyTypeObject PyDictIterValue_Type;
extern PyTypeObject PyDictKeys_Type;
extern PyTypeObject PyDictProxy_Type;
extern PyTypeObject PyDictValues_Type;
extern PyTypeObject PyDict_Type;
extern PyTypeObject PyEllipsis_Type;
extern PyTypeObject PyEnum_Type;
extern PyTypeObject PyFloat_Type;
extern PyTypeObject PyFrame_Type;
extern PyTypeObject PyFrozenSet_Type;
extern PyTypeObject PyFunction_Type;
extern PyTypeObject PyGen_Type;
extern PyTypeObject PyGetSetDescr_Type;
extern PyTypeObject PyInstanceMethod_Type;
extern PyTypeObject PyListIter_Type;
extern PyTypeObject PyList_Type;
extern PyTypeObject PyLong_Type;
extern PyTypeObject PyMemberDescr_Type;
extern PyTypeObject PyMemoryView_Type;
extern PyTypeObject PyMethodDescr_Type;
extern PyTypeObject PyMethod_Type;
extern PyTypeObject PyModuleDef_Type;
extern PyTypeObject PyModule_Type;
extern PyTypeObject PyProperty_Type;
extern PyTypeObject PyRangeIter_Type;
extern PyTypeObject PyRange_Type;
extern PyTypeObject PySeqIter_Type;
extern PyTypeObject PySetIter_Type;
extern PyTypeObject PySet_Type;
extern PyTypeObject PySlice_Type;
extern PyTypeObject PyStaticMethod_Type;
extern PyTypeObject PySuper_Type;
extern PyTypeObject PyTraceBack_Type;
extern PyTypeObject PyTupleIter_Type;
extern PyTypeObject PyTuple_Type;
extern PyTypeObject PyType_Type;
extern PyTypeObject PyUnicodeIter_Type;
extern PyTypeObject PyUnicode_Type;
extern PyTypeObject PyWrapperDescr_Type;
extern PyTypeObject _PyNone_Type;
extern PyTypeObject _PyNotImplemented_Type;
extern PyTypeObject _PyWeakref_RefType;
extern PyObject _Py_NoneStruct;
extern PyObject _Py_NotImplementedStruct;
extern PyObject _Py_EllipsisObject;
extern PyLongObject _Py_TrueStruct;
extern PyLongObject _Py_FalseStruct;
extern int Py_OptimizeFlag;
extern const unsigned long Py_Version;
extern PyObject *PyExc_BaseException;
extern PyObject *PyExc_BaseExceptionGroup;
extern PyObject *PyExc_Exception;
extern PyObject *PyExc_StopAsyncIteration;
extern PyObject *PyExc_StopIteration;
extern PyObject *PyExc_GeneratorExit;
extern PyObject *PyExc_ArithmeticError;
extern PyObject *PyExc_LookupError;
extern PyObject *PyExc_AssertionError;
extern PyObject *PyExc_AttributeError;
extern PyObject *PyExc_BufferError;
extern PyObject *PyExc_EOFError;
extern PyObject *PyExc_FloatingPointError;
extern PyObject *PyExc_OSError;
extern PyObject *PyExc_ImportError;
extern PyObject *PyExc_ModuleNotFoundError;
extern PyObject *PyExc_IndexError;
extern PyObject *PyExc_KeyError;
extern PyObject *PyExc_KeyboardInterrupt;
extern PyObject *PyExc_MemoryError;
extern PyObject *PyExc_NameError;
extern PyObject *PyExc_OverflowError;
extern PyObject *PyExc_RuntimeError;
extern PyObject *PyExc_RecursionError;
extern PyObject *PyExc_NotImplementedError;
extern PyObject *PyExc_SyntaxError;
extern PyObject *PyExc_IndentationError;
extern PyObject *PyExc_TabError;
extern PyObject *PyExc_ReferenceError;
extern PyObject *PyExc_SystemError;
extern PyObject *PyExc_SystemExit;
extern PyObject *PyExc_TypeError;
extern PyObject *PyExc_UnboundLocalError;
extern PyObject *PyExc_UnicodeError;
extern PyObject *PyExc_UnicodeEncodeError;
extern PyObject *PyExc_UnicodeDecodeError;
extern PyObject *PyExc_UnicodeTranslateError;
extern PyObject *PyExc_ValueError;
extern PyObject *PyExc_ZeroDivisionError;
extern PyObject *PyExc_BlockingIOError;
extern PyObject *PyExc_BrokenPipeError;
extern PyObject *PyExc_ChildProcessError;
extern PyObject *PyExc_ConnectionError;
extern PyObject *PyExc_ConnectionAbortedError;
extern PyObject *PyExc_ConnectionRefusedError;
extern PyObject *PyExc_ConnectionResetError;
extern PyObject *PyExc_FileExistsError;
extern PyObject *PyExc_FileNotFoundError;
extern PyObject *PyExc_InterruptedError;
extern PyObject *PyExc_IsADirectoryError;
extern PyObject *PyExc_NotADirectoryError;
extern PyObject *PyExc_PermissionError;
extern PyObject *PyExc_ProcessLookupError;
extern PyObject *PyExc_TimeoutError;
extern PyObject *PyExc_EnvironmentError;
extern PyObject *PyExc_IOError;
extern PyObject *PyExc_Warning;
extern PyObject *PyExc_UserWarning;
extern PyObject *PyExc_DeprecationWarning;
extern PyObject *PyExc_PendingDeprecationWarning;
extern PyObject *PyExc_SyntaxWarning;
extern PyObject *PyExc_RuntimeWarning;
extern PyObject *PyExc_FutureWarning;
extern PyObject *PyExc_ImportWarning;
extern PyObject *PyExc_UnicodeWarning;
extern PyObject *PyExc_BytesWarning;
extern PyObject *PyExc_EncodingWarning;
extern PyObject *PyExc_ResourceWarning;

#ifdef __cplusplus
}
#endif

#endif

#endif

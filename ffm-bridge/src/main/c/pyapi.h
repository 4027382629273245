/*
 * The CPython 3.11 functions and data that libambi exports, by CPython's names and types.
 * Which of them real extensions import is in the facts file; those that no C file here defines and
 * no Java class implements are generated as stubs that raise NotImplementedError.
 */
#ifndef AMBI_PYAPI_H
#define AMBI_PYAPI_H

/* One C type for all objects: descriptors of both shapes are among them. */
#define AMBI_DESCR PyObject

#include <ambi/cpython_layouts.h>
#include <stdarg.h>
#include <stdio.h>

#define AMBI_API __attribute__((visibility("default")))

typedef int PyGILState_STATE;
typedef int PySendResult;
typedef void *PyThread_type_lock;
typedef struct {
  int _is_initialized;
  unsigned int _key;
} Py_tss_t;
typedef struct _PyCodeObject PyCodeObject;
typedef struct _PyFrameObject PyFrameObject;
typedef struct PyCompilerFlags PyCompilerFlags;
typedef void (*PyCapsule_Destructor)(PyObject *);
typedef struct wrapperbase_ wrapperbase;

/* Py */
AMBI_API PyObject *Py_BuildValue(const char *, ...);
AMBI_API PyObject *Py_NewRef(PyObject *obj);
AMBI_API PyObject *Py_VaBuildValue(const char *, va_list);
AMBI_API PyObject *Py_XNewRef(PyObject *obj);
AMBI_API PyObject *_Py_BuildValue_SizeT(const char *, ...);
AMBI_API PyObject *_Py_CheckFunctionResult(PyThreadState *tstate, PyObject *callable, PyObject *result, const char *where);
AMBI_API PyObject *_Py_VaBuildValue_SizeT(const char *, va_list);
AMBI_API Py_hash_t _Py_HashBytes(const void *, Py_ssize_t);
AMBI_API Py_hash_t _Py_HashDouble(PyObject *, double);
AMBI_API Py_hash_t _Py_HashPointer(const void *);
AMBI_API _Noreturn void _Py_FatalErrorFunc(const char *func, const char *message);
AMBI_API const char *Py_GetBuildInfo(void);
AMBI_API const char *Py_GetCompiler(void);
AMBI_API const char *Py_GetPlatform(void);
AMBI_API const char *Py_GetVersion(void);
AMBI_API int Py_AtExit(void (*func)(void));
AMBI_API int Py_EnterRecursiveCall(const char *where);
AMBI_API int Py_Is(PyObject *x, PyObject *y);
AMBI_API int Py_IsFalse(PyObject *x);
AMBI_API int Py_IsInitialized(void);
AMBI_API int Py_IsNone(PyObject *x);
AMBI_API int Py_IsTrue(PyObject *x);
AMBI_API int Py_ReprEnter(PyObject *);
AMBI_API void Py_DecRef(PyObject *);
AMBI_API void Py_FatalError(const char *message);
AMBI_API void Py_IncRef(PyObject *);
AMBI_API void Py_LeaveRecursiveCall(void);
AMBI_API void Py_ReprLeave(PyObject *);
AMBI_API void _Py_Dealloc(PyObject *);

/* PyArg */
AMBI_API int PyArg_Parse(PyObject *, const char *, ...);
AMBI_API int PyArg_ParseTuple(PyObject *, const char *, ...);
AMBI_API int PyArg_ParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, ...);
AMBI_API int PyArg_UnpackTuple(PyObject *, const char *, Py_ssize_t, Py_ssize_t, ...);
AMBI_API int PyArg_VaParse(PyObject *, const char *, va_list);
AMBI_API int PyArg_VaParseTupleAndKeywords(PyObject *, PyObject *, const char *, char **, va_list);
AMBI_API int PyArg_ValidateKeywordArguments(PyObject *);
AMBI_API int _PyArg_NoKeywords(const char *name, PyObject *kwargs);
AMBI_API int _PyArg_NoPositional(const char *name, PyObject *args);
AMBI_API int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, ...);
AMBI_API int _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...);
AMBI_API int _PyArg_Parse_SizeT(PyObject *, const char *, ...);
AMBI_API int _PyArg_VaParse_SizeT(PyObject *, const char *, va_list);
AMBI_API int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, va_list);

/* PyBool */
AMBI_API PyObject *PyBool_FromLong(long);

/* PyBuffer */
AMBI_API Py_ssize_t PyBuffer_SizeFromFormat(const char *format);
AMBI_API int PyBuffer_FillInfo(Py_buffer *view, PyObject *o, void *buf, Py_ssize_t len, int readonly, int flags);
AMBI_API int PyBuffer_FromContiguous(const Py_buffer *view, const void *buf, Py_ssize_t len, char order);
AMBI_API int PyBuffer_IsContiguous(const Py_buffer *view, char fort);
AMBI_API int PyBuffer_ToContiguous(void *buf, const Py_buffer *view, Py_ssize_t len, char order);
AMBI_API void *PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices);
AMBI_API void PyBuffer_FillContiguousStrides(int ndims, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize, char fort);
AMBI_API void PyBuffer_Release(Py_buffer *view);

/* PyByteArray */
AMBI_API PyObject *PyByteArray_Concat(PyObject *, PyObject *);
AMBI_API PyObject *PyByteArray_FromObject(PyObject *);
AMBI_API PyObject *PyByteArray_FromStringAndSize(const char *, Py_ssize_t);
AMBI_API Py_ssize_t PyByteArray_Size(PyObject *);
AMBI_API char *PyByteArray_AsString(PyObject *);
AMBI_API int PyByteArray_Resize(PyObject *, Py_ssize_t);

/* PyBytes */
AMBI_API PyObject *PyBytes_FromFormat(const char *, ...);
AMBI_API PyObject *PyBytes_FromFormatV(const char *, va_list);
AMBI_API PyObject *PyBytes_FromObject(PyObject *);
AMBI_API PyObject *PyBytes_FromString(const char *);
AMBI_API PyObject *PyBytes_FromStringAndSize(const char *, Py_ssize_t);
AMBI_API PyObject *PyBytes_Repr(PyObject *, int);
AMBI_API PyObject *_PyBytes_Join(PyObject *sep, PyObject *x);
AMBI_API Py_ssize_t PyBytes_Size(PyObject *);
AMBI_API char *PyBytes_AsString(PyObject *);
AMBI_API int PyBytes_AsStringAndSize(PyObject *obj, char **s, Py_ssize_t *len);
AMBI_API int _PyBytes_Resize(PyObject **, Py_ssize_t);
AMBI_API void PyBytes_Concat(PyObject **, PyObject *);
AMBI_API void PyBytes_ConcatAndDel(PyObject **, PyObject *);

/* PyCFunction */
AMBI_API PyCFunction PyCFunction_GetFunction(PyObject *);
AMBI_API PyObject *PyCFunction_Call(PyObject *, PyObject *, PyObject *);
AMBI_API PyObject *PyCFunction_GetSelf(PyObject *);
AMBI_API PyObject *PyCFunction_New(PyMethodDef *, PyObject *);
AMBI_API PyObject *PyCFunction_NewEx(PyMethodDef *, PyObject *, PyObject *);
AMBI_API int PyCFunction_GetFlags(PyObject *);

/* PyCMethod */
AMBI_API PyObject *PyCMethod_New(PyMethodDef *, PyObject *, PyObject *, PyTypeObject *);

/* PyCallIter */
AMBI_API PyObject *PyCallIter_New(PyObject *, PyObject *);

/* PyCallable */
AMBI_API int PyCallable_Check(PyObject *);

/* PyCapsule */
AMBI_API PyCapsule_Destructor PyCapsule_GetDestructor(PyObject *capsule);
AMBI_API PyObject *PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destructor);
AMBI_API const char *PyCapsule_GetName(PyObject *capsule);
AMBI_API int PyCapsule_IsValid(PyObject *capsule, const char *name);
AMBI_API int PyCapsule_SetContext(PyObject *capsule, void *context);
AMBI_API int PyCapsule_SetDestructor(PyObject *capsule, PyCapsule_Destructor destructor);
AMBI_API int PyCapsule_SetName(PyObject *capsule, const char *name);
AMBI_API int PyCapsule_SetPointer(PyObject *capsule, void *pointer);
AMBI_API void *PyCapsule_GetContext(PyObject *capsule);
AMBI_API void *PyCapsule_GetPointer(PyObject *capsule, const char *name);
AMBI_API void *PyCapsule_Import(const char *name, int no_block);

/* PyCell */
AMBI_API PyObject *PyCell_New(PyObject *);

/* PyClassMethod */
AMBI_API PyObject *PyClassMethod_New(PyObject *);

/* PyCode */
AMBI_API PyCodeObject *PyCode_NewEmpty(const char *filename, const char *funcname, int firstlineno);
AMBI_API PyCodeObject *PyCode_NewWithPosOnlyArgs(int, int, int, int, int, int, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, int, PyObject *, PyObject *);

/* PyComplex */
AMBI_API PyObject *PyComplex_FromCComplex(Py_complex);
AMBI_API PyObject *PyComplex_FromDoubles(double real, double imag);
AMBI_API Py_complex PyComplex_AsCComplex(PyObject *op);
AMBI_API double PyComplex_ImagAsDouble(PyObject *op);
AMBI_API double PyComplex_RealAsDouble(PyObject *op);

/* PyDescr */
AMBI_API PyObject *PyDescr_NewClassMethod(PyTypeObject *, PyMethodDef *);
AMBI_API PyObject *PyDescr_NewGetSet(PyTypeObject *, PyGetSetDef *);
AMBI_API PyObject *PyDescr_NewMember(PyTypeObject *, PyMemberDef *);
AMBI_API PyObject *PyDescr_NewMethod(PyTypeObject *, PyMethodDef *);
AMBI_API PyObject *PyDescr_NewWrapper(PyTypeObject *, wrapperbase *, void *);
AMBI_API int PyDescr_IsData(PyObject *);

/* PyDict */
AMBI_API PyObject *PyDict_Copy(PyObject *mp);
AMBI_API PyObject *PyDict_GetItem(PyObject *mp, PyObject *key);
AMBI_API PyObject *PyDict_GetItemString(PyObject *dp, const char *key);
AMBI_API PyObject *PyDict_GetItemWithError(PyObject *mp, PyObject *key);
AMBI_API PyObject *PyDict_Items(PyObject *mp);
AMBI_API PyObject *PyDict_Keys(PyObject *mp);
AMBI_API PyObject *PyDict_New(void);
AMBI_API PyObject *PyDict_SetDefault(PyObject *mp, PyObject *key, PyObject *defaultobj);
AMBI_API PyObject *PyDict_Values(PyObject *mp);
AMBI_API PyObject *_PyDict_GetItemStringWithError(PyObject *, const char *);
AMBI_API PyObject *_PyDict_GetItem_KnownHash(PyObject *mp, PyObject *key, Py_hash_t hash);
AMBI_API PyObject *_PyDict_NewPresized(Py_ssize_t minused);
AMBI_API PyObject *_PyDict_Pop(PyObject *, PyObject *, PyObject *);
AMBI_API Py_ssize_t PyDict_Size(PyObject *mp);
AMBI_API int PyDict_Contains(PyObject *mp, PyObject *key);
AMBI_API int PyDict_DelItem(PyObject *mp, PyObject *key);
AMBI_API int PyDict_DelItemString(PyObject *dp, const char *key);
AMBI_API int PyDict_Merge(PyObject *mp, PyObject *other, int override);
AMBI_API int PyDict_MergeFromSeq2(PyObject *d, PyObject *seq2, int override);
AMBI_API int PyDict_Next(PyObject *mp, Py_ssize_t *pos, PyObject **key, PyObject **value);
AMBI_API int PyDict_SetItem(PyObject *mp, PyObject *key, PyObject *item);
AMBI_API int PyDict_SetItemString(PyObject *dp, const char *key, PyObject *item);
AMBI_API int PyDict_Update(PyObject *mp, PyObject *other);
AMBI_API int _PyDict_SetItem_KnownHash(PyObject *mp, PyObject *key, PyObject *item, Py_hash_t hash);
AMBI_API void PyDict_Clear(PyObject *mp);

/* PyDictProxy */
AMBI_API PyObject *PyDictProxy_New(PyObject *);

/* PyErr */
AMBI_API PyObject *PyErr_Format(PyObject *exception, const char *format, ...);
AMBI_API PyObject *PyErr_FormatV(PyObject *exception, const char *format, va_list vargs);
AMBI_API PyObject *PyErr_GetHandledException(void);
AMBI_API PyObject *PyErr_NewException(const char *name, PyObject *base, PyObject *dict);
AMBI_API PyObject *PyErr_NewExceptionWithDoc(const char *name, const char *doc, PyObject *base, PyObject *dict);
AMBI_API PyObject *PyErr_NoMemory(void);
AMBI_API PyObject *PyErr_Occurred(void);
AMBI_API PyObject *PyErr_SetFromErrno(PyObject *);
AMBI_API PyObject *PyErr_SetImportError(PyObject *, PyObject *, PyObject *);
AMBI_API int PyErr_BadArgument(void);
AMBI_API int PyErr_CheckSignals(void);
AMBI_API int PyErr_ExceptionMatches(PyObject *);
AMBI_API int PyErr_GivenExceptionMatches(PyObject *, PyObject *);
AMBI_API int PyErr_WarnEx(PyObject *category, const char *message, Py_ssize_t stack_level);
AMBI_API int PyErr_WarnExplicit(PyObject *category, const char *message, const char *filename, int lineno, const char *module, PyObject *registry);
AMBI_API int PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...);
AMBI_API void PyErr_BadInternalCall(void);
AMBI_API void PyErr_Clear(void);
AMBI_API void PyErr_Fetch(PyObject **, PyObject **, PyObject **);
AMBI_API void PyErr_GetExcInfo(PyObject **, PyObject **, PyObject **);
AMBI_API void PyErr_NormalizeException(PyObject **, PyObject **, PyObject **);
AMBI_API void PyErr_Print(void);
AMBI_API void PyErr_PrintEx(int);
AMBI_API void PyErr_Restore(PyObject *, PyObject *, PyObject *);
AMBI_API void PyErr_SetExcInfo(PyObject *, PyObject *, PyObject *);
AMBI_API void PyErr_SetHandledException(PyObject *);
AMBI_API void PyErr_SetNone(PyObject *);
AMBI_API void PyErr_SetObject(PyObject *, PyObject *);
AMBI_API void PyErr_SetString(PyObject *exception, const char *string);
AMBI_API void PyErr_WriteUnraisable(PyObject *);
AMBI_API void _PyErr_BadInternalCall(const char *filename, int lineno);
AMBI_API void _PyErr_ChainExceptions(PyObject *, PyObject *, PyObject *);

/* PyEval */
AMBI_API PyFrameObject *PyEval_GetFrame(void);
AMBI_API PyObject *PyEval_CallFunction(PyObject *callable, const char *format, ...);
AMBI_API PyObject *PyEval_CallMethod(PyObject *obj, const char *name, const char *format, ...);
AMBI_API PyObject *PyEval_CallObjectWithKeywords(PyObject *callable, PyObject *args, PyObject *kwargs);
AMBI_API PyObject *PyEval_GetBuiltins(void);
AMBI_API PyObject *PyEval_GetGlobals(void);
AMBI_API PyObject *PyEval_GetLocals(void);
AMBI_API PyThreadState *PyEval_SaveThread(void);
AMBI_API int PyEval_ThreadsInitialized(void);
AMBI_API void PyEval_AcquireThread(PyThreadState *tstate);
AMBI_API void PyEval_InitThreads(void);
AMBI_API void PyEval_ReleaseThread(PyThreadState *tstate);
AMBI_API void PyEval_RestoreThread(PyThreadState *);

/* PyException */
AMBI_API PyObject *PyException_GetCause(PyObject *);
AMBI_API PyObject *PyException_GetContext(PyObject *);
AMBI_API PyObject *PyException_GetTraceback(PyObject *);
AMBI_API int PyException_SetTraceback(PyObject *, PyObject *);
AMBI_API void PyException_SetCause(PyObject *, PyObject *);
AMBI_API void PyException_SetContext(PyObject *, PyObject *);

/* PyExceptionClass */
AMBI_API const char *PyExceptionClass_Name(PyObject *);

/* PyFloat */
AMBI_API PyObject *PyFloat_FromDouble(double);
AMBI_API PyObject *PyFloat_FromString(PyObject *);
AMBI_API PyObject *PyFloat_GetInfo(void);
AMBI_API double PyFloat_AsDouble(PyObject *);
AMBI_API double PyFloat_GetMax(void);
AMBI_API double PyFloat_GetMin(void);

/* PyFrame */
AMBI_API PyCodeObject *PyFrame_GetCode(PyFrameObject *frame);
AMBI_API PyFrameObject *PyFrame_GetBack(PyFrameObject *frame);
AMBI_API PyFrameObject *PyFrame_New(PyThreadState *, PyCodeObject *, PyObject *, PyObject *);
AMBI_API int PyFrame_GetLineNumber(PyFrameObject *);

/* PyFrozenSet */
AMBI_API PyObject *PyFrozenSet_New(PyObject *);

/* PyGC */
AMBI_API Py_ssize_t PyGC_Collect(void);
AMBI_API int PyGC_Disable(void);
AMBI_API int PyGC_Enable(void);
AMBI_API int PyGC_IsEnabled(void);

/* PyGILState */
AMBI_API PyGILState_STATE PyGILState_Ensure(void);
AMBI_API PyThreadState *PyGILState_GetThisThreadState(void);
AMBI_API int PyGILState_Check(void);
AMBI_API void PyGILState_Release(PyGILState_STATE);

/* PyGen */
AMBI_API int _PyGen_SetStopIterationValue(PyObject *);
AMBI_API int _PyGen_FetchStopIterationValue(PyObject **);

/* PyImport */
AMBI_API PyObject *PyImport_AddModule(const char *name);
AMBI_API PyObject *PyImport_AddModuleObject(PyObject *name);
AMBI_API PyObject *PyImport_GetModule(PyObject *name);
AMBI_API PyObject *PyImport_GetModuleDict(void);
AMBI_API PyObject *PyImport_Import(PyObject *name);
AMBI_API PyObject *PyImport_ImportModule(const char *name);
AMBI_API PyObject *PyImport_ImportModuleLevel(const char *name, PyObject *globals, PyObject *locals, PyObject *fromlist, int level);
AMBI_API PyObject *PyImport_ImportModuleLevelObject(PyObject *name, PyObject *globals, PyObject *locals, PyObject *fromlist, int level);
AMBI_API PyObject *PyImport_ImportModuleNoBlock(const char *name);
AMBI_API PyObject *PyImport_ReloadModule(PyObject *m);

/* PyIndex */
AMBI_API int PyIndex_Check(PyObject *);

/* PyInstanceMethod */
AMBI_API PyObject *PyInstanceMethod_New(PyObject *);

/* PyInterpreterState */
AMBI_API PyInterpreterState *PyInterpreterState_Get(void);
AMBI_API PyInterpreterState *PyInterpreterState_Main(void);
AMBI_API PyObject *PyInterpreterState_GetDict(PyInterpreterState *);
AMBI_API int64_t PyInterpreterState_GetID(PyInterpreterState *);

/* PyIter */
AMBI_API PyObject *PyIter_Next(PyObject *);
AMBI_API PySendResult PyIter_Send(PyObject *, PyObject *, PyObject **);
AMBI_API int PyIter_Check(PyObject *);
AMBI_API PyObject *_PyObject_NextNotImplemented(PyObject *);

/* PyList */
AMBI_API PyObject *PyList_AsTuple(PyObject *);
AMBI_API PyObject *PyList_GetItem(PyObject *, Py_ssize_t);
AMBI_API PyObject *PyList_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
AMBI_API PyObject *PyList_New(Py_ssize_t size);
AMBI_API PyObject *_PyList_Extend(PyListObject *, PyObject *);
AMBI_API Py_ssize_t PyList_Size(PyObject *);
AMBI_API int PyList_Append(PyObject *, PyObject *);
AMBI_API int PyList_Insert(PyObject *, Py_ssize_t, PyObject *);
AMBI_API int PyList_Reverse(PyObject *);
AMBI_API int PyList_SetItem(PyObject *, Py_ssize_t, PyObject *);
AMBI_API int PyList_SetSlice(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
AMBI_API int PyList_Sort(PyObject *);

/* PyLong */
AMBI_API PyObject *PyLong_FromDouble(double);
AMBI_API PyObject *PyLong_FromLong(long);
AMBI_API PyObject *PyLong_FromLongLong(long long);
AMBI_API PyObject *PyLong_FromSize_t(size_t);
AMBI_API PyObject *PyLong_FromSsize_t(Py_ssize_t);
AMBI_API PyObject *PyLong_FromString(const char *, char **, int);
AMBI_API PyObject *PyLong_FromUnicodeObject(PyObject *u, int base);
AMBI_API PyObject *PyLong_FromUnsignedLong(unsigned long);
AMBI_API PyObject *PyLong_FromUnsignedLongLong(unsigned long long);
AMBI_API PyObject *PyLong_FromVoidPtr(void *);
AMBI_API PyObject *PyLong_GetInfo(void);
AMBI_API PyObject *_PyLong_Copy(PyLongObject *src);
AMBI_API PyObject *_PyLong_Format(PyObject *v, int base);
AMBI_API PyObject *_PyLong_FromBytes(const char *s, Py_ssize_t n, int base);
AMBI_API PyObject *_PyLong_FromByteArray(const unsigned char *bytes, size_t n, int little_endian, int is_signed);
AMBI_API Py_ssize_t PyLong_AsSsize_t(PyObject *);
AMBI_API double PyLong_AsDouble(PyObject *);
AMBI_API int _PyLong_AsByteArray(PyLongObject *v, unsigned char *bytes, size_t n, int little_endian, int is_signed);
AMBI_API int _PyLong_AsInt(PyObject *);
AMBI_API int _PyLong_Sign(PyObject *v);
AMBI_API long PyLong_AsLong(PyObject *);
AMBI_API long PyLong_AsLongAndOverflow(PyObject *, int *);
AMBI_API long long PyLong_AsLongLong(PyObject *);
AMBI_API long long PyLong_AsLongLongAndOverflow(PyObject *, int *);
AMBI_API size_t PyLong_AsSize_t(PyObject *);
AMBI_API size_t _PyLong_NumBits(PyObject *v);
AMBI_API unsigned long PyLong_AsUnsignedLong(PyObject *);
AMBI_API unsigned long PyLong_AsUnsignedLongMask(PyObject *);
AMBI_API unsigned long long PyLong_AsUnsignedLongLong(PyObject *);
AMBI_API unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *);
AMBI_API void *PyLong_AsVoidPtr(PyObject *);

/* PyMapping */
AMBI_API PyObject *PyMapping_GetItemString(PyObject *o, const char *key);
AMBI_API PyObject *PyMapping_Items(PyObject *o);
AMBI_API PyObject *PyMapping_Keys(PyObject *o);
AMBI_API PyObject *PyMapping_Values(PyObject *o);
AMBI_API Py_ssize_t PyMapping_Length(PyObject *o);
AMBI_API Py_ssize_t PyMapping_Size(PyObject *o);
AMBI_API int PyMapping_Check(PyObject *o);
AMBI_API int PyMapping_HasKey(PyObject *o, PyObject *key);
AMBI_API int PyMapping_HasKeyString(PyObject *o, const char *key);
AMBI_API int PyMapping_SetItemString(PyObject *o, const char *key, PyObject *value);

/* PyMem */
AMBI_API void *PyMem_Calloc(size_t nelem, size_t elsize);
AMBI_API void *PyMem_Malloc(size_t size);
AMBI_API void *PyMem_RawCalloc(size_t nelem, size_t elsize);
AMBI_API void *PyMem_RawMalloc(size_t size);
AMBI_API void *PyMem_RawRealloc(void *ptr, size_t new_size);
AMBI_API void *PyMem_Realloc(void *ptr, size_t new_size);
AMBI_API void PyMem_Free(void *ptr);
AMBI_API void PyMem_RawFree(void *ptr);

/* PyMember */
AMBI_API PyObject *PyMember_GetOne(const char *, PyMemberDef *);
AMBI_API int PyMember_SetOne(char *, PyMemberDef *, PyObject *);

/* PyMemoryView */
AMBI_API PyObject *PyMemoryView_FromBuffer(const Py_buffer *info);
AMBI_API PyObject *PyMemoryView_FromMemory(char *mem, Py_ssize_t size, int flags);
AMBI_API PyObject *PyMemoryView_FromObject(PyObject *base);
AMBI_API PyObject *PyMemoryView_GetContiguous(PyObject *base, int buffertype, char order);

/* PyMethod */
AMBI_API PyObject *PyMethod_Function(PyObject *);
AMBI_API PyObject *PyMethod_New(PyObject *, PyObject *);
AMBI_API PyObject *PyMethod_Self(PyObject *);

/* PyModule */
AMBI_API PyModuleDef *PyModule_GetDef(PyObject *);
AMBI_API PyObject *PyModule_Create2(PyModuleDef *, int apiver);
AMBI_API PyObject *PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int module_api_version);
AMBI_API PyObject *PyModule_GetDict(PyObject *);
AMBI_API PyObject *PyModule_GetFilenameObject(PyObject *);
AMBI_API PyObject *PyModule_GetNameObject(PyObject *);
AMBI_API PyObject *PyModule_New(const char *name);
AMBI_API PyObject *PyModule_NewObject(PyObject *name);
AMBI_API const char *PyModule_GetFilename(PyObject *);
AMBI_API const char *PyModule_GetName(PyObject *);
AMBI_API int PyModule_AddFunctions(PyObject *, PyMethodDef *);
AMBI_API int PyModule_AddIntConstant(PyObject *, const char *, long);
AMBI_API int PyModule_AddObject(PyObject *mod, const char *, PyObject *value);
AMBI_API int PyModule_AddObjectRef(PyObject *mod, const char *name, PyObject *value);
AMBI_API int PyModule_AddStringConstant(PyObject *, const char *, const char *);
AMBI_API int PyModule_AddType(PyObject *module, PyTypeObject *type);
AMBI_API int PyModule_ExecDef(PyObject *module, PyModuleDef *def);
AMBI_API int PyModule_SetDocString(PyObject *, const char *);
AMBI_API void *PyModule_GetState(PyObject *);

/* PyModuleDef */
AMBI_API PyObject *PyModuleDef_Init(PyModuleDef *);

/* PyNumber */
AMBI_API PyObject *PyNumber_Absolute(PyObject *o);
AMBI_API PyObject *PyNumber_Add(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_And(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Divmod(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Float(PyObject *o);
AMBI_API PyObject *PyNumber_FloorDivide(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceAdd(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceAnd(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceFloorDivide(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceLshift(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceMatrixMultiply(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceMultiply(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceOr(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlacePower(PyObject *o1, PyObject *o2, PyObject *o3);
AMBI_API PyObject *PyNumber_InPlaceRemainder(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceRshift(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceSubtract(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceTrueDivide(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_InPlaceXor(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Index(PyObject *o);
AMBI_API PyObject *PyNumber_Invert(PyObject *o);
AMBI_API PyObject *PyNumber_Long(PyObject *o);
AMBI_API PyObject *PyNumber_Lshift(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_MatrixMultiply(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Multiply(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Negative(PyObject *o);
AMBI_API PyObject *PyNumber_Or(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Positive(PyObject *o);
AMBI_API PyObject *PyNumber_Power(PyObject *o1, PyObject *o2, PyObject *o3);
AMBI_API PyObject *PyNumber_Remainder(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Rshift(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Subtract(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_ToBase(PyObject *n, int base);
AMBI_API PyObject *PyNumber_TrueDivide(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PyNumber_Xor(PyObject *o1, PyObject *o2);
AMBI_API Py_ssize_t PyNumber_AsSsize_t(PyObject *o, PyObject *exc);
AMBI_API int PyNumber_Check(PyObject *o);

/* PyOS */
AMBI_API char *PyOS_double_to_string(double val, char format_code, int precision, int flags, int *type);
AMBI_API double PyOS_string_to_double(const char *str, char **endptr, PyObject *overflow_exception);
AMBI_API int PyOS_mystricmp(const char *, const char *);
AMBI_API int PyOS_mystrnicmp(const char *, const char *, Py_ssize_t);
AMBI_API int PyOS_snprintf(char *str, size_t size, const char *format, ...);
AMBI_API int PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va);
AMBI_API long PyOS_strtol(const char *, char **, int);
AMBI_API unsigned long PyOS_strtoul(const char *, char **, int);

/* PyObject */
AMBI_API PyObject **_PyObject_GetDictPtr(PyObject *);
AMBI_API PyObject *PyObject_ASCII(PyObject *);
AMBI_API PyObject *PyObject_Bytes(PyObject *);
AMBI_API PyObject *PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs);
AMBI_API PyObject *PyObject_CallFunction(PyObject *callable, const char *format, ...);
AMBI_API PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...);
AMBI_API PyObject *PyObject_CallMethod(PyObject *obj, const char *name, const char *format, ...);
AMBI_API PyObject *PyObject_CallMethodNoArgs(PyObject *self, PyObject *name);
AMBI_API PyObject *PyObject_CallMethodOneArg(PyObject *self, PyObject *name, PyObject *arg);
AMBI_API PyObject *PyObject_CallMethodObjArgs(PyObject *obj, PyObject *name, ...);
AMBI_API PyObject *PyObject_CallNoArgs(PyObject *func);
AMBI_API PyObject *PyObject_CallObject(PyObject *callable, PyObject *args);
AMBI_API PyObject *PyObject_CallOneArg(PyObject *func, PyObject *arg);
AMBI_API PyObject *PyObject_Dir(PyObject *);
AMBI_API PyObject *PyObject_Format(PyObject *obj, PyObject *format_spec);
AMBI_API PyObject *PyObject_GenericGetAttr(PyObject *, PyObject *);
AMBI_API PyObject *PyObject_GenericGetDict(PyObject *, void *);
AMBI_API PyObject *PyObject_GetAttr(PyObject *, PyObject *);
AMBI_API PyObject *PyObject_GetAttrString(PyObject *, const char *);
AMBI_API PyObject *PyObject_GetItem(PyObject *o, PyObject *key);
AMBI_API PyObject *PyObject_GetIter(PyObject *);
AMBI_API PyObject *PyObject_Init(PyObject *, PyTypeObject *);
AMBI_API PyObject *PyObject_Repr(PyObject *);
AMBI_API PyObject *PyObject_RichCompare(PyObject *, PyObject *, int);
AMBI_API PyObject *PyObject_SelfIter(PyObject *);
AMBI_API PyObject *PyObject_Str(PyObject *);
AMBI_API PyObject *PyObject_Type(PyObject *o);
AMBI_API PyObject *PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);
AMBI_API PyObject *PyObject_VectorcallDict(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwargs);
AMBI_API PyObject *PyObject_VectorcallMethod(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *kwnames);
AMBI_API PyObject *_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...);
AMBI_API PyObject *_PyObject_CallMethod_SizeT(PyObject *obj, const char *name, const char *format, ...);
AMBI_API PyObject *_PyObject_GC_New(PyTypeObject *);
AMBI_API PyObject *_PyObject_GenericGetAttrWithDict(PyObject *, PyObject *, PyObject *, int);
AMBI_API PyObject *_PyObject_New(PyTypeObject *);
AMBI_API PyVarObject *PyObject_InitVar(PyVarObject *, PyTypeObject *, Py_ssize_t);
AMBI_API PyVarObject *_PyObject_GC_NewVar(PyTypeObject *, Py_ssize_t);
AMBI_API PyVarObject *_PyObject_NewVar(PyTypeObject *, Py_ssize_t);
AMBI_API Py_hash_t PyObject_Hash(PyObject *);
AMBI_API Py_hash_t PyObject_HashNotImplemented(PyObject *);
AMBI_API Py_ssize_t PyObject_Length(PyObject *o);
AMBI_API Py_ssize_t PyObject_LengthHint(PyObject *o, Py_ssize_t);
AMBI_API Py_ssize_t PyObject_Size(PyObject *o);
AMBI_API int PyObject_AsFileDescriptor(PyObject *);
AMBI_API int PyObject_CallFinalizerFromDealloc(PyObject *);
AMBI_API int PyObject_CheckBuffer(PyObject *obj);
AMBI_API int PyObject_CheckReadBuffer(PyObject *obj);
AMBI_API int PyObject_CopyData(PyObject *dest, PyObject *src);
AMBI_API int PyObject_DelItem(PyObject *o, PyObject *key);
AMBI_API int PyObject_DelItemString(PyObject *o, const char *key);
AMBI_API int PyObject_GC_IsFinalized(PyObject *);
AMBI_API int PyObject_GenericSetAttr(PyObject *, PyObject *, PyObject *);
AMBI_API int PyObject_GenericSetDict(PyObject *, PyObject *, void *);
AMBI_API int PyObject_GetBuffer(PyObject *obj, Py_buffer *view, int flags);
AMBI_API int PyObject_HasAttr(PyObject *, PyObject *);
AMBI_API int PyObject_HasAttrString(PyObject *, const char *);
AMBI_API int PyObject_IsInstance(PyObject *object, PyObject *typeorclass);
AMBI_API int PyObject_IsSubclass(PyObject *object, PyObject *typeorclass);
AMBI_API int PyObject_IsTrue(PyObject *);
AMBI_API int PyObject_Not(PyObject *);
AMBI_API int PyObject_Print(PyObject *, FILE *, int);
AMBI_API int PyObject_RichCompareBool(PyObject *, PyObject *, int);
AMBI_API int PyObject_SetAttr(PyObject *, PyObject *, PyObject *);
AMBI_API int PyObject_SetAttrString(PyObject *, const char *, PyObject *);
AMBI_API int PyObject_SetItem(PyObject *o, PyObject *key, PyObject *v);
AMBI_API int _PyObject_GetMethod(PyObject *obj, PyObject *name, PyObject **method);
AMBI_API int _PyObject_LookupAttr(PyObject *, PyObject *, PyObject **);
AMBI_API void *PyObject_Calloc(size_t nelem, size_t elsize);
AMBI_API void *PyObject_Malloc(size_t size);
AMBI_API void *PyObject_Realloc(void *ptr, size_t new_size);
AMBI_API void PyObject_ClearWeakRefs(PyObject *);
AMBI_API void PyObject_Free(void *ptr);
AMBI_API void PyObject_GC_Del(void *);
AMBI_API void PyObject_GC_Track(void *);
AMBI_API void PyObject_GC_UnTrack(void *);

/* PyRun */
AMBI_API PyObject *PyRun_StringFlags(const char *, int, PyObject *, PyObject *, PyCompilerFlags *);

/* PySeqIter */
AMBI_API PyObject *PySeqIter_New(PyObject *);

/* PySequence */
AMBI_API PyObject *PySequence_Concat(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PySequence_Fast(PyObject *o, const char *m);
AMBI_API PyObject *PySequence_GetItem(PyObject *o, Py_ssize_t i);
AMBI_API PyObject *PySequence_GetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);
AMBI_API PyObject *PySequence_InPlaceConcat(PyObject *o1, PyObject *o2);
AMBI_API PyObject *PySequence_InPlaceRepeat(PyObject *o, Py_ssize_t count);
AMBI_API PyObject *PySequence_List(PyObject *o);
AMBI_API PyObject *PySequence_Repeat(PyObject *o, Py_ssize_t count);
AMBI_API PyObject *PySequence_Tuple(PyObject *o);
AMBI_API Py_ssize_t PySequence_Count(PyObject *o, PyObject *value);
AMBI_API Py_ssize_t PySequence_Index(PyObject *o, PyObject *value);
AMBI_API Py_ssize_t PySequence_Length(PyObject *o);
AMBI_API Py_ssize_t PySequence_Size(PyObject *o);
AMBI_API int PySequence_Check(PyObject *o);
AMBI_API int PySequence_Contains(PyObject *seq, PyObject *ob);
AMBI_API int PySequence_DelItem(PyObject *o, Py_ssize_t i);
AMBI_API int PySequence_DelSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);
AMBI_API int PySequence_In(PyObject *o, PyObject *value);
AMBI_API int PySequence_SetItem(PyObject *o, Py_ssize_t i, PyObject *v);
AMBI_API int PySequence_SetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2, PyObject *v);

/* PySet */
AMBI_API PyObject *PySet_New(PyObject *);
AMBI_API PyObject *PySet_Pop(PyObject *set);
AMBI_API Py_ssize_t PySet_Size(PyObject *anyset);
AMBI_API int PySet_Add(PyObject *set, PyObject *key);
AMBI_API int PySet_Clear(PyObject *set);
AMBI_API int PySet_Contains(PyObject *anyset, PyObject *key);
AMBI_API int PySet_Discard(PyObject *set, PyObject *key);
AMBI_API int _PySet_NextEntry(PyObject *set, Py_ssize_t *pos, PyObject **key, Py_hash_t *hash);

/* PySlice */
AMBI_API PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step);
AMBI_API Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t step);
AMBI_API int PySlice_GetIndices(PyObject *r, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step);
AMBI_API int PySlice_GetIndicesEx(PyObject *r, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step, Py_ssize_t *slicelength);
AMBI_API int PySlice_Unpack(PyObject *slice, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step);

/* PyStack */
AMBI_API PyObject *_PyStack_AsDict(PyObject *const *values, PyObject *kwnames);

/* PyState */
AMBI_API PyObject *PyState_FindModule(PyModuleDef *);
AMBI_API int PyState_AddModule(PyObject *, PyModuleDef *);
AMBI_API int PyState_RemoveModule(PyModuleDef *);

/* PyStaticMethod */
AMBI_API PyObject *PyStaticMethod_New(PyObject *);

/* PySys */
AMBI_API PyObject *PySys_GetObject(const char *);
AMBI_API int PySys_SetObject(const char *, PyObject *);
AMBI_API void PySys_FormatStdout(const char *format, ...);
AMBI_API void PySys_WriteStderr(const char *format, ...);
AMBI_API void PySys_WriteStdout(const char *format, ...);

/* PyThread */
AMBI_API PyThread_type_lock PyThread_allocate_lock(void);
AMBI_API Py_tss_t *PyThread_tss_alloc(void);
AMBI_API int PyThread_acquire_lock(PyThread_type_lock, int);
AMBI_API int PyThread_tss_create(Py_tss_t *key);
AMBI_API int PyThread_tss_is_created(Py_tss_t *key);
AMBI_API int PyThread_tss_set(Py_tss_t *key, void *value);
AMBI_API unsigned long PyThread_get_thread_ident(void);
AMBI_API void *PyThread_tss_get(Py_tss_t *key);
AMBI_API void PyThread_free_lock(PyThread_type_lock);
AMBI_API void PyThread_release_lock(PyThread_type_lock);
AMBI_API void PyThread_tss_delete(Py_tss_t *key);
AMBI_API void PyThread_tss_free(Py_tss_t *key);

/* PyThreadState */
AMBI_API PyFrameObject *PyThreadState_GetFrame(PyThreadState *tstate);
AMBI_API PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *tstate);
AMBI_API PyObject *PyThreadState_GetDict(void);
AMBI_API PyThreadState *PyThreadState_Get(void);
AMBI_API PyThreadState *PyThreadState_New(PyInterpreterState *);
AMBI_API PyThreadState *PyThreadState_Swap(PyThreadState *);
AMBI_API PyThreadState *_PyThreadState_UncheckedGet(void);
AMBI_API uint64_t PyThreadState_GetID(PyThreadState *tstate);
AMBI_API void PyThreadState_Clear(PyThreadState *);
AMBI_API void PyThreadState_Delete(PyThreadState *);
AMBI_API void PyThreadState_DeleteCurrent(void);

/* PyTraceBack */
AMBI_API int PyTraceBack_Here(PyFrameObject *);
AMBI_API int PyTraceBack_Print(PyObject *, PyObject *);

/* PyTuple */
AMBI_API PyObject *PyTuple_GetItem(PyObject *, Py_ssize_t);
AMBI_API PyObject *PyTuple_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
AMBI_API PyObject *PyTuple_New(Py_ssize_t size);
AMBI_API PyObject *PyTuple_Pack(Py_ssize_t, ...);
AMBI_API Py_ssize_t PyTuple_Size(PyObject *);
AMBI_API int PyTuple_SetItem(PyObject *, Py_ssize_t, PyObject *);
AMBI_API int _PyTuple_Resize(PyObject **, Py_ssize_t);

/* PyType */
AMBI_API PyObject *PyType_FromModuleAndSpec(PyObject *, PyType_Spec *, PyObject *);
AMBI_API PyObject *PyType_FromSpec(PyType_Spec *);
AMBI_API PyObject *PyType_FromSpecWithBases(PyType_Spec *, PyObject *);
AMBI_API PyObject *PyType_GenericAlloc(PyTypeObject *, Py_ssize_t);
AMBI_API PyObject *PyType_GenericNew(PyTypeObject *, PyObject *, PyObject *);
AMBI_API PyObject *PyType_GetModule(PyTypeObject *);
AMBI_API PyObject *PyType_GetModuleByDef(PyTypeObject *, PyModuleDef *);
AMBI_API PyObject *PyType_GetName(PyTypeObject *);
AMBI_API PyObject *PyType_GetQualName(PyTypeObject *);
AMBI_API PyObject *_PyType_Lookup(PyTypeObject *, PyObject *);
AMBI_API int PyType_IsSubtype(PyTypeObject *, PyTypeObject *);
AMBI_API int PyType_Ready(PyTypeObject *);
AMBI_API unsigned int PyType_ClearCache(void);
AMBI_API unsigned long PyType_GetFlags(PyTypeObject *);
AMBI_API void *PyType_GetModuleState(PyTypeObject *);
AMBI_API void *PyType_GetSlot(PyTypeObject *, int);
AMBI_API void PyType_Modified(PyTypeObject *);

/* PyUnicode */
AMBI_API PyObject *PyUnicodeDecodeError_Create(const char *encoding, const char *object, Py_ssize_t length, Py_ssize_t start, Py_ssize_t end, const char *reason);
AMBI_API PyObject *PyUnicode_AsASCIIString(PyObject *unicode);
AMBI_API PyObject *PyUnicode_AsEncodedString(PyObject *unicode, const char *encoding, const char *errors);
AMBI_API PyObject *PyUnicode_AsLatin1String(PyObject *unicode);
AMBI_API PyObject *PyUnicode_AsUTF8String(PyObject *unicode);
AMBI_API PyObject *PyUnicode_Concat(PyObject *left, PyObject *right);
AMBI_API PyObject *PyUnicode_Decode(const char *s, Py_ssize_t size, const char *encoding, const char *errors);
AMBI_API PyObject *PyUnicode_DecodeASCII(const char *string, Py_ssize_t length, const char *errors);
AMBI_API PyObject *PyUnicode_DecodeFSDefault(const char *s);
AMBI_API PyObject *PyUnicode_DecodeFSDefaultAndSize(const char *s, Py_ssize_t size);
AMBI_API PyObject *PyUnicode_DecodeLatin1(const char *string, Py_ssize_t length, const char *errors);
AMBI_API PyObject *PyUnicode_DecodeLocale(const char *str, const char *errors);
AMBI_API PyObject *PyUnicode_DecodeUTF8(const char *string, Py_ssize_t length, const char *errors);
AMBI_API PyObject *PyUnicode_EncodeFSDefault(PyObject *unicode);
AMBI_API PyObject *PyUnicode_Format(PyObject *format, PyObject *args);
AMBI_API PyObject *PyUnicode_FromEncodedObject(PyObject *obj, const char *encoding, const char *errors);
AMBI_API PyObject *PyUnicode_FromFormat(const char *format, ...);
AMBI_API PyObject *PyUnicode_FromFormatV(const char *format, va_list vargs);
AMBI_API PyObject *PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size);
AMBI_API PyObject *PyUnicode_FromObject(PyObject *obj);
AMBI_API PyObject *PyUnicode_FromOrdinal(int ordinal);
AMBI_API PyObject *PyUnicode_FromString(const char *u);
AMBI_API PyObject *PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size);
AMBI_API PyObject *PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size);
AMBI_API PyObject *PyUnicode_InternFromString(const char *u);
AMBI_API PyObject *PyUnicode_Join(PyObject *separator, PyObject *seq);
AMBI_API PyObject *PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar);
AMBI_API PyObject *PyUnicode_Replace(PyObject *str, PyObject *substr, PyObject *replstr, Py_ssize_t maxcount);
AMBI_API PyObject *PyUnicode_RichCompare(PyObject *left, PyObject *right, int op);
AMBI_API PyObject *PyUnicode_Split(PyObject *s, PyObject *sep, Py_ssize_t maxsplit);
AMBI_API PyObject *PyUnicode_Splitlines(PyObject *s, int keepends);
AMBI_API PyObject *PyUnicode_Substring(PyObject *str, Py_ssize_t start, Py_ssize_t end);
AMBI_API Py_UCS4 *PyUnicode_AsUCS4(PyObject *unicode, Py_UCS4 *buffer, Py_ssize_t buflen, int copy_null);
AMBI_API Py_UCS4 *PyUnicode_AsUCS4Copy(PyObject *unicode);
AMBI_API Py_UCS4 PyUnicode_ReadChar(PyObject *unicode, Py_ssize_t index);
AMBI_API Py_ssize_t PyUnicode_AsWideChar(PyObject *unicode, wchar_t *w, Py_ssize_t size);
AMBI_API Py_ssize_t PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start, Py_ssize_t how_many);
AMBI_API Py_ssize_t PyUnicode_Count(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end);
AMBI_API Py_ssize_t PyUnicode_Fill(PyObject *unicode, Py_ssize_t start, Py_ssize_t length, Py_UCS4 fill_char);
AMBI_API Py_ssize_t PyUnicode_Find(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end, int direction);
AMBI_API Py_ssize_t PyUnicode_FindChar(PyObject *str, Py_UCS4 ch, Py_ssize_t start, Py_ssize_t end, int direction);
AMBI_API Py_ssize_t PyUnicode_GetLength(PyObject *unicode);
AMBI_API Py_ssize_t PyUnicode_Tailmatch(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end, int direction);
AMBI_API const char *PyUnicode_AsUTF8(PyObject *unicode);
AMBI_API const char *PyUnicode_AsUTF8AndSize(PyObject *unicode, Py_ssize_t *size);
AMBI_API int PyUnicode_Compare(PyObject *left, PyObject *right);
AMBI_API int PyUnicode_CompareWithASCIIString(PyObject *left, const char *right);
AMBI_API int PyUnicode_Contains(PyObject *container, PyObject *element);
AMBI_API int PyUnicode_FSConverter(PyObject *, void *);
AMBI_API int PyUnicode_IsIdentifier(PyObject *s);
AMBI_API int PyUnicode_Resize(PyObject **unicode, Py_ssize_t length);
AMBI_API int PyUnicode_WriteChar(PyObject *unicode, Py_ssize_t index, Py_UCS4 character);
AMBI_API int _PyUnicode_EqualToASCIIString(PyObject *left, const char *right);
AMBI_API int _PyUnicode_IsWhitespace(const Py_UCS4 ch);
AMBI_API int _PyUnicode_Ready(PyObject *unicode);
AMBI_API void PyUnicode_Append(PyObject **pleft, PyObject *right);
AMBI_API void PyUnicode_AppendAndDel(PyObject **pleft, PyObject *right);
AMBI_API void PyUnicode_InternInPlace(PyObject **);
AMBI_API void _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start, Py_ssize_t how_many);
AMBI_API wchar_t *PyUnicode_AsWideCharString(PyObject *unicode, Py_ssize_t *size);

/* PyVectorcall */
AMBI_API PyObject *PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *dict);
AMBI_API vectorcallfunc PyVectorcall_Function(PyObject *callable);

/* PyWeakref */
AMBI_API PyObject *PyWeakref_GetObject(PyObject *ref);
AMBI_API PyObject *PyWeakref_NewProxy(PyObject *ob, PyObject *callback);
AMBI_API PyObject *PyWeakref_NewRef(PyObject *ob, PyObject *callback);

/* PyWrapper */
AMBI_API PyObject *PyWrapper_New(PyObject *, PyObject *);

/* data */
extern AMBI_API PyTypeObject PyAsyncGen_Type;
extern AMBI_API PyTypeObject PyBaseObject_Type;
extern AMBI_API PyTypeObject PyBool_Type;
extern AMBI_API PyTypeObject PyByteArray_Type;
extern AMBI_API PyTypeObject PyBytes_Type;
extern AMBI_API PyTypeObject PyCFunction_Type;
extern AMBI_API PyTypeObject PyCMethod_Type;
extern AMBI_API PyTypeObject PyCallIter_Type;
extern AMBI_API PyTypeObject PyCapsule_Type;
extern AMBI_API PyTypeObject PyCell_Type;
extern AMBI_API PyTypeObject PyClassMethod_Type;
extern AMBI_API PyTypeObject PyCode_Type;
extern AMBI_API PyTypeObject PyComplex_Type;
extern AMBI_API PyTypeObject PyCoro_Type;
extern AMBI_API PyTypeObject PyDictItems_Type;
extern AMBI_API PyTypeObject PyDictIterItem_Type;
extern AMBI_API PyTypeObject PyDictIterKey_Type;
extern AMBI_API PyTypeObject PyDictIterValue_Type;
extern AMBI_API PyTypeObject PyDictKeys_Type;
extern AMBI_API PyTypeObject PyDictProxy_Type;
extern AMBI_API PyTypeObject PyDictValues_Type;
extern AMBI_API PyTypeObject PyDict_Type;
extern AMBI_API PyTypeObject PyEllipsis_Type;
extern AMBI_API PyTypeObject PyEnum_Type;
extern AMBI_API PyTypeObject PyFloat_Type;
extern AMBI_API PyTypeObject PyFrame_Type;
extern AMBI_API PyTypeObject PyFrozenSet_Type;
extern AMBI_API PyTypeObject PyFunction_Type;
extern AMBI_API PyTypeObject PyGen_Type;
extern AMBI_API PyTypeObject PyGetSetDescr_Type;
extern AMBI_API PyTypeObject PyInstanceMethod_Type;
extern AMBI_API PyTypeObject PyListIter_Type;
extern AMBI_API PyTypeObject PyList_Type;
extern AMBI_API PyTypeObject PyLong_Type;
extern AMBI_API PyTypeObject PyMemberDescr_Type;
extern AMBI_API PyTypeObject PyMemoryView_Type;
extern AMBI_API PyTypeObject PyMethodDescr_Type;
extern AMBI_API PyTypeObject PyMethod_Type;
extern AMBI_API PyTypeObject PyModuleDef_Type;
extern AMBI_API PyTypeObject PyModule_Type;
extern AMBI_API PyTypeObject PyProperty_Type;
extern AMBI_API PyTypeObject PyRangeIter_Type;
extern AMBI_API PyTypeObject PyRange_Type;
extern AMBI_API PyTypeObject PySeqIter_Type;
extern AMBI_API PyTypeObject PySetIter_Type;
extern AMBI_API PyTypeObject PySet_Type;
extern AMBI_API PyTypeObject PySlice_Type;
extern AMBI_API PyTypeObject PyStaticMethod_Type;
extern AMBI_API PyTypeObject PySuper_Type;
extern AMBI_API PyTypeObject PyTraceBack_Type;
extern AMBI_API PyTypeObject PyTupleIter_Type;
extern AMBI_API PyTypeObject PyTuple_Type;
extern AMBI_API PyTypeObject PyType_Type;
extern AMBI_API PyTypeObject PyUnicodeIter_Type;
extern AMBI_API PyTypeObject PyUnicode_Type;
extern AMBI_API PyTypeObject PyWrapperDescr_Type;
extern AMBI_API PyTypeObject _PyNone_Type;
extern AMBI_API PyTypeObject _PyNotImplemented_Type;
extern AMBI_API PyTypeObject _PyWeakref_RefType;
extern AMBI_API PyObject _Py_NoneStruct, _Py_NotImplementedStruct, _Py_EllipsisObject;
extern AMBI_API PyLongObject _Py_TrueStruct, _Py_FalseStruct;
extern AMBI_API int Py_OptimizeFlag;
extern AMBI_API const unsigned long Py_Version;
extern AMBI_API char _PyByteArray_empty_string[];
extern AMBI_API const unsigned char _Py_ascii_whitespace[];
extern AMBI_API PyObject *PyExc_BaseException, *PyExc_BaseExceptionGroup, *PyExc_Exception;
extern AMBI_API PyObject *PyExc_StopAsyncIteration, *PyExc_StopIteration, *PyExc_GeneratorExit;
extern AMBI_API PyObject *PyExc_ArithmeticError, *PyExc_LookupError, *PyExc_AssertionError;
extern AMBI_API PyObject *PyExc_AttributeError, *PyExc_BufferError, *PyExc_EOFError;
extern AMBI_API PyObject *PyExc_FloatingPointError, *PyExc_OSError, *PyExc_ImportError;
extern AMBI_API PyObject *PyExc_ModuleNotFoundError, *PyExc_IndexError, *PyExc_KeyError;
extern AMBI_API PyObject *PyExc_KeyboardInterrupt, *PyExc_MemoryError, *PyExc_NameError;
extern AMBI_API PyObject *PyExc_OverflowError, *PyExc_RuntimeError, *PyExc_RecursionError;
extern AMBI_API PyObject *PyExc_NotImplementedError, *PyExc_SyntaxError, *PyExc_IndentationError;
extern AMBI_API PyObject *PyExc_TabError, *PyExc_ReferenceError, *PyExc_SystemError;
extern AMBI_API PyObject *PyExc_SystemExit, *PyExc_TypeError, *PyExc_UnboundLocalError;
extern AMBI_API PyObject *PyExc_UnicodeError, *PyExc_UnicodeEncodeError, *PyExc_UnicodeDecodeError;
extern AMBI_API PyObject *PyExc_UnicodeTranslateError, *PyExc_ValueError, *PyExc_ZeroDivisionError;
extern AMBI_API PyObject *PyExc_BlockingIOError, *PyExc_BrokenPipeError, *PyExc_ChildProcessError;
extern AMBI_API PyObject *PyExc_ConnectionError, *PyExc_ConnectionAbortedError, *PyExc_ConnectionRefusedError;
extern AMBI_API PyObject *PyExc_ConnectionResetError, *PyExc_FileExistsError, *PyExc_FileNotFoundError;
extern AMBI_API PyObject *PyExc_InterruptedError, *PyExc_IsADirectoryError, *PyExc_NotADirectoryError;
extern AMBI_API PyObject *PyExc_PermissionError, *PyExc_ProcessLookupError, *PyExc_TimeoutError;
extern AMBI_API PyObject *PyExc_EnvironmentError, *PyExc_IOError, *PyExc_Warning;
extern AMBI_API PyObject *PyExc_UserWarning, *PyExc_DeprecationWarning, *PyExc_PendingDeprecationWarning;
extern AMBI_API PyObject *PyExc_SyntaxWarning, *PyExc_RuntimeWarning, *PyExc_FutureWarning;
extern AMBI_API PyObject *PyExc_ImportWarning, *PyExc_UnicodeWarning, *PyExc_BytesWarning;
extern AMBI_API PyObject *PyExc_EncodingWarning, *PyExc_ResourceWarning;

#endif

/*
 * NumPy's table of array functions (PyArray_API), slot by slot. Written by a generator from the project's facts.
 *
 * A function is called by its name, as in NumPy: the macros below find it in the table that import_array()
 * has fetched. One that is newer than NPY_TARGET_VERSION is not declared; "since" says which version that is, and
 * where it is missing the function is in every version that can be a target. What NumPy 2.0 has removed has no
 * macro, and says what replaces it. It is still a member of the struct, for code that asks
 * PyArray_RUNTIME_VERSION first, and for those who bind the table from another language (who have no variadic
 * function pointers: -DAMBI_FOR_BINDINGS).
 */
#ifndef AMBI_NUMPY_API_H
#define AMBI_NUMPY_API_H

#include <assert.h>

#include "numpy_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  unsigned int (*PyArray_GetNDArrayCVersion)(void); /* 0 */
  PyTypeObject *PyBigArray_Type; /* 1; until 2.0: use PyArray_Type */
  PyTypeObject *PyArray_Type; /* 2 */
  PyTypeObject *PyArrayDescr_Type; /* 3 */
  PyTypeObject *PyArrayFlags_Type; /* 4; until 2.0: use PyObject_GetAttrString(array, "flags") */
  PyTypeObject *PyArrayIter_Type; /* 5 */
  PyTypeObject *PyArrayMultiIter_Type; /* 6 */
  int *NPY_NUMUSERTYPES; /* 7 */
  PyTypeObject *PyBoolArrType_Type; /* 8 */
  PyBoolScalarObject *_PyArrayScalar_BoolValues; /* 9 */
  PyTypeObject *PyGenericArrType_Type; /* 10 */
  PyTypeObject *PyNumberArrType_Type; /* 11 */
  PyTypeObject *PyIntegerArrType_Type; /* 12 */
  PyTypeObject *PySignedIntegerArrType_Type; /* 13 */
  PyTypeObject *PyUnsignedIntegerArrType_Type; /* 14 */
  PyTypeObject *PyInexactArrType_Type; /* 15 */
  PyTypeObject *PyFloatingArrType_Type; /* 16 */
  PyTypeObject *PyComplexFloatingArrType_Type; /* 17 */
  PyTypeObject *PyFlexibleArrType_Type; /* 18 */
  PyTypeObject *PyCharacterArrType_Type; /* 19 */
  PyTypeObject *PyByteArrType_Type; /* 20 */
  PyTypeObject *PyShortArrType_Type; /* 21 */
  PyTypeObject *PyIntArrType_Type; /* 22 */
  PyTypeObject *PyLongArrType_Type; /* 23 */
  PyTypeObject *PyLongLongArrType_Type; /* 24 */
  PyTypeObject *PyUByteArrType_Type; /* 25 */
  PyTypeObject *PyUShortArrType_Type; /* 26 */
  PyTypeObject *PyUIntArrType_Type; /* 27 */
  PyTypeObject *PyULongArrType_Type; /* 28 */
  PyTypeObject *PyULongLongArrType_Type; /* 29 */
  PyTypeObject *PyFloatArrType_Type; /* 30 */
  PyTypeObject *PyDoubleArrType_Type; /* 31 */
  PyTypeObject *PyLongDoubleArrType_Type; /* 32 */
  PyTypeObject *PyCFloatArrType_Type; /* 33 */
  PyTypeObject *PyCDoubleArrType_Type; /* 34 */
  PyTypeObject *PyCLongDoubleArrType_Type; /* 35 */
  PyTypeObject *PyObjectArrType_Type; /* 36 */
  PyTypeObject *PyStringArrType_Type; /* 37 */
  PyTypeObject *PyUnicodeArrType_Type; /* 38 */
  PyTypeObject *PyVoidArrType_Type; /* 39 */
  int (*PyArray_SetNumericOps)(PyObject *); /* 40; until 2.0: use PyUFunc_ReplaceLoopBySignature */
  /* 41; until 2.0: use PyImport_ImportModule("numpy") and PyObject_GetAttrString for the ufunc */
  PyObject *(*PyArray_GetNumericOps)(void);
  int (*PyArray_INCREF)(PyArrayObject *); /* 42 */
  int (*PyArray_XDECREF)(PyArrayObject *); /* 43 */
  void (*PyArray_SetStringFunction)(PyObject *, int); /* 44 */
  PyArray_Descr *(*PyArray_DescrFromType)(int); /* 45 */
  PyObject *(*PyArray_TypeObjectFromType)(int); /* 46 */
  char *(*PyArray_Zero)(PyArrayObject *); /* 47 */
  char *(*PyArray_One)(PyArrayObject *); /* 48 */
  PyObject *(*PyArray_CastToType)(PyArrayObject *, PyArray_Descr *, int); /* 49 */
  union {
    int (*PyArray_CastTo)(PyArrayObject *, PyArrayObject *); /* 50; until 2.0: use PyArray_CopyInto */
    int (*PyArray_CopyInto)(PyArrayObject *, PyArrayObject *); /* 50 */
  };
  union {
    int (*PyArray_CastAnyTo)(PyArrayObject *, PyArrayObject *); /* 51; until 2.0: use PyArray_CopyAnyInto */
    int (*PyArray_CopyAnyInto)(PyArrayObject *, PyArrayObject *); /* 51 */
  };
  int (*PyArray_CanCastSafely)(int, int); /* 52 */
  npy_bool (*PyArray_CanCastTo)(PyArray_Descr *, PyArray_Descr *); /* 53 */
  int (*PyArray_ObjectType)(PyObject *, int); /* 54 */
  PyArray_Descr *(*PyArray_DescrFromObject)(PyObject *, PyArray_Descr *); /* 55 */
  PyArrayObject **(*PyArray_ConvertToCommonType)(PyObject *, int *); /* 56 */
  PyArray_Descr *(*PyArray_DescrFromScalar)(PyObject *); /* 57 */
  PyArray_Descr *(*PyArray_DescrFromTypeObject)(PyObject *); /* 58 */
  npy_intp (*PyArray_Size)(PyObject *); /* 59 */
  PyObject *(*PyArray_Scalar)(void *, PyArray_Descr *, PyObject *); /* 60 */
  PyObject *(*PyArray_FromScalar)(PyObject *, PyArray_Descr *); /* 61 */
  void (*PyArray_ScalarAsCtype)(PyObject *, void *); /* 62 */
  int (*PyArray_CastScalarToCtype)(PyObject *, void *, PyArray_Descr *); /* 63 */
  int (*PyArray_CastScalarDirect)(PyObject *, PyArray_Descr *, void *, int); /* 64 */
  union {
    /* 65; until 2.0: use PyArray_FromAny and PyArray_Return */
    PyObject *(*PyArray_ScalarFromObject)(PyObject *);
    int (*PyArray_Pack)(PyArray_Descr *, void *, PyObject *); /* 65; since 2.0 */
  };
  /* 66; until 2.0: use PyArray_CastToType, or PyArrayMethod casts of a new dtype */
  PyArray_VectorUnaryFunc *(*PyArray_GetCastFunc)(PyArray_Descr *, int);
  PyObject *(*PyArray_FromDims)(int nd, int *d, int type); /* 67; until 2.0: use PyArray_SimpleNew */
  /* 68; until 2.0: use PyArray_NewFromDescr */
  PyObject *(*PyArray_FromDimsAndDataAndDescr)(int nd, int *d, PyArray_Descr *, char *data);
  PyObject *(*PyArray_FromAny)(PyObject *, PyArray_Descr *, int, int, int, PyObject *); /* 69 */
  PyObject *(*PyArray_EnsureArray)(PyObject *); /* 70 */
  PyObject *(*PyArray_EnsureAnyArray)(PyObject *); /* 71 */
  PyObject *(*PyArray_FromFile)(FILE *, PyArray_Descr *, npy_intp, char *); /* 72 */
  PyObject *(*PyArray_FromString)(char *, npy_intp, PyArray_Descr *, npy_intp, char *); /* 73 */
  PyObject *(*PyArray_FromBuffer)(PyObject *, PyArray_Descr *, npy_intp, npy_intp); /* 74 */
  PyObject *(*PyArray_FromIter)(PyObject *, PyArray_Descr *, npy_intp); /* 75 */
  PyObject *(*PyArray_Return)(PyArrayObject *); /* 76 */
  PyObject *(*PyArray_GetField)(PyArrayObject *, PyArray_Descr *, int); /* 77 */
  int (*PyArray_SetField)(PyArrayObject *, PyArray_Descr *, int, PyObject *); /* 78 */
  PyObject *(*PyArray_Byteswap)(PyArrayObject *, npy_bool); /* 79 */
  PyObject *(*PyArray_Resize)(PyArrayObject *, PyArray_Dims *, int, NPY_ORDER order); /* 80 */
  int (*PyArray_MoveInto)(PyArrayObject *, PyArrayObject *); /* 81; until 2.0: use PyArray_CopyInto */
  /* 82; until 2.0: use PyArray_CopyInto at its new slot 50 (recompile) */
  int (*PyArray_CopyInto_1x)(PyArrayObject *, PyArrayObject *);
  /* 83; until 2.0: use PyArray_CopyAnyInto at its new slot 51 (recompile) */
  int (*PyArray_CopyAnyInto_1x)(PyArrayObject *, PyArrayObject *);
  int (*PyArray_CopyObject)(PyArrayObject *, PyObject *); /* 84 */
  PyObject *(*PyArray_NewCopy)(PyArrayObject *, NPY_ORDER); /* 85 */
  PyObject *(*PyArray_ToList)(PyArrayObject *); /* 86 */
  PyObject *(*PyArray_ToString)(PyArrayObject *, NPY_ORDER); /* 87 */
  int (*PyArray_ToFile)(PyArrayObject *, FILE *, char *, char *); /* 88 */
  int (*PyArray_Dump)(PyObject *, PyObject *, int); /* 89 */
  PyObject *(*PyArray_Dumps)(PyObject *, int); /* 90 */
  int (*PyArray_ValidType)(int); /* 91 */
  void (*PyArray_UpdateFlags)(PyArrayObject *, int); /* 92 */
  /* 93 */
  PyObject *(*PyArray_New)(PyTypeObject *, int, npy_intp const *, int, npy_intp const *, void *, int, int,
      PyObject *);
  /* 94 */
  PyObject *(*PyArray_NewFromDescr)(PyTypeObject *, PyArray_Descr *, int, npy_intp const *, npy_intp const *,
      void *, int, PyObject *);
  PyArray_Descr *(*PyArray_DescrNew)(PyArray_Descr *); /* 95 */
  PyArray_Descr *(*PyArray_DescrNewFromType)(int); /* 96 */
  double (*PyArray_GetPriority)(PyObject *, double); /* 97 */
  PyObject *(*PyArray_IterNew)(PyObject *); /* 98 */
#ifdef AMBI_FOR_BINDINGS
  void *PyArray_MultiIterNew; /* 99 */
#else
  PyObject *(*PyArray_MultiIterNew)(int, ...);
#endif
  int (*PyArray_PyIntAsInt)(PyObject *); /* 100 */
  npy_intp (*PyArray_PyIntAsIntp)(PyObject *); /* 101 */
  int (*PyArray_Broadcast)(PyArrayMultiIterObject *); /* 102 */
  /* 103; until 2.0: use PyArray_FillWithScalar */
  void (*PyArray_FillObjectArray)(PyArrayObject *, PyObject *);
  int (*PyArray_FillWithScalar)(PyArrayObject *, PyObject *); /* 104 */
  /* 105 */
  npy_bool (*PyArray_CheckStrides)(int, int, npy_intp, npy_intp, npy_intp const *, npy_intp const *);
  PyArray_Descr *(*PyArray_DescrNewByteorder)(PyArray_Descr *, char); /* 106 */
  PyObject *(*PyArray_IterAllButAxis)(PyObject *, int *); /* 107 */
  PyObject *(*PyArray_CheckFromAny)(PyObject *, PyArray_Descr *, int, int, int, PyObject *); /* 108 */
  PyObject *(*PyArray_FromArray)(PyArrayObject *, PyArray_Descr *, int); /* 109 */
  PyObject *(*PyArray_FromInterface)(PyObject *); /* 110 */
  PyObject *(*PyArray_FromStructInterface)(PyObject *); /* 111 */
  PyObject *(*PyArray_FromArrayAttr)(PyObject *, PyArray_Descr *, PyObject *); /* 112 */
  NPY_SCALARKIND (*PyArray_ScalarKind)(int, PyArrayObject **); /* 113 */
  int (*PyArray_CanCoerceScalar)(int, int, NPY_SCALARKIND); /* 114 */
  /* 115; until 2.0: use PyObject_GetAttrString(array, "flags") */
  PyObject *(*PyArray_NewFlagsObject)(PyObject *);
  npy_bool (*PyArray_CanCastScalar)(PyTypeObject *, PyTypeObject *); /* 116 */
  /* 117; until 2.0: use PyUnicode_Compare, or a loop of your own */
  int (*PyArray_CompareUCS4)(npy_ucs4 const *, npy_ucs4 const *, size_t);
  int (*PyArray_RemoveSmallest)(PyArrayMultiIterObject *); /* 118 */
  int (*PyArray_ElementStrides)(PyObject *); /* 119 */
  void (*PyArray_Item_INCREF)(char *, PyArray_Descr *); /* 120 */
  void (*PyArray_Item_XDECREF)(char *, PyArray_Descr *); /* 121 */
  PyObject *(*PyArray_FieldNames)(PyObject *); /* 122; until 2.0: use PyDataType_NAMES */
  PyObject *(*PyArray_Transpose)(PyArrayObject *, PyArray_Dims *); /* 123 */
  PyObject *(*PyArray_TakeFrom)(PyArrayObject *, PyObject *, int, PyArrayObject *, NPY_CLIPMODE); /* 124 */
  PyObject *(*PyArray_PutTo)(PyArrayObject *, PyObject *, PyObject *, NPY_CLIPMODE); /* 125 */
  PyObject *(*PyArray_PutMask)(PyArrayObject *, PyObject *, PyObject *); /* 126 */
  PyObject *(*PyArray_Repeat)(PyArrayObject *, PyObject *, int); /* 127 */
  PyObject *(*PyArray_Choose)(PyArrayObject *, PyObject *, PyArrayObject *, NPY_CLIPMODE); /* 128 */
  int (*PyArray_Sort)(PyArrayObject *, int, NPY_SORTKIND); /* 129 */
  PyObject *(*PyArray_ArgSort)(PyArrayObject *, int, NPY_SORTKIND); /* 130 */
  PyObject *(*PyArray_SearchSorted)(PyArrayObject *, PyObject *, NPY_SEARCHSIDE, PyObject *); /* 131 */
  PyObject *(*PyArray_ArgMax)(PyArrayObject *, int, PyArrayObject *); /* 132 */
  PyObject *(*PyArray_ArgMin)(PyArrayObject *, int, PyArrayObject *); /* 133 */
  PyObject *(*PyArray_Reshape)(PyArrayObject *, PyObject *); /* 134 */
  PyObject *(*PyArray_Newshape)(PyArrayObject *, PyArray_Dims *, NPY_ORDER); /* 135 */
  PyObject *(*PyArray_Squeeze)(PyArrayObject *); /* 136 */
  PyObject *(*PyArray_View)(PyArrayObject *, PyArray_Descr *, PyTypeObject *); /* 137 */
  PyObject *(*PyArray_SwapAxes)(PyArrayObject *, int, int); /* 138 */
  PyObject *(*PyArray_Max)(PyArrayObject *, int, PyArrayObject *); /* 139 */
  PyObject *(*PyArray_Min)(PyArrayObject *, int, PyArrayObject *); /* 140 */
  PyObject *(*PyArray_Ptp)(PyArrayObject *, int, PyArrayObject *); /* 141 */
  PyObject *(*PyArray_Mean)(PyArrayObject *, int, int, PyArrayObject *); /* 142 */
  PyObject *(*PyArray_Trace)(PyArrayObject *, int, int, int, int, PyArrayObject *); /* 143 */
  PyObject *(*PyArray_Diagonal)(PyArrayObject *, int, int, int); /* 144 */
  PyObject *(*PyArray_Clip)(PyArrayObject *, PyObject *, PyObject *, PyArrayObject *); /* 145 */
  PyObject *(*PyArray_Conjugate)(PyArrayObject *, PyArrayObject *); /* 146 */
  PyObject *(*PyArray_Nonzero)(PyArrayObject *); /* 147 */
  PyObject *(*PyArray_Std)(PyArrayObject *, int, int, PyArrayObject *, int); /* 148 */
  PyObject *(*PyArray_Sum)(PyArrayObject *, int, int, PyArrayObject *); /* 149 */
  PyObject *(*PyArray_CumSum)(PyArrayObject *, int, int, PyArrayObject *); /* 150 */
  PyObject *(*PyArray_Prod)(PyArrayObject *, int, int, PyArrayObject *); /* 151 */
  PyObject *(*PyArray_CumProd)(PyArrayObject *, int, int, PyArrayObject *); /* 152 */
  PyObject *(*PyArray_All)(PyArrayObject *, int, PyArrayObject *); /* 153 */
  PyObject *(*PyArray_Any)(PyArrayObject *, int, PyArrayObject *); /* 154 */
  PyObject *(*PyArray_Compress)(PyArrayObject *, PyObject *, int, PyArrayObject *); /* 155 */
  PyObject *(*PyArray_Flatten)(PyArrayObject *, NPY_ORDER); /* 156 */
  PyObject *(*PyArray_Ravel)(PyArrayObject *, NPY_ORDER); /* 157 */
  npy_intp (*PyArray_MultiplyList)(npy_intp const *, int); /* 158 */
  int (*PyArray_MultiplyIntList)(int const *, int); /* 159 */
  void *(*PyArray_GetPtr)(PyArrayObject *, npy_intp const *); /* 160 */
  int (*PyArray_CompareLists)(npy_intp const *, npy_intp const *, int); /* 161 */
  int (*PyArray_AsCArray)(PyObject **, void *, npy_intp *, int, PyArray_Descr *); /* 162 */
  /* 163; until 2.0: use PyArray_AsCArray */
  int (*PyArray_As1D)(PyObject **op, char **ptr, int *d1, int typecode);
  /* 164; until 2.0: use PyArray_AsCArray */
  int (*PyArray_As2D)(PyObject **op, char ***ptr, int *d1, int *d2, int typecode);
  int (*PyArray_Free)(PyObject *, void *); /* 165 */
  int (*PyArray_Converter)(PyObject *, PyObject **); /* 166 */
  int (*PyArray_IntpFromSequence)(PyObject *, npy_intp *, int); /* 167 */
  PyObject *(*PyArray_Concatenate)(PyObject *, int); /* 168 */
  PyObject *(*PyArray_InnerProduct)(PyObject *, PyObject *); /* 169 */
  PyObject *(*PyArray_MatrixProduct)(PyObject *, PyObject *); /* 170 */
  /* 171; until 2.0: use PyArray_Transpose and PyArray_NewCopy */
  PyObject *(*PyArray_CopyAndTranspose)(PyObject *);
  PyObject *(*PyArray_Correlate)(PyObject *, PyObject *, int); /* 172 */
  int (*PyArray_TypestrConvert)(int, int); /* 173; until 2.0: use PyArray_DescrConverter */
  int (*PyArray_DescrConverter)(PyObject *, PyArray_Descr **); /* 174 */
  int (*PyArray_DescrConverter2)(PyObject *, PyArray_Descr **); /* 175 */
  int (*PyArray_IntpConverter)(PyObject *, PyArray_Dims *); /* 176 */
  int (*PyArray_BufferConverter)(PyObject *, PyArray_Chunk *); /* 177 */
  int (*PyArray_AxisConverter)(PyObject *, int *); /* 178 */
  int (*PyArray_BoolConverter)(PyObject *, npy_bool *); /* 179 */
  int (*PyArray_ByteorderConverter)(PyObject *, char *); /* 180 */
  int (*PyArray_OrderConverter)(PyObject *, NPY_ORDER *); /* 181 */
  unsigned char (*PyArray_EquivTypes)(PyArray_Descr *, PyArray_Descr *); /* 182 */
  PyObject *(*PyArray_Zeros)(int, npy_intp const *, PyArray_Descr *, int); /* 183 */
  PyObject *(*PyArray_Empty)(int, npy_intp const *, PyArray_Descr *, int); /* 184 */
  PyObject *(*PyArray_Where)(PyObject *, PyObject *, PyObject *); /* 185 */
  PyObject *(*PyArray_Arange)(double, double, double, int); /* 186 */
  PyObject *(*PyArray_ArangeObj)(PyObject *, PyObject *, PyObject *, PyArray_Descr *); /* 187 */
  int (*PyArray_SortkindConverter)(PyObject *, NPY_SORTKIND *); /* 188 */
  PyObject *(*PyArray_LexSort)(PyObject *, int); /* 189 */
  PyObject *(*PyArray_Round)(PyArrayObject *, int, PyArrayObject *); /* 190 */
  unsigned char (*PyArray_EquivTypenums)(int, int); /* 191 */
  int (*PyArray_RegisterDataType)(PyArray_DescrProto *); /* 192 */
  int (*PyArray_RegisterCastFunc)(PyArray_Descr *, int, PyArray_VectorUnaryFunc *); /* 193 */
  int (*PyArray_RegisterCanCast)(PyArray_Descr *, int, NPY_SCALARKIND); /* 194 */
  void (*PyArray_InitArrFuncs)(PyArray_ArrFuncs *); /* 195 */
  PyObject *(*PyArray_IntTupleFromIntp)(int, npy_intp const *); /* 196 */
  int (*PyArray_TypeNumFromName)(char const *); /* 197; until 2.0: use PyArray_DescrConverter */
  int (*PyArray_ClipmodeConverter)(PyObject *, NPY_CLIPMODE *); /* 198 */
  int (*PyArray_OutputConverter)(PyObject *, PyArrayObject **); /* 199 */
  PyObject *(*PyArray_BroadcastToShape)(PyObject *, npy_intp *, int); /* 200 */
  void (*_PyArray_SigintHandler)(int); /* 201; until 2.0: use PyErr_CheckSignals */
  void *(*_PyArray_GetSigintBuf)(void); /* 202; until 2.0: use PyErr_CheckSignals */
  int (*PyArray_DescrAlignConverter)(PyObject *, PyArray_Descr **); /* 203 */
  int (*PyArray_DescrAlignConverter2)(PyObject *, PyArray_Descr **); /* 204 */
  int (*PyArray_SearchsideConverter)(PyObject *, void *); /* 205 */
  PyObject *(*PyArray_CheckAxis)(PyArrayObject *, int *, int); /* 206 */
  npy_intp (*PyArray_OverflowMultiplyList)(npy_intp const *, int); /* 207 */
  int (*PyArray_CompareString)(const char *, const char *, size_t); /* 208; until 2.0: use memcmp */
#ifdef AMBI_FOR_BINDINGS
  void *PyArray_MultiIterFromObjects; /* 209 */
#else
  PyObject *(*PyArray_MultiIterFromObjects)(PyObject **, int, int, ...);
#endif
  int (*PyArray_GetEndianness)(void); /* 210 */
  unsigned int (*PyArray_GetNDArrayCFeatureVersion)(void); /* 211 */
  PyObject *(*PyArray_Correlate2)(PyObject *, PyObject *, int); /* 212 */
  /* 213 */
  PyObject *(*PyArray_NeighborhoodIterNew)(PyArrayIterObject *, const npy_intp *, int, PyArrayObject *);
  PyTypeObject *PyTimeIntegerArrType_Type; /* 214 */
  PyTypeObject *PyDatetimeArrType_Type; /* 215 */
  PyTypeObject *PyTimedeltaArrType_Type; /* 216 */
  PyTypeObject *PyHalfArrType_Type; /* 217 */
  PyTypeObject *NpyIter_Type; /* 218 */
  void (*PyArray_SetDatetimeParseFunction)(PyObject *op); /* 219; until 2.0 */
  /* 220; until 2.0: use NpyDatetime_ConvertDatetime64ToDatetimeStruct */
  void (*PyArray_DatetimeToDatetimeStruct)(npy_datetime val, NPY_DATETIMEUNIT fr, npy_datetimestruct *);
  /* 221; until 2.0: use NpyDatetime_ConvertDatetime64ToDatetimeStruct on the timedelta as an integer */
  void (*PyArray_TimedeltaToTimedeltaStruct)(npy_timedelta val, NPY_DATETIMEUNIT fr, npy_timedeltastruct *);
  /* 222; until 2.0: use NpyDatetime_ConvertDatetimeStructToDatetime64 */
  npy_datetime (*PyArray_DatetimeStructToDatetime)(NPY_DATETIMEUNIT fr, npy_datetimestruct *d);
  union {
    /* 223; until 2.0: use an integer computation of your own */
    npy_datetime (*PyArray_TimedeltaStructToTimedelta)(NPY_DATETIMEUNIT fr, npy_timedeltastruct *d);
    NPY_ARRAYMETHOD_FLAGS (*NpyIter_GetTransferFlags)(NpyIter *); /* 223; since 2.3 */
  };
  NpyIter *(*NpyIter_New)(PyArrayObject *, npy_uint32, NPY_ORDER, NPY_CASTING, PyArray_Descr *); /* 224 */
  /* 225 */
  NpyIter *(*NpyIter_MultiNew)(int, PyArrayObject **, npy_uint32, NPY_ORDER, NPY_CASTING, npy_uint32 *,
      PyArray_Descr **);
  /* 226 */
  NpyIter *(*NpyIter_AdvancedNew)(int, PyArrayObject **, npy_uint32, NPY_ORDER, NPY_CASTING, npy_uint32 *,
      PyArray_Descr **, int, int **, npy_intp *, npy_intp);
  NpyIter *(*NpyIter_Copy)(NpyIter *); /* 227 */
  int (*NpyIter_Deallocate)(NpyIter *); /* 228 */
  npy_bool (*NpyIter_HasDelayedBufAlloc)(NpyIter *); /* 229 */
  npy_bool (*NpyIter_HasExternalLoop)(NpyIter *); /* 230 */
  int (*NpyIter_EnableExternalLoop)(NpyIter *); /* 231 */
  npy_intp *(*NpyIter_GetInnerStrideArray)(NpyIter *); /* 232 */
  npy_intp *(*NpyIter_GetInnerLoopSizePtr)(NpyIter *); /* 233 */
  int (*NpyIter_Reset)(NpyIter *, char **); /* 234 */
  int (*NpyIter_ResetBasePointers)(NpyIter *, char **, char **); /* 235 */
  int (*NpyIter_ResetToIterIndexRange)(NpyIter *, npy_intp, npy_intp, char **); /* 236 */
  int (*NpyIter_GetNDim)(NpyIter *); /* 237 */
  int (*NpyIter_GetNOp)(NpyIter *); /* 238 */
  NpyIter_IterNextFunc *(*NpyIter_GetIterNext)(NpyIter *, char **); /* 239 */
  npy_intp (*NpyIter_GetIterSize)(NpyIter *); /* 240 */
  void (*NpyIter_GetIterIndexRange)(NpyIter *, npy_intp *, npy_intp *); /* 241 */
  npy_intp (*NpyIter_GetIterIndex)(NpyIter *); /* 242 */
  int (*NpyIter_GotoIterIndex)(NpyIter *, npy_intp); /* 243 */
  npy_bool (*NpyIter_HasMultiIndex)(NpyIter *); /* 244 */
  int (*NpyIter_GetShape)(NpyIter *, npy_intp *); /* 245 */
  NpyIter_GetMultiIndexFunc *(*NpyIter_GetGetMultiIndex)(NpyIter *, char **); /* 246 */
  int (*NpyIter_GotoMultiIndex)(NpyIter *, npy_intp const *); /* 247 */
  int (*NpyIter_RemoveMultiIndex)(NpyIter *); /* 248 */
  npy_bool (*NpyIter_HasIndex)(NpyIter *); /* 249 */
  npy_bool (*NpyIter_IsBuffered)(NpyIter *); /* 250 */
  npy_bool (*NpyIter_IsGrowInner)(NpyIter *); /* 251 */
  npy_intp (*NpyIter_GetBufferSize)(NpyIter *); /* 252 */
  npy_intp *(*NpyIter_GetIndexPtr)(NpyIter *); /* 253 */
  int (*NpyIter_GotoIndex)(NpyIter *, npy_intp); /* 254 */
  char **(*NpyIter_GetDataPtrArray)(NpyIter *); /* 255 */
  PyArray_Descr **(*NpyIter_GetDescrArray)(NpyIter *); /* 256 */
  PyArrayObject **(*NpyIter_GetOperandArray)(NpyIter *); /* 257 */
  PyArrayObject *(*NpyIter_GetIterView)(NpyIter *, npy_intp); /* 258 */
  void (*NpyIter_GetReadFlags)(NpyIter *, char *); /* 259 */
  void (*NpyIter_GetWriteFlags)(NpyIter *, char *); /* 260 */
  void (*NpyIter_DebugPrint)(NpyIter *); /* 261 */
  npy_bool (*NpyIter_IterationNeedsAPI)(NpyIter *); /* 262 */
  void (*NpyIter_GetInnerFixedStrideArray)(NpyIter *, npy_intp *); /* 263 */
  int (*NpyIter_RemoveAxis)(NpyIter *, int); /* 264 */
  npy_intp *(*NpyIter_GetAxisStrideArray)(NpyIter *, int); /* 265 */
  npy_bool (*NpyIter_RequiresBuffering)(NpyIter *); /* 266 */
  char **(*NpyIter_GetInitialDataPtrArray)(NpyIter *); /* 267 */
  int (*NpyIter_CreateCompatibleStrides)(NpyIter *, npy_intp, npy_intp *); /* 268 */
  int (*PyArray_CastingConverter)(PyObject *, NPY_CASTING *); /* 269 */
  npy_intp (*PyArray_CountNonzero)(PyArrayObject *); /* 270 */
  PyArray_Descr *(*PyArray_PromoteTypes)(PyArray_Descr *, PyArray_Descr *); /* 271 */
  PyArray_Descr *(*PyArray_MinScalarType)(PyArrayObject *); /* 272 */
  /* 273 */
  PyArray_Descr *(*PyArray_ResultType)(npy_intp, PyArrayObject *arrs[], npy_intp, PyArray_Descr *descrs[]);
  npy_bool (*PyArray_CanCastArrayTo)(PyArrayObject *, PyArray_Descr *, NPY_CASTING); /* 274 */
  npy_bool (*PyArray_CanCastTypeTo)(PyArray_Descr *, PyArray_Descr *, NPY_CASTING); /* 275 */
  /* 276 */
  PyArrayObject *(*PyArray_EinsteinSum)(char *, npy_intp, PyArrayObject **, PyArray_Descr *, NPY_ORDER,
      NPY_CASTING, PyArrayObject *);
  PyObject *(*PyArray_NewLikeArray)(PyArrayObject *, NPY_ORDER, PyArray_Descr *, int); /* 277 */
  /* 278; until 2.0: use PyArray_FromAny */
  int (*PyArray_GetArrayParamsFromObject)(PyObject *op, PyArray_Descr *requested_dtype, npy_bool writeable,
      PyArray_Descr **out_dtype, int *out_ndim, npy_intp *out_dims, PyArrayObject **out_arr,
      PyObject *context);
  int (*PyArray_ConvertClipmodeSequence)(PyObject *, NPY_CLIPMODE *, int); /* 279 */
  PyObject *(*PyArray_MatrixProduct2)(PyObject *, PyObject *, PyArrayObject *); /* 280 */
  npy_bool (*NpyIter_IsFirstVisit)(NpyIter *, int); /* 281 */
  int (*PyArray_SetBaseObject)(PyArrayObject *, PyObject *); /* 282 */
  void (*PyArray_CreateSortedStridePerm)(int, npy_intp const *, npy_stride_sort_item *); /* 283 */
  void (*PyArray_RemoveAxesInPlace)(PyArrayObject *, const npy_bool *); /* 284 */
  void (*PyArray_DebugPrint)(PyArrayObject *); /* 285 */
  int (*PyArray_FailUnlessWriteable)(PyArrayObject *, const char *); /* 286 */
  int (*PyArray_SetUpdateIfCopyBase)(PyArrayObject *, PyArrayObject *); /* 287 */
  void *(*PyDataMem_NEW)(size_t); /* 288 */
  void (*PyDataMem_FREE)(void *); /* 289 */
  void *(*PyDataMem_RENEW)(void *, size_t); /* 290 */
  /* 291; until 2.0: use tracemalloc, or PyDataMem_SetHandler */
  PyDataMem_EventHookFunc *(*PyDataMem_SetEventHook)(PyDataMem_EventHookFunc *, void *, void **);
  NPY_CASTING *NPY_DEFAULT_ASSIGN_CASTING; /* 292 */
  /* 293; until 2.0: use PyObject_GetItem */
  void (*PyArray_MapIterSwapAxes)(PyArrayMapIterObject *, PyArrayObject **, int);
  PyObject *(*PyArray_MapIterArray)(PyArrayObject *, PyObject *); /* 294; until 2.0: use PyObject_GetItem */
  void (*PyArray_MapIterNext)(PyArrayMapIterObject *); /* 295; until 2.0: use PyObject_GetItem */
  int (*PyArray_Partition)(PyArrayObject *, PyArrayObject *, int, NPY_SELECTKIND); /* 296 */
  PyObject *(*PyArray_ArgPartition)(PyArrayObject *, PyArrayObject *, int, NPY_SELECTKIND); /* 297 */
  int (*PyArray_SelectkindConverter)(PyObject *, NPY_SELECTKIND *); /* 298 */
  void *(*PyDataMem_NEW_ZEROED)(size_t, size_t); /* 299 */
  int (*PyArray_CheckAnyScalarExact)(PyObject *); /* 300 */
  /* 301; until 2.0: use PyObject_GetItem */
  PyObject *(*PyArray_MapIterArrayCopyIfOverlap)(PyArrayObject *, PyObject *, int, PyArrayObject *);
  int (*PyArray_ResolveWritebackIfCopy)(PyArrayObject *); /* 302 */
  int (*PyArray_SetWritebackIfCopyBase)(PyArrayObject *, PyArrayObject *); /* 303 */
  PyObject *(*PyDataMem_SetHandler)(PyObject *); /* 304; since 1.22 */
  PyObject *(*PyDataMem_GetHandler)(void); /* 305; since 1.22 */
  PyObject **PyDataMem_DefaultHandler; /* 306 */
  /* 307; since 2.0 */
  int (*NpyDatetime_ConvertDatetime64ToDatetimeStruct)(PyArray_DatetimeMetaData *, npy_datetime,
      npy_datetimestruct *);
  /* 308; since 2.0 */
  int (*NpyDatetime_ConvertDatetimeStructToDatetime64)(PyArray_DatetimeMetaData *, const npy_datetimestruct *,
      npy_datetime *);
  /* 309; since 2.0 */
  int (*NpyDatetime_ConvertPyDateTimeToDatetimeStruct)(PyObject *, npy_datetimestruct *, NPY_DATETIMEUNIT *,
      int);
  int (*NpyDatetime_GetDatetimeISO8601StrLen)(int, NPY_DATETIMEUNIT); /* 310; since 2.0 */
  /* 311; since 2.0 */
  int (*NpyDatetime_MakeISO8601Datetime)(npy_datetimestruct *, char *, npy_intp, int, int, NPY_DATETIMEUNIT,
      int, NPY_CASTING);
  /* 312; since 2.0 */
  int (*NpyDatetime_ParseISO8601Datetime)(char const *, Py_ssize_t, NPY_DATETIMEUNIT, NPY_CASTING,
      npy_datetimestruct *, NPY_DATETIMEUNIT *, npy_bool *);
  /* 313; since 2.0 */
  int (*NpyString_load)(npy_string_allocator *, const npy_packed_static_string *, npy_static_string *);
  /* 314; since 2.0 */
  int (*NpyString_pack)(npy_string_allocator *, npy_packed_static_string *, const char *, size_t);
  int (*NpyString_pack_null)(npy_string_allocator *, npy_packed_static_string *); /* 315; since 2.0 */
  /* 316; since 2.0 */
  npy_string_allocator *(*NpyString_acquire_allocator)(const PyArray_StringDTypeObject *);
  /* 317; since 2.0 */
  void (*NpyString_acquire_allocators)(size_t, PyArray_Descr *const descrs[],
      npy_string_allocator *allocators[]);
  void (*NpyString_release_allocator)(npy_string_allocator *); /* 318; since 2.0 */
  void (*NpyString_release_allocators)(size_t, npy_string_allocator *allocators[]); /* 319; since 2.0 */
  PyTypeObject *PyArrayDTypeMeta_Type; /* 320; since 2.0 */
  PyArray_DTypeMeta *PyArray_BoolDType; /* 321; since 2.0 */
  PyArray_DTypeMeta *PyArray_ByteDType; /* 322; since 2.0 */
  PyArray_DTypeMeta *PyArray_UByteDType; /* 323; since 2.0 */
  PyArray_DTypeMeta *PyArray_ShortDType; /* 324; since 2.0 */
  PyArray_DTypeMeta *PyArray_UShortDType; /* 325; since 2.0 */
  PyArray_DTypeMeta *PyArray_IntDType; /* 326; since 2.0 */
  PyArray_DTypeMeta *PyArray_UIntDType; /* 327; since 2.0 */
  PyArray_DTypeMeta *PyArray_LongDType; /* 328; since 2.0 */
  PyArray_DTypeMeta *PyArray_ULongDType; /* 329; since 2.0 */
  PyArray_DTypeMeta *PyArray_LongLongDType; /* 330; since 2.0 */
  PyArray_DTypeMeta *PyArray_ULongLongDType; /* 331; since 2.0 */
  PyArray_DTypeMeta *PyArray_Int8DType; /* 332; since 2.0 */
  PyArray_DTypeMeta *PyArray_UInt8DType; /* 333; since 2.0 */
  PyArray_DTypeMeta *PyArray_Int16DType; /* 334; since 2.0 */
  PyArray_DTypeMeta *PyArray_UInt16DType; /* 335; since 2.0 */
  PyArray_DTypeMeta *PyArray_Int32DType; /* 336; since 2.0 */
  PyArray_DTypeMeta *PyArray_UInt32DType; /* 337; since 2.0 */
  PyArray_DTypeMeta *PyArray_Int64DType; /* 338; since 2.0 */
  PyArray_DTypeMeta *PyArray_UInt64DType; /* 339; since 2.0 */
  PyArray_DTypeMeta *PyArray_IntpDType; /* 340; since 2.0 */
  PyArray_DTypeMeta *PyArray_UIntpDType; /* 341; since 2.0 */
  PyArray_DTypeMeta *PyArray_HalfDType; /* 342; since 2.0 */
  PyArray_DTypeMeta *PyArray_FloatDType; /* 343; since 2.0 */
  PyArray_DTypeMeta *PyArray_DoubleDType; /* 344; since 2.0 */
  PyArray_DTypeMeta *PyArray_LongDoubleDType; /* 345; since 2.0 */
  PyArray_DTypeMeta *PyArray_CFloatDType; /* 346; since 2.0 */
  PyArray_DTypeMeta *PyArray_CDoubleDType; /* 347; since 2.0 */
  PyArray_DTypeMeta *PyArray_CLongDoubleDType; /* 348; since 2.0 */
  PyArray_DTypeMeta *PyArray_BytesDType; /* 349; since 2.0 */
  PyArray_DTypeMeta *PyArray_UnicodeDType; /* 350; since 2.0 */
  PyArray_DTypeMeta *PyArray_DatetimeDType; /* 351; since 2.0 */
  PyArray_DTypeMeta *PyArray_TimedeltaDType; /* 352; since 2.0 */
  PyArray_DTypeMeta *PyArray_ObjectDType; /* 353; since 2.0 */
  PyArray_DTypeMeta *PyArray_VoidDType; /* 354; since 2.0 */
  PyArray_DTypeMeta *PyArray_PyLongDType; /* 355; since 2.0 */
  PyArray_DTypeMeta *PyArray_PyFloatDType; /* 356; since 2.0 */
  PyArray_DTypeMeta *PyArray_PyComplexDType; /* 357; since 2.0 */
  PyArray_DTypeMeta *PyArray_DefaultIntDType; /* 358; since 2.0 */
  PyArray_DTypeMeta *PyArray_StringDType; /* 359; since 2.0 */
  void *slot_360; /* 360: nothing */
  PyArray_Descr *(*PyArray_GetDefaultDescr)(PyArray_DTypeMeta *); /* 361; since 2.0 */
  int (*PyArrayInitDTypeMeta_FromSpec)(PyArray_DTypeMeta *, PyArrayDTypeMeta_Spec *); /* 362; since 2.0 */
  PyArray_DTypeMeta *(*PyArray_CommonDType)(PyArray_DTypeMeta *, PyArray_DTypeMeta *); /* 363; since 2.0 */
  PyArray_DTypeMeta *(*PyArray_PromoteDTypeSequence)(npy_intp, PyArray_DTypeMeta **); /* 364; since 2.0 */
  PyArray_ArrFuncs *(*_PyDataType_GetArrFuncs)(const PyArray_Descr *); /* 365; since 2.0 */
  PyArray_DTypeMeta *PyArray_IntAbstractDType; /* 366; since 2.0 */
  PyArray_DTypeMeta *PyArray_FloatAbstractDType; /* 367; since 2.0 */
  PyArray_DTypeMeta *PyArray_ComplexAbstractDType; /* 368; since 2.0 */
  void *_PyArray_GET_ITEM_DATA; /* 369; since 2.5; not declared here */
  void *_PyArrayIter_GET_ITEM_DATA; /* 370; since 2.5; not declared here */
  void *_PyArray_LegacyDescr_GET_ITEM_DATA; /* 371; since 2.5; not declared here */
  void *_PyDataType_GET_ITEM_DATA; /* 372; since 2.5; not declared here */
  void *_PyArrayMultiIter_GET_ITEM_DATA; /* 373; since 2.5; not declared here */
  void *_PyArrayNeighborhoodIter_GET_ITEM_DATA; /* 374; since 2.5; not declared here */
  void *_PyDatetimeScalarObject_GetMetadata; /* 375; since 2.5; not declared here */
  void *_PyTimedeltaScalarObject_GetMetadata; /* 376; since 2.5; not declared here */
  void *_PyDatetimeScalarObject_GetValue; /* 377; since 2.5; not declared here */
  void *_PyTimedeltaScalarObject_GetValue; /* 378; since 2.5; not declared here */
} ambi_multiarray_api;

static_assert(sizeof(ambi_multiarray_api) == 379 * sizeof(void *), "a slot more or less");

/* The table; NULL before import_array(). */
#define AMBI_MULTIARRAY ((const ambi_multiarray_api *)(const void *)PyArray_API)

#define PyArray_GetNDArrayCVersion (AMBI_MULTIARRAY->PyArray_GetNDArrayCVersion)
#define PyArray_Type (*AMBI_MULTIARRAY->PyArray_Type)
#define PyArrayDescr_Type (*AMBI_MULTIARRAY->PyArrayDescr_Type)
#define PyArrayIter_Type (*AMBI_MULTIARRAY->PyArrayIter_Type)
#define PyArrayMultiIter_Type (*AMBI_MULTIARRAY->PyArrayMultiIter_Type)
#define NPY_NUMUSERTYPES (*AMBI_MULTIARRAY->NPY_NUMUSERTYPES)
#define PyBoolArrType_Type (*AMBI_MULTIARRAY->PyBoolArrType_Type)
#define _PyArrayScalar_BoolValues (AMBI_MULTIARRAY->_PyArrayScalar_BoolValues)
#define PyGenericArrType_Type (*AMBI_MULTIARRAY->PyGenericArrType_Type)
#define PyNumberArrType_Type (*AMBI_MULTIARRAY->PyNumberArrType_Type)
#define PyIntegerArrType_Type (*AMBI_MULTIARRAY->PyIntegerArrType_Type)
#define PySignedIntegerArrType_Type (*AMBI_MULTIARRAY->PySignedIntegerArrType_Type)
#define PyUnsignedIntegerArrType_Type (*AMBI_MULTIARRAY->PyUnsignedIntegerArrType_Type)
#define PyInexactArrType_Type (*AMBI_MULTIARRAY->PyInexactArrType_Type)
#define PyFloatingArrType_Type (*AMBI_MULTIARRAY->PyFloatingArrType_Type)
#define PyComplexFloatingArrType_Type (*AMBI_MULTIARRAY->PyComplexFloatingArrType_Type)
#define PyFlexibleArrType_Type (*AMBI_MULTIARRAY->PyFlexibleArrType_Type)
#define PyCharacterArrType_Type (*AMBI_MULTIARRAY->PyCharacterArrType_Type)
#define PyByteArrType_Type (*AMBI_MULTIARRAY->PyByteArrType_Type)
#define PyShortArrType_Type (*AMBI_MULTIARRAY->PyShortArrType_Type)
#define PyIntArrType_Type (*AMBI_MULTIARRAY->PyIntArrType_Type)
#define PyLongArrType_Type (*AMBI_MULTIARRAY->PyLongArrType_Type)
#define PyLongLongArrType_Type (*AMBI_MULTIARRAY->PyLongLongArrType_Type)
#define PyUByteArrType_Type (*AMBI_MULTIARRAY->PyUByteArrType_Type)
#define PyUShortArrType_Type (*AMBI_MULTIARRAY->PyUShortArrType_Type)
#define PyUIntArrType_Type (*AMBI_MULTIARRAY->PyUIntArrType_Type)
#define PyULongArrType_Type (*AMBI_MULTIARRAY->PyULongArrType_Type)
#define PyULongLongArrType_Type (*AMBI_MULTIARRAY->PyULongLongArrType_Type)
#define PyFloatArrType_Type (*AMBI_MULTIARRAY->PyFloatArrType_Type)
#define PyDoubleArrType_Type (*AMBI_MULTIARRAY->PyDoubleArrType_Type)
#define PyLongDoubleArrType_Type (*AMBI_MULTIARRAY->PyLongDoubleArrType_Type)
#define PyCFloatArrType_Type (*AMBI_MULTIARRAY->PyCFloatArrType_Type)
#define PyCDoubleArrType_Type (*AMBI_MULTIARRAY->PyCDoubleArrType_Type)
#define PyCLongDoubleArrType_Type (*AMBI_MULTIARRAY->PyCLongDoubleArrType_Type)
#define PyObjectArrType_Type (*AMBI_MULTIARRAY->PyObjectArrType_Type)
#define PyStringArrType_Type (*AMBI_MULTIARRAY->PyStringArrType_Type)
#define PyUnicodeArrType_Type (*AMBI_MULTIARRAY->PyUnicodeArrType_Type)
#define PyVoidArrType_Type (*AMBI_MULTIARRAY->PyVoidArrType_Type)
#define PyArray_INCREF (AMBI_MULTIARRAY->PyArray_INCREF)
#define PyArray_XDECREF (AMBI_MULTIARRAY->PyArray_XDECREF)
#define PyArray_SetStringFunction (AMBI_MULTIARRAY->PyArray_SetStringFunction)
#define PyArray_DescrFromType (AMBI_MULTIARRAY->PyArray_DescrFromType)
#define PyArray_TypeObjectFromType (AMBI_MULTIARRAY->PyArray_TypeObjectFromType)
#define PyArray_Zero (AMBI_MULTIARRAY->PyArray_Zero)
#define PyArray_One (AMBI_MULTIARRAY->PyArray_One)
#define PyArray_CastToType (AMBI_MULTIARRAY->PyArray_CastToType)
#define PyArray_CopyInto (AMBI_MULTIARRAY->PyArray_CopyInto)
#define PyArray_CopyAnyInto (AMBI_MULTIARRAY->PyArray_CopyAnyInto)
#define PyArray_CanCastSafely (AMBI_MULTIARRAY->PyArray_CanCastSafely)
#define PyArray_CanCastTo (AMBI_MULTIARRAY->PyArray_CanCastTo)
#define PyArray_ObjectType (AMBI_MULTIARRAY->PyArray_ObjectType)
#define PyArray_DescrFromObject (AMBI_MULTIARRAY->PyArray_DescrFromObject)
#define PyArray_ConvertToCommonType (AMBI_MULTIARRAY->PyArray_ConvertToCommonType)
#define PyArray_DescrFromScalar (AMBI_MULTIARRAY->PyArray_DescrFromScalar)
#define PyArray_DescrFromTypeObject (AMBI_MULTIARRAY->PyArray_DescrFromTypeObject)
#define PyArray_Size (AMBI_MULTIARRAY->PyArray_Size)
#define PyArray_Scalar (AMBI_MULTIARRAY->PyArray_Scalar)
#define PyArray_FromScalar (AMBI_MULTIARRAY->PyArray_FromScalar)
#define PyArray_ScalarAsCtype (AMBI_MULTIARRAY->PyArray_ScalarAsCtype)
#define PyArray_CastScalarToCtype (AMBI_MULTIARRAY->PyArray_CastScalarToCtype)
#define PyArray_CastScalarDirect (AMBI_MULTIARRAY->PyArray_CastScalarDirect)
#define PyArray_FromAny (AMBI_MULTIARRAY->PyArray_FromAny)
#define PyArray_EnsureArray (AMBI_MULTIARRAY->PyArray_EnsureArray)
#define PyArray_EnsureAnyArray (AMBI_MULTIARRAY->PyArray_EnsureAnyArray)
#define PyArray_FromFile (AMBI_MULTIARRAY->PyArray_FromFile)
#define PyArray_FromString (AMBI_MULTIARRAY->PyArray_FromString)
#define PyArray_FromBuffer (AMBI_MULTIARRAY->PyArray_FromBuffer)
#define PyArray_FromIter (AMBI_MULTIARRAY->PyArray_FromIter)
#define PyArray_Return (AMBI_MULTIARRAY->PyArray_Return)
#define PyArray_GetField (AMBI_MULTIARRAY->PyArray_GetField)
#define PyArray_SetField (AMBI_MULTIARRAY->PyArray_SetField)
#define PyArray_Byteswap (AMBI_MULTIARRAY->PyArray_Byteswap)
#define PyArray_Resize (AMBI_MULTIARRAY->PyArray_Resize)
#define PyArray_CopyObject (AMBI_MULTIARRAY->PyArray_CopyObject)
#define PyArray_NewCopy (AMBI_MULTIARRAY->PyArray_NewCopy)
#define PyArray_ToList (AMBI_MULTIARRAY->PyArray_ToList)
#define PyArray_ToString (AMBI_MULTIARRAY->PyArray_ToString)
#define PyArray_ToFile (AMBI_MULTIARRAY->PyArray_ToFile)
#define PyArray_Dump (AMBI_MULTIARRAY->PyArray_Dump)
#define PyArray_Dumps (AMBI_MULTIARRAY->PyArray_Dumps)
#define PyArray_ValidType (AMBI_MULTIARRAY->PyArray_ValidType)
#define PyArray_UpdateFlags (AMBI_MULTIARRAY->PyArray_UpdateFlags)
#define PyArray_New (AMBI_MULTIARRAY->PyArray_New)
#define PyArray_NewFromDescr (AMBI_MULTIARRAY->PyArray_NewFromDescr)
#define PyArray_DescrNew (AMBI_MULTIARRAY->PyArray_DescrNew)
#define PyArray_DescrNewFromType (AMBI_MULTIARRAY->PyArray_DescrNewFromType)
#define PyArray_GetPriority (AMBI_MULTIARRAY->PyArray_GetPriority)
#define PyArray_IterNew (AMBI_MULTIARRAY->PyArray_IterNew)
#define PyArray_MultiIterNew (AMBI_MULTIARRAY->PyArray_MultiIterNew)
#define PyArray_PyIntAsInt (AMBI_MULTIARRAY->PyArray_PyIntAsInt)
#define PyArray_PyIntAsIntp (AMBI_MULTIARRAY->PyArray_PyIntAsIntp)
#define PyArray_Broadcast (AMBI_MULTIARRAY->PyArray_Broadcast)
#define PyArray_FillWithScalar (AMBI_MULTIARRAY->PyArray_FillWithScalar)
#define PyArray_CheckStrides (AMBI_MULTIARRAY->PyArray_CheckStrides)
#define PyArray_DescrNewByteorder (AMBI_MULTIARRAY->PyArray_DescrNewByteorder)
#define PyArray_IterAllButAxis (AMBI_MULTIARRAY->PyArray_IterAllButAxis)
#define PyArray_CheckFromAny (AMBI_MULTIARRAY->PyArray_CheckFromAny)
#define PyArray_FromArray (AMBI_MULTIARRAY->PyArray_FromArray)
#define PyArray_FromInterface (AMBI_MULTIARRAY->PyArray_FromInterface)
#define PyArray_FromStructInterface (AMBI_MULTIARRAY->PyArray_FromStructInterface)
#define PyArray_FromArrayAttr (AMBI_MULTIARRAY->PyArray_FromArrayAttr)
#define PyArray_ScalarKind (AMBI_MULTIARRAY->PyArray_ScalarKind)
#define PyArray_CanCoerceScalar (AMBI_MULTIARRAY->PyArray_CanCoerceScalar)
#define PyArray_CanCastScalar (AMBI_MULTIARRAY->PyArray_CanCastScalar)
#define PyArray_RemoveSmallest (AMBI_MULTIARRAY->PyArray_RemoveSmallest)
#define PyArray_ElementStrides (AMBI_MULTIARRAY->PyArray_ElementStrides)
#define PyArray_Item_INCREF (AMBI_MULTIARRAY->PyArray_Item_INCREF)
#define PyArray_Item_XDECREF (AMBI_MULTIARRAY->PyArray_Item_XDECREF)
#define PyArray_Transpose (AMBI_MULTIARRAY->PyArray_Transpose)
#define PyArray_TakeFrom (AMBI_MULTIARRAY->PyArray_TakeFrom)
#define PyArray_PutTo (AMBI_MULTIARRAY->PyArray_PutTo)
#define PyArray_PutMask (AMBI_MULTIARRAY->PyArray_PutMask)
#define PyArray_Repeat (AMBI_MULTIARRAY->PyArray_Repeat)
#define PyArray_Choose (AMBI_MULTIARRAY->PyArray_Choose)
#define PyArray_Sort (AMBI_MULTIARRAY->PyArray_Sort)
#define PyArray_ArgSort (AMBI_MULTIARRAY->PyArray_ArgSort)
#define PyArray_SearchSorted (AMBI_MULTIARRAY->PyArray_SearchSorted)
#define PyArray_ArgMax (AMBI_MULTIARRAY->PyArray_ArgMax)
#define PyArray_ArgMin (AMBI_MULTIARRAY->PyArray_ArgMin)
#define PyArray_Reshape (AMBI_MULTIARRAY->PyArray_Reshape)
#define PyArray_Newshape (AMBI_MULTIARRAY->PyArray_Newshape)
#define PyArray_Squeeze (AMBI_MULTIARRAY->PyArray_Squeeze)
#define PyArray_View (AMBI_MULTIARRAY->PyArray_View)
#define PyArray_SwapAxes (AMBI_MULTIARRAY->PyArray_SwapAxes)
#define PyArray_Max (AMBI_MULTIARRAY->PyArray_Max)
#define PyArray_Min (AMBI_MULTIARRAY->PyArray_Min)
#define PyArray_Ptp (AMBI_MULTIARRAY->PyArray_Ptp)
#define PyArray_Mean (AMBI_MULTIARRAY->PyArray_Mean)
#define PyArray_Trace (AMBI_MULTIARRAY->PyArray_Trace)
#define PyArray_Diagonal (AMBI_MULTIARRAY->PyArray_Diagonal)
#define PyArray_Clip (AMBI_MULTIARRAY->PyArray_Clip)
#define PyArray_Conjugate (AMBI_MULTIARRAY->PyArray_Conjugate)
#define PyArray_Nonzero (AMBI_MULTIARRAY->PyArray_Nonzero)
#define PyArray_Std (AMBI_MULTIARRAY->PyArray_Std)
#define PyArray_Sum (AMBI_MULTIARRAY->PyArray_Sum)
#define PyArray_CumSum (AMBI_MULTIARRAY->PyArray_CumSum)
#define PyArray_Prod (AMBI_MULTIARRAY->PyArray_Prod)
#define PyArray_CumProd (AMBI_MULTIARRAY->PyArray_CumProd)
#define PyArray_All (AMBI_MULTIARRAY->PyArray_All)
#define PyArray_Any (AMBI_MULTIARRAY->PyArray_Any)
#define PyArray_Compress (AMBI_MULTIARRAY->PyArray_Compress)
#define PyArray_Flatten (AMBI_MULTIARRAY->PyArray_Flatten)
#define PyArray_Ravel (AMBI_MULTIARRAY->PyArray_Ravel)
#define PyArray_MultiplyList (AMBI_MULTIARRAY->PyArray_MultiplyList)
#define PyArray_MultiplyIntList (AMBI_MULTIARRAY->PyArray_MultiplyIntList)
#define PyArray_GetPtr (AMBI_MULTIARRAY->PyArray_GetPtr)
#define PyArray_CompareLists (AMBI_MULTIARRAY->PyArray_CompareLists)
#define PyArray_AsCArray (AMBI_MULTIARRAY->PyArray_AsCArray)
#define PyArray_Free (AMBI_MULTIARRAY->PyArray_Free)
#define PyArray_Converter (AMBI_MULTIARRAY->PyArray_Converter)
#define PyArray_IntpFromSequence (AMBI_MULTIARRAY->PyArray_IntpFromSequence)
#define PyArray_Concatenate (AMBI_MULTIARRAY->PyArray_Concatenate)
#define PyArray_InnerProduct (AMBI_MULTIARRAY->PyArray_InnerProduct)
#define PyArray_MatrixProduct (AMBI_MULTIARRAY->PyArray_MatrixProduct)
#define PyArray_Correlate (AMBI_MULTIARRAY->PyArray_Correlate)
#define PyArray_DescrConverter (AMBI_MULTIARRAY->PyArray_DescrConverter)
#define PyArray_DescrConverter2 (AMBI_MULTIARRAY->PyArray_DescrConverter2)
#define PyArray_IntpConverter (AMBI_MULTIARRAY->PyArray_IntpConverter)
#define PyArray_BufferConverter (AMBI_MULTIARRAY->PyArray_BufferConverter)
#define PyArray_AxisConverter (AMBI_MULTIARRAY->PyArray_AxisConverter)
#define PyArray_BoolConverter (AMBI_MULTIARRAY->PyArray_BoolConverter)
#define PyArray_ByteorderConverter (AMBI_MULTIARRAY->PyArray_ByteorderConverter)
#define PyArray_OrderConverter (AMBI_MULTIARRAY->PyArray_OrderConverter)
#define PyArray_EquivTypes (AMBI_MULTIARRAY->PyArray_EquivTypes)
#define PyArray_Zeros (AMBI_MULTIARRAY->PyArray_Zeros)
#define PyArray_Empty (AMBI_MULTIARRAY->PyArray_Empty)
#define PyArray_Where (AMBI_MULTIARRAY->PyArray_Where)
#define PyArray_Arange (AMBI_MULTIARRAY->PyArray_Arange)
#define PyArray_ArangeObj (AMBI_MULTIARRAY->PyArray_ArangeObj)
#define PyArray_SortkindConverter (AMBI_MULTIARRAY->PyArray_SortkindConverter)
#define PyArray_LexSort (AMBI_MULTIARRAY->PyArray_LexSort)
#define PyArray_Round (AMBI_MULTIARRAY->PyArray_Round)
#define PyArray_EquivTypenums (AMBI_MULTIARRAY->PyArray_EquivTypenums)
#define PyArray_RegisterDataType (AMBI_MULTIARRAY->PyArray_RegisterDataType)
#define PyArray_RegisterCastFunc (AMBI_MULTIARRAY->PyArray_RegisterCastFunc)
#define PyArray_RegisterCanCast (AMBI_MULTIARRAY->PyArray_RegisterCanCast)
#define PyArray_InitArrFuncs (AMBI_MULTIARRAY->PyArray_InitArrFuncs)
#define PyArray_IntTupleFromIntp (AMBI_MULTIARRAY->PyArray_IntTupleFromIntp)
#define PyArray_ClipmodeConverter (AMBI_MULTIARRAY->PyArray_ClipmodeConverter)
#define PyArray_OutputConverter (AMBI_MULTIARRAY->PyArray_OutputConverter)
#define PyArray_BroadcastToShape (AMBI_MULTIARRAY->PyArray_BroadcastToShape)
#define PyArray_DescrAlignConverter (AMBI_MULTIARRAY->PyArray_DescrAlignConverter)
#define PyArray_DescrAlignConverter2 (AMBI_MULTIARRAY->PyArray_DescrAlignConverter2)
#define PyArray_SearchsideConverter (AMBI_MULTIARRAY->PyArray_SearchsideConverter)
#define PyArray_CheckAxis (AMBI_MULTIARRAY->PyArray_CheckAxis)
#define PyArray_OverflowMultiplyList (AMBI_MULTIARRAY->PyArray_OverflowMultiplyList)
#define PyArray_MultiIterFromObjects (AMBI_MULTIARRAY->PyArray_MultiIterFromObjects)
#define PyArray_GetEndianness (AMBI_MULTIARRAY->PyArray_GetEndianness)
#define PyArray_GetNDArrayCFeatureVersion (AMBI_MULTIARRAY->PyArray_GetNDArrayCFeatureVersion)
#define PyArray_Correlate2 (AMBI_MULTIARRAY->PyArray_Correlate2)
#define PyArray_NeighborhoodIterNew (AMBI_MULTIARRAY->PyArray_NeighborhoodIterNew)
#define PyTimeIntegerArrType_Type (*AMBI_MULTIARRAY->PyTimeIntegerArrType_Type)
#define PyDatetimeArrType_Type (*AMBI_MULTIARRAY->PyDatetimeArrType_Type)
#define PyTimedeltaArrType_Type (*AMBI_MULTIARRAY->PyTimedeltaArrType_Type)
#define PyHalfArrType_Type (*AMBI_MULTIARRAY->PyHalfArrType_Type)
#define NpyIter_Type (*AMBI_MULTIARRAY->NpyIter_Type)
#define NpyIter_New (AMBI_MULTIARRAY->NpyIter_New)
#define NpyIter_MultiNew (AMBI_MULTIARRAY->NpyIter_MultiNew)
#define NpyIter_AdvancedNew (AMBI_MULTIARRAY->NpyIter_AdvancedNew)
#define NpyIter_Copy (AMBI_MULTIARRAY->NpyIter_Copy)
#define NpyIter_Deallocate (AMBI_MULTIARRAY->NpyIter_Deallocate)
#define NpyIter_HasDelayedBufAlloc (AMBI_MULTIARRAY->NpyIter_HasDelayedBufAlloc)
#define NpyIter_HasExternalLoop (AMBI_MULTIARRAY->NpyIter_HasExternalLoop)
#define NpyIter_EnableExternalLoop (AMBI_MULTIARRAY->NpyIter_EnableExternalLoop)
#define NpyIter_GetInnerStrideArray (AMBI_MULTIARRAY->NpyIter_GetInnerStrideArray)
#define NpyIter_GetInnerLoopSizePtr (AMBI_MULTIARRAY->NpyIter_GetInnerLoopSizePtr)
#define NpyIter_Reset (AMBI_MULTIARRAY->NpyIter_Reset)
#define NpyIter_ResetBasePointers (AMBI_MULTIARRAY->NpyIter_ResetBasePointers)
#define NpyIter_ResetToIterIndexRange (AMBI_MULTIARRAY->NpyIter_ResetToIterIndexRange)
#define NpyIter_GetNDim (AMBI_MULTIARRAY->NpyIter_GetNDim)
#define NpyIter_GetNOp (AMBI_MULTIARRAY->NpyIter_GetNOp)
#define NpyIter_GetIterNext (AMBI_MULTIARRAY->NpyIter_GetIterNext)
#define NpyIter_GetIterSize (AMBI_MULTIARRAY->NpyIter_GetIterSize)
#define NpyIter_GetIterIndexRange (AMBI_MULTIARRAY->NpyIter_GetIterIndexRange)
#define NpyIter_GetIterIndex (AMBI_MULTIARRAY->NpyIter_GetIterIndex)
#define NpyIter_GotoIterIndex (AMBI_MULTIARRAY->NpyIter_GotoIterIndex)
#define NpyIter_HasMultiIndex (AMBI_MULTIARRAY->NpyIter_HasMultiIndex)
#define NpyIter_GetShape (AMBI_MULTIARRAY->NpyIter_GetShape)
#define NpyIter_GetGetMultiIndex (AMBI_MULTIARRAY->NpyIter_GetGetMultiIndex)
#define NpyIter_GotoMultiIndex (AMBI_MULTIARRAY->NpyIter_GotoMultiIndex)
#define NpyIter_RemoveMultiIndex (AMBI_MULTIARRAY->NpyIter_RemoveMultiIndex)
#define NpyIter_HasIndex (AMBI_MULTIARRAY->NpyIter_HasIndex)
#define NpyIter_IsBuffered (AMBI_MULTIARRAY->NpyIter_IsBuffered)
#define NpyIter_IsGrowInner (AMBI_MULTIARRAY->NpyIter_IsGrowInner)
#define NpyIter_GetBufferSize (AMBI_MULTIARRAY->NpyIter_GetBufferSize)
#define NpyIter_GetIndexPtr (AMBI_MULTIARRAY->NpyIter_GetIndexPtr)
#define NpyIter_GotoIndex (AMBI_MULTIARRAY->NpyIter_GotoIndex)
#define NpyIter_GetDataPtrArray (AMBI_MULTIARRAY->NpyIter_GetDataPtrArray)
#define NpyIter_GetDescrArray (AMBI_MULTIARRAY->NpyIter_GetDescrArray)
#define NpyIter_GetOperandArray (AMBI_MULTIARRAY->NpyIter_GetOperandArray)
#define NpyIter_GetIterView (AMBI_MULTIARRAY->NpyIter_GetIterView)
#define NpyIter_GetReadFlags (AMBI_MULTIARRAY->NpyIter_GetReadFlags)
#define NpyIter_GetWriteFlags (AMBI_MULTIARRAY->NpyIter_GetWriteFlags)
#define NpyIter_DebugPrint (AMBI_MULTIARRAY->NpyIter_DebugPrint)
#define NpyIter_IterationNeedsAPI (AMBI_MULTIARRAY->NpyIter_IterationNeedsAPI)
#define NpyIter_GetInnerFixedStrideArray (AMBI_MULTIARRAY->NpyIter_GetInnerFixedStrideArray)
#define NpyIter_RemoveAxis (AMBI_MULTIARRAY->NpyIter_RemoveAxis)
#define NpyIter_GetAxisStrideArray (AMBI_MULTIARRAY->NpyIter_GetAxisStrideArray)
#define NpyIter_RequiresBuffering (AMBI_MULTIARRAY->NpyIter_RequiresBuffering)
#define NpyIter_GetInitialDataPtrArray (AMBI_MULTIARRAY->NpyIter_GetInitialDataPtrArray)
#define NpyIter_CreateCompatibleStrides (AMBI_MULTIARRAY->NpyIter_CreateCompatibleStrides)
#define PyArray_CastingConverter (AMBI_MULTIARRAY->PyArray_CastingConverter)
#define PyArray_CountNonzero (AMBI_MULTIARRAY->PyArray_CountNonzero)
#define PyArray_PromoteTypes (AMBI_MULTIARRAY->PyArray_PromoteTypes)
#define PyArray_MinScalarType (AMBI_MULTIARRAY->PyArray_MinScalarType)
#define PyArray_ResultType (AMBI_MULTIARRAY->PyArray_ResultType)
#define PyArray_CanCastArrayTo (AMBI_MULTIARRAY->PyArray_CanCastArrayTo)
#define PyArray_CanCastTypeTo (AMBI_MULTIARRAY->PyArray_CanCastTypeTo)
#define PyArray_EinsteinSum (AMBI_MULTIARRAY->PyArray_EinsteinSum)
#define PyArray_NewLikeArray (AMBI_MULTIARRAY->PyArray_NewLikeArray)
#define PyArray_ConvertClipmodeSequence (AMBI_MULTIARRAY->PyArray_ConvertClipmodeSequence)
#define PyArray_MatrixProduct2 (AMBI_MULTIARRAY->PyArray_MatrixProduct2)
#define NpyIter_IsFirstVisit (AMBI_MULTIARRAY->NpyIter_IsFirstVisit)
#define PyArray_SetBaseObject (AMBI_MULTIARRAY->PyArray_SetBaseObject)
#define PyArray_CreateSortedStridePerm (AMBI_MULTIARRAY->PyArray_CreateSortedStridePerm)
#define PyArray_RemoveAxesInPlace (AMBI_MULTIARRAY->PyArray_RemoveAxesInPlace)
#define PyArray_DebugPrint (AMBI_MULTIARRAY->PyArray_DebugPrint)
#define PyArray_FailUnlessWriteable (AMBI_MULTIARRAY->PyArray_FailUnlessWriteable)
#define PyArray_SetUpdateIfCopyBase (AMBI_MULTIARRAY->PyArray_SetUpdateIfCopyBase)
#define PyDataMem_NEW (AMBI_MULTIARRAY->PyDataMem_NEW)
#define PyDataMem_FREE (AMBI_MULTIARRAY->PyDataMem_FREE)
#define PyDataMem_RENEW (AMBI_MULTIARRAY->PyDataMem_RENEW)
#define NPY_DEFAULT_ASSIGN_CASTING (*AMBI_MULTIARRAY->NPY_DEFAULT_ASSIGN_CASTING)
#define PyArray_Partition (AMBI_MULTIARRAY->PyArray_Partition)
#define PyArray_ArgPartition (AMBI_MULTIARRAY->PyArray_ArgPartition)
#define PyArray_SelectkindConverter (AMBI_MULTIARRAY->PyArray_SelectkindConverter)
#define PyDataMem_NEW_ZEROED (AMBI_MULTIARRAY->PyDataMem_NEW_ZEROED)
#define PyArray_CheckAnyScalarExact (AMBI_MULTIARRAY->PyArray_CheckAnyScalarExact)
#define PyArray_ResolveWritebackIfCopy (AMBI_MULTIARRAY->PyArray_ResolveWritebackIfCopy)
#define PyArray_SetWritebackIfCopyBase (AMBI_MULTIARRAY->PyArray_SetWritebackIfCopyBase)
#define PyDataMem_SetHandler (AMBI_MULTIARRAY->PyDataMem_SetHandler)
#define PyDataMem_GetHandler (AMBI_MULTIARRAY->PyDataMem_GetHandler)
#define PyDataMem_DefaultHandler (*AMBI_MULTIARRAY->PyDataMem_DefaultHandler)

#if NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION
#define PyArray_Pack (AMBI_MULTIARRAY->PyArray_Pack)
#define NpyDatetime_ConvertDatetime64ToDatetimeStruct (AMBI_MULTIARRAY->NpyDatetime_ConvertDatetime64ToDatetimeStruct)
#define NpyDatetime_ConvertDatetimeStructToDatetime64 (AMBI_MULTIARRAY->NpyDatetime_ConvertDatetimeStructToDatetime64)
#define NpyDatetime_ConvertPyDateTimeToDatetimeStruct (AMBI_MULTIARRAY->NpyDatetime_ConvertPyDateTimeToDatetimeStruct)
#define NpyDatetime_GetDatetimeISO8601StrLen (AMBI_MULTIARRAY->NpyDatetime_GetDatetimeISO8601StrLen)
#define NpyDatetime_MakeISO8601Datetime (AMBI_MULTIARRAY->NpyDatetime_MakeISO8601Datetime)
#define NpyDatetime_ParseISO8601Datetime (AMBI_MULTIARRAY->NpyDatetime_ParseISO8601Datetime)
#define NpyString_load (AMBI_MULTIARRAY->NpyString_load)
#define NpyString_pack (AMBI_MULTIARRAY->NpyString_pack)
#define NpyString_pack_null (AMBI_MULTIARRAY->NpyString_pack_null)
#define NpyString_acquire_allocator (AMBI_MULTIARRAY->NpyString_acquire_allocator)
#define NpyString_acquire_allocators (AMBI_MULTIARRAY->NpyString_acquire_allocators)
#define NpyString_release_allocator (AMBI_MULTIARRAY->NpyString_release_allocator)
#define NpyString_release_allocators (AMBI_MULTIARRAY->NpyString_release_allocators)
#define PyArrayDTypeMeta_Type (*AMBI_MULTIARRAY->PyArrayDTypeMeta_Type)
#define PyArray_BoolDType (*AMBI_MULTIARRAY->PyArray_BoolDType)
#define PyArray_ByteDType (*AMBI_MULTIARRAY->PyArray_ByteDType)
#define PyArray_UByteDType (*AMBI_MULTIARRAY->PyArray_UByteDType)
#define PyArray_ShortDType (*AMBI_MULTIARRAY->PyArray_ShortDType)
#define PyArray_UShortDType (*AMBI_MULTIARRAY->PyArray_UShortDType)
#define PyArray_IntDType (*AMBI_MULTIARRAY->PyArray_IntDType)
#define PyArray_UIntDType (*AMBI_MULTIARRAY->PyArray_UIntDType)
#define PyArray_LongDType (*AMBI_MULTIARRAY->PyArray_LongDType)
#define PyArray_ULongDType (*AMBI_MULTIARRAY->PyArray_ULongDType)
#define PyArray_LongLongDType (*AMBI_MULTIARRAY->PyArray_LongLongDType)
#define PyArray_ULongLongDType (*AMBI_MULTIARRAY->PyArray_ULongLongDType)
#define PyArray_Int8DType (*AMBI_MULTIARRAY->PyArray_Int8DType)
#define PyArray_UInt8DType (*AMBI_MULTIARRAY->PyArray_UInt8DType)
#define PyArray_Int16DType (*AMBI_MULTIARRAY->PyArray_Int16DType)
#define PyArray_UInt16DType (*AMBI_MULTIARRAY->PyArray_UInt16DType)
#define PyArray_Int32DType (*AMBI_MULTIARRAY->PyArray_Int32DType)
#define PyArray_UInt32DType (*AMBI_MULTIARRAY->PyArray_UInt32DType)
#define PyArray_Int64DType (*AMBI_MULTIARRAY->PyArray_Int64DType)
#define PyArray_UInt64DType (*AMBI_MULTIARRAY->PyArray_UInt64DType)
#define PyArray_IntpDType (*AMBI_MULTIARRAY->PyArray_IntpDType)
#define PyArray_UIntpDType (*AMBI_MULTIARRAY->PyArray_UIntpDType)
#define PyArray_HalfDType (*AMBI_MULTIARRAY->PyArray_HalfDType)
#define PyArray_FloatDType (*AMBI_MULTIARRAY->PyArray_FloatDType)
#define PyArray_DoubleDType (*AMBI_MULTIARRAY->PyArray_DoubleDType)
#define PyArray_LongDoubleDType (*AMBI_MULTIARRAY->PyArray_LongDoubleDType)
#define PyArray_CFloatDType (*AMBI_MULTIARRAY->PyArray_CFloatDType)
#define PyArray_CDoubleDType (*AMBI_MULTIARRAY->PyArray_CDoubleDType)
#define PyArray_CLongDoubleDType (*AMBI_MULTIARRAY->PyArray_CLongDoubleDType)
#define PyArray_BytesDType (*AMBI_MULTIARRAY->PyArray_BytesDType)
#define PyArray_UnicodeDType (*AMBI_MULTIARRAY->PyArray_UnicodeDType)
#define PyArray_DatetimeDType (*AMBI_MULTIARRAY->PyArray_DatetimeDType)
#define PyArray_TimedeltaDType (*AMBI_MULTIARRAY->PyArray_TimedeltaDType)
#define PyArray_ObjectDType (*AMBI_MULTIARRAY->PyArray_ObjectDType)
#define PyArray_VoidDType (*AMBI_MULTIARRAY->PyArray_VoidDType)
#define PyArray_PyLongDType (*AMBI_MULTIARRAY->PyArray_PyLongDType)
#define PyArray_PyFloatDType (*AMBI_MULTIARRAY->PyArray_PyFloatDType)
#define PyArray_PyComplexDType (*AMBI_MULTIARRAY->PyArray_PyComplexDType)
#define PyArray_DefaultIntDType (*AMBI_MULTIARRAY->PyArray_DefaultIntDType)
#define PyArray_StringDType (*AMBI_MULTIARRAY->PyArray_StringDType)
#define PyArray_GetDefaultDescr (AMBI_MULTIARRAY->PyArray_GetDefaultDescr)
#define PyArrayInitDTypeMeta_FromSpec (AMBI_MULTIARRAY->PyArrayInitDTypeMeta_FromSpec)
#define PyArray_CommonDType (AMBI_MULTIARRAY->PyArray_CommonDType)
#define PyArray_PromoteDTypeSequence (AMBI_MULTIARRAY->PyArray_PromoteDTypeSequence)
#define _PyDataType_GetArrFuncs (AMBI_MULTIARRAY->_PyDataType_GetArrFuncs)
#define PyArray_IntAbstractDType (*AMBI_MULTIARRAY->PyArray_IntAbstractDType)
#define PyArray_FloatAbstractDType (*AMBI_MULTIARRAY->PyArray_FloatAbstractDType)
#define PyArray_ComplexAbstractDType (*AMBI_MULTIARRAY->PyArray_ComplexAbstractDType)
#endif /* NumPy 2.0 */

#if NPY_FEATURE_VERSION >= NPY_2_3_API_VERSION
#define NpyIter_GetTransferFlags (AMBI_MULTIARRAY->NpyIter_GetTransferFlags)
#endif /* NumPy 2.3 */

#ifdef __cplusplus
}
#endif

#endif

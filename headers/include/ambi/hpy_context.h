/*
 * The context of HPy 0.9, the universal ABI 0: the struct, with the offset of each member on x86-64, and a function
 * for each member that is one. Written by a generator from the project's facts. Included by hpy.h.
 */
#ifndef AMBI_HPY_CONTEXT_H
#define AMBI_HPY_CONTEXT_H

#include <assert.h>

#include "hpy_types.h"

#ifdef __cplusplus
extern "C" {
#endif

struct _HPyContext_s {
  const char *name; /* 0 */
  void *_private; /* 8 */
  int abi_version; /* 16 */
  HPy h_None; /* 24 */
  HPy h_True; /* 32 */
  HPy h_False; /* 40 */
  HPy h_NotImplemented; /* 48 */
  HPy h_Ellipsis; /* 56 */
  HPy h_BaseException; /* 64 */
  HPy h_Exception; /* 72 */
  HPy h_StopAsyncIteration; /* 80 */
  HPy h_StopIteration; /* 88 */
  HPy h_GeneratorExit; /* 96 */
  HPy h_ArithmeticError; /* 104 */
  HPy h_LookupError; /* 112 */
  HPy h_AssertionError; /* 120 */
  HPy h_AttributeError; /* 128 */
  HPy h_BufferError; /* 136 */
  HPy h_EOFError; /* 144 */
  HPy h_FloatingPointError; /* 152 */
  HPy h_OSError; /* 160 */
  HPy h_ImportError; /* 168 */
  HPy h_ModuleNotFoundError; /* 176 */
  HPy h_IndexError; /* 184 */
  HPy h_KeyError; /* 192 */
  HPy h_KeyboardInterrupt; /* 200 */
  HPy h_MemoryError; /* 208 */
  HPy h_NameError; /* 216 */
  HPy h_OverflowError; /* 224 */
  HPy h_RuntimeError; /* 232 */
  HPy h_RecursionError; /* 240 */
  HPy h_NotImplementedError; /* 248 */
  HPy h_SyntaxError; /* 256 */
  HPy h_IndentationError; /* 264 */
  HPy h_TabError; /* 272 */
  HPy h_ReferenceError; /* 280 */
  HPy h_SystemError; /* 288 */
  HPy h_SystemExit; /* 296 */
  HPy h_TypeError; /* 304 */
  HPy h_UnboundLocalError; /* 312 */
  HPy h_UnicodeError; /* 320 */
  HPy h_UnicodeEncodeError; /* 328 */
  HPy h_UnicodeDecodeError; /* 336 */
  HPy h_UnicodeTranslateError; /* 344 */
  HPy h_ValueError; /* 352 */
  HPy h_ZeroDivisionError; /* 360 */
  HPy h_BlockingIOError; /* 368 */
  HPy h_BrokenPipeError; /* 376 */
  HPy h_ChildProcessError; /* 384 */
  HPy h_ConnectionError; /* 392 */
  HPy h_ConnectionAbortedError; /* 400 */
  HPy h_ConnectionRefusedError; /* 408 */
  HPy h_ConnectionResetError; /* 416 */
  HPy h_FileExistsError; /* 424 */
  HPy h_FileNotFoundError; /* 432 */
  HPy h_InterruptedError; /* 440 */
  HPy h_IsADirectoryError; /* 448 */
  HPy h_NotADirectoryError; /* 456 */
  HPy h_PermissionError; /* 464 */
  HPy h_ProcessLookupError; /* 472 */
  HPy h_TimeoutError; /* 480 */
  HPy h_Warning; /* 488 */
  HPy h_UserWarning; /* 496 */
  HPy h_DeprecationWarning; /* 504 */
  HPy h_PendingDeprecationWarning; /* 512 */
  HPy h_SyntaxWarning; /* 520 */
  HPy h_RuntimeWarning; /* 528 */
  HPy h_FutureWarning; /* 536 */
  HPy h_ImportWarning; /* 544 */
  HPy h_UnicodeWarning; /* 552 */
  HPy h_BytesWarning; /* 560 */
  HPy h_ResourceWarning; /* 568 */
  HPy h_BaseObjectType; /* 576 */
  HPy h_TypeType; /* 584 */
  HPy h_BoolType; /* 592 */
  HPy h_LongType; /* 600 */
  HPy h_FloatType; /* 608 */
  HPy h_UnicodeType; /* 616 */
  HPy h_TupleType; /* 624 */
  HPy h_ListType; /* 632 */
  HPy (*ctx_Dup)(HPyContext *ctx, HPy h); /* 640 */
  void (*ctx_Close)(HPyContext *ctx, HPy h); /* 648 */
  HPy (*ctx_Long_FromInt32_t)(HPyContext *ctx, int32_t value); /* 656 */
  HPy (*ctx_Long_FromUInt32_t)(HPyContext *ctx, uint32_t value); /* 664 */
  HPy (*ctx_Long_FromInt64_t)(HPyContext *ctx, int64_t v); /* 672 */
  HPy (*ctx_Long_FromUInt64_t)(HPyContext *ctx, uint64_t v); /* 680 */
  HPy (*ctx_Long_FromSize_t)(HPyContext *ctx, size_t value); /* 688 */
  HPy (*ctx_Long_FromSsize_t)(HPyContext *ctx, HPy_ssize_t value); /* 696 */
  int32_t (*ctx_Long_AsInt32_t)(HPyContext *ctx, HPy h); /* 704 */
  uint32_t (*ctx_Long_AsUInt32_t)(HPyContext *ctx, HPy h); /* 712 */
  uint32_t (*ctx_Long_AsUInt32_tMask)(HPyContext *ctx, HPy h); /* 720 */
  int64_t (*ctx_Long_AsInt64_t)(HPyContext *ctx, HPy h); /* 728 */
  uint64_t (*ctx_Long_AsUInt64_t)(HPyContext *ctx, HPy h); /* 736 */
  uint64_t (*ctx_Long_AsUInt64_tMask)(HPyContext *ctx, HPy h); /* 744 */
  size_t (*ctx_Long_AsSize_t)(HPyContext *ctx, HPy h); /* 752 */
  HPy_ssize_t (*ctx_Long_AsSsize_t)(HPyContext *ctx, HPy h); /* 760 */
  void *(*ctx_Long_AsVoidPtr)(HPyContext *ctx, HPy h); /* 768 */
  double (*ctx_Long_AsDouble)(HPyContext *ctx, HPy h); /* 776 */
  HPy (*ctx_Float_FromDouble)(HPyContext *ctx, double v); /* 784 */
  double (*ctx_Float_AsDouble)(HPyContext *ctx, HPy h); /* 792 */
  HPy (*ctx_Bool_FromBool)(HPyContext *ctx, bool v); /* 800 */
  HPy_ssize_t (*ctx_Length)(HPyContext *ctx, HPy h); /* 808 */
  int (*ctx_Number_Check)(HPyContext *ctx, HPy h); /* 816 */
  HPy (*ctx_Add)(HPyContext *ctx, HPy h1, HPy h2); /* 824 */
  HPy (*ctx_Subtract)(HPyContext *ctx, HPy h1, HPy h2); /* 832 */
  HPy (*ctx_Multiply)(HPyContext *ctx, HPy h1, HPy h2); /* 840 */
  HPy (*ctx_MatrixMultiply)(HPyContext *ctx, HPy h1, HPy h2); /* 848 */
  HPy (*ctx_FloorDivide)(HPyContext *ctx, HPy h1, HPy h2); /* 856 */
  HPy (*ctx_TrueDivide)(HPyContext *ctx, HPy h1, HPy h2); /* 864 */
  HPy (*ctx_Remainder)(HPyContext *ctx, HPy h1, HPy h2); /* 872 */
  HPy (*ctx_Divmod)(HPyContext *ctx, HPy h1, HPy h2); /* 880 */
  HPy (*ctx_Power)(HPyContext *ctx, HPy h1, HPy h2, HPy h3); /* 888 */
  HPy (*ctx_Negative)(HPyContext *ctx, HPy h1); /* 896 */
  HPy (*ctx_Positive)(HPyContext *ctx, HPy h1); /* 904 */
  HPy (*ctx_Absolute)(HPyContext *ctx, HPy h1); /* 912 */
  HPy (*ctx_Invert)(HPyContext *ctx, HPy h1); /* 920 */
  HPy (*ctx_Lshift)(HPyContext *ctx, HPy h1, HPy h2); /* 928 */
  HPy (*ctx_Rshift)(HPyContext *ctx, HPy h1, HPy h2); /* 936 */
  HPy (*ctx_And)(HPyContext *ctx, HPy h1, HPy h2); /* 944 */
  HPy (*ctx_Xor)(HPyContext *ctx, HPy h1, HPy h2); /* 952 */
  HPy (*ctx_Or)(HPyContext *ctx, HPy h1, HPy h2); /* 960 */
  HPy (*ctx_Index)(HPyContext *ctx, HPy h1); /* 968 */
  HPy (*ctx_Long)(HPyContext *ctx, HPy h1); /* 976 */
  HPy (*ctx_Float)(HPyContext *ctx, HPy h1); /* 984 */
  HPy (*ctx_InPlaceAdd)(HPyContext *ctx, HPy h1, HPy h2); /* 992 */
  HPy (*ctx_InPlaceSubtract)(HPyContext *ctx, HPy h1, HPy h2); /* 1000 */
  HPy (*ctx_InPlaceMultiply)(HPyContext *ctx, HPy h1, HPy h2); /* 1008 */
  HPy (*ctx_InPlaceMatrixMultiply)(HPyContext *ctx, HPy h1, HPy h2); /* 1016 */
  HPy (*ctx_InPlaceFloorDivide)(HPyContext *ctx, HPy h1, HPy h2); /* 1024 */
  HPy (*ctx_InPlaceTrueDivide)(HPyContext *ctx, HPy h1, HPy h2); /* 1032 */
  HPy (*ctx_InPlaceRemainder)(HPyContext *ctx, HPy h1, HPy h2); /* 1040 */
  HPy (*ctx_InPlacePower)(HPyContext *ctx, HPy h1, HPy h2, HPy h3); /* 1048 */
  HPy (*ctx_InPlaceLshift)(HPyContext *ctx, HPy h1, HPy h2); /* 1056 */
  HPy (*ctx_InPlaceRshift)(HPyContext *ctx, HPy h1, HPy h2); /* 1064 */
  HPy (*ctx_InPlaceAnd)(HPyContext *ctx, HPy h1, HPy h2); /* 1072 */
  HPy (*ctx_InPlaceXor)(HPyContext *ctx, HPy h1, HPy h2); /* 1080 */
  HPy (*ctx_InPlaceOr)(HPyContext *ctx, HPy h1, HPy h2); /* 1088 */
  int (*ctx_Callable_Check)(HPyContext *ctx, HPy h); /* 1096 */
  HPy (*ctx_CallTupleDict)(HPyContext *ctx, HPy callable, HPy args, HPy kw); /* 1104 */
  void (*ctx_FatalError)(HPyContext *ctx, const char *message); /* 1112 */
  void (*ctx_Err_SetString)(HPyContext *ctx, HPy h_type, const char *utf8_message); /* 1120 */
  void (*ctx_Err_SetObject)(HPyContext *ctx, HPy h_type, HPy h_value); /* 1128 */
  HPy (*ctx_Err_SetFromErrnoWithFilename)(HPyContext *ctx, HPy h_type, const char *filename_fsencoded); /* 1136 */
  void (*ctx_Err_SetFromErrnoWithFilenameObjects)(HPyContext *ctx, HPy h_type, HPy filename1, HPy filename2); /* 1144 */
  int (*ctx_Err_Occurred)(HPyContext *ctx); /* 1152 */
  int (*ctx_Err_ExceptionMatches)(HPyContext *ctx, HPy exc); /* 1160 */
  void (*ctx_Err_NoMemory)(HPyContext *ctx); /* 1168 */
  void (*ctx_Err_Clear)(HPyContext *ctx); /* 1176 */
  HPy (*ctx_Err_NewException)(HPyContext *ctx, const char *utf8_name, HPy base, HPy dict); /* 1184 */
  HPy (*ctx_Err_NewExceptionWithDoc)(HPyContext *ctx, const char *utf8_name, const char *utf8_doc, HPy base, HPy dict); /* 1192 */
  int (*ctx_Err_WarnEx)(HPyContext *ctx, HPy category, const char *utf8_message, HPy_ssize_t stack_level); /* 1200 */
  void (*ctx_Err_WriteUnraisable)(HPyContext *ctx, HPy obj); /* 1208 */
  int (*ctx_IsTrue)(HPyContext *ctx, HPy h); /* 1216 */
  HPy (*ctx_Type_FromSpec)(HPyContext *ctx, HPyType_Spec *spec, HPyType_SpecParam *params); /* 1224 */
  HPy (*ctx_Type_GenericNew)(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw); /* 1232 */
  HPy (*ctx_GetAttr)(HPyContext *ctx, HPy obj, HPy name); /* 1240 */
  HPy (*ctx_GetAttr_s)(HPyContext *ctx, HPy obj, const char *utf8_name); /* 1248 */
  int (*ctx_HasAttr)(HPyContext *ctx, HPy obj, HPy name); /* 1256 */
  int (*ctx_HasAttr_s)(HPyContext *ctx, HPy obj, const char *utf8_name); /* 1264 */
  int (*ctx_SetAttr)(HPyContext *ctx, HPy obj, HPy name, HPy value); /* 1272 */
  int (*ctx_SetAttr_s)(HPyContext *ctx, HPy obj, const char *utf8_name, HPy value); /* 1280 */
  HPy (*ctx_GetItem)(HPyContext *ctx, HPy obj, HPy key); /* 1288 */
  HPy (*ctx_GetItem_i)(HPyContext *ctx, HPy obj, HPy_ssize_t idx); /* 1296 */
  HPy (*ctx_GetItem_s)(HPyContext *ctx, HPy obj, const char *utf8_key); /* 1304 */
  int (*ctx_Contains)(HPyContext *ctx, HPy container, HPy key); /* 1312 */
  int (*ctx_SetItem)(HPyContext *ctx, HPy obj, HPy key, HPy value); /* 1320 */
  int (*ctx_SetItem_i)(HPyContext *ctx, HPy obj, HPy_ssize_t idx, HPy value); /* 1328 */
  int (*ctx_SetItem_s)(HPyContext *ctx, HPy obj, const char *utf8_key, HPy value); /* 1336 */
  HPy (*ctx_Type)(HPyContext *ctx, HPy obj); /* 1344 */
  int (*ctx_TypeCheck)(HPyContext *ctx, HPy obj, HPy type); /* 1352 */
  int (*ctx_Is)(HPyContext *ctx, HPy obj, HPy other); /* 1360 */
  void *(*ctx_AsStruct_Object)(HPyContext *ctx, HPy h); /* 1368 */
  void *(*ctx_AsStruct_Legacy)(HPyContext *ctx, HPy h); /* 1376 */
  HPy (*ctx_New)(HPyContext *ctx, HPy h_type, void **data); /* 1384 */
  HPy (*ctx_Repr)(HPyContext *ctx, HPy obj); /* 1392 */
  HPy (*ctx_Str)(HPyContext *ctx, HPy obj); /* 1400 */
  HPy (*ctx_ASCII)(HPyContext *ctx, HPy obj); /* 1408 */
  HPy (*ctx_Bytes)(HPyContext *ctx, HPy obj); /* 1416 */
  HPy (*ctx_RichCompare)(HPyContext *ctx, HPy v, HPy w, int op); /* 1424 */
  int (*ctx_RichCompareBool)(HPyContext *ctx, HPy v, HPy w, int op); /* 1432 */
  HPy_hash_t (*ctx_Hash)(HPyContext *ctx, HPy obj); /* 1440 */
  int (*ctx_Bytes_Check)(HPyContext *ctx, HPy h); /* 1448 */
  HPy_ssize_t (*ctx_Bytes_Size)(HPyContext *ctx, HPy h); /* 1456 */
  HPy_ssize_t (*ctx_Bytes_GET_SIZE)(HPyContext *ctx, HPy h); /* 1464 */
  const char *(*ctx_Bytes_AsString)(HPyContext *ctx, HPy h); /* 1472 */
  const char *(*ctx_Bytes_AS_STRING)(HPyContext *ctx, HPy h); /* 1480 */
  HPy (*ctx_Bytes_FromString)(HPyContext *ctx, const char *bytes); /* 1488 */
  HPy (*ctx_Bytes_FromStringAndSize)(HPyContext *ctx, const char *bytes, HPy_ssize_t len); /* 1496 */
  HPy (*ctx_Unicode_FromString)(HPyContext *ctx, const char *utf8); /* 1504 */
  int (*ctx_Unicode_Check)(HPyContext *ctx, HPy h); /* 1512 */
  HPy (*ctx_Unicode_AsASCIIString)(HPyContext *ctx, HPy h); /* 1520 */
  HPy (*ctx_Unicode_AsLatin1String)(HPyContext *ctx, HPy h); /* 1528 */
  HPy (*ctx_Unicode_AsUTF8String)(HPyContext *ctx, HPy h); /* 1536 */
  const char *(*ctx_Unicode_AsUTF8AndSize)(HPyContext *ctx, HPy h, HPy_ssize_t *size); /* 1544 */
  HPy (*ctx_Unicode_FromWideChar)(HPyContext *ctx, const wchar_t *w, HPy_ssize_t size); /* 1552 */
  HPy (*ctx_Unicode_DecodeFSDefault)(HPyContext *ctx, const char *v); /* 1560 */
  HPy (*ctx_Unicode_DecodeFSDefaultAndSize)(HPyContext *ctx, const char *v, HPy_ssize_t size); /* 1568 */
  HPy (*ctx_Unicode_EncodeFSDefault)(HPyContext *ctx, HPy h); /* 1576 */
  HPy_UCS4 (*ctx_Unicode_ReadChar)(HPyContext *ctx, HPy h, HPy_ssize_t index); /* 1584 */
  HPy (*ctx_Unicode_DecodeASCII)(HPyContext *ctx, const char *ascii, HPy_ssize_t size, const char *errors); /* 1592 */
  HPy (*ctx_Unicode_DecodeLatin1)(HPyContext *ctx, const char *latin1, HPy_ssize_t size, const char *errors); /* 1600 */
  int (*ctx_List_Check)(HPyContext *ctx, HPy h); /* 1608 */
  HPy (*ctx_List_New)(HPyContext *ctx, HPy_ssize_t len); /* 1616 */
  int (*ctx_List_Append)(HPyContext *ctx, HPy h_list, HPy h_item); /* 1624 */
  int (*ctx_Dict_Check)(HPyContext *ctx, HPy h); /* 1632 */
  HPy (*ctx_Dict_New)(HPyContext *ctx); /* 1640 */
  int (*ctx_Tuple_Check)(HPyContext *ctx, HPy h); /* 1648 */
  HPy (*ctx_Tuple_FromArray)(HPyContext *ctx, HPy items[], HPy_ssize_t n); /* 1656 */
  HPy (*ctx_Import_ImportModule)(HPyContext *ctx, const char *utf8_name); /* 1664 */
  HPy (*ctx_FromPyObject)(HPyContext *ctx, cpy_PyObject *obj); /* 1672 */
  cpy_PyObject *(*ctx_AsPyObject)(HPyContext *ctx, HPy h); /* 1680 */
  void (*ctx_CallRealFunctionFromTrampoline)(HPyContext *ctx, HPyFunc_Signature sig, HPyCFunction func, void *args); /* 1688 */
  HPyListBuilder (*ctx_ListBuilder_New)(HPyContext *ctx, HPy_ssize_t size); /* 1696 */
  void (*ctx_ListBuilder_Set)(HPyContext *ctx, HPyListBuilder builder, HPy_ssize_t index, HPy h_item); /* 1704 */
  HPy (*ctx_ListBuilder_Build)(HPyContext *ctx, HPyListBuilder builder); /* 1712 */
  void (*ctx_ListBuilder_Cancel)(HPyContext *ctx, HPyListBuilder builder); /* 1720 */
  HPyTupleBuilder (*ctx_TupleBuilder_New)(HPyContext *ctx, HPy_ssize_t size); /* 1728 */
  void (*ctx_TupleBuilder_Set)(HPyContext *ctx, HPyTupleBuilder builder, HPy_ssize_t index, HPy h_item); /* 1736 */
  HPy (*ctx_TupleBuilder_Build)(HPyContext *ctx, HPyTupleBuilder builder); /* 1744 */
  void (*ctx_TupleBuilder_Cancel)(HPyContext *ctx, HPyTupleBuilder builder); /* 1752 */
  HPyTracker (*ctx_Tracker_New)(HPyContext *ctx, HPy_ssize_t size); /* 1760 */
  int (*ctx_Tracker_Add)(HPyContext *ctx, HPyTracker ht, HPy h); /* 1768 */
  void (*ctx_Tracker_ForgetAll)(HPyContext *ctx, HPyTracker ht); /* 1776 */
  void (*ctx_Tracker_Close)(HPyContext *ctx, HPyTracker ht); /* 1784 */
  void (*ctx_Field_Store)(HPyContext *ctx, HPy target_object, HPyField *target_field, HPy h); /* 1792 */
  HPy (*ctx_Field_Load)(HPyContext *ctx, HPy source_object, HPyField source_field); /* 1800 */
  void (*ctx_ReenterPythonExecution)(HPyContext *ctx, HPyThreadState state); /* 1808 */
  HPyThreadState (*ctx_LeavePythonExecution)(HPyContext *ctx); /* 1816 */
  void (*ctx_Global_Store)(HPyContext *ctx, HPyGlobal *global, HPy h); /* 1824 */
  HPy (*ctx_Global_Load)(HPyContext *ctx, HPyGlobal global); /* 1832 */
  void (*ctx_Dump)(HPyContext *ctx, HPy h); /* 1840 */
  void *(*ctx_AsStruct_Type)(HPyContext *ctx, HPy h); /* 1848 */
  void *(*ctx_AsStruct_Long)(HPyContext *ctx, HPy h); /* 1856 */
  void *(*ctx_AsStruct_Float)(HPyContext *ctx, HPy h); /* 1864 */
  void *(*ctx_AsStruct_Unicode)(HPyContext *ctx, HPy h); /* 1872 */
  void *(*ctx_AsStruct_Tuple)(HPyContext *ctx, HPy h); /* 1880 */
  void *(*ctx_AsStruct_List)(HPyContext *ctx, HPy h); /* 1888 */
  HPyType_BuiltinShape (*ctx_Type_GetBuiltinShape)(HPyContext *ctx, HPy h_type); /* 1896 */
  int (*ctx_DelItem)(HPyContext *ctx, HPy obj, HPy key); /* 1904 */
  int (*ctx_DelItem_i)(HPyContext *ctx, HPy obj, HPy_ssize_t idx); /* 1912 */
  int (*ctx_DelItem_s)(HPyContext *ctx, HPy obj, const char *utf8_key); /* 1920 */
  HPy h_ComplexType; /* 1928 */
  HPy h_BytesType; /* 1936 */
  HPy h_MemoryViewType; /* 1944 */
  HPy h_CapsuleType; /* 1952 */
  HPy h_SliceType; /* 1960 */
  HPy h_Builtins; /* 1968 */
  HPy (*ctx_Capsule_New)(HPyContext *ctx, void *pointer, const char *utf8_name, HPyCapsule_Destructor *destructor); /* 1976 */
  void *(*ctx_Capsule_Get)(HPyContext *ctx, HPy capsule, _HPyCapsule_key key, const char *utf8_name); /* 1984 */
  int (*ctx_Capsule_IsValid)(HPyContext *ctx, HPy capsule, const char *utf8_name); /* 1992 */
  int (*ctx_Capsule_Set)(HPyContext *ctx, HPy capsule, _HPyCapsule_key key, void *value); /* 2000 */
  HPy (*ctx_Compile_s)(HPyContext *ctx, const char *utf8_source, const char *utf8_filename, HPy_SourceKind kind); /* 2008 */
  HPy (*ctx_EvalCode)(HPyContext *ctx, HPy code, HPy globals, HPy locals); /* 2016 */
  HPy (*ctx_ContextVar_New)(HPyContext *ctx, const char *name, HPy default_value); /* 2024 */
  int32_t (*ctx_ContextVar_Get)(HPyContext *ctx, HPy context_var, HPy default_value, HPy *result); /* 2032 */
  HPy (*ctx_ContextVar_Set)(HPyContext *ctx, HPy context_var, HPy value); /* 2040 */
  const char *(*ctx_Type_GetName)(HPyContext *ctx, HPy type); /* 2048 */
  int (*ctx_Type_IsSubtype)(HPyContext *ctx, HPy sub, HPy type); /* 2056 */
  HPy (*ctx_Unicode_FromEncodedObject)(HPyContext *ctx, HPy obj, const char *encoding, const char *errors); /* 2064 */
  HPy (*ctx_Unicode_Substring)(HPyContext *ctx, HPy str, HPy_ssize_t start, HPy_ssize_t end); /* 2072 */
  HPy (*ctx_Dict_Keys)(HPyContext *ctx, HPy h); /* 2080 */
  HPy (*ctx_Dict_Copy)(HPyContext *ctx, HPy h); /* 2088 */
  int (*ctx_Slice_Unpack)(HPyContext *ctx, HPy slice, HPy_ssize_t *start, HPy_ssize_t *stop, HPy_ssize_t *step); /* 2096 */
  int (*ctx_SetCallFunction)(HPyContext *ctx, HPy h, HPyCallFunction *func); /* 2104 */
  HPy (*ctx_Call)(HPyContext *ctx, HPy callable, const HPy *args, size_t nargs, HPy kwnames); /* 2112 */
  HPy (*ctx_CallMethod)(HPyContext *ctx, HPy name, const HPy *args, size_t nargs, HPy kwnames); /* 2120 */
};

static_assert(sizeof(struct _HPyContext_s) == 2128, "the context of HPy 0.9");

static inline HPy HPy_Dup(HPyContext *ctx, HPy h) {
  return ctx->ctx_Dup(ctx, h);
}

static inline void HPy_Close(HPyContext *ctx, HPy h) {
  ctx->ctx_Close(ctx, h);
}

static inline HPy HPyLong_FromInt32_t(HPyContext *ctx, int32_t value) {
  return ctx->ctx_Long_FromInt32_t(ctx, value);
}

static inline HPy HPyLong_FromUInt32_t(HPyContext *ctx, uint32_t value) {
  return ctx->ctx_Long_FromUInt32_t(ctx, value);
}

static inline HPy HPyLong_FromInt64_t(HPyContext *ctx, int64_t v) {
  return ctx->ctx_Long_FromInt64_t(ctx, v);
}

static inline HPy HPyLong_FromUInt64_t(HPyContext *ctx, uint64_t v) {
  return ctx->ctx_Long_FromUInt64_t(ctx, v);
}

static inline HPy HPyLong_FromSize_t(HPyContext *ctx, size_t value) {
  return ctx->ctx_Long_FromSize_t(ctx, value);
}

static inline HPy HPyLong_FromSsize_t(HPyContext *ctx, HPy_ssize_t value) {
  return ctx->ctx_Long_FromSsize_t(ctx, value);
}

static inline int32_t HPyLong_AsInt32_t(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsInt32_t(ctx, h);
}

static inline uint32_t HPyLong_AsUInt32_t(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsUInt32_t(ctx, h);
}

static inline uint32_t HPyLong_AsUInt32_tMask(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsUInt32_tMask(ctx, h);
}

static inline int64_t HPyLong_AsInt64_t(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsInt64_t(ctx, h);
}

static inline uint64_t HPyLong_AsUInt64_t(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsUInt64_t(ctx, h);
}

static inline uint64_t HPyLong_AsUInt64_tMask(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsUInt64_tMask(ctx, h);
}

static inline size_t HPyLong_AsSize_t(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsSize_t(ctx, h);
}

static inline HPy_ssize_t HPyLong_AsSsize_t(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsSsize_t(ctx, h);
}

static inline void *HPyLong_AsVoidPtr(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsVoidPtr(ctx, h);
}

static inline double HPyLong_AsDouble(HPyContext *ctx, HPy h) {
  return ctx->ctx_Long_AsDouble(ctx, h);
}

static inline HPy HPyFloat_FromDouble(HPyContext *ctx, double v) {
  return ctx->ctx_Float_FromDouble(ctx, v);
}

static inline double HPyFloat_AsDouble(HPyContext *ctx, HPy h) {
  return ctx->ctx_Float_AsDouble(ctx, h);
}

static inline HPy HPyBool_FromBool(HPyContext *ctx, bool v) {
  return ctx->ctx_Bool_FromBool(ctx, v);
}

static inline HPy_ssize_t HPy_Length(HPyContext *ctx, HPy h) {
  return ctx->ctx_Length(ctx, h);
}

static inline int HPyNumber_Check(HPyContext *ctx, HPy h) {
  return ctx->ctx_Number_Check(ctx, h);
}

static inline HPy HPy_Add(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Add(ctx, h1, h2);
}

static inline HPy HPy_Subtract(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Subtract(ctx, h1, h2);
}

static inline HPy HPy_Multiply(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Multiply(ctx, h1, h2);
}

static inline HPy HPy_MatrixMultiply(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_MatrixMultiply(ctx, h1, h2);
}

static inline HPy HPy_FloorDivide(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_FloorDivide(ctx, h1, h2);
}

static inline HPy HPy_TrueDivide(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_TrueDivide(ctx, h1, h2);
}

static inline HPy HPy_Remainder(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Remainder(ctx, h1, h2);
}

static inline HPy HPy_Divmod(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Divmod(ctx, h1, h2);
}

static inline HPy HPy_Power(HPyContext *ctx, HPy h1, HPy h2, HPy h3) {
  return ctx->ctx_Power(ctx, h1, h2, h3);
}

static inline HPy HPy_Negative(HPyContext *ctx, HPy h1) {
  return ctx->ctx_Negative(ctx, h1);
}

static inline HPy HPy_Positive(HPyContext *ctx, HPy h1) {
  return ctx->ctx_Positive(ctx, h1);
}

static inline HPy HPy_Absolute(HPyContext *ctx, HPy h1) {
  return ctx->ctx_Absolute(ctx, h1);
}

static inline HPy HPy_Invert(HPyContext *ctx, HPy h1) {
  return ctx->ctx_Invert(ctx, h1);
}

static inline HPy HPy_Lshift(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Lshift(ctx, h1, h2);
}

static inline HPy HPy_Rshift(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Rshift(ctx, h1, h2);
}

static inline HPy HPy_And(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_And(ctx, h1, h2);
}

static inline HPy HPy_Xor(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Xor(ctx, h1, h2);
}

static inline HPy HPy_Or(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_Or(ctx, h1, h2);
}

static inline HPy HPy_Index(HPyContext *ctx, HPy h1) {
  return ctx->ctx_Index(ctx, h1);
}

static inline HPy HPy_Long(HPyContext *ctx, HPy h1) {
  return ctx->ctx_Long(ctx, h1);
}

static inline HPy HPy_Float(HPyContext *ctx, HPy h1) {
  return ctx->ctx_Float(ctx, h1);
}

static inline HPy HPy_InPlaceAdd(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceAdd(ctx, h1, h2);
}

static inline HPy HPy_InPlaceSubtract(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceSubtract(ctx, h1, h2);
}

static inline HPy HPy_InPlaceMultiply(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceMultiply(ctx, h1, h2);
}

static inline HPy HPy_InPlaceMatrixMultiply(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceMatrixMultiply(ctx, h1, h2);
}

static inline HPy HPy_InPlaceFloorDivide(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceFloorDivide(ctx, h1, h2);
}

static inline HPy HPy_InPlaceTrueDivide(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceTrueDivide(ctx, h1, h2);
}

static inline HPy HPy_InPlaceRemainder(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceRemainder(ctx, h1, h2);
}

static inline HPy HPy_InPlacePower(HPyContext *ctx, HPy h1, HPy h2, HPy h3) {
  return ctx->ctx_InPlacePower(ctx, h1, h2, h3);
}

static inline HPy HPy_InPlaceLshift(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceLshift(ctx, h1, h2);
}

static inline HPy HPy_InPlaceRshift(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceRshift(ctx, h1, h2);
}

static inline HPy HPy_InPlaceAnd(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceAnd(ctx, h1, h2);
}

static inline HPy HPy_InPlaceXor(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceXor(ctx, h1, h2);
}

static inline HPy HPy_InPlaceOr(HPyContext *ctx, HPy h1, HPy h2) {
  return ctx->ctx_InPlaceOr(ctx, h1, h2);
}

static inline int HPyCallable_Check(HPyContext *ctx, HPy h) {
  return ctx->ctx_Callable_Check(ctx, h);
}

static inline HPy HPy_CallTupleDict(HPyContext *ctx, HPy callable, HPy args, HPy kw) {
  return ctx->ctx_CallTupleDict(ctx, callable, args, kw);
}

static inline void HPy_FatalError(HPyContext *ctx, const char *message) {
  ctx->ctx_FatalError(ctx, message);
}

static inline HPy HPyErr_SetString(HPyContext *ctx, HPy h_type, const char *utf8_message) {
  ctx->ctx_Err_SetString(ctx, h_type, utf8_message);
  return HPy_NULL;
}

static inline HPy HPyErr_SetObject(HPyContext *ctx, HPy h_type, HPy h_value) {
  ctx->ctx_Err_SetObject(ctx, h_type, h_value);
  return HPy_NULL;
}

static inline HPy HPyErr_SetFromErrnoWithFilename(HPyContext *ctx, HPy h_type, const char *filename_fsencoded) {
  return ctx->ctx_Err_SetFromErrnoWithFilename(ctx, h_type, filename_fsencoded);
}

static inline HPy HPyErr_SetFromErrnoWithFilenameObjects(HPyContext *ctx, HPy h_type, HPy filename1, HPy filename2) {
  ctx->ctx_Err_SetFromErrnoWithFilenameObjects(ctx, h_type, filename1, filename2);
  return HPy_NULL;
}

static inline int HPyErr_Occurred(HPyContext *ctx) {
  return ctx->ctx_Err_Occurred(ctx);
}

static inline int HPyErr_ExceptionMatches(HPyContext *ctx, HPy exc) {
  return ctx->ctx_Err_ExceptionMatches(ctx, exc);
}

static inline HPy HPyErr_NoMemory(HPyContext *ctx) {
  ctx->ctx_Err_NoMemory(ctx);
  return HPy_NULL;
}

static inline void HPyErr_Clear(HPyContext *ctx) {
  ctx->ctx_Err_Clear(ctx);
}

static inline HPy HPyErr_NewException(HPyContext *ctx, const char *utf8_name, HPy base, HPy dict) {
  return ctx->ctx_Err_NewException(ctx, utf8_name, base, dict);
}

static inline HPy HPyErr_NewExceptionWithDoc(HPyContext *ctx, const char *utf8_name, const char *utf8_doc, HPy base, HPy dict) {
  return ctx->ctx_Err_NewExceptionWithDoc(ctx, utf8_name, utf8_doc, base, dict);
}

static inline int HPyErr_WarnEx(HPyContext *ctx, HPy category, const char *utf8_message, HPy_ssize_t stack_level) {
  return ctx->ctx_Err_WarnEx(ctx, category, utf8_message, stack_level);
}

static inline void HPyErr_WriteUnraisable(HPyContext *ctx, HPy obj) {
  ctx->ctx_Err_WriteUnraisable(ctx, obj);
}

static inline int HPy_IsTrue(HPyContext *ctx, HPy h) {
  return ctx->ctx_IsTrue(ctx, h);
}

static inline HPy HPyType_FromSpec(HPyContext *ctx, HPyType_Spec *spec, HPyType_SpecParam *params) {
  return ctx->ctx_Type_FromSpec(ctx, spec, params);
}

static inline HPy HPyType_GenericNew(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw) {
  return ctx->ctx_Type_GenericNew(ctx, type, args, nargs, kw);
}

static inline HPy HPy_GetAttr(HPyContext *ctx, HPy obj, HPy name) {
  return ctx->ctx_GetAttr(ctx, obj, name);
}

static inline HPy HPy_GetAttr_s(HPyContext *ctx, HPy obj, const char *utf8_name) {
  return ctx->ctx_GetAttr_s(ctx, obj, utf8_name);
}

static inline int HPy_HasAttr(HPyContext *ctx, HPy obj, HPy name) {
  return ctx->ctx_HasAttr(ctx, obj, name);
}

static inline int HPy_HasAttr_s(HPyContext *ctx, HPy obj, const char *utf8_name) {
  return ctx->ctx_HasAttr_s(ctx, obj, utf8_name);
}

static inline int HPy_SetAttr(HPyContext *ctx, HPy obj, HPy name, HPy value) {
  return ctx->ctx_SetAttr(ctx, obj, name, value);
}

static inline int HPy_SetAttr_s(HPyContext *ctx, HPy obj, const char *utf8_name, HPy value) {
  return ctx->ctx_SetAttr_s(ctx, obj, utf8_name, value);
}

static inline HPy HPy_GetItem(HPyContext *ctx, HPy obj, HPy key) {
  return ctx->ctx_GetItem(ctx, obj, key);
}

static inline HPy HPy_GetItem_i(HPyContext *ctx, HPy obj, HPy_ssize_t idx) {
  return ctx->ctx_GetItem_i(ctx, obj, idx);
}

static inline HPy HPy_GetItem_s(HPyContext *ctx, HPy obj, const char *utf8_key) {
  return ctx->ctx_GetItem_s(ctx, obj, utf8_key);
}

static inline int HPy_Contains(HPyContext *ctx, HPy container, HPy key) {
  return ctx->ctx_Contains(ctx, container, key);
}

static inline int HPy_SetItem(HPyContext *ctx, HPy obj, HPy key, HPy value) {
  return ctx->ctx_SetItem(ctx, obj, key, value);
}

static inline int HPy_SetItem_i(HPyContext *ctx, HPy obj, HPy_ssize_t idx, HPy value) {
  return ctx->ctx_SetItem_i(ctx, obj, idx, value);
}

static inline int HPy_SetItem_s(HPyContext *ctx, HPy obj, const char *utf8_key, HPy value) {
  return ctx->ctx_SetItem_s(ctx, obj, utf8_key, value);
}

static inline HPy HPy_Type(HPyContext *ctx, HPy obj) {
  return ctx->ctx_Type(ctx, obj);
}

static inline int HPy_TypeCheck(HPyContext *ctx, HPy obj, HPy type) {
  return ctx->ctx_TypeCheck(ctx, obj, type);
}

static inline int HPy_Is(HPyContext *ctx, HPy obj, HPy other) {
  return ctx->ctx_Is(ctx, obj, other);
}

static inline void *_HPy_AsStruct_Object(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_Object(ctx, h);
}

static inline void *_HPy_AsStruct_Legacy(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_Legacy(ctx, h);
}

static inline HPy _HPy_New(HPyContext *ctx, HPy h_type, void **data) {
  return ctx->ctx_New(ctx, h_type, data);
}

static inline HPy HPy_Repr(HPyContext *ctx, HPy obj) {
  return ctx->ctx_Repr(ctx, obj);
}

static inline HPy HPy_Str(HPyContext *ctx, HPy obj) {
  return ctx->ctx_Str(ctx, obj);
}

static inline HPy HPy_ASCII(HPyContext *ctx, HPy obj) {
  return ctx->ctx_ASCII(ctx, obj);
}

static inline HPy HPy_Bytes(HPyContext *ctx, HPy obj) {
  return ctx->ctx_Bytes(ctx, obj);
}

static inline HPy HPy_RichCompare(HPyContext *ctx, HPy v, HPy w, int op) {
  return ctx->ctx_RichCompare(ctx, v, w, op);
}

static inline int HPy_RichCompareBool(HPyContext *ctx, HPy v, HPy w, int op) {
  return ctx->ctx_RichCompareBool(ctx, v, w, op);
}

static inline HPy_hash_t HPy_Hash(HPyContext *ctx, HPy obj) {
  return ctx->ctx_Hash(ctx, obj);
}

static inline int HPyBytes_Check(HPyContext *ctx, HPy h) {
  return ctx->ctx_Bytes_Check(ctx, h);
}

static inline HPy_ssize_t HPyBytes_Size(HPyContext *ctx, HPy h) {
  return ctx->ctx_Bytes_Size(ctx, h);
}

static inline HPy_ssize_t HPyBytes_GET_SIZE(HPyContext *ctx, HPy h) {
  return ctx->ctx_Bytes_GET_SIZE(ctx, h);
}

static inline const char *HPyBytes_AsString(HPyContext *ctx, HPy h) {
  return ctx->ctx_Bytes_AsString(ctx, h);
}

static inline const char *HPyBytes_AS_STRING(HPyContext *ctx, HPy h) {
  return ctx->ctx_Bytes_AS_STRING(ctx, h);
}

static inline HPy HPyBytes_FromString(HPyContext *ctx, const char *bytes) {
  return ctx->ctx_Bytes_FromString(ctx, bytes);
}

static inline HPy HPyBytes_FromStringAndSize(HPyContext *ctx, const char *bytes, HPy_ssize_t len) {
  return ctx->ctx_Bytes_FromStringAndSize(ctx, bytes, len);
}

static inline HPy HPyUnicode_FromString(HPyContext *ctx, const char *utf8) {
  return ctx->ctx_Unicode_FromString(ctx, utf8);
}

static inline int HPyUnicode_Check(HPyContext *ctx, HPy h) {
  return ctx->ctx_Unicode_Check(ctx, h);
}

static inline HPy HPyUnicode_AsASCIIString(HPyContext *ctx, HPy h) {
  return ctx->ctx_Unicode_AsASCIIString(ctx, h);
}

static inline HPy HPyUnicode_AsLatin1String(HPyContext *ctx, HPy h) {
  return ctx->ctx_Unicode_AsLatin1String(ctx, h);
}

static inline HPy HPyUnicode_AsUTF8String(HPyContext *ctx, HPy h) {
  return ctx->ctx_Unicode_AsUTF8String(ctx, h);
}

static inline const char *HPyUnicode_AsUTF8AndSize(HPyContext *ctx, HPy h, HPy_ssize_t *size) {
  return ctx->ctx_Unicode_AsUTF8AndSize(ctx, h, size);
}

static inline HPy HPyUnicode_FromWideChar(HPyContext *ctx, const wchar_t *w, HPy_ssize_t size) {
  return ctx->ctx_Unicode_FromWideChar(ctx, w, size);
}

static inline HPy HPyUnicode_DecodeFSDefault(HPyContext *ctx, const char *v) {
  return ctx->ctx_Unicode_DecodeFSDefault(ctx, v);
}

static inline HPy HPyUnicode_DecodeFSDefaultAndSize(HPyContext *ctx, const char *v, HPy_ssize_t size) {
  return ctx->ctx_Unicode_DecodeFSDefaultAndSize(ctx, v, size);
}

static inline HPy HPyUnicode_EncodeFSDefault(HPyContext *ctx, HPy h) {
  return ctx->ctx_Unicode_EncodeFSDefault(ctx, h);
}

static inline HPy_UCS4 HPyUnicode_ReadChar(HPyContext *ctx, HPy h, HPy_ssize_t index) {
  return ctx->ctx_Unicode_ReadChar(ctx, h, index);
}

static inline HPy HPyUnicode_DecodeASCII(HPyContext *ctx, const char *ascii, HPy_ssize_t size, const char *errors) {
  return ctx->ctx_Unicode_DecodeASCII(ctx, ascii, size, errors);
}

static inline HPy HPyUnicode_DecodeLatin1(HPyContext *ctx, const char *latin1, HPy_ssize_t size, const char *errors) {
  return ctx->ctx_Unicode_DecodeLatin1(ctx, latin1, size, errors);
}

static inline int HPyList_Check(HPyContext *ctx, HPy h) {
  return ctx->ctx_List_Check(ctx, h);
}

static inline HPy HPyList_New(HPyContext *ctx, HPy_ssize_t len) {
  return ctx->ctx_List_New(ctx, len);
}

static inline int HPyList_Append(HPyContext *ctx, HPy h_list, HPy h_item) {
  return ctx->ctx_List_Append(ctx, h_list, h_item);
}

static inline int HPyDict_Check(HPyContext *ctx, HPy h) {
  return ctx->ctx_Dict_Check(ctx, h);
}

static inline HPy HPyDict_New(HPyContext *ctx) {
  return ctx->ctx_Dict_New(ctx);
}

static inline int HPyTuple_Check(HPyContext *ctx, HPy h) {
  return ctx->ctx_Tuple_Check(ctx, h);
}

static inline HPy HPyTuple_FromArray(HPyContext *ctx, HPy items[], HPy_ssize_t n) {
  return ctx->ctx_Tuple_FromArray(ctx, items, n);
}

static inline HPy HPyImport_ImportModule(HPyContext *ctx, const char *utf8_name) {
  return ctx->ctx_Import_ImportModule(ctx, utf8_name);
}

static inline HPy HPy_FromPyObject(HPyContext *ctx, cpy_PyObject *obj) {
  return ctx->ctx_FromPyObject(ctx, obj);
}

static inline cpy_PyObject *HPy_AsPyObject(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsPyObject(ctx, h);
}

static inline void _HPy_CallRealFunctionFromTrampoline(HPyContext *ctx, HPyFunc_Signature sig, HPyCFunction func, void *args) {
  ctx->ctx_CallRealFunctionFromTrampoline(ctx, sig, func, args);
}

static inline HPyListBuilder HPyListBuilder_New(HPyContext *ctx, HPy_ssize_t size) {
  return ctx->ctx_ListBuilder_New(ctx, size);
}

static inline void HPyListBuilder_Set(HPyContext *ctx, HPyListBuilder builder, HPy_ssize_t index, HPy h_item) {
  ctx->ctx_ListBuilder_Set(ctx, builder, index, h_item);
}

static inline HPy HPyListBuilder_Build(HPyContext *ctx, HPyListBuilder builder) {
  return ctx->ctx_ListBuilder_Build(ctx, builder);
}

static inline void HPyListBuilder_Cancel(HPyContext *ctx, HPyListBuilder builder) {
  ctx->ctx_ListBuilder_Cancel(ctx, builder);
}

static inline HPyTupleBuilder HPyTupleBuilder_New(HPyContext *ctx, HPy_ssize_t size) {
  return ctx->ctx_TupleBuilder_New(ctx, size);
}

static inline void HPyTupleBuilder_Set(HPyContext *ctx, HPyTupleBuilder builder, HPy_ssize_t index, HPy h_item) {
  ctx->ctx_TupleBuilder_Set(ctx, builder, index, h_item);
}

static inline HPy HPyTupleBuilder_Build(HPyContext *ctx, HPyTupleBuilder builder) {
  return ctx->ctx_TupleBuilder_Build(ctx, builder);
}

static inline void HPyTupleBuilder_Cancel(HPyContext *ctx, HPyTupleBuilder builder) {
  ctx->ctx_TupleBuilder_Cancel(ctx, builder);
}

static inline HPyTracker HPyTracker_New(HPyContext *ctx, HPy_ssize_t size) {
  return ctx->ctx_Tracker_New(ctx, size);
}

static inline int HPyTracker_Add(HPyContext *ctx, HPyTracker ht, HPy h) {
  return ctx->ctx_Tracker_Add(ctx, ht, h);
}

static inline void HPyTracker_ForgetAll(HPyContext *ctx, HPyTracker ht) {
  ctx->ctx_Tracker_ForgetAll(ctx, ht);
}

static inline void HPyTracker_Close(HPyContext *ctx, HPyTracker ht) {
  ctx->ctx_Tracker_Close(ctx, ht);
}

static inline void HPyField_Store(HPyContext *ctx, HPy target_object, HPyField *target_field, HPy h) {
  ctx->ctx_Field_Store(ctx, target_object, target_field, h);
}

static inline HPy HPyField_Load(HPyContext *ctx, HPy source_object, HPyField source_field) {
  return ctx->ctx_Field_Load(ctx, source_object, source_field);
}

static inline void HPy_ReenterPythonExecution(HPyContext *ctx, HPyThreadState state) {
  ctx->ctx_ReenterPythonExecution(ctx, state);
}

static inline HPyThreadState HPy_LeavePythonExecution(HPyContext *ctx) {
  return ctx->ctx_LeavePythonExecution(ctx);
}

static inline void HPyGlobal_Store(HPyContext *ctx, HPyGlobal *global, HPy h) {
  ctx->ctx_Global_Store(ctx, global, h);
}

static inline HPy HPyGlobal_Load(HPyContext *ctx, HPyGlobal global) {
  return ctx->ctx_Global_Load(ctx, global);
}

static inline void _HPy_Dump(HPyContext *ctx, HPy h) {
  ctx->ctx_Dump(ctx, h);
}

static inline void *_HPy_AsStruct_Type(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_Type(ctx, h);
}

static inline void *_HPy_AsStruct_Long(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_Long(ctx, h);
}

static inline void *_HPy_AsStruct_Float(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_Float(ctx, h);
}

static inline void *_HPy_AsStruct_Unicode(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_Unicode(ctx, h);
}

static inline void *_HPy_AsStruct_Tuple(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_Tuple(ctx, h);
}

static inline void *_HPy_AsStruct_List(HPyContext *ctx, HPy h) {
  return ctx->ctx_AsStruct_List(ctx, h);
}

static inline HPyType_BuiltinShape _HPyType_GetBuiltinShape(HPyContext *ctx, HPy h_type) {
  return ctx->ctx_Type_GetBuiltinShape(ctx, h_type);
}

static inline int HPy_DelItem(HPyContext *ctx, HPy obj, HPy key) {
  return ctx->ctx_DelItem(ctx, obj, key);
}

static inline int HPy_DelItem_i(HPyContext *ctx, HPy obj, HPy_ssize_t idx) {
  return ctx->ctx_DelItem_i(ctx, obj, idx);
}

static inline int HPy_DelItem_s(HPyContext *ctx, HPy obj, const char *utf8_key) {
  return ctx->ctx_DelItem_s(ctx, obj, utf8_key);
}

static inline HPy HPyCapsule_New(HPyContext *ctx, void *pointer, const char *utf8_name, HPyCapsule_Destructor *destructor) {
  return ctx->ctx_Capsule_New(ctx, pointer, utf8_name, destructor);
}

static inline void *HPyCapsule_Get(HPyContext *ctx, HPy capsule, _HPyCapsule_key key, const char *utf8_name) {
  return ctx->ctx_Capsule_Get(ctx, capsule, key, utf8_name);
}

static inline int HPyCapsule_IsValid(HPyContext *ctx, HPy capsule, const char *utf8_name) {
  return ctx->ctx_Capsule_IsValid(ctx, capsule, utf8_name);
}

static inline int HPyCapsule_Set(HPyContext *ctx, HPy capsule, _HPyCapsule_key key, void *value) {
  return ctx->ctx_Capsule_Set(ctx, capsule, key, value);
}

static inline HPy HPy_Compile_s(HPyContext *ctx, const char *utf8_source, const char *utf8_filename, HPy_SourceKind kind) {
  return ctx->ctx_Compile_s(ctx, utf8_source, utf8_filename, kind);
}

static inline HPy HPy_EvalCode(HPyContext *ctx, HPy code, HPy globals, HPy locals) {
  return ctx->ctx_EvalCode(ctx, code, globals, locals);
}

static inline HPy HPyContextVar_New(HPyContext *ctx, const char *name, HPy default_value) {
  return ctx->ctx_ContextVar_New(ctx, name, default_value);
}

static inline int32_t HPyContextVar_Get(HPyContext *ctx, HPy context_var, HPy default_value, HPy *result) {
  return ctx->ctx_ContextVar_Get(ctx, context_var, default_value, result);
}

static inline HPy HPyContextVar_Set(HPyContext *ctx, HPy context_var, HPy value) {
  return ctx->ctx_ContextVar_Set(ctx, context_var, value);
}

static inline const char *HPyType_GetName(HPyContext *ctx, HPy type) {
  return ctx->ctx_Type_GetName(ctx, type);
}

static inline int HPyType_IsSubtype(HPyContext *ctx, HPy sub, HPy type) {
  return ctx->ctx_Type_IsSubtype(ctx, sub, type);
}

static inline HPy HPyUnicode_FromEncodedObject(HPyContext *ctx, HPy obj, const char *encoding, const char *errors) {
  return ctx->ctx_Unicode_FromEncodedObject(ctx, obj, encoding, errors);
}

static inline HPy HPyUnicode_Substring(HPyContext *ctx, HPy str, HPy_ssize_t start, HPy_ssize_t end) {
  return ctx->ctx_Unicode_Substring(ctx, str, start, end);
}

static inline HPy HPyDict_Keys(HPyContext *ctx, HPy h) {
  return ctx->ctx_Dict_Keys(ctx, h);
}

static inline HPy HPyDict_Copy(HPyContext *ctx, HPy h) {
  return ctx->ctx_Dict_Copy(ctx, h);
}

static inline int HPySlice_Unpack(HPyContext *ctx, HPy slice, HPy_ssize_t *start, HPy_ssize_t *stop, HPy_ssize_t *step) {
  return ctx->ctx_Slice_Unpack(ctx, slice, start, stop, step);
}

static inline int HPy_SetCallFunction(HPyContext *ctx, HPy h, HPyCallFunction *func) {
  return ctx->ctx_SetCallFunction(ctx, h, func);
}

static inline HPy HPy_Call(HPyContext *ctx, HPy callable, const HPy *args, size_t nargs, HPy kwnames) {
  return ctx->ctx_Call(ctx, callable, args, nargs, kwnames);
}

static inline HPy HPy_CallMethod(HPyContext *ctx, HPy name, const HPy *args, size_t nargs, HPy kwnames) {
  return ctx->ctx_CallMethod(ctx, name, args, nargs, kwnames);
}

#ifdef __cplusplus
}
#endif

#endif

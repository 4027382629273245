/*
 * The types of HPy 0.9: handles, definitions of methods, types and modules. Included by hpy.h.
 */
#ifndef AMBI_HPY_TYPES_H
#define AMBI_HPY_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HPY_ABI_VERSION 0
#define HPY_ABI_VERSION_MINOR 0
#define HPY_ABI_TAG "hpy0"

typedef intptr_t HPy_ssize_t;
typedef intptr_t HPy_hash_t;
typedef uint32_t HPy_UCS4;

typedef struct _HPy_s {
  intptr_t _i;
} HPy;
typedef struct {
  intptr_t _i;
} HPyField; /* in a struct of one's own; HPyField_Load gives a handle */
typedef struct {
  intptr_t _i;
} HPyGlobal; /* in a static variable */
typedef struct {
  intptr_t _lst;
} HPyListBuilder;
typedef struct {
  intptr_t _tup;
} HPyTupleBuilder;
typedef struct {
  intptr_t _i;
} HPyTracker;
typedef struct {
  intptr_t _i;
} HPyThreadState;
typedef struct _HPyContext_s HPyContext;

/* CPython's, opaque here: for functions that HPy has for legacy code and for CPython itself. */
typedef struct _object cpy_PyObject;
typedef struct ambi_cpy_method cpy_PyMethodDef;
typedef cpy_PyObject *(*cpy_PyCFunction)(cpy_PyObject *, cpy_PyObject *const *, HPy_ssize_t);
typedef cpy_PyObject *(*cpy_getter)(cpy_PyObject *, void *);
typedef int (*cpy_setter)(cpy_PyObject *, cpy_PyObject *, void *);
typedef void (*cpy_PyCapsule_Destructor)(cpy_PyObject *);
typedef cpy_PyObject *(*cpy_vectorcallfunc)(cpy_PyObject *, cpy_PyObject *const *, size_t, cpy_PyObject *);

typedef enum { HPy_SourceKind_Expr = 0, HPy_SourceKind_File = 1, HPy_SourceKind_Single = 2 } HPy_SourceKind;
typedef enum {
  HPyCapsule_key_Pointer = 0,
  HPyCapsule_key_Name = 1,
  HPyCapsule_key_Context = 2,
  HPyCapsule_key_Destructor = 3
} _HPyCapsule_key;
typedef enum { HPy_LT = 0, HPy_LE = 1, HPy_EQ = 2, HPy_NE = 3, HPy_GT = 4, HPy_GE = 5 } HPy_RichCmpOp;

/* The C types of functions. A method has one of the first four. */
typedef enum {
  HPyFunc_VARARGS = 1,
  HPyFunc_KEYWORDS = 2,
  HPyFunc_NOARGS = 3,
  HPyFunc_O = 4,
  HPyFunc_DESTROYFUNC,
  HPyFunc_GETBUFFERPROC,
  HPyFunc_RELEASEBUFFERPROC,
  HPyFunc_UNARYFUNC,
  HPyFunc_BINARYFUNC,
  HPyFunc_TERNARYFUNC,
  HPyFunc_INQUIRY,
  HPyFunc_LENFUNC,
  HPyFunc_SSIZEARGFUNC,
  HPyFunc_SSIZESSIZEARGFUNC,
  HPyFunc_SSIZEOBJARGPROC,
  HPyFunc_SSIZESSIZEOBJARGPROC,
  HPyFunc_OBJOBJARGPROC,
  HPyFunc_FREEFUNC,
  HPyFunc_GETATTRFUNC,
  HPyFunc_GETATTROFUNC,
  HPyFunc_SETATTRFUNC,
  HPyFunc_SETATTROFUNC,
  HPyFunc_REPRFUNC,
  HPyFunc_HASHFUNC,
  HPyFunc_RICHCMPFUNC,
  HPyFunc_GETITERFUNC,
  HPyFunc_ITERNEXTFUNC,
  HPyFunc_DESCRGETFUNC,
  HPyFunc_DESCRSETFUNC,
  HPyFunc_INITPROC,
  HPyFunc_NEWFUNC,
  HPyFunc_GETTER,
  HPyFunc_SETTER,
  HPyFunc_OBJOBJPROC,
  HPyFunc_TRAVERSEPROC,
  HPyFunc_DESTRUCTOR,
  HPyFunc_CAPSULE_DESTRUCTOR,
  HPyFunc_VECTORCALLFUNC,
  HPyFunc_MOD_CREATE
} HPyFunc_Signature;

/* A function whose C type its signature says. */
typedef void (*HPyCFunction)(void);
typedef HPy (*HPyFunc_keywords)(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames);
typedef void (*HPyFunc_Capsule_Destructor)(const char *name, void *pointer, void *context);

typedef struct {
  void *buf;
  HPy obj; /* owned */
  HPy_ssize_t len;
  HPy_ssize_t itemsize;
  int readonly;
  int ndim;
  char *format;
  HPy_ssize_t *shape;
  HPy_ssize_t *strides;
  HPy_ssize_t *suboffsets;
  void *internal;
} HPy_buffer;

typedef struct {
  int slot; /* CPython's number (Py_nb_add is 7), 1000 destroy, 2000 create and 2001 execute a module */
  HPyCFunction impl;
  cpy_PyCFunction cpy_trampoline;
} HPySlot;

typedef struct {
  const char *name;
  HPyCFunction impl;
  cpy_PyCFunction cpy_trampoline; /* what CPython calls; it enters `impl` through the context */
  HPyFunc_Signature signature;
  const char *doc;
} HPyMeth;

typedef struct {
  const char *name;
  int type; /* CPython's T_INT and so on */
  HPy_ssize_t offset;
  int readonly;
  const char *doc;
} HPyMember;

typedef struct {
  const char *name;
  HPyCFunction getter_impl;
  HPyCFunction setter_impl;
  cpy_getter getter_cpy_trampoline;
  cpy_setter setter_cpy_trampoline;
  const char *doc;
  void *closure;
} HPyGetSet;

typedef enum {
  HPyDef_Kind_Slot = 1,
  HPyDef_Kind_Meth = 2,
  HPyDef_Kind_Member = 3,
  HPyDef_Kind_GetSet = 4
} HPyDef_Kind;

typedef struct {
  HPyDef_Kind kind;
  union {
    HPySlot slot;
    HPyMeth meth;
    HPyMember member;
    HPyGetSet getset;
  };
} HPyDef;

typedef struct {
  cpy_PyCapsule_Destructor cpy_trampoline;
  HPyFunc_Capsule_Destructor impl;
} HPyCapsule_Destructor;

typedef struct {
  cpy_vectorcallfunc cpy_trampoline;
  HPyFunc_keywords impl;
} HPyCallFunction;

/* How a type's struct begins. */
typedef enum {
  HPyType_BuiltinShape_Legacy = -1, /* with CPython's PyObject_HEAD */
  HPyType_BuiltinShape_Object = 0,
  HPyType_BuiltinShape_Type = 1,
  HPyType_BuiltinShape_Long = 2,
  HPyType_BuiltinShape_Float = 3,
  HPyType_BuiltinShape_Unicode = 4,
  HPyType_BuiltinShape_Tuple = 5,
  HPyType_BuiltinShape_List = 6
} HPyType_BuiltinShape;

typedef struct {
  const char *name;
  int basicsize;
  int itemsize;
  unsigned long flags;
  HPyType_BuiltinShape builtin_shape;
  void *legacy_slots;
  HPyDef **defines; /* ended by NULL */
  const char *doc;
} HPyType_Spec;
#define HPy_TPFLAGS_DEFAULT ((1UL << 9) | (1UL << 18))
#define HPy_TPFLAGS_BASETYPE (1UL << 10)
#define HPy_TPFLAGS_HAVE_VECTORCALL (1UL << 11)
#define HPy_TPFLAGS_HAVE_GC (1UL << 14)

typedef enum {
  HPyType_SpecParam_Base = 1,
  HPyType_SpecParam_BasesTuple = 2,
  HPyType_SpecParam_Metaclass = 3
} HPyType_SpecParam_Kind;

typedef struct {
  HPyType_SpecParam_Kind kind; /* 0 ends the list */
  HPy object;
} HPyType_SpecParam;

typedef struct {
  const char *doc;
  HPy_ssize_t size; /* of the module's state */
  cpy_PyMethodDef *legacy_methods;
  HPyDef **defines;    /* ended by NULL, as is the next */
  HPyGlobal **globals;
} HPyModuleDef;

static inline HPy ambi_hpy(intptr_t i) {
  HPy h;
  h._i = i;
  return h;
}

#define HPy_NULL ambi_hpy(0)
#define HPy_IsNull(h) ((h)._i == 0)
#define HPyField_IsNull(f) ((f)._i == 0)

static inline HPy HPy_FromVoidP(void *p) {
  return ambi_hpy((intptr_t)p);
}

static inline void *HPy_AsVoidP(HPy h) {
  return (void *)h._i;
}

#ifdef __cplusplus
}
#endif

#endif

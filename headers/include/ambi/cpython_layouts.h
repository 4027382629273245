/*
 * The object layouts of CPython 3.11 that compiled extensions see, in self-contained C11.
 *
 * Names, field order and sizes are CPython's own, because extension code reads these structs
 * through macros that were compiled into it (PEP 384 calls what is outside the stable ABI
 * "version specific"; this is version 3.11). A test compares every offset with the real headers.
 * Only what crosses the binary interface is here: no function, no inline helper that allocates.
 */
#ifndef AMBI_CPYTHON_LAYOUTS_H
#define AMBI_CPYTHON_LAYOUTS_H

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/* Where the real Python.h was included before, its declarations are used. */
#ifndef Py_PYTHON_H

#ifdef __cplusplus
extern "C" {
#endif

typedef ptrdiff_t Py_ssize_t;
typedef Py_ssize_t Py_hash_t;
typedef size_t Py_uhash_t;
typedef uint32_t Py_UCS4;
typedef uint16_t Py_UCS2;
typedef uint8_t Py_UCS1;
#define PY_SSIZE_T_MAX PTRDIFF_MAX
#define PY_SSIZE_T_MIN PTRDIFF_MIN

typedef struct _object PyObject;
typedef struct _typeobject PyTypeObject;
typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;

struct _object {
  Py_ssize_t ob_refcnt;
  PyTypeObject *ob_type;
};

typedef struct {
  PyObject ob_base;
  Py_ssize_t ob_size;
} PyVarObject;

typedef PyObject *(*unaryfunc)(PyObject *);
typedef PyObject *(*binaryfunc)(PyObject *, PyObject *);
typedef PyObject *(*ternaryfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*inquiry)(PyObject *);
typedef Py_ssize_t (*lenfunc)(PyObject *);
typedef PyObject *(*ssizeargfunc)(PyObject *, Py_ssize_t);
typedef int (*ssizeobjargproc)(PyObject *, Py_ssize_t, PyObject *);
typedef int (*objobjargproc)(PyObject *, PyObject *, PyObject *);
typedef int (*objobjproc)(PyObject *, PyObject *);
typedef int (*visitproc)(PyObject *, void *);
typedef int (*traverseproc)(PyObject *, visitproc, void *);
typedef void (*freefunc)(void *);
typedef void (*destructor)(PyObject *);
typedef PyObject *(*getattrfunc)(PyObject *, char *);
typedef PyObject *(*getattrofunc)(PyObject *, PyObject *);
typedef int (*setattrfunc)(PyObject *, char *, PyObject *);
typedef int (*setattrofunc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*reprfunc)(PyObject *);
typedef Py_hash_t (*hashfunc)(PyObject *);
typedef PyObject *(*richcmpfunc)(PyObject *, PyObject *, int);
typedef PyObject *(*getiterfunc)(PyObject *);
typedef PyObject *(*iternextfunc)(PyObject *);
typedef PyObject *(*descrgetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*descrsetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*initproc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*newfunc)(PyTypeObject *, PyObject *, PyObject *);
typedef PyObject *(*allocfunc)(PyTypeObject *, Py_ssize_t);
typedef int (*sendfunc)(PyObject *, PyObject *, PyObject **);
typedef PyObject *(*vectorcallfunc)(PyObject *, PyObject *const *, size_t, PyObject *);
typedef PyObject *(*getter)(PyObject *, void *);
typedef int (*setter)(PyObject *, PyObject *, void *);

typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef PyObject *(*PyCFunctionFast)(PyObject *, PyObject *const *, Py_ssize_t);
typedef PyObject *(*PyCFunctionWithKeywords)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*PyCFunctionFastWithKeywords)(PyObject *, PyObject *const *, Py_ssize_t,
                                                 PyObject *);
typedef PyObject *(*PyCMethod)(PyObject *, PyTypeObject *, PyObject *const *, size_t, PyObject *);

#define METH_VARARGS 0x0001
#define METH_KEYWORDS 0x0002
#define METH_NOARGS 0x0004
#define METH_O 0x0008
#define METH_CLASS 0x0010
#define METH_STATIC 0x0020
#define METH_COEXIST 0x0040
#define METH_FASTCALL 0x0080
#define METH_METHOD 0x0200

typedef struct PyMethodDef {
  const char *ml_name;
  PyCFunction ml_meth;
  int ml_flags;
  const char *ml_doc;
} PyMethodDef;

typedef struct PyMemberDef {
  const char *name;
  int type;
  Py_ssize_t offset;
  int flags;
  const char *doc;
} PyMemberDef;

/* PyMemberDef.type */
enum {
  T_SHORT = 0,
  T_INT = 1,
  T_LONG = 2,
  T_FLOAT = 3,
  T_DOUBLE = 4,
  T_STRING = 5,
  T_OBJECT = 6,
  T_CHAR = 7,
  T_BYTE = 8,
  T_UBYTE = 9,
  T_USHORT = 10,
  T_UINT = 11,
  T_ULONG = 12,
  T_STRING_INPLACE = 13,
  T_BOOL = 14,
  T_OBJECT_EX = 16,
  T_LONGLONG = 17,
  T_ULONGLONG = 18,
  T_PYSSIZET = 19,
  T_NONE = 20
};
#define READONLY 1

typedef struct PyGetSetDef {
  const char *name;
  getter get;
  setter set;
  const char *doc;
  void *closure;
} PyGetSetDef;

typedef struct {
  binaryfunc nb_add;
  binaryfunc nb_subtract;
  binaryfunc nb_multiply;
  binaryfunc nb_remainder;
  binaryfunc nb_divmod;
  ternaryfunc nb_power;
  unaryfunc nb_negative;
  unaryfunc nb_positive;
  unaryfunc nb_absolute;
  inquiry nb_bool;
  unaryfunc nb_invert;
  binaryfunc nb_lshift;
  binaryfunc nb_rshift;
  binaryfunc nb_and;
  binaryfunc nb_xor;
  binaryfunc nb_or;
  unaryfunc nb_int;
  void *nb_reserved;
  unaryfunc nb_float;
  binaryfunc nb_inplace_add;
  binaryfunc nb_inplace_subtract;
  binaryfunc nb_inplace_multiply;
  binaryfunc nb_inplace_remainder;
  ternaryfunc nb_inplace_power;
  binaryfunc nb_inplace_lshift;
  binaryfunc nb_inplace_rshift;
  binaryfunc nb_inplace_and;
  binaryfunc nb_inplace_xor;
  binaryfunc nb_inplace_or;
  binaryfunc nb_floor_divide;
  binaryfunc nb_true_divide;
  binaryfunc nb_inplace_floor_divide;
  binaryfunc nb_inplace_true_divide;
  unaryfunc nb_index;
  binaryfunc nb_matrix_multiply;
  binaryfunc nb_inplace_matrix_multiply;
} PyNumberMethods;

typedef struct {
  lenfunc sq_length;
  binaryfunc sq_concat;
  ssizeargfunc sq_repeat;
  ssizeargfunc sq_item;
  void *was_sq_slice;
  ssizeobjargproc sq_ass_item;
  void *was_sq_ass_slice;
  objobjproc sq_contains;
  binaryfunc sq_inplace_concat;
  ssizeargfunc sq_inplace_repeat;
} PySequenceMethods;

typedef struct {
  lenfunc mp_length;
  binaryfunc mp_subscript;
  objobjargproc mp_ass_subscript;
} PyMappingMethods;

typedef struct {
  unaryfunc am_await;
  unaryfunc am_aiter;
  unaryfunc am_anext;
  sendfunc am_send;
} PyAsyncMethods;

typedef struct {
  void *buf;
  PyObject *obj;
  Py_ssize_t len;
  Py_ssize_t itemsize;
  int readonly;
  int ndim;
  char *format;
  Py_ssize_t *shape;
  Py_ssize_t *strides;
  Py_ssize_t *suboffsets;
  void *internal;
} Py_buffer;

typedef int (*getbufferproc)(PyObject *, Py_buffer *, int);
typedef void (*releasebufferproc)(PyObject *, Py_buffer *);

typedef struct {
  getbufferproc bf_getbuffer;
  releasebufferproc bf_releasebuffer;
} PyBufferProcs;

struct _typeobject {
  PyVarObject ob_base;
  const char *tp_name;
  Py_ssize_t tp_basicsize, tp_itemsize;
  destructor tp_dealloc;
  Py_ssize_t tp_vectorcall_offset;
  getattrfunc tp_getattr;
  setattrfunc tp_setattr;
  PyAsyncMethods *tp_as_async;
  reprfunc tp_repr;
  PyNumberMethods *tp_as_number;
  PySequenceMethods *tp_as_sequence;
  PyMappingMethods *tp_as_mapping;
  hashfunc tp_hash;
  ternaryfunc tp_call;
  reprfunc tp_str;
  getattrofunc tp_getattro;
  setattrofunc tp_setattro;
  PyBufferProcs *tp_as_buffer;
  unsigned long tp_flags;
  const char *tp_doc;
  traverseproc tp_traverse;
  inquiry tp_clear;
  richcmpfunc tp_richcompare;
  Py_ssize_t tp_weaklistoffset;
  getiterfunc tp_iter;
  iternextfunc tp_iternext;
  PyMethodDef *tp_methods;
  PyMemberDef *tp_members;
  PyGetSetDef *tp_getset;
  PyTypeObject *tp_base;
  PyObject *tp_dict;
  descrgetfunc tp_descr_get;
  descrsetfunc tp_descr_set;
  Py_ssize_t tp_dictoffset;
  initproc tp_init;
  allocfunc tp_alloc;
  newfunc tp_new;
  freefunc tp_free;
  inquiry tp_is_gc;
  PyObject *tp_bases;
  PyObject *tp_mro;
  PyObject *tp_cache;
  PyObject *tp_subclasses;
  PyObject *tp_weaklist;
  destructor tp_del;
  unsigned int tp_version_tag;
  destructor tp_finalize;
  vectorcallfunc tp_vectorcall;
};

typedef struct {
  PyTypeObject ht_type;
  PyAsyncMethods as_async;
  PyNumberMethods as_number;
  PyMappingMethods as_mapping;
  PySequenceMethods as_sequence;
  PyBufferProcs as_buffer;
  PyObject *ht_name, *ht_slots, *ht_qualname;
  void *ht_cached_keys;
  PyObject *ht_module;
  char *_ht_tpname;
  void *_spec_cache;
} PyHeapTypeObject;

/* PyTypeObject.tp_flags */
#define Py_TPFLAGS_SEQUENCE (1UL << 5)
#define Py_TPFLAGS_MAPPING (1UL << 6)
#define Py_TPFLAGS_DISALLOW_INSTANTIATION (1UL << 7)
#define Py_TPFLAGS_IMMUTABLETYPE (1UL << 8)
#define Py_TPFLAGS_HEAPTYPE (1UL << 9)
#define Py_TPFLAGS_BASETYPE (1UL << 10)
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11)
#define Py_TPFLAGS_READY (1UL << 12)
#define Py_TPFLAGS_READYING (1UL << 13)
#define Py_TPFLAGS_HAVE_GC (1UL << 14)
#define Py_TPFLAGS_METHOD_DESCRIPTOR (1UL << 17)
#define Py_TPFLAGS_VALID_VERSION_TAG (1UL << 19)
#define Py_TPFLAGS_IS_ABSTRACT (1UL << 20)
#define Py_TPFLAGS_LONG_SUBCLASS (1UL << 24)
#define Py_TPFLAGS_LIST_SUBCLASS (1UL << 25)
#define Py_TPFLAGS_TUPLE_SUBCLASS (1UL << 26)
#define Py_TPFLAGS_BYTES_SUBCLASS (1UL << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS (1UL << 28)
#define Py_TPFLAGS_DICT_SUBCLASS (1UL << 29)
#define Py_TPFLAGS_BASE_EXC_SUBCLASS (1UL << 30)
#define Py_TPFLAGS_TYPE_SUBCLASS (1UL << 31)
#define Py_TPFLAGS_DEFAULT 0UL

typedef struct {
  int slot;
  void *pfunc;
} PyType_Slot;

typedef struct {
  const char *name;
  int basicsize;
  int itemsize;
  unsigned int flags;
  PyType_Slot *slots;
} PyType_Spec;

typedef uint32_t digit;
#define PyLong_SHIFT 30
#define PyLong_BASE ((digit)1 << PyLong_SHIFT)
#define PyLong_MASK ((digit)(PyLong_BASE - 1))

typedef struct {
  PyVarObject ob_base;
  digit ob_digit[1];
} PyLongObject;

typedef struct {
  PyObject ob_base;
  double ob_fval;
} PyFloatObject;

typedef struct {
  double real;
  double imag;
} Py_complex;

typedef struct {
  PyObject ob_base;
  Py_complex cval;
} PyComplexObject;

typedef struct {
  PyVarObject ob_base;
  Py_hash_t ob_shash;
  char ob_sval[1];
} PyBytesObject;

typedef struct {
  PyVarObject ob_base;
  Py_ssize_t ob_alloc;
  char *ob_bytes;
  char *ob_start;
  Py_ssize_t ob_exports;
} PyByteArrayObject;

/* Who binds C from another language may have no bit-fields, as jextract: -DAMBI_FOR_BINDINGS. */
typedef struct {
  PyObject ob_base;
  Py_ssize_t length;
  Py_hash_t hash;
#ifdef AMBI_FOR_BINDINGS
  uint32_t state; /* from the lowest bit: interned 2, kind 3, compact 1, ascii 1, ready 1 */
#else
  struct {
    unsigned int interned : 2;
    unsigned int kind : 3;
    unsigned int compact : 1;
    unsigned int ascii : 1;
    unsigned int ready : 1;
    unsigned int : 24;
  } state;
#endif
  wchar_t *wstr;
} PyASCIIObject;

typedef struct {
  PyASCIIObject _base;
  Py_ssize_t utf8_length;
  char *utf8;
  Py_ssize_t wstr_length;
} PyCompactUnicodeObject;

typedef struct {
  PyCompactUnicodeObject _base;
  union {
    void *any;
    Py_UCS1 *latin1;
    Py_UCS2 *ucs2;
    Py_UCS4 *ucs4;
  } data;
} PyUnicodeObject;

typedef struct {
  PyVarObject ob_base;
  PyObject *ob_item[1];
} PyTupleObject;

typedef struct {
  PyVarObject ob_base;
  PyObject **ob_item;
  Py_ssize_t allocated;
} PyListObject;

typedef struct {
  PyObject ob_base;
  Py_ssize_t ma_used;
  uint64_t ma_version_tag;
  void *ma_keys;   /* the table; its form is the implementation's own */
  void *ma_values; /* NULL: no split tables here */
} PyDictObject;

typedef struct {
  PyObject *key;
  Py_hash_t hash;
} setentry;

typedef struct {
  PyObject ob_base;
  Py_ssize_t fill;
  Py_ssize_t used;
  Py_ssize_t mask;
  setentry *table;
  Py_hash_t hash;
  Py_ssize_t finger;
  setentry smalltable[8];
  PyObject *weakreflist;
} PySetObject;

typedef struct {
  PyObject ob_base;
  PyObject *start, *stop, *step;
} PySliceObject;

typedef struct {
  PyObject ob_base;
  PyMethodDef *m_ml;
  PyObject *m_self;
  PyObject *m_module;
  PyObject *m_weakreflist;
  vectorcallfunc vectorcall;
} PyCFunctionObject;

typedef struct {
  PyCFunctionObject func;
  PyTypeObject *mm_class;
} PyCMethodObject;

typedef struct {
  PyObject ob_base;
  PyObject *im_func;
  PyObject *im_self;
  PyObject *im_weakreflist;
  vectorcallfunc vectorcall;
} PyMethodObject;

typedef struct {
  PyObject ob_base;
  PyObject *func;
} PyInstanceMethodObject;

typedef struct {
  PyObject ob_base;
  PyTypeObject *d_type;
  PyObject *d_name;
  PyObject *d_qualname;
} PyDescrObject;

typedef struct {
  PyDescrObject d_common;
  PyMethodDef *d_method;
  vectorcallfunc vectorcall;
} PyMethodDescrObject;

typedef struct {
  PyDescrObject d_common;
  PyMemberDef *d_member;
} PyMemberDescrObject;

typedef struct {
  PyDescrObject d_common;
  PyGetSetDef *d_getset;
} PyGetSetDescrObject;

typedef struct {
  PyObject ob_base;
  PyObject *(*m_init)(void);
  Py_ssize_t m_index;
  PyObject *m_copy;
} PyModuleDef_Base;

typedef struct {
  int slot;
  void *value;
} PyModuleDef_Slot;
#define Py_mod_create 1
#define Py_mod_exec 2

typedef struct PyModuleDef {
  PyModuleDef_Base m_base;
  const char *m_name;
  const char *m_doc;
  Py_ssize_t m_size;
  PyMethodDef *m_methods;
  PyModuleDef_Slot *m_slots;
  traverseproc m_traverse;
  inquiry m_clear;
  freefunc m_free;
} PyModuleDef;

typedef struct {
  PyObject ob_base;
  PyObject *dict;
  PyObject *args;
  PyObject *notes;
  PyObject *traceback;
  PyObject *context;
  PyObject *cause;
  char suppress_context;
} PyBaseExceptionObject;

typedef struct {
  PyObject ob_base;
  PyObject *wr_object;
  PyObject *wr_callback;
  Py_hash_t hash;
  PyObject *wr_prev;
  PyObject *wr_next;
  vectorcallfunc vectorcall;
} PyWeakReference;

typedef struct _err_stackitem {
  PyObject *exc_value;
  struct _err_stackitem *previous_item;
} _PyErr_StackItem;

/* Cython reads curexc_* and exc_info by offset; the rest is here to keep those offsets. */
struct _ts {
  PyThreadState *prev;
  PyThreadState *next;
  PyInterpreterState *interp;
  int _initialized;
  int _static;
  int recursion_remaining;
  int recursion_limit;
  int recursion_headroom;
  int tracing;
  int tracing_what;
  void *cframe;
  void *c_profilefunc;
  void *c_tracefunc;
  PyObject *c_profileobj;
  PyObject *c_traceobj;
  PyObject *curexc_type;
  PyObject *curexc_value;
  PyObject *curexc_traceback;
  _PyErr_StackItem *exc_info;
  PyObject *dict;
  int gilstate_counter;
  PyObject *async_exc;
  unsigned long thread_id;
  unsigned long native_thread_id;
  int trash_delete_nesting;
  PyObject *trash_delete_later;
  void (*on_delete)(void *);
  void *on_delete_data;
  int coroutine_origin_tracking_depth;
  PyObject *async_gen_firstiter;
  PyObject *async_gen_finalizer;
  PyObject *context;
  uint64_t context_ver;
  uint64_t id;
  char trace_info[48];
  void *datastack_chunk;
  PyObject **datastack_top;
  PyObject **datastack_limit;
  _PyErr_StackItem exc_state;
  char root_cframe[24];
};

#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5

#ifdef __cplusplus
}
#endif

#endif

#endif

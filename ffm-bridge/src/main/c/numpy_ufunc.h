/* ufuncs: functions over arrays, element by element, made by extensions from C loops. */
#ifndef AMBI_NUMPY_UFUNC_H
#define AMBI_NUMPY_UFUNC_H

#include "numpy_nditer.h"

typedef void PyUFuncGenericFunction(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data);
typedef struct PyUFuncObject PyUFuncObject;
/* The arrays are those of the call, NULL for outputs that are to be made. */
typedef int PyUFunc_TypeResolutionFunc(PyUFuncObject *ufunc, int casting, PyObject **operands, PyObject *type_tuple,
                                       PyObject **dtypes);
typedef int PyUFunc_ProcessCoreDimsFunc(PyUFuncObject *ufunc, npy_intp *core_dim_sizes);

/* As in NumPy 2.2; 1.x ends before process_core_dims_func, and has a reserved word where `dict` is. */
struct PyUFuncObject {
  PyObject ob_base;
  int nin, nout, nargs;
  int identity;
  PyUFuncGenericFunction **functions;
  void **data;
  int ntypes;
  int reserved1;
  const char *name;
  const char *types;
  const char *doc;
  void *ptr;
  PyObject *obj;
  PyObject *userloops;
  int core_enabled;
  int core_num_dim_ix;
  int *core_num_dims;
  int *core_dim_ixs;
  int *core_offsets;
  char *core_signature;
  PyUFunc_TypeResolutionFunc *type_resolver;
  PyObject *dict;
  vectorcallfunc vectorcall;
  void *reserved3;
  uint32_t *op_flags;
  uint32_t iter_flags;
  npy_intp *core_dim_sizes;
  uint32_t *core_dim_flags;
  PyObject *identity_value;
  void *_dispatch_cache;
  PyObject *_loops;
  PyUFunc_ProcessCoreDimsFunc *process_core_dims_func;
};
_Static_assert(sizeof(PyUFuncObject) == 240 && offsetof(PyUFuncObject, op_flags) == 176, "PyUFuncObject");

/* identity */
enum {
  PyUFunc_IdentityValue = -3,
  PyUFunc_ReorderableNone = -2,
  PyUFunc_None = -1,
  PyUFunc_Zero = 0,
  PyUFunc_One = 1,
  PyUFunc_MinusOne = 2
};

/* core_dim_flags */
#define UFUNC_CORE_DIM_SIZE_INFERRED 2u
#define UFUNC_CORE_DIM_CAN_IGNORE 4u
#define UFUNC_CORE_DIM_MISSING 0x40000u

/* A loop that was registered later, for dtypes of an extension. */
typedef struct user_loop {
  struct user_loop *next;
  PyUFuncGenericFunction *function;
  void *data;
  PyObject **dtypes; /* of each argument, owned; NULL where the numbers say it */
  bool is_method;    /* by a PyArrayMethod_Spec, which owns `data`: for exactly these types */
  int types[];       /* of each argument */
} user_loop;

/* What Ambi keeps behind the struct that extensions see. */
typedef struct {
  PyUFuncObject base;
  int abi; /* of the extension that made it: the arrays that it makes are of this one */
  user_loop *loops;
} ambi_ufunc;

static inline PyUFuncObject *ufunc_of(PyObject *o) { return (PyUFuncObject *)o; }
static inline int ufunc_abi(PyUFuncObject *u) { return ((ambi_ufunc *)u)->abi; }
static inline const char *ufunc_name(PyUFuncObject *u) { return u->name ? u->name : "<unnamed ufunc>"; }

/* The loop that was chosen for a call. */
typedef struct {
  PyUFuncGenericFunction *function;
  void *data;
  PyObject *dtypes[AMBI_MAXARGS]; /* owned, native byte order */
  bool checked;                   /* the search for it was all that is looked at of the arguments' dtypes */
} ufunc_loop;

/* How a call is to be carried out; all but the inputs may be absent. */
typedef struct {
  PyObject *arrays[AMBI_MAXARGS]; /* owned; NULL for outputs that are to be made */
  npy_bool weak[AMBI_MAXARGS];    /* the input was a Python bool, int, float or complex: its type's character */
  PyObject *where;                /* an array of bool, owned, or NULL */
  int casting, order;
  int fixed[AMBI_MAXARGS]; /* type numbers that the caller asks for; NPY_NOTYPE for "any" */
  bool any_fixed;
  /* Of generalized ufuncs only; the objects are borrowed. */
  PyObject *axis, *axes;
  enum { KEEPDIMS_UNSAID, KEEPDIMS_NO, KEEPDIMS_YES } keepdims;
} ufunc_call;

/* The dimensions of one call of a generalized ufunc. */
typedef struct {
  int core[AMBI_MAXARGS]; /* how many core dimensions each argument has, without missing ones */
  int outer;              /* dimensions that the loop is repeated over */
  npy_intp sizes[AMBI_MAXDIMS]; /* of each distinct core dimension; -1 while it is unknown */
  bool missing[AMBI_MAXDIMS];   /* "m?": an argument lacks it */
  int axis_of[AMBI_MAXARGS][AMBI_MAXDIMS]; /* the own axis of each argument's outer and then core dimensions */
} ufunc_core;

/* How many dimensions an argument has or, where it is yet to be made, will have. */
static inline int ufunc_core_ndim(const ufunc_call *call, const ufunc_core *core, int i) {
  return call->arrays[i] ? ambi_array(call->arrays[i])->nd : core->outer + core->core[i];
}

extern const char ambi_type_chars[NPY_NTYPES + 1];

/* numpy_ufunc_resolve.c */
int ambi_ufunc_resolve(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop);
void ambi_ufunc_free_loop(PyUFuncObject *u, ufunc_loop *loop);
AMBI_API int PyUFunc_DefaultTypeResolver(PyUFuncObject *u, int casting, PyObject **operands, PyObject *type_tuple,
                                         PyObject **dtypes);
AMBI_API int PyUFunc_ValidateCasting(PyUFuncObject *u, int casting, PyObject **operands, PyObject *const *dtypes);

/* numpy_ufunc_run.c, numpy_gufunc in numpy_ufunc_core.c: fill the outputs in call->arrays. */
int ambi_ufunc_run(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop);
int ambi_gufunc_run(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop);
/* Calls the inner loop, without the interpreter lock where it is long and handles no objects. */
void ambi_ufunc_inner(const ufunc_loop *loop, char **args, const npy_intp *dimensions, const npy_intp *steps, bool objects);
bool ambi_ufunc_has_objects(PyUFuncObject *u, const ufunc_loop *loop);

/* numpy_ufunc_axes.c: the keywords axis, axes and keepdims. 0, or -1 with an error. */
int ambi_ufunc_check_axes(PyUFuncObject *u, const ufunc_call *call);
/* Fills axis_of, once the number of outer dimensions is known. */
int ambi_ufunc_map_axes(PyUFuncObject *u, const ufunc_call *call, ufunc_core *core);

/* numpy_ufunc_signature.c: "(m,n),(n,p)->(m,p)" into the core_ fields. 0, or -1 with an error. */
int ambi_ufunc_parse_signature(PyUFuncObject *u, const char *signature);

/* numpy_ufunc_fp.c: floating-point errors of a loop. */
AMBI_API void PyUFunc_clearfperr(void);
AMBI_API int PyUFunc_getfperr(void);
AMBI_API int PyUFunc_GiveFloatingpointErrors(const char *name, int errors);

/* numpy_ufunc_call.c */
PyObject *ambi_ufunc_vectorcall(PyObject *ufunc, PyObject *const *args, size_t nargsf, PyObject *kwnames);
/* The keyword arguments that all methods have; 0, 1 where the name is none of them, -1 with an error. */
int ambi_ufunc_common_keyword(PyUFuncObject *u, ufunc_call *call, PyObject *name, PyObject *value);
int ambi_ufunc_set_out(PyUFuncObject *u, ufunc_call *call, PyObject *out, int nout);
int ambi_ufunc_set_input(PyUFuncObject *u, ufunc_call *call, int i, PyObject *value);
void ambi_ufunc_begin(ufunc_call *call);
void ambi_ufunc_end(PyUFuncObject *u, ufunc_call *call);

/* numpy_ufunc_reduce.c */
extern PyMethodDef ambi_ufunc_methods[];

/* numpy_ufunc_named.c */
AMBI_API PyUFuncGenericFunction PyUFunc_O_O, PyUFunc_OO_O;
/* An extension added a loop: where the ufunc is one of numpy's own, core has it too. 0, or -1 with an error. */
int ambi_ufunc_tell_core(PyUFuncObject *u, int *types, PyUFuncGenericFunction *function, void *data);
void ambi_core_loop(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data);

/* numpy_ufunc_new.c */
AMBI_API PyObject *PyUFunc_FromFuncAndData(PyUFuncGenericFunction **functions, void *const *data, const char *types,
                                           int ntypes, int nin, int nout, int identity, const char *name,
                                           const char *doc, int unused);
AMBI_API PyObject *PyUFunc_FromFuncAndData_abi1(PyUFuncGenericFunction **functions, void *const *data,
                                                const char *types, int ntypes, int nin, int nout, int identity,
                                                const char *name, const char *doc, int unused);
/* Adds a loop for exactly these types; the ufunc takes `data`, which is freed with it. 0, or -1 with an error. */
int ambi_ufunc_add_method(PyUFuncObject *u, const int *types, PyUFuncGenericFunction *function, void *data);
extern PyGetSetDef ambi_ufunc_getset[];
extern PyMemberDef ambi_ufunc_members[];
void ambi_ufunc_dealloc(PyObject *ufunc);
PyObject *ambi_ufunc_repr(PyObject *ufunc);

#endif

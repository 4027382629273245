/* Making ufuncs, adding loops to them, and what they show of themselves. */
#include "numpy_ufunc.h"

const char ambi_type_chars[NPY_NTYPES + 1] = "?bBhHiIlLqQfdgFDGOSUVMme";

static PyObject *new_ufunc(int abi, PyUFuncGenericFunction **functions, void *const *data, const char *types, int ntypes,
                           int nin, int nout, int identity, const char *name, const char *doc, const char *signature,
                           PyObject *identity_value) {
  if (nin + nout > AMBI_MAXARGS_OF(abi)) {
    return ambi_raise(PyExc_ValueError,
                      "Cannot construct a ufunc with more than %d operands (requested number were: inputs = %d and "
                      "outputs = %d)",
                      AMBI_MAXARGS_OF(abi), nin, nout);
  }
  ambi_ufunc *own = (ambi_ufunc *)PyUFunc_Type.tp_alloc(&PyUFunc_Type, 0);
  if (!own) return NULL;
  own->abi = abi;
  PyUFuncObject *u = &own->base;
  u->nin = nin;
  u->nout = nout;
  u->nargs = nin + nout;
  u->identity = identity;
  if (identity == PyUFunc_IdentityValue) u->identity_value = AMBI_XNEWREF(identity_value);
  u->functions = functions;
  u->data = (void **)data;
  u->types = types;
  u->ntypes = ntypes;
  u->name = name ? name : "?";
  u->doc = doc;
  u->type_resolver = PyUFunc_DefaultTypeResolver;
  u->vectorcall = ambi_ufunc_vectorcall;
  u->op_flags = calloc((size_t)u->nargs + 1, sizeof *u->op_flags);
  if (!u->op_flags) {
    PyErr_NoMemory();
  } else if (!signature || ambi_ufunc_parse_signature(u, signature) == 0) {
    return (PyObject *)u;
  }
  Py_DECREF(u);
  return NULL;
}

/* What each ABI's table has: the same, for arrays of its own. */
#define CONSTRUCTORS(suffix, abi)                                                                                     \
  AMBI_EXPORT PyObject *PyUFunc_FromFuncAndDataAndSignatureAndIdentity##suffix(                                       \
      PyUFuncGenericFunction **functions, void *const *data, const char *types, int ntypes, int nin, int nout,        \
      int identity, const char *name, const char *doc, int unused AMBI_UNUSED, const char *signature,                 \
      PyObject *identity_value) {                                                                                     \
    return new_ufunc(abi, functions, data, types, ntypes, nin, nout, identity, name, doc, signature, identity_value); \
  }                                                                                                                   \
  AMBI_EXPORT PyObject *PyUFunc_FromFuncAndDataAndSignature##suffix(                                                  \
      PyUFuncGenericFunction **functions, void *const *data, const char *types, int ntypes, int nin, int nout,        \
      int identity, const char *name, const char *doc, int unused AMBI_UNUSED, const char *signature) {               \
    return new_ufunc(abi, functions, data, types, ntypes, nin, nout, identity, name, doc, signature, NULL);           \
  }                                                                                                                   \
  AMBI_EXPORT PyObject *PyUFunc_FromFuncAndData##suffix(                                                              \
      PyUFuncGenericFunction **functions, void *const *data, const char *types, int ntypes, int nin, int nout,        \
      int identity, const char *name, const char *doc, int unused AMBI_UNUSED) {                                      \
    return new_ufunc(abi, functions, data, types, ntypes, nin, nout, identity, name, doc, NULL, NULL);                \
  }
CONSTRUCTORS(, 2)
CONSTRUCTORS(_abi1, 1)

static void free_user_loop(PyUFuncObject *u, user_loop *loop) {
  for (int i = 0; loop->dtypes && i < u->nargs; i++) Py_XDECREF(loop->dtypes[i]);
  free(loop->dtypes);
  if (loop->is_method) free(loop->data);
  free(loop);
}

void ambi_ufunc_dealloc(PyObject *o) {
  PyUFuncObject *u = ufunc_of(o);
  for (user_loop *loop = ((ambi_ufunc *)o)->loops, *next; loop; loop = next) {
    next = loop->next;
    free_user_loop(u, loop);
  }
  free(u->core_num_dims);
  free(u->core_dim_ixs);
  free(u->core_offsets);
  free(u->core_signature);
  free(u->core_dim_sizes);
  free(u->core_dim_flags);
  free(u->op_flags);
  PyMem_RawFree(u->ptr); /* an extension's block of loops, types and names */
  Py_XDECREF(u->obj);
  Py_XDECREF(u->userloops);
  Py_XDECREF(u->identity_value);
  Py_XDECREF(u->_loops);
  if (ufunc_abi(u) == 2) Py_XDECREF(u->dict);
  Py_TYPE(o)->tp_free(o);
}

/* ---- more loops ------------------------------------------------------------------------------------------------------- */

static bool same_types(PyUFuncObject *u, const int *a, const int *b) {
  return memcmp(a, b, (size_t)u->nargs * sizeof *a) == 0;
}

/* In front of those that have less specific types: user loops are few, and the latest wins. */
static int add_loop(PyUFuncObject *u, const int *types, PyObject *const *dtypes, PyUFuncGenericFunction *function,
                    void *data) {
  size_t n = (size_t)u->nargs;
  user_loop *loop = malloc(sizeof *loop + n * sizeof(int));
  PyObject **own = dtypes ? calloc(n, sizeof *own) : NULL;
  if (!loop || (dtypes && !own)) {
    free(loop);
    free(own);
    PyErr_NoMemory();
    return -1;
  }
  loop->function = function;
  loop->data = data;
  loop->dtypes = own;
  loop->is_method = false;
  memcpy(loop->types, types, n * sizeof *types);
  for (size_t i = 0; dtypes && i < n; i++) own[i] = AMBI_XNEWREF(dtypes[i]);
  loop->next = ((ambi_ufunc *)u)->loops;
  ((ambi_ufunc *)u)->loops = loop;
  return 0;
}

int ambi_ufunc_add_method(PyUFuncObject *u, const int *types, PyUFuncGenericFunction *function, void *data) {
  for (user_loop *loop = ((ambi_ufunc *)u)->loops; loop; loop = loop->next) {
    if (loop->is_method && same_types(u, loop->types, types)) {
      PyErr_Format(PyExc_TypeError, "A loop/promoter has already been registered with '%s' for these dtypes", ufunc_name(u));
      return -1;
    }
  }
  if (add_loop(u, types, NULL, function, data) < 0) return -1;
  ((ambi_ufunc *)u)->loops->is_method = true;
  return 0;
}

/* Types that were registered, and structured ones. */
static bool takes_user_loops(int type_num) {
  if (type_num >= NPY_USERDEF || type_num == NPY_VOID) return true;
  PyErr_SetString(PyExc_TypeError, "unknown user-defined type");
  return false;
}

/* Replaces the function of a loop that has these types already. */
AMBI_EXPORT int PyUFunc_RegisterLoopForType(PyUFuncObject *u, int usertype, PyUFuncGenericFunction *function,
                                            const int *arg_types, void *data) {
  if (!takes_user_loops(usertype)) return -1;
  int types[AMBI_MAXARGS];
  for (int i = 0; i < u->nargs; i++) types[i] = arg_types ? arg_types[i] : usertype;
  for (user_loop *loop = ((ambi_ufunc *)u)->loops; loop; loop = loop->next) {
    if (loop->dtypes || !same_types(u, loop->types, types)) continue;
    loop->function = function;
    loop->data = data;
    return ambi_ufunc_tell_core(u, types, function, data);
  }
  return add_loop(u, types, NULL, function, data) < 0 ? -1 : ambi_ufunc_tell_core(u, types, function, data);
}

AMBI_EXPORT int PyUFunc_RegisterLoopForDescr(PyUFuncObject *u, PyObject *user_dtype, PyUFuncGenericFunction *function,
                                             PyObject **arg_dtypes, void *data) {
  if (!user_dtype) {
    PyErr_SetString(PyExc_TypeError, "unknown user defined struct dtype");
    return -1;
  }
  if (!takes_user_loops(ambi_descr_type_num(user_dtype))) return -1;
  int types[AMBI_MAXARGS];
  PyObject *dtypes[AMBI_MAXARGS];
  for (int i = 0; i < u->nargs; i++) {
    dtypes[i] = arg_dtypes ? arg_dtypes[i] : user_dtype;
    types[i] = ambi_descr_type_num(dtypes[i]);
  }
  for (user_loop *loop = ((ambi_ufunc *)u)->loops; loop; loop = loop->next) {
    bool same = loop->dtypes != NULL;
    for (int i = 0; same && i < u->nargs; i++) same = ambi_same_descr(loop->dtypes[i], dtypes[i]);
    if (same) {
      PyErr_SetString(PyExc_RuntimeError, "loop already registered");
      return -1;
    }
  }
  return add_loop(u, types, dtypes, function, data);
}

AMBI_EXPORT int PyUFunc_ReplaceLoopBySignature(PyUFuncObject *u, PyUFuncGenericFunction *function, const int *signature,
                                               PyUFuncGenericFunction **old) {
  for (int i = 0; i < u->ntypes; i++) {
    bool same = true;
    for (int j = 0; same && j < u->nargs; j++) same = u->types[i * u->nargs + j] == signature[j];
    if (!same) continue;
    if (old) *old = u->functions[i];
    u->functions[i] = function;
    return 0;
  }
  return -1;
}

/* ---- attributes ------------------------------------------------------------------------------------------------------- */

PyObject *ambi_ufunc_repr(PyObject *o) { return PyUnicode_FromFormat("<ufunc '%s'>", ufunc_name(ufunc_of(o))); }

static PyObject *get_name(PyObject *o, void *c AMBI_UNUSED) { return PyUnicode_FromString(ufunc_name(ufunc_of(o))); }

static PyObject *get_signature(PyObject *o, void *c AMBI_UNUSED) {
  if (!ufunc_of(o)->core_enabled) Py_RETURN_NONE;
  return PyUnicode_FromString(ufunc_of(o)->core_signature);
}

static PyObject *get_types(PyObject *o, void *c AMBI_UNUSED) {
  PyUFuncObject *u = ufunc_of(o);
  PyObject *list = PyList_New(0);
  for (int i = 0; list && i < u->ntypes; i++) {
    char text[AMBI_MAXARGS + 3], *p = text;
    for (int j = 0; j < u->nargs; j++) {
      if (j == u->nin) p += sprintf(p, "->");
      int num = u->types[i * u->nargs + j];
      *p++ = num >= 0 && num < NPY_NTYPES ? ambi_type_chars[num] : '?';
    }
    PyObject *entry = PyUnicode_FromStringAndSize(text, p - text);
    if (!entry || PyList_Append(list, entry) < 0) Py_CLEAR(list);
    Py_XDECREF(entry);
  }
  return list;
}

static PyObject *get_ntypes(PyObject *o, void *c AMBI_UNUSED) { return PyLong_FromLong(ufunc_of(o)->ntypes); }

static PyObject *get_identity(PyObject *o, void *c AMBI_UNUSED) {
  switch (ufunc_of(o)->identity) {
    case PyUFunc_One:
      return PyLong_FromLong(1);
    case PyUFunc_Zero:
      return PyLong_FromLong(0);
    case PyUFunc_MinusOne:
      return PyLong_FromLong(-1);
    case PyUFunc_IdentityValue:
      return AMBI_NEWREF(ufunc_of(o)->identity_value ? ufunc_of(o)->identity_value : Py_None);
    default:
      Py_RETURN_NONE;
  }
}

/* "x1, x2", or "x" where there is one. */
static void append_names(PyObject **text, const char *prefix, const char *letter, int n, bool numbered) {
  for (int i = 0; i < n; i++) {
    const char *separator = i || *prefix ? ", " : "";
    PyObject *name = numbered ? PyUnicode_FromFormat("%s%s%d", separator, letter, i + 1)
                              : PyUnicode_FromFormat("%s%s", separator, letter);
    PyUnicode_AppendAndDel(text, name);
  }
}

/* How it is called, and then what its maker says. */
static PyObject *get_doc(PyObject *o, void *c AMBI_UNUSED) {
  PyUFuncObject *u = ufunc_of(o);
  PyObject *text = PyUnicode_FromFormat("%s(", ufunc_name(u));
  append_names(&text, "", "x", u->nin, u->nin > 1);
  if (u->nout == 1) {
    PyUnicode_AppendAndDel(&text, PyUnicode_FromString(", /, out=None, *"));
  } else if (u->nout > 1) {
    PyUnicode_AppendAndDel(&text, PyUnicode_FromString("["));
    append_names(&text, ",", "out", u->nout, true);
    PyUnicode_AppendAndDel(&text, PyUnicode_FromString("], / [, out=("));
    append_names(&text, "", "None", u->nout, false);
    PyUnicode_AppendAndDel(&text, PyUnicode_FromString(")], *"));
  } else {
    PyUnicode_AppendAndDel(&text, PyUnicode_FromString(", /, *"));
  }
  PyUnicode_AppendAndDel(
      &text, PyUnicode_FromFormat("%s, casting='same_kind', order='K', dtype=None, subok=True[, signature%s%s])",
                                  u->core_enabled ? "" : ", where=True", ufunc_abi(u) == 1 ? ", extobj" : "",
                                  u->core_enabled ? ", axes, axis" : ""));
  if (u->doc) PyUnicode_AppendAndDel(&text, PyUnicode_FromFormat("\n\n%s", u->doc));
  return text;
}

PyGetSetDef ambi_ufunc_getset[] = {
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__name__", get_name, NULL, NULL, NULL},
    {"__qualname__", get_name, NULL, NULL, NULL},
    {"types", get_types, NULL, NULL, NULL},
    {"ntypes", get_ntypes, NULL, NULL, NULL},
    {"identity", get_identity, NULL, NULL, NULL},
    {"signature", get_signature, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyMemberDef ambi_ufunc_members[] = {
    {"nin", T_INT, offsetof(PyUFuncObject, nin), READONLY, NULL},
    {"nout", T_INT, offsetof(PyUFuncObject, nout), READONLY, NULL},
    {"nargs", T_INT, offsetof(PyUFuncObject, nargs), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

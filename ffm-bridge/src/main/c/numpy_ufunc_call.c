/* Calling a ufunc: its arguments, its keywords, and what comes back. */
#include "numpy_ufunc.h"

#include "types.h"

void ambi_ufunc_begin(ufunc_call *call) {
  memset(call, 0, sizeof *call);
  call->casting = NPY_SAME_KIND_CASTING;
  call->order = NPY_KEEPORDER;
  for (int i = 0; i < AMBI_MAXARGS; i++) call->fixed[i] = NPY_NOTYPE;
}

void ambi_ufunc_end(PyUFuncObject *u, ufunc_call *call) {
  for (int i = 0; i < u->nargs; i++) Py_CLEAR(call->arrays[i]);
  Py_CLEAR(call->where);
}

int ambi_ufunc_set_input(PyUFuncObject *u, ufunc_call *call, int i, PyObject *value) {
  call->arrays[i] = ambi_as_array(value, ufunc_abi(u));
  call->weak[i] = PyLong_CheckExact(value)    ? 'i'
                  : PyFloat_CheckExact(value) ? 'f'
                  : PyComplex_CheckExact(value) ? 'c'
                                                : 0;
  return call->arrays[i] ? 0 : -1;
}

static int fail(PyObject *type, const char *message) {
  PyErr_SetString(type, message);
  return -1;
}

static int set_output(PyUFuncObject *u, ufunc_call *call, int i, PyObject *value) {
  if (value == Py_None) return 0;
  if (!PyArray_Check(value)) return fail(PyExc_TypeError, "return arrays must be of ArrayType");
  if (PyArray_FailUnlessWriteable(value, "output array") < 0) return -1;
  call->arrays[u->nin + i] = AMBI_NEWREF(value);
  return 0;
}

int ambi_ufunc_set_out(PyUFuncObject *u, ufunc_call *call, PyObject *out, int nout) {
  if (out == Py_None) return 0;
  if (!PyTuple_Check(out)) {
    if (nout == 1) return set_output(u, call, 0, out);
    return fail(PyExc_TypeError, nout > 1 && PyArray_Check(out) ? "'out' must be a tuple of arrays"
                                                                : "'out' must be an array or a tuple of arrays");
  }
  if (PyTuple_GET_SIZE(out) != nout) {
    return fail(PyExc_ValueError, "The 'out' tuple must have exactly one entry per ufunc output");
  }
  for (int i = 0; i < nout; i++) {
    if (set_output(u, call, i, PyTuple_GET_ITEM(out, i)) < 0) return -1;
  }
  return 0;
}

/* ---- keywords ---------------------------------------------------------------------------------------------------------- */

/* The mask is an array of bool; what is no array is so by its truth. */
static int set_where(PyUFuncObject *u, ufunc_call *call, PyObject *value) {
  if (value == Py_True) return 0;
  PyObject *array = ambi_as_array(value, ufunc_abi(u));
  if (!array) return -1;
  PyArrayObject_fields *a = ambi_array(array);
  if (ambi_array_type_num(a) == NPY_BOOL) {
    call->where = array;
    return 0;
  }
  PyObject *dtype = ambi_builtin_descrs[ufunc_abi(u)][NPY_BOOL];
  if (PyArray_Check(value)) {
    PyErr_Format(PyExc_TypeError, "Cannot cast array data from %R to %R according to the rule 'safe'", a->descr, dtype);
  } else {
    call->where = ambi_array_make(AMBI_NEWREF(dtype), a->nd, a->dimensions, NULL, NULL, NULL, true);
    if (call->where && ambi_array_assign(call->where, array) < 0) Py_CLEAR(call->where);
  }
  Py_DECREF(array);
  return call->where ? 0 : -1;
}

static int set_casting(PyUFuncObject *u, ufunc_call *call, PyObject *value) {
  static const char *const names[] = {"no", "equiv", "safe", "same_kind", "unsafe"};
  if (!PyUnicode_Check(value)) {
    PyErr_Format(PyExc_TypeError, "casting must be str, not %s", Py_TYPE(value)->tp_name);
    return -1;
  }
  for (int i = 0; i <= NPY_UNSAFE_CASTING; i++) {
    if (PyUnicode_CompareWithASCIIString(value, names[i]) == 0) {
      call->casting = i;
      return 0;
    }
  }
  PyErr_Format(PyExc_ValueError,
               ufunc_abi(u) == 1
                   ? "casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '%U')"
                   : "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '%U')",
               value);
  return -1;
}

static int set_order(ufunc_call *call, PyObject *value) {
  const char *text = PyUnicode_Check(value) ? PyUnicode_AsUTF8(value) : NULL;
  if (value == Py_None) return 0;
  if (!text) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "order must be str, not %s", Py_TYPE(value)->tp_name);
    return -1;
  }
  switch (text[0] && !text[1] ? text[0] & ~0x20 : 0) {
    case 'C':
      call->order = NPY_CORDER;
      return 0;
    case 'F':
      call->order = NPY_FORTRANORDER;
      return 0;
    case 'A':
      call->order = NPY_ANYORDER;
      return 0;
    case 'K':
      call->order = NPY_KEEPORDER;
      return 0;
    default:
      PyErr_Format(PyExc_ValueError, "order must be one of 'C', 'F', 'A', or 'K' (got '%U')", value);
      return -1;
  }
}

/* The type number that a dtype, or what makes one, says; -1 with an error. Only the kind can be asked for: a size, a unit
   or a byte order cannot. */
static int type_number(PyUFuncObject *u, PyObject *value) {
  PyTypeObject *type = ufunc_abi(u) == 1 ? &PyArrayDescr_Type_abi1 : (PyTypeObject *)&PyArrayDescr_Type;
  PyObject *descr = PyObject_CallOneArg((PyObject *)type, value);
  if (!descr) return -1;
  int num = ambi_descr_type_num(descr);
  bool detailed = num < NPY_NTYPES && !ambi_same_descr(descr, ambi_builtin_descrs[ufunc_abi(u)][num]);
  Py_DECREF(descr);
  if (!detailed) return num;
  return fail(PyExc_TypeError,
              "The `dtype` and `signature` arguments to ufuncs only select the general DType and not details such as the "
              "byte order or time unit. You can avoid this error by using the scalar types `np.float64` or the dtype "
              "string notation.");
}

static int set_dtype(PyUFuncObject *u, ufunc_call *call, PyObject *value) {
  if (value == Py_None) return 0;
  int num = type_number(u, value);
  if (num < 0) return -1;
  call->any_fixed = true;
  for (int i = u->nin; i < u->nargs; i++) call->fixed[i] = num;
  return 0;
}

/* "dd->d", or a tuple of dtypes and None. */
static int set_signature(PyUFuncObject *u, ufunc_call *call, PyObject *value) {
  if (value == Py_None) return 0;
  call->any_fixed = true;
  if (PyTuple_Check(value)) {
    Py_ssize_t n = PyTuple_GET_SIZE(value);
    if (n != 1 && n != u->nargs) {
      PyErr_Format(PyExc_ValueError, "a type-tuple must be specified of length %d for ufunc '%s'", u->nargs, ufunc_name(u));
      return -1;
    }
    if (n == 1 && u->nargs != 1) return set_dtype(u, call, PyTuple_GET_ITEM(value, 0));
    for (int i = 0; i < u->nargs; i++) {
      PyObject *item = PyTuple_GET_ITEM(value, i);
      if (item == Py_None) continue;
      if ((call->fixed[i] = type_number(u, item)) < 0) return -1;
    }
    return 0;
  }
  const char *text = PyUnicode_Check(value) ? PyUnicode_AsUTF8(value) : NULL;
  if (!text) {
    if (PyErr_Occurred()) return -1;
    return fail(PyExc_TypeError, "the signature object to ufunc must be a string or a tuple.");
  }
  if (strlen(text) == 1) {
    if (ufunc_abi(u) == 1) return set_dtype(u, call, value);
    return fail(PyExc_TypeError, "Use `dtype` or  fill the tuple with more than one 'None'.");
  }
  int i = 0;
  for (const char *p = text; *p && i < u->nargs; p++) {
    if (p[0] == '-' && p[1] == '>' && i == u->nin) {
      p++;
      continue;
    }
    const char *known = strchr(ambi_type_chars, *p);
    if (!known) break;
    call->fixed[i++] = (int)(known - ambi_type_chars);
  }
  if (i == u->nargs && strlen(text) == (size_t)u->nargs + 2) return 0;
  PyErr_Format(PyExc_ValueError,
               "a type-string for %s, %d typecode(s) before and %d after the -> sign", ufunc_name(u), u->nin, u->nout);
  return -1;
}

static bool is(PyObject *name, const char *text) { return PyUnicode_CompareWithASCIIString(name, text) == 0; }

int ambi_ufunc_common_keyword(PyUFuncObject *u, ufunc_call *call, PyObject *name, PyObject *value) {
  if (is(name, "casting")) return set_casting(u, call, value);
  if (is(name, "order")) return set_order(call, value);
  bool signature = is(name, "signature") || is(name, "sig"), dtype = is(name, "dtype");
  if ((signature || dtype) && value != Py_None && call->any_fixed) {
    return fail(PyExc_TypeError, "cannot specify both 'signature' and 'dtype'");
  }
  if (dtype) return set_dtype(u, call, value);
  if (signature) return set_signature(u, call, value);
  if (is(name, "subok")) return PyBool_Check(value) ? 0 : fail(PyExc_TypeError, "'subok' must be a boolean");
  if (is(name, "extobj") && ufunc_abi(u) == 1) return 0;
  if (is(name, "where") && !u->core_enabled) return set_where(u, call, value);
  return 1;
}

static int set_keyword(PyUFuncObject *u, ufunc_call *call, PyObject *name, PyObject *value, bool out_given) {
  if (is(name, "out")) {
    if (out_given) return fail(PyExc_TypeError, "cannot specify 'out' as both a positional and keyword argument");
    return ambi_ufunc_set_out(u, call, value, u->nout);
  }
  int status = ambi_ufunc_common_keyword(u, call, name, value);
  if (status <= 0) return status;
  if (u->core_enabled && (is(name, "axes") || is(name, "axis"))) {
    *(is(name, "axes") ? &call->axes : &call->axis) = value;
    return call->axes && call->axis ? fail(PyExc_TypeError, "cannot specify both 'axis' and 'axes'") : 0;
  }
  if (u->core_enabled && is(name, "keepdims")) {
    if (!PyBool_Check(value)) return fail(PyExc_TypeError, "'keepdims' must be a boolean");
    call->keepdims = value == Py_True ? KEEPDIMS_YES : KEEPDIMS_NO;
    return 0;
  }
  PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", ufunc_name(u), name);
  return -1;
}

/* ---- the call ------------------------------------------------------------------------------------------------------------- */

static int read_arguments(PyUFuncObject *u, ufunc_call *call, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  if (nargs < u->nin || nargs > u->nargs) {
    PyErr_Format(PyExc_TypeError, "%s() takes from %d to %d positional arguments but %zd %s given", ufunc_name(u), u->nin,
                 u->nargs, nargs, nargs == 1 && ufunc_abi(u) == 2 ? "was" : "were");
    return -1;
  }
  for (Py_ssize_t i = u->nin; i < nargs; i++) {
    if (set_output(u, call, (int)i - u->nin, args[i]) < 0) return -1;
  }
  for (Py_ssize_t i = 0; kwnames && i < PyTuple_GET_SIZE(kwnames); i++) {
    if (set_keyword(u, call, PyTuple_GET_ITEM(kwnames, i), args[nargs + i], nargs > u->nin) < 0) return -1;
  }
  for (int i = 0; i < u->nin; i++) {
    if (ambi_ufunc_set_input(u, call, i, args[i]) < 0) return -1;
  }
  return 0;
}

/* Outputs that were made here are array scalars where they have no dimensions; a caller's own come back as they are. */
static PyObject *results(PyUFuncObject *u, ufunc_call *call, const bool *given) {
  PyObject *tuple = u->nout == 1 ? NULL : PyTuple_New(u->nout);
  if (u->nout != 1 && !tuple) return NULL;
  for (int i = 0; i < u->nout; i++) {
    PyObject *array = call->arrays[u->nin + i];
    call->arrays[u->nin + i] = NULL;
    PyObject *result = given[i] ? array : ambi_array_return(array);
    if (u->nout == 1) return result;
    if (!result) {
      Py_DECREF(tuple);
      return NULL;
    }
    PyTuple_SET_ITEM(tuple, i, result);
  }
  return tuple;
}

PyObject *ambi_ufunc_vectorcall(PyObject *o, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  PyUFuncObject *u = ufunc_of(o);
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  ufunc_call call;
  ufunc_loop loop;
  bool given[AMBI_MAXARGS] = {false};
  PyObject *result = NULL;
  ambi_ufunc_begin(&call);
  if (read_arguments(u, &call, args, nargs, kwnames) == 0 && ambi_ufunc_resolve(u, &call, &loop) == 0) {
    for (int i = 0; i < u->nout; i++) given[i] = call.arrays[u->nin + i] != NULL;
    int status = u->core_enabled ? ambi_gufunc_run(u, &call, &loop) : ambi_ufunc_run(u, &call, &loop);
    if (status == 0) result = results(u, &call, given);
    ambi_ufunc_free_loop(u, &loop);
  }
  ambi_ufunc_end(u, &call);
  return result;
}

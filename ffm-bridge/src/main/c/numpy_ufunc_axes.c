/* Which axes of its arguments a generalized ufunc works on: the keywords axis, axes and keepdims. */
#include "numpy_errors.h"
#include "numpy_ufunc.h"

static int check_keepdims(PyUFuncObject *u) {
  for (int i = 0; i < u->nargs; i++) {
    bool input = i < u->nin;
    int wanted = input ? u->core_num_dims[0] : 0;
    if (u->core_num_dims[i] == wanted) continue;
    PyErr_Format(PyExc_TypeError,
                 "%s does not support keepdims: its signature %s requires %s %d to have %d core dimensions, but keepdims "
                 "can only be used when all inputs have the same number of core dimensions and all outputs have no core "
                 "dimensions.",
                 ufunc_name(u), u->core_signature, input ? "input" : "output", input ? i : i - u->nin, u->core_num_dims[i]);
    return -1;
  }
  return 0;
}

static int check_axis(PyUFuncObject *u) {
  if (u->core_num_dim_ix != 1) {
    PyErr_Format(PyExc_TypeError,
                 "%s: axis can only be used with a single shared core dimension, not with the %d distinct ones implied by "
                 "signature %s.",
                 ufunc_name(u), u->core_num_dim_ix, u->core_signature);
    return -1;
  }
  for (int i = 0; i < u->nargs; i++) {
    if (u->core_num_dims[i] <= 1) continue;
    PyErr_Format(PyExc_TypeError,
                 "%s: axis can only be used with a single shared core dimension, but signature %s leads to operand %d "
                 "having more than one core dimension.",
                 ufunc_name(u), u->core_signature, i);
    return -1;
  }
  return 0;
}

int ambi_ufunc_check_axes(PyUFuncObject *u, const ufunc_call *call) {
  if (call->keepdims != KEEPDIMS_UNSAID && check_keepdims(u) < 0) return -1;
  return call->axis ? check_axis(u) : 0;
}

/* ---- which own axis each dimension is ---------------------------------------------------------------------------------- */

/* An int from what says one. */
static int to_int(PyObject *value, int *result) {
  PyObject *number = PyNumber_Index(value);
  if (!number) return -1;
  long n = PyLong_AsLong(number);
  Py_DECREF(number);
  if (n == -1 && PyErr_Occurred()) return -1;
  if (n != (int)n) {
    PyErr_SetString(PyExc_ValueError, "integer won't fit into a C int");
    return -1;
  }
  *result = (int)n;
  return 0;
}

/* The axes that are no core dimensions, in their order, stand in front of those. */
static void put_outer(ufunc_core *s, int i, int nd, const bool *is_core) {
  for (int axis = 0, d = 0; axis < nd; axis++) {
    if (!is_core[axis]) s->axis_of[i][d++] = axis;
  }
}

/* One axis for all arguments that have a core dimension. */
static int map_axis(PyUFuncObject *u, const ufunc_call *call, ufunc_core *s) {
  int given;
  if (to_int(call->axis, &given) < 0) return -1;
  for (int i = 0; i < u->nargs; i++) {
    if (s->core[i] == 0) continue;
    bool is_core[AMBI_MAXDIMS] = {false};
    int nd = ufunc_core_ndim(call, s, i), axis = given;
    if (ambi_checked_axis(&axis, nd, "") < 0) return -1;
    is_core[axis] = true;
    put_outer(s, i, nd, is_core);
    s->axis_of[i][nd - 1] = axis;
  }
  return 0;
}

/* An entry of the list of axes as a tuple of as many as the argument has core dimensions. New reference. */
static PyObject *axes_tuple(PyUFuncObject *u, const ufunc_core *s, int i, PyObject *entry) {
  if (PyTuple_Check(entry)) {
    if (PyTuple_GET_SIZE(entry) == s->core[i]) return AMBI_NEWREF(entry);
    return ambi_raise(PyExc_AxisError, "%s: operand %d has %d core dimensions, but %zd dimensions are specified by axes tuple.",
                      ufunc_name(u), i, s->core[i], PyTuple_GET_SIZE(entry));
  }
  if (s->core[i] == 1) return PyTuple_Pack(1, entry);
  int single;
  if (to_int(entry, &single) < 0) return ambi_raise(PyExc_TypeError, "%s: axes item %d should be a tuple.", ufunc_name(u), i);
  return ambi_raise(PyExc_AxisError, "%s: operand %d has %d core dimensions, but the axes item is a single integer.",
                    ufunc_name(u), i, s->core[i]);
}

static int map_entry(PyUFuncObject *u, const ufunc_call *call, ufunc_core *s, int i, PyObject *entry) {
  bool is_core[AMBI_MAXDIMS] = {false};
  int nd = ufunc_core_ndim(call, s, i);
  PyObject *tuple = axes_tuple(u, s, i, entry);
  for (int k = 0; tuple && k < s->core[i]; k++) {
    int axis;
    bool known = to_int(PyTuple_GET_ITEM(tuple, k), &axis) == 0 && ambi_checked_axis(&axis, nd, "") == 0;
    if (known && is_core[axis]) {
      PyErr_Format(PyExc_ValueError, "axes item %d has value %d repeated", i, axis);
      known = false;
    }
    if (!known) {
      Py_CLEAR(tuple);
      break;
    }
    is_core[axis] = true;
    s->axis_of[i][nd - s->core[i] + k] = axis;
  }
  if (!tuple) return -1;
  Py_DECREF(tuple);
  put_outer(s, i, nd, is_core);
  return 0;
}

static int map_list(PyUFuncObject *u, const ufunc_call *call, ufunc_core *s) {
  if (!PyList_Check(call->axes)) {
    PyErr_SetString(PyExc_TypeError, "axes should be a list.");
    return -1;
  }
  Py_ssize_t count = PyList_GET_SIZE(call->axes);
  bool core_outputs = false;
  for (int i = u->nin; i < u->nargs; i++) core_outputs |= u->core_num_dims[i] > 0;
  if (count != u->nargs && (count != u->nin || core_outputs)) {
    PyErr_Format(PyExc_ValueError,
                 "axes should be a list with an entry for all %d inputs and outputs; entries for outputs can only be "
                 "omitted if none of them has core axes.",
                 u->nargs);
    return -1;
  }
  for (int i = 0; i < count && i < PyList_GET_SIZE(call->axes); i++) {
    if (map_entry(u, call, s, i, PyList_GET_ITEM(call->axes, i)) < 0) return -1;
  }
  return 0;
}

int ambi_ufunc_map_axes(PyUFuncObject *u, const ufunc_call *call, ufunc_core *s) {
  for (int i = 0; i < u->nargs; i++) {
    int nd = ufunc_core_ndim(call, s, i);
    if (nd > AMBI_MAXDIMS) {
      PyErr_Format(PyExc_ValueError, "too many dimensions for the output of %s", ufunc_name(u));
      return -1;
    }
    for (int d = 0; d < nd; d++) s->axis_of[i][d] = d;
  }
  if (call->axis) return map_axis(u, call, s);
  return call->axes ? map_list(u, call, s) : 0;
}

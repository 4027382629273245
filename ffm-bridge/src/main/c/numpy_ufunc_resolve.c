/*
 * Which loop of a ufunc fits the arguments. First a loop for exactly their dtypes; else the first that all inputs cast to
 * safely. What a Python number or an array of no dimensions counts for differs: NumPy 1.x looks at the value, 2.x
 * (NEP 50) lets a Python number take on the others' dtype and treats an array scalar as an array.
 */
#include "numpy_ufunc.h"

#include <math.h>

#include "numpy_errors.h"
#include "numpy_half.h"

#define ARRAY(call, i) ambi_array((call)->arrays[i])
#define TYPE_NUM(call, i) ambi_array_type_num(ARRAY(call, i))

void ambi_ufunc_free_loop(PyUFuncObject *u, ufunc_loop *loop) {
  for (int i = 0; i < u->nargs; i++) Py_CLEAR(loop->dtypes[i]);
}

/* ---- NumPy 1.x: the smallest dtype that holds a value ------------------------------------------------------------- */

/* b, i (and u), f, c as 0 to 3; others 4: which is not about values. */
static int simple_kind(int num) {
  if (num == NPY_BOOL) return 0;
  if (num <= NPY_ULONGLONG) return 1;
  if (num <= NPY_LONGDOUBLE || num == NPY_HALF) return 2;
  return num <= NPY_CLONGDOUBLE ? 3 : 4;
}

static int smallest_unsigned(uint64_t value) {
  return value <= UINT8_MAX ? NPY_UBYTE : value <= UINT16_MAX ? NPY_USHORT : value <= UINT32_MAX ? NPY_UINT : NPY_ULONG;
}

static int smallest_signed(int64_t value) {
  return value >= INT8_MIN    ? NPY_BYTE
         : value >= INT16_MIN ? NPY_SHORT
         : value >= INT32_MIN ? NPY_INT
                              : NPY_LONG;
}

static int smallest_float(double value, int own) {
  if (own == NPY_LONGDOUBLE) return own;
  double magnitude = fabs(value);
  bool special = !isfinite(value);
  if (special || magnitude < 65000) return NPY_HALF;
  return magnitude < 3.4e38 ? NPY_FLOAT : NPY_DOUBLE;
}

/* The smallest type number for the value of a 0-d array; *positive: a signed type of the same size would hold it too. */
static int smallest_type(PyArrayObject_fields *a, bool *positive) {
  int num = ambi_array_type_num(a);
  *positive = false;
  _Alignas(16) char raw[32];
  PyObject *descr = ambi_builtin_descrs[ambi_array_abi(&a->ob_base)][num];
  ambi_run_of from = {a->descr, a->data, 0, a}, to = {descr, raw, 0, NULL};
  ambi_transfer(from, to, 1);
  PyArray_ArrFuncs *f = ambi_arr_funcs(num);
  if (simple_kind(num) == 1) {
    bool is_unsigned = ((ambi_descr_1x *)a->descr)->kind == 'u';
    int64_t value;
    f->cast[NPY_LONG](raw, &value, 1, NULL, NULL);
    if (!is_unsigned && value < 0) return smallest_signed(value);
    uint64_t magnitude = (uint64_t)value;
    int smallest = smallest_unsigned(magnitude);
    static const uint64_t signed_max[] = {
        [NPY_UBYTE] = INT8_MAX, [NPY_USHORT] = INT16_MAX, [NPY_UINT] = INT32_MAX, [NPY_ULONG] = INT64_MAX};
    *positive = magnitude <= signed_max[smallest];
    return smallest;
  }
  double parts[2];
  f->cast[NPY_CDOUBLE](raw, parts, 1, NULL, NULL);
  if (simple_kind(num) == 2) return smallest_float(parts[0], num);
  if (num == NPY_CLONGDOUBLE) return num;
  return smallest_float(parts[0], 0) == NPY_DOUBLE || smallest_float(parts[1], 0) == NPY_DOUBLE ? NPY_CDOUBLE : NPY_CFLOAT;
}

static bool value_casts(PyArrayObject_fields *a, PyObject *to, int casting) {
  int num = ambi_array_type_num(a), target = ambi_descr_type_num(to);
  if (simple_kind(num) == 0 || simple_kind(num) == 4 || target >= NPY_NTYPES) {
    return ambi_can_cast(a->descr, to, casting);
  }
  bool positive;
  int smallest = smallest_type(a, &positive);
  if (ambi_can_cast_types(smallest, target, casting)) return true;
  /* The signed type follows in size, one number before the unsigned one. */
  return positive && ambi_can_cast_types(smallest - 1, target, casting);
}

/* For Java: whether the value of an array of no dimensions casts, as NumPy 1.x sees it. */
AMBI_EXPORT int64_t ambi_value_casts(PyObject *array, PyObject *to, int64_t casting) {
  return value_casts(ambi_array(array), to, (int)casting);
}

/* Values count where there are arrays too, and these are of no lower kind. */
static bool values_count(PyUFuncObject *u, ufunc_call *call) {
  int arrays = -1, scalars = -1;
  for (int i = 0; i < u->nin; i++) {
    int kind = simple_kind(TYPE_NUM(call, i));
    int *highest = ARRAY(call, i)->nd ? &arrays : &scalars;
    if (kind > *highest) *highest = kind;
  }
  return arrays >= 0 && scalars >= 0 && arrays >= scalars;
}

/* ---- NumPy 2.x: Python's numbers are weak --------------------------------------------------------------------------- */

static int weak_kind(char weak) { return weak == 'i' ? 1 : weak == 'f' ? 2 : 3; }

/* A Python number that takes on another's dtype casts to any of its kind or a later one. */
static bool weak_casts(char weak, int target) {
  int kind = simple_kind(target);
  return kind == 4 ? target == NPY_OBJECT : kind >= weak_kind(weak);
}

/* Python numbers of a later kind than all other inputs have, or without others, are int64, float64, complex128. */
static bool settle_weak(PyUFuncObject *u, ufunc_call *call) {
  int highest = -1;
  bool any = false;
  for (int i = 0; i < u->nin; i++) {
    int kind = call->weak[i] ? -1 : simple_kind(TYPE_NUM(call, i));
    if (kind > highest) highest = kind;
  }
  for (int i = 0; i < u->nin; i++) {
    if (call->weak[i] && (ufunc_abi(u) == 1 || weak_kind((char)call->weak[i]) > highest)) call->weak[i] = 0;
    any |= call->weak[i] != 0;
  }
  return any;
}

/* ---- looking for a loop ------------------------------------------------------------------------------------------------ */

typedef struct {
  bool values, any_object;
  int bad_output; /* an output that kept a loop from being taken, or -1 */
  int bad_type;
} search;

static bool input_fits(ufunc_call *call, search *s, int i, PyObject *dtype) {
  int num = ambi_descr_type_num(dtype);
  if (call->weak[i]) return weak_casts((char)call->weak[i], num);
  PyArrayObject_fields *a = ARRAY(call, i);
  if (s->values && a->nd == 0) return value_casts(a, dtype, NPY_SAFE_CASTING);
  return ambi_can_cast(a->descr, dtype, NPY_SAFE_CASTING);
}

static bool loop_fits(PyUFuncObject *u, ufunc_call *call, search *s, PyObject *const *dtypes) {
  for (int i = 0; i < u->nin; i++) {
    int num = ambi_descr_type_num(dtypes[i]);
    if (num == NPY_OBJECT && !s->any_object && u->ntypes > 1) return false;
    if (!input_fits(call, s, i, dtypes[i])) return false;
  }
  for (int i = u->nin; i < u->nargs; i++) {
    if (!call->arrays[i] || ambi_can_cast(dtypes[i], ARRAY(call, i)->descr, call->casting)) continue;
    s->bad_output = i;
    s->bad_type = ambi_descr_type_num(dtypes[i]);
    return false;
  }
  return true;
}

/* The dtypes of a loop, borrowed; false where a type number has none. */
static bool dtypes_of(PyUFuncObject *u, const int *types, PyObject **dtypes) {
  for (int i = 0; i < u->nargs; i++) {
    if (types[i] < 0 || types[i] >= NPY_NTYPES) return false;
    dtypes[i] = ambi_builtin_descrs[ufunc_abi(u)][types[i]];
  }
  return true;
}

static void types_of(PyUFuncObject *u, int loop, int *types) {
  for (int i = 0; i < u->nargs; i++) types[i] = u->types[loop * u->nargs + i];
}

static int take(PyUFuncObject *u, ufunc_loop *loop, PyUFuncGenericFunction *function, void *data, PyObject *const *dtypes) {
  loop->function = function;
  loop->data = data;
  for (int i = 0; i < u->nargs; i++) loop->dtypes[i] = AMBI_NEWREF(dtypes[i]);
  return 1;
}

/* The type numbers that the caller asked for with dtype= or signature=. */
static bool as_asked(PyUFuncObject *u, ufunc_call *call, const int *types) {
  for (int i = 0; i < u->nargs; i++) {
    if (call->fixed[i] != NPY_NOTYPE && call->fixed[i] != types[i]) return false;
  }
  return true;
}

/* An argument whose type was registered, or is structured: those that user loops are looked for. */
static bool has_user_type(PyUFuncObject *u, ufunc_call *call) {
  for (int i = 0; i < u->nargs; i++) {
    int num = call->arrays[i] ? TYPE_NUM(call, i) : call->fixed[i];
    if (num >= NPY_USERDEF || num == NPY_VOID) return true;
  }
  return false;
}

/* NumPy's search: inputs cast safely at the most. */
static int input_casting(const ufunc_call *call) {
  return call->casting < NPY_SAFE_CASTING ? call->casting : NPY_SAFE_CASTING;
}

/*
 * Whether the outputs that are given fit a loop of registered dtypes. They are looked at by type number: for a loop of
 * structures that is void without a size, so that outputs which are structures themselves fit for unsafe casting only.
 */
static bool outputs_fit(PyUFuncObject *u, ufunc_call *call, const user_loop *own) {
  for (int i = u->nin; i < u->nargs; i++) {
    if (!call->arrays[i]) continue;
    PyObject *made = ambi_descr_from_type(ufunc_abi(u), own->types[i]);
    bool fits = made && ambi_can_cast(made, ARRAY(call, i)->descr, call->casting);
    Py_XDECREF(made);
    PyErr_Clear();
    if (!fits) return false;
  }
  return true;
}

/* Whether a loop of an extension's own fits, and for which dtypes (borrowed: those of registered types stay). */
static bool user_loop_fits(PyUFuncObject *u, ufunc_call *call, const user_loop *own, bool casts, PyObject **dtypes) {
  for (int i = 0; i < u->nargs; i++) {
    PyObject *given = call->arrays[i] ? ARRAY(call, i)->descr : NULL;
    bool input = i < u->nin;
    if (call->fixed[i] != NPY_NOTYPE && call->fixed[i] != own->types[i]) return false;
    if (own->dtypes) {
      dtypes[i] = own->dtypes[i];
      if (!input || ambi_same_descr(given, dtypes[i])) continue;
      if (!casts || !ambi_can_cast(given, dtypes[i], input_casting(call))) return false;
      continue;
    }
    dtypes[i] = ambi_descr_from_type(ufunc_abi(u), own->types[i]);
    if (!dtypes[i]) {
      PyErr_Clear();
      return false;
    }
    Py_DECREF(dtypes[i]);
    if (!input || ambi_descr_type_num(given) == own->types[i]) continue;
    if (own->is_method || !casts || !ambi_can_cast(given, dtypes[i], input_casting(call))) return false;
  }
  return own->is_method || outputs_fit(u, call, own);
}

/* A loop of an extension's own dtypes: 1, or 0 where there is none. Inputs are cast where one has such a dtype. */
static int find_user_loop(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop, bool exact) {
  bool user = has_user_type(u, call);
  for (int casts = exact ? 0 : 1; casts <= user; casts++) {
    for (user_loop *own = ((ambi_ufunc *)u)->loops; own; own = own->next) {
      PyObject *dtypes[AMBI_MAXARGS];
      if (!user_loop_fits(u, call, own, casts, dtypes)) continue;
      loop->checked = !own->is_method;
      return take(u, loop, own->function, own->data, dtypes);
    }
  }
  return 0;
}

/* The casting that is said where no loop was found. NumPy looks for safe casts first, unless it knows from another call
   that there is a loop for these type numbers. */
static int refused_casting(PyUFuncObject *u, ufunc_call *call) {
  for (user_loop *own = ((ambi_ufunc *)u)->loops; own; own = own->next) {
    bool known = true;
    for (int i = 0; known && i < u->nin; i++) known = TYPE_NUM(call, i) == own->types[i];
    if (known) return input_casting(call);
  }
  return NPY_SAFE_CASTING;
}

/* "<class 'numpy.dtypes.Int8DType'>": of an argument, or of a type number that was asked for. */
static PyObject *class_text(ufunc_call *call, int i) {
  int num = call->arrays[i] ? TYPE_NUM(call, i) : call->fixed[i];
  PyArray_DTypeMeta *class = num >= 0 && num < NPY_NTYPES ? ambi_dtype_class(num) : NULL;
  if (class) return PyObject_Repr((PyObject *)class);
  PyObject *none = num == NPY_NOTYPE ? AMBI_NEWREF(Py_None) : PyObject_Repr(ambi_array(call->arrays[i])->descr);
  PyObject *text = none ? PyObject_Str(none) : NULL;
  Py_XDECREF(none);
  return text;
}

/* Whether its loops are all by PyArrayMethod_Spec. */
static bool by_classes(PyUFuncObject *u) {
  user_loop *loops = ((ambi_ufunc *)u)->loops;
  return !u->ntypes && loops && loops->is_method;
}

/* The words for a ufunc whose loops are found by the classes of dtypes alone. */
static int no_loop(PyUFuncObject *u, ufunc_call *call) {
  PyObject *sides[2] = {NULL, NULL};
  for (int i = 0; i < u->nargs; i++) {
    bool input = i < u->nin;
    PyObject **side = &sides[!input];
    PyObject *text = class_text(call, i);
    if (!*side) {
      *side = text;
    } else {
      PyUnicode_AppendAndDel(side, PyUnicode_FromString(", "));
      PyUnicode_AppendAndDel(side, text);
    }
  }
  if (sides[0] && sides[1]) {
    const char *open = u->nin > 1 ? "(" : "", *close = u->nin > 1 ? ")" : "";
    PyErr_Format(ambi_exc_ufunc_no_loop,
                 "ufunc '%s' did not contain a loop with signature matching types %s%U%s -> %U", ufunc_name(u), open,
                 sides[0], close, sides[1]);
  }
  Py_XDECREF(sides[0]);
  Py_XDECREF(sides[1]);
  return -1;
}

static int find_exact(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  for (int n = 0; n < u->ntypes; n++) {
    int types[AMBI_MAXARGS];
    types_of(u, n, types);
    bool exact = true;
    for (int i = 0; exact && i < u->nin; i++) exact = TYPE_NUM(call, i) == types[i];
    PyObject *dtypes[AMBI_MAXARGS];
    if (exact && dtypes_of(u, types, dtypes)) return take(u, loop, u->functions[n], u->data ? u->data[n] : NULL, dtypes);
  }
  return 0;
}

static int find_asked(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  for (int n = 0; n < u->ntypes; n++) {
    int types[AMBI_MAXARGS];
    types_of(u, n, types);
    PyObject *dtypes[AMBI_MAXARGS];
    if (as_asked(u, call, types) && dtypes_of(u, types, dtypes)) {
      return take(u, loop, u->functions[n], u->data ? u->data[n] : NULL, dtypes);
    }
  }
  if (by_classes(u)) return no_loop(u, call);
  PyErr_Format(PyExc_TypeError, "No loop matching the specified signature and casting was found for ufunc %s",
               ufunc_name(u));
  return -1;
}

static int find_first(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop, search *s) {
  for (int n = 0; n < u->ntypes; n++) {
    int types[AMBI_MAXARGS];
    types_of(u, n, types);
    PyObject *dtypes[AMBI_MAXARGS];
    if (dtypes_of(u, types, dtypes) && loop_fits(u, call, s, dtypes)) {
      return take(u, loop, u->functions[n], u->data ? u->data[n] : NULL, dtypes);
    }
  }
  return 0;
}

static int none_fits(PyUFuncObject *u, ufunc_call *call, search *s) {
  if (by_classes(u)) return no_loop(u, call);
  if (s->bad_output >= 0) {
    PyErr_Format(PyExc_TypeError,
                 "ufunc '%s' output (typecode '%c') could not be coerced to provided output parameter (typecode '%c') "
                 "according to the casting rule '%s'",
                 ufunc_name(u), s->bad_type < NPY_NTYPES ? ambi_type_chars[s->bad_type] : '?',
                 ((ambi_descr_1x *)ARRAY(call, s->bad_output)->descr)->type, ambi_casting_name(call->casting));
  } else {
    PyErr_Format(PyExc_TypeError,
                 "ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to any "
                 "supported types according to the casting rule '%s'",
                 ufunc_name(u), ambi_casting_name(refused_casting(u, call)));
  }
  return -1;
}

/* An extension put a resolver of its own into the struct: it says the dtypes, and these say the loop. */
static int ask_resolver(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  if (u->type_resolver(u, call->casting, call->arrays, NULL, loop->dtypes) < 0) return -1;
  for (int n = 0; n < u->ntypes; n++) {
    bool same = true;
    for (int i = 0; same && i < u->nargs; i++) {
      same = u->types[n * u->nargs + i] == ambi_descr_type_num(loop->dtypes[i]);
    }
    if (!same) continue;
    loop->function = u->functions[n];
    loop->data = u->data ? u->data[n] : NULL;
    return 0;
  }
  PyErr_Format(PyExc_TypeError, "ufunc '%s' did not contain a loop with the dtypes that its type resolver gave",
               ufunc_name(u));
  return -1;
}

/* 0 with the loop's function, data and dtypes; -1 with an error, and nothing to free. */
static int find(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  memset(loop->dtypes, 0, sizeof loop->dtypes);
  loop->checked = false;
  search s = {.values = ufunc_abi(u) == 1 && values_count(u, call), .bad_output = -1};
  bool exact = !s.values;
  for (int i = 0; i < u->nin && ufunc_abi(u) == 2; i++) exact &= !call->weak[i];
  bool weak_input = settle_weak(u, call);
  for (int i = 0; i < u->nin; i++) s.any_object |= TYPE_NUM(call, i) == NPY_OBJECT;
  int found = ((ambi_ufunc *)u)->loops ? find_user_loop(u, call, loop, exact) : 0;
  if (!found && call->any_fixed) found = find_asked(u, call, loop);
  if (!found && !s.values && !weak_input) found = find_exact(u, call, loop);
  if (!found) found = find_first(u, call, loop, &s);
  if (!found) found = none_fits(u, call, &s);
  return found < 0 ? -1 : 0;
}

int ambi_ufunc_resolve(PyUFuncObject *u, ufunc_call *call, ufunc_loop *loop) {
  memset(loop->dtypes, 0, sizeof loop->dtypes);
  loop->checked = false;
  int status = u->type_resolver && u->type_resolver != PyUFunc_DefaultTypeResolver ? ask_resolver(u, call, loop)
                                                                                   : find(u, call, loop);
  if (status == 0 && (loop->checked || PyUFunc_ValidateCasting(u, call->casting, call->arrays, loop->dtypes) == 0)) return 0;
  ambi_ufunc_free_loop(u, loop);
  return -1;
}

AMBI_EXPORT int PyUFunc_DefaultTypeResolver(PyUFuncObject *u, int casting, PyObject **operands,
                                            PyObject *type_tuple AMBI_UNUSED, PyObject **dtypes) {
  ufunc_call call = {.casting = casting};
  ufunc_loop loop;
  memcpy(call.arrays, operands, (size_t)u->nargs * sizeof *operands);
  for (int i = 0; i < u->nargs; i++) call.fixed[i] = NPY_NOTYPE;
  if (find(u, &call, &loop) < 0) return -1;
  if (PyUFunc_ValidateCasting(u, casting, operands, loop.dtypes) < 0) {
    ambi_ufunc_free_loop(u, &loop);
    return -1;
  }
  memcpy(dtypes, loop.dtypes, (size_t)u->nargs * sizeof *dtypes);
  return 0;
}

/* Inputs must cast to the loop's dtypes and its outputs to those that are given. */
AMBI_EXPORT int PyUFunc_ValidateCasting(PyUFuncObject *u, int casting, PyObject **operands, PyObject *const *dtypes) {
  for (int i = 0; i < u->nargs; i++) {
    if (!operands[i]) continue;
    PyObject *own = ambi_array(operands[i])->descr;
    bool input = i < u->nin;
    PyObject *from = input ? own : dtypes[i], *to = input ? dtypes[i] : own;
    /* The loop was chosen by value or weakly for scalars: what it takes, it takes. */
    if (input && ambi_array(operands[i])->nd == 0 && casting >= NPY_SAFE_CASTING) continue;
    if (ambi_can_cast(from, to, casting)) continue;
    char number[16] = "";
    if (input ? u->nin > 1 : u->nout > 1) snprintf(number, sizeof number, " %d", input ? i : i - u->nin);
    PyErr_Format(input ? ambi_exc_ufunc_input_casting : ambi_exc_ufunc_output_casting, "Cannot cast ufunc '%s' %s%s from %R to %R with casting rule %s", ufunc_name(u),
                 input ? "input" : "output", number, from, to, ambi_casting_name(casting));
    return -1;
  }
  return 0;
}

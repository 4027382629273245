/*
 * Casts from and to structures, sub-arrays and plain bytes. Structures cast by position: as many fields, whatever their
 * names; what is none becomes each field, and a structure of one field becomes what that does. Sub-arrays broadcast from their last axis.
 */
#include "generated_ids.h"
#include "numpy_struct.h"

#include "numpy_user_types.h"

/* A structure from C may hold itself, more than once. */
enum { DEEPEST = 64, MOST = 1 << 16 };
typedef struct {
  int depth, seen;
} walk;

/* ---- what a descriptor says ------------------------------------------------------------------------------------- */

PyObject *ambi_descr_names(PyObject *descr) {
  int num = ambi_descr_type_num(descr);
  if (num < 0) return NULL;
  PyObject *names = ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)descr)->names : ((ambi_legacy_descr_2x *)descr)->names;
  return names && PyTuple_Check(names) ? names : NULL;
}

static bool is_descr(PyObject *o) {
  return PyObject_TypeCheck(o, (PyTypeObject *)&PyArrayDescr_Type) || PyObject_TypeCheck(o, &PyArrayDescr_Type_abi1);
}

int ambi_descr_field(PyObject *descr, Py_ssize_t i, ambi_field *field) {
  PyObject *fields = ambi_descr_is_1x(descr) ? ((ambi_descr_1x *)descr)->fields : ((ambi_legacy_descr_2x *)descr)->fields;
  field->name = PyTuple_GET_ITEM(ambi_descr_names(descr), i);
  PyObject *entry = fields && PyDict_Check(fields) ? PyDict_GetItemWithError(fields, field->name) : NULL;
  bool whole = entry && PyTuple_Check(entry) && PyTuple_GET_SIZE(entry) >= 2 && is_descr(PyTuple_GET_ITEM(entry, 0)) &&
               PyLong_Check(PyTuple_GET_ITEM(entry, 1));
  if (whole) {
    field->descr = PyTuple_GET_ITEM(entry, 0);
    field->offset = PyLong_AsSsize_t(PyTuple_GET_ITEM(entry, 1));
    field->title = PyTuple_GET_SIZE(entry) > 2 ? PyTuple_GET_ITEM(entry, 2) : field->name;
    npy_intp size = ambi_descr_elsize(field->descr);
    whole = field->offset >= 0 && size >= 0 && size <= ambi_descr_elsize(descr) - field->offset && ambi_descr_funcs(field->descr);
  }
  if (whole) return 0;
  if (!PyErr_Occurred()) {
    PyErr_Format(PyExc_ValueError, "field %R of a structure: fields holds no descriptor and offset for it that lie in the element",
                 field->name);
  }
  return -1;
}

static Py_ssize_t field_count(PyObject *descr) { return PyTuple_GET_SIZE(ambi_descr_names(descr)); }

int ambi_subarray_lengths(PyObject *descr, npy_intp *dims) {
  PyArray_ArrayDescr *sub = ambi_descr_subarray(descr);
  if (!sub) return 0;
  if (!sub->base || !sub->shape) {
    PyErr_SetString(PyExc_ValueError, "a sub-array has no base or no shape");
    return -1;
  }
  int nd = PyTuple_Check(sub->shape) ? (int)PyTuple_GET_SIZE(sub->shape) : 1;
  npy_intp size = ambi_descr_elsize(sub->base);
  for (int i = 0; i < nd && nd <= AMBI_MAXDIMS; i++) {
    dims[i] = PyLong_AsSsize_t(PyTuple_Check(sub->shape) ? PyTuple_GET_ITEM(sub->shape, i) : sub->shape);
    if (dims[i] == -1 && PyErr_Occurred()) return -1;
    if (dims[i] < 0 || size < 0 || __builtin_mul_overflow(size, dims[i], &size)) size = -1;
  }
  if (nd <= AMBI_MAXDIMS && size >= 0 && size <= ambi_descr_elsize(descr)) return nd;
  PyErr_SetString(PyExc_ValueError, "invalid shape in fixed-type tuple.");
  return -1;
}

static PyObject *base_of(PyObject *descr) {
  PyArray_ArrayDescr *sub = ambi_descr_subarray(descr);
  return sub ? sub->base : descr;
}

/* ---- how much a cast may change ----------------------------------------------------------------------------------- */

static int casting_of(PyObject *from, PyObject *to, walk *w);

/* The laxer of two; -1, no cast at all, is the laxest. */
static int laxer(int a, int b) { return a < 0 || b < 0 ? -1 : a > b ? a : b; }

static bool same_object(PyObject *a, PyObject *b) {
  int same = a == b ? 1 : PyObject_RichCompareBool(a, b, Py_EQ);
  if (same < 0) PyErr_Clear();
  return same > 0;
}

static int field_by_field(PyObject *from, PyObject *to, walk *w) {
  Py_ssize_t n = field_count(from);
  if (n != field_count(to)) return -1;
  int casting = NPY_NO_CASTING;
  bool same_places = ambi_descr_elsize(from) == ambi_descr_elsize(to);
  for (Py_ssize_t i = 0; i < n; i++) {
    ambi_field a, b;
    if (ambi_descr_field(from, i, &a) < 0 || ambi_descr_field(to, i, &b) < 0) {
      PyErr_Clear();
      return -1;
    }
    if (!same_object(a.name, b.name) || !same_object(a.title, b.title)) casting = laxer(casting, NPY_SAFE_CASTING);
    casting = laxer(casting, casting_of(a.descr, b.descr, w));
    same_places &= a.offset == b.offset;
  }
  return same_places ? casting : laxer(casting, NPY_EQUIV_CASTING);
}

static int to_each_field(PyObject *from, PyObject *to, walk *w) {
  int casting = NPY_UNSAFE_CASTING;
  for (Py_ssize_t i = 0; i < field_count(to); i++) {
    ambi_field field;
    if (ambi_descr_field(to, i, &field) < 0) {
      PyErr_Clear();
      return -1;
    }
    casting = laxer(casting, casting_of(from, field.descr, w));
  }
  return casting;
}

static int from_only_field(PyObject *from, PyObject *to, walk *w) {
  ambi_field field;
  if (field_count(from) != 1) return -1;
  if (ambi_descr_field(from, 0, &field) < 0) {
    PyErr_Clear();
    return -1;
  }
  return laxer(NPY_UNSAFE_CASTING, casting_of(field.descr, to, w));
}

static int with_subarray(PyObject *from, PyObject *to, walk *w) {
  PyArray_ArrayDescr *a = ambi_descr_subarray(from), *b = ambi_descr_subarray(to);
  int casting = NPY_UNSAFE_CASTING;
  if (a && b && same_object(a->shape, b->shape)) casting = NPY_NO_CASTING;
  if (!a && !ambi_is_void(from)) casting = NPY_SAFE_CASTING;
  return laxer(casting, casting_of(base_of(from), base_of(to), w));
}

static int to_bytes(PyObject *from, PyObject *to) {
  npy_intp a = ambi_descr_elsize(from), b = ambi_descr_elsize(to);
  if (ambi_is_void(from) && a == b) return NPY_NO_CASTING;
  return a <= b ? NPY_SAFE_CASTING : ambi_is_void(from) ? NPY_SAME_KIND_CASTING : NPY_UNSAFE_CASTING;
}

/* Of text and times more counts than the type, which Java knows. */
static bool by_more_than_type(PyObject *descr) {
  int num = ambi_descr_type_num(descr);
  return num == NPY_STRING || num == NPY_UNICODE || num == NPY_DATETIME || num == NPY_TIMEDELTA;
}

static int of_elements(PyObject *from, PyObject *to) {
  bool in_java = by_more_than_type(from) || by_more_than_type(to);
  for (int casting = NPY_NO_CASTING; casting < NPY_UNSAFE_CASTING; casting++) {
    if (in_java ? AmbiJava_can_cast(from, to, casting) : ambi_can_cast(from, to, casting)) return casting;
  }
  int a = ambi_descr_type_num(from), b = ambi_descr_type_num(to);
  bool user = (a >= NPY_USERDEF || b >= NPY_USERDEF) && a != NPY_OBJECT && b != NPY_OBJECT;
  return !user || ambi_user_cast(a, b) ? NPY_UNSAFE_CASTING : -1;
}

static int casting_of_void(PyObject *from, PyObject *to, walk *w) {
  if (ambi_descr_type_num(to) == NPY_OBJECT) return NPY_SAFE_CASTING;
  if (ambi_descr_type_num(from) == NPY_OBJECT) return NPY_UNSAFE_CASTING;
  PyObject *a = ambi_descr_names(from), *b = ambi_descr_names(to);
  if (a && b) return field_by_field(from, to, w);
  if (a) return from_only_field(from, to, w);
  if (b) return to_each_field(from, to, w);
  if (ambi_descr_subarray(from) || ambi_descr_subarray(to)) return with_subarray(from, to, w);
  return ambi_is_void(to) ? to_bytes(from, to) : NPY_UNSAFE_CASTING;
}

static int casting_of(PyObject *from, PyObject *to, walk *w) {
  if (!ambi_is_void(from) && !ambi_is_void(to)) return of_elements(from, to);
  if (w->depth == DEEPEST || ++w->seen > MOST) return -1;
  w->depth++;
  int casting = casting_of_void(from, to, w);
  w->depth--;
  return casting;
}

int ambi_struct_casting(PyObject *from, PyObject *to) {
  walk w = {0, 0};
  return casting_of(from, to, &w);
}

/* ---- the elements --------------------------------------------------------------------------------------------------- */

static int no_cast(ambi_run_of from, ambi_run_of to) {
  if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "Cannot cast array data from %R to %R.", from.descr, to.descr);
  return -1;
}

/* The field's elements in those of the structure. */
static ambi_run_of part(ambi_run_of whole, PyObject *descr, npy_intp offset) {
  return (ambi_run_of){descr, whole.data + offset, whole.stride, NULL};
}

static int transfer_fields(ambi_run_of from, ambi_run_of to, npy_intp n) {
  bool many = ambi_descr_names(from.descr) != NULL;
  for (Py_ssize_t i = 0; i < field_count(to.descr); i++) {
    ambi_field a, b;
    if ((many && ambi_descr_field(from.descr, i, &a) < 0) || ambi_descr_field(to.descr, i, &b) < 0) return -1;
    ambi_run_of source = many ? part(from, a.descr, a.offset) : from;
    if (ambi_transfer(source, part(to, b.descr, b.offset), n) < 0) return -1;
  }
  return 0;
}

/* Elements of a sub-array that the source has none for. */
static void clear(ambi_run_of to, npy_intp n) {
  npy_intp size = ambi_descr_elsize(to.descr);
  for (npy_intp i = 0; i < n; i++) {
    char *element = to.data + i * to.stride;
    if (ambi_descr_type_num(to.descr) == NPY_OBJECT) {
      PyObject *old;
      memcpy(&old, element, sizeof old);
      memset(element, 0, sizeof old);
      Py_XDECREF(old);
    } else if (!ambi_descr_has_object(to.descr)) {
      memset(element, 0, (size_t)size);
    }
  }
}

/* Each element of the target's sub-array, for all n: from the one at the same place, counted from the last axis. */
static int transfer_subarray(ambi_run_of from, ambi_run_of to, npy_intp n) {
  npy_intp from_dims[AMBI_MAXDIMS], to_dims[AMBI_MAXDIMS];
  int from_nd = ambi_subarray_lengths(from.descr, from_dims), to_nd = ambi_subarray_lengths(to.descr, to_dims);
  if (from_nd < 0 || to_nd < 0) return -1;
  PyObject *from_base = base_of(from.descr), *to_base = base_of(to.descr);
  npy_intp from_size = ambi_descr_elsize(from_base), to_size = ambi_descr_elsize(to_base), count = 1, available = 1;
  if (!from_size || !to_size) return 0;
  for (int i = 0; i < to_nd; i++) count *= to_dims[i];
  for (int i = 0; i < from_nd; i++) available *= from_dims[i];
  for (npy_intp k = 0; k < count; k++) {
    npy_intp rest = k, place = 0, step = 1;
    bool there = available > 0;
    for (int i = 1; there && i <= from_nd && i <= to_nd; i++) {
      npy_intp at = rest % to_dims[to_nd - i], length = from_dims[from_nd - i];
      rest /= to_dims[to_nd - i];
      if (length == 1) at = 0;
      there &= at < length;
      place += at * step;
      step *= length;
    }
    ambi_run_of target = part(to, to_base, k * to_size);
    if (!there) {
      clear(target, n);
    } else if (ambi_transfer(part(from, from_base, place * from_size), target, n) < 0) {
      return -1;
    }
  }
  return 0;
}

/* Bytes, cut or padded with zeros; those of numbers and text in native order. */
static int transfer_bytes(ambi_run_of from, ambi_run_of to, npy_intp n) {
  npy_intp a = ambi_descr_elsize(from.descr), b = ambi_descr_elsize(to.descr), common = a < b ? a : b;
  bool swap = ambi_descr_swapped(from.descr);
  char *native = swap ? malloc((size_t)(a + 1)) : NULL;
  if (swap && !native) {
    PyErr_NoMemory();
    return -1;
  }
  for (npy_intp i = 0; i < n; i++) {
    char *element = from.data + i * from.stride;
    if (swap) ambi_swap_item(ambi_descr_type_num(from.descr), native, element, a);
    memmove(to.data + i * to.stride, swap ? native : element, (size_t)common);
    memset(to.data + i * to.stride + common, 0, (size_t)(b - common));
  }
  free(native);
  return 0;
}

int ambi_struct_transfer(ambi_run_of from, ambi_run_of to, npy_intp n) {
  if (ambi_struct_casting(from.descr, to.descr) < 0) return no_cast(from, to);
  bool object = ambi_descr_type_num(from.descr) == NPY_OBJECT || ambi_descr_type_num(to.descr) == NPY_OBJECT;
  if (object) return ambi_transfer_items(from, to, n);
  if (ambi_descr_names(to.descr)) return transfer_fields(from, to, n);
  ambi_field only;
  if (ambi_descr_names(from.descr)) {
    if (ambi_descr_field(from.descr, 0, &only) < 0) return -1;
    return ambi_transfer(part(from, only.descr, only.offset), to, n);
  }
  if (ambi_descr_subarray(from.descr) || ambi_descr_subarray(to.descr)) return transfer_subarray(from, to, n);
  return ambi_is_void(to.descr) ? transfer_bytes(from, to, n) : ambi_transfer_items(from, to, n);
}

/* Copies between arrays: of the same dtype byte by byte, else through the dtypes' cast functions. */
#include "numpy_datetime.h"
#include "numpy_struct.h"
#include "numpy_user_types.h"

#define MAX_DIMS 64
#define CHUNK 512 /* elements that are converted at once */

/* One copy: both sides broadcast to the same lengths. */
typedef struct {
  PyObject *to, *from; /* arrays, for their descriptors */
  int nd;
  npy_intp dims[MAX_DIMS], to_strides[MAX_DIMS], from_strides[MAX_DIMS];
} copying;

typedef int (*row_copier)(const copying *c, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n);

/* ---- one row -------------------------------------------------------------------------------------------------- */

static int copy_same(const copying *c, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n) {
  PyObject *descr = FIELDS(c->to)->descr;
  npy_intp size = ambi_descr_elsize(descr);
  if (to_stride == size && from_stride == size) {
    memmove(to, from, (size_t)(n * size));
    return 0;
  }
#define SIZED(type)                                                                                   \
  case sizeof(type):                                                                                  \
    for (npy_intp i = 0; i < n; i++) memmove(to + i * to_stride, from + i * from_stride, sizeof(type)); \
    return 0;
  switch (size) {
    SIZED(int8_t)
    SIZED(int16_t)
    SIZED(int32_t)
    SIZED(int64_t)
  }
#undef SIZED
  for (npy_intp i = 0; i < n; i++) memmove(to + i * to_stride, from + i * from_stride, (size_t)size);
  return 0;
}

/* The same type in another order, or references, which are counted. */
static int copy_by_copyswapn(const copying *c, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n) {
  bool swap = ambi_descr_swapped(FIELDS(c->to)->descr) != ambi_descr_swapped(FIELDS(c->from)->descr);
  ambi_descr_funcs(FIELDS(c->to)->descr)->copyswapn(to, to_stride, from, from_stride, n, swap, c->to);
  return 0;
}

/* By the cast function, which wants aligned, contiguous elements in native order: in chunks through buffers. */
static int copy_by_cast(const copying *c, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n) {
  PyObject *to_descr = FIELDS(c->to)->descr, *from_descr = FIELDS(c->from)->descr;
  PyArray_ArrFuncs *in = ambi_descr_funcs(from_descr), *out = ambi_descr_funcs(to_descr);
  int from_num = ambi_descr_type_num(from_descr), to_num = ambi_descr_type_num(to_descr);
  PyArray_VectorUnaryFunc *cast = ambi_user_cast(from_num, to_num);
  if (!cast) cast = in->cast[to_num];
  _Alignas(16) char before[CHUNK * 32], after[CHUNK * 32];
  npy_intp to_size = ambi_descr_elsize(to_descr);
  while (n > 0) {
    npy_intp part = n < CHUNK ? n : CHUNK;
    in->copyswapn(before, ambi_descr_elsize(from_descr), from, from_stride, part, ambi_descr_swapped(from_descr), c->from);
    cast(before, after, part, c->from, c->to);
    if (PyErr_Occurred()) return -1;
    out->copyswapn(to, to_stride, after, to_size, part, ambi_descr_swapped(to_descr), c->to);
    to += part * to_stride;
    from += part * from_stride;
    n -= part;
  }
  return 0;
}

/*
 * What the target's setitem is given for an element: complex numbers become halfs by their real part; text becomes a bool
 * by its number in 1.x, by not being empty since; and 2.x tells of text as an array scalar. Takes over `o`.
 */
static PyObject *element_for(int to, int from, bool old, PyObject *o) {
  PyObject *as = o;
  if (from >= NPY_CFLOAT && from <= NPY_CLONGDOUBLE && to == NPY_HALF) {
    Py_complex z = PyComplex_AsCComplex(o);
    as = z.real == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(z.real);
  } else if (from == NPY_STRING || from == NPY_UNICODE) {
    bool real = (to >= NPY_FLOAT && to < NPY_CFLOAT) || to == NPY_HALF;
    bool named = real || (to < NPY_FLOAT && from == NPY_UNICODE); /* int() names bytes without their type */
    PyTypeObject *scalar = from == NPY_STRING ? &PyStringArrType_Type : &PyUnicodeArrType_Type;
    if (old && to == NPY_BOOL) {
      as = PyNumber_Long(o);
    } else if (!old && named && to != NPY_BOOL) {
      as = PyObject_CallOneArg((PyObject *)scalar, o);
    } else {
      return o;
    }
  } else {
    return o;
  }
  Py_DECREF(o);
  return as;
}

/* Structures, and times of different units. */
static int copy_by_transfer(const copying *c, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n) {
  ambi_run_of source = {FIELDS(c->from)->descr, from, from_stride, c->from}, target = {FIELDS(c->to)->descr, to, to_stride, c->to};
  return ambi_transfer(source, target, n);
}

/* Element by element through Python objects: text, objects, and what has no cast function. */
static int copy_by_object(const copying *c, char *to, npy_intp to_stride, char *from, npy_intp from_stride, npy_intp n) {
  PyArray_ArrFuncs *in = ambi_descr_funcs(FIELDS(c->from)->descr), *out = ambi_descr_funcs(FIELDS(c->to)->descr);
  int to_number = ambi_descr_type_num(FIELDS(c->to)->descr), from_number = ambi_descr_type_num(FIELDS(c->from)->descr);
  bool old = ambi_descr_is_1x(FIELDS(c->to)->descr);
  for (npy_intp i = 0; i < n; i++) {
    PyObject *o = in->getitem(from + i * from_stride, c->from);
    if (o && to_number < NPY_USERDEF) o = element_for(to_number, from_number, old, o);
    int status = o ? out->setitem(o, to + i * to_stride, c->to) : -1;
    Py_XDECREF(o);
    if (status < 0) return -1;
  }
  return 0;
}

static bool is_number(int number) {
  return (number >= NPY_BOOL && number < NPY_OBJECT) || number == NPY_HALF || number == NPY_DATETIME || number == NPY_TIMEDELTA;
}

/* A half has no place among the cast functions of others; objects and text go through Python. */
static row_copier copier_for(PyObject *to, PyObject *from) {
  int a = ambi_descr_type_num(to), b = ambi_descr_type_num(from);
  if (a == NPY_VOID || b == NPY_VOID) {
    return a == b && !ambi_descr_has_object(to) && ambi_same_descr(to, from) ? copy_same : copy_by_transfer;
  }
  if (a == b && ambi_is_time(a) && !ambi_same_unit(to, from)) return copy_by_transfer;
  bool integers = a < NPY_FLOAT && b < NPY_FLOAT && ((ambi_descr_1x *)to)->kind == ((ambi_descr_1x *)from)->kind;
  bool times = ambi_is_time(a) && ambi_is_time(b); /* one as the other by its number */
  if (ambi_is_time(a) && !times && is_number(b)) return copy_by_transfer;
  bool same_type = (a == b || integers || times) && ambi_descr_elsize(to) == ambi_descr_elsize(from);
  if (same_type && a != NPY_OBJECT) {
    return ambi_descr_swapped(to) == ambi_descr_swapped(from) ? copy_same : copy_by_copyswapn;
  }
  if (same_type) return copy_by_copyswapn;
  bool small = ambi_descr_elsize(to) <= 32 && ambi_descr_elsize(from) <= 32;
  if ((a >= NPY_USERDEF || b >= NPY_USERDEF) && small && ambi_user_cast(b, a)) return copy_by_cast;
  if (is_number(a) && is_number(b) && a < NPY_OBJECT && ambi_descr_funcs(from)->cast[a]) return copy_by_cast;
  return copy_by_object;
}

/* ---- all rows ------------------------------------------------------------------------------------------------------ */

static int by_rows(const copying *c, row_copier copy, int dim, char *to, char *from) {
  if (dim == c->nd) return copy(c, to, 0, from, 0, 1);
  if (dim == c->nd - 1) return copy(c, to, c->to_strides[dim], from, c->from_strides[dim], c->dims[dim]);
  for (npy_intp i = 0; i < c->dims[dim]; i++) {
    if (by_rows(c, copy, dim + 1, to + i * c->to_strides[dim], from + i * c->from_strides[dim]) < 0) return -1;
  }
  return 0;
}

/* Dimensions in the order of the target's memory, the fastest last; those that follow each other become one. */
static void arrange(copying *c) {
  int n = 0;
  for (int i = 0; i < c->nd; i++) {
    if (c->dims[i] == 1) continue;
    npy_intp dim = c->dims[i], t = c->to_strides[i], f = c->from_strides[i];
    int at = n++;
    while (at > 0 && llabs(c->to_strides[at - 1]) < llabs(t)) {
      c->dims[at] = c->dims[at - 1];
      c->to_strides[at] = c->to_strides[at - 1];
      c->from_strides[at] = c->from_strides[at - 1];
      at--;
    }
    c->dims[at] = dim;
    c->to_strides[at] = t;
    c->from_strides[at] = f;
  }
  c->nd = n;
  for (int i = n - 1; i > 0; i--) {
    if (c->to_strides[i - 1] == c->to_strides[i] * c->dims[i] && c->from_strides[i - 1] == c->from_strides[i] * c->dims[i]) {
      c->dims[i - 1] *= c->dims[i];
      c->to_strides[i - 1] = c->to_strides[i];
      c->from_strides[i - 1] = c->from_strides[i];
      memmove(&c->dims[i], &c->dims[i + 1], (size_t)(c->nd - i - 1) * sizeof(npy_intp));
      memmove(&c->to_strides[i], &c->to_strides[i + 1], (size_t)(c->nd - i - 1) * sizeof(npy_intp));
      memmove(&c->from_strides[i], &c->from_strides[i + 1], (size_t)(c->nd - i - 1) * sizeof(npy_intp));
      c->nd--;
    }
  }
}

/* The bytes from `*low` on, of which there are `*size`, that the array's elements lie in. */
static void extent(PyObject *array, char **low, char **high) {
  PyArrayObject_fields *a = FIELDS(array);
  *low = *high = a->data;
  for (int i = 0; i < a->nd; i++) {
    npy_intp reach = a->strides[i] * (a->dimensions[i] - 1);
    if (reach < 0) {
      *low += reach;
    } else {
      *high += reach;
    }
  }
  *high += ambi_descr_elsize(a->descr);
}

static bool may_overlap(PyObject *a, PyObject *b) {
  char *al, *ah, *bl, *bh;
  extent(a, &al, &ah);
  extent(b, &bl, &bh);
  return al < bh && bl < ah;
}

/* The dimensions from `first` on. */
static PyObject *shape_text(PyObject *array, int first) {
  PyObject *shape = PyTuple_New(FIELDS(array)->nd - first);
  for (int i = first; shape && i < FIELDS(array)->nd; i++) {
    PyTuple_SET_ITEM(shape, i - first, PyLong_FromSsize_t(FIELDS(array)->dimensions[i]));
  }
  if (!shape) return NULL;
  /* NumPy writes shapes without spaces. */
  PyObject *text = PyObject_Str(shape), *space = PyUnicode_FromString(" "), *nothing = PyUnicode_FromString("");
  PyObject *tight = text && space && nothing ? PyUnicode_Replace(text, space, nothing, -1) : NULL;
  Py_XDECREF(text);
  Py_XDECREF(space);
  Py_XDECREF(nothing);
  Py_DECREF(shape);
  return tight;
}

static int cannot_broadcast(PyObject *from, PyObject *to) {
  /* Leading dimensions of length 1 that the target has not are dropped before anything is compared. */
  int dropped = 0;
  while (FIELDS(from)->nd - dropped > FIELDS(to)->nd && FIELDS(from)->dimensions[dropped] == 1) dropped++;
  PyObject *a = shape_text(from, dropped), *b = shape_text(to, 0);
  if (a && b) PyErr_Format(PyExc_ValueError, "could not broadcast input array from shape %U into shape %U", a, b);
  Py_XDECREF(a);
  Py_XDECREF(b);
  return -1;
}

/* Broadcasts `from` to the shape of `to`; leading dimensions of length 1 that `to` has not are dropped. */
static int line_up(copying *c) {
  PyArrayObject_fields *to = FIELDS(c->to), *from = FIELDS(c->from);
  int extra = from->nd - to->nd;
  for (int i = 0; i < extra; i++) {
    if (from->dimensions[i] != 1) return cannot_broadcast(c->from, c->to);
  }
  c->nd = to->nd;
  for (int i = 0; i < to->nd; i++) {
    int j = i + extra;
    c->dims[i] = to->dimensions[i];
    c->to_strides[i] = to->strides[i];
    if (j < 0 || from->dimensions[j] == 1) {
      c->from_strides[i] = 0;
    } else if (from->dimensions[j] == to->dimensions[i]) {
      c->from_strides[i] = from->strides[j];
    } else {
      return cannot_broadcast(c->from, c->to);
    }
  }
  return 0;
}

static int run(copying *c) {
  if (!ambi_descr_elsize(FIELDS(c->to)->descr)) return 0; /* of which there may be more than can be counted */
  for (int i = 0; i < c->nd; i++) {
    if (c->dims[i] == 0) return 0;
  }
  arrange(c);
  int status = by_rows(c, copier_for(FIELDS(c->to)->descr, FIELDS(c->from)->descr), 0, FIELDS(c->to)->data, FIELDS(c->from)->data);
  return status < 0 || PyErr_Occurred() ? -1 : 0;
}

static int check_cast(PyObject *from, PyObject *to) {
  if (!ambi_is_void(from) && !ambi_is_void(to)) return ambi_user_check_cast(from, to);
  if (ambi_can_cast(from, to, NPY_UNSAFE_CASTING)) return 0;
  PyErr_Format(PyExc_TypeError, "Cannot cast array data from %R to %R according to the rule 'unsafe'", from, to);
  return -1;
}

int ambi_array_assign(PyObject *to, PyObject *from) {
  if (PyArray_FailUnlessWriteable(to, "assignment destination") < 0) return -1;
  if (to == from) return 0;
  if (check_cast(FIELDS(from)->descr, FIELDS(to)->descr) < 0) return -1;
  copying c = {.to = to, .from = from};
  if (line_up(&c) < 0) return -1;
  PyObject *copy = NULL;
  if (may_overlap(to, from) && !(FIELDS(to)->data == FIELDS(from)->data && FIELDS(to)->nd == FIELDS(from)->nd &&
                                 memcmp(c.to_strides, c.from_strides, (size_t)c.nd * sizeof(npy_intp)) == 0 &&
                                 PyArray_EquivTypes(FIELDS(to)->descr, FIELDS(from)->descr))) {
    copy = PyArray_NewCopy(from, NPY_KEEPORDER);
    if (!copy) return -1;
    c.from = copy;
    if (line_up(&c) < 0) {
      Py_DECREF(copy);
      return -1;
    }
  }
  int status = run(&c);
  Py_XDECREF(copy);
  return status;
}

AMBI_EXPORT int PyArray_CopyInto(PyObject *to, PyObject *from) { return ambi_array_assign(to, from); }

/* As many elements as both have, each in C order, whatever the shapes. */
AMBI_EXPORT int PyArray_CopyAnyInto(PyObject *to, PyObject *from) {
  if (PyArray_FailUnlessWriteable(to, "assignment destination") < 0) return -1;
  if (ambi_array_size(to) != ambi_array_size(from)) {
    PyErr_Format(PyExc_ValueError, "cannot copy from array of size %zd into an array of size %zd", ambi_array_size(from),
                 ambi_array_size(to));
    return -1;
  }
  /* A C-ordered copy with the shape of the target. */
  PyObject *flat = PyArray_NewCopy(from, NPY_CORDER);
  if (!flat) return -1;
  PyObject *descr = AMBI_NEWREF(FIELDS(flat)->descr);
  PyObject *shaped = PyArray_NewFromDescr(ambi_array_type(ambi_descr_abi(descr)), descr, FIELDS(to)->nd,
                                          FIELDS(to)->dimensions, NULL, FIELDS(flat)->data,
                                          NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE, NULL);
  int status = shaped ? ambi_array_assign(to, shaped) : -1;
  Py_XDECREF(shaped);
  Py_DECREF(flat);
  return status;
}

/* ---- new arrays like another ----------------------------------------------------------------------------------------- */

/* Strides that keep the order of the dimensions in memory, without gaps. */
static void keep_order(PyObject *array, npy_intp elsize, npy_intp *strides) {
  PyArrayObject_fields *a = FIELDS(array);
  int order[MAX_DIMS];
  for (int i = 0; i < a->nd; i++) {
    int at = i;
    while (at > 0 && llabs(a->strides[order[at - 1]]) < llabs(a->strides[i])) {
      order[at] = order[at - 1];
      at--;
    }
    order[at] = i;
  }
  npy_intp step = elsize;
  for (int i = a->nd - 1; i >= 0; i--) {
    strides[order[i]] = step;
    step *= a->dimensions[order[i]] ? a->dimensions[order[i]] : 1;
  }
}

/* Steals `descr`; NULL for the array's own. */
AMBI_EXPORT PyObject *PyArray_NewLikeArray(PyObject *array, int order, PyObject *descr, int subok) {
  PyArrayObject_fields *a = FIELDS(array);
  if (!descr) descr = AMBI_NEWREF(a->descr);
  PyTypeObject *type = subok && ambi_descr_abi(descr) == ambi_array_abi(array) ? Py_TYPE(array) : ambi_array_type(ambi_descr_abi(descr));
  bool c = a->flags & NPY_ARRAY_C_CONTIGUOUS, f = a->flags & NPY_ARRAY_F_CONTIGUOUS;
  if (order == NPY_ANYORDER) order = f && !c ? NPY_FORTRANORDER : NPY_CORDER;
  if (order == NPY_KEEPORDER) {
    if (c || a->nd <= 1) order = NPY_CORDER;
    else if (f) order = NPY_FORTRANORDER;
  }
  PyObject *like = subok ? array : NULL;
  if (order != NPY_KEEPORDER) {
    return PyArray_NewFromDescr(type, descr, a->nd, a->dimensions, NULL, NULL, order == NPY_FORTRANORDER, like);
  }
  npy_intp strides[MAX_DIMS];
  keep_order(array, ambi_descr_elsize(descr), strides);
  return PyArray_NewFromDescr(type, descr, a->nd, a->dimensions, strides, NULL, 0, like);
}

AMBI_EXPORT PyObject *PyArray_NewCopy(PyObject *array, int order) {
  PyObject *copy = PyArray_NewLikeArray(array, order, NULL, 1);
  if (copy && ambi_array_assign(copy, array) < 0) {
    Py_DECREF(copy);
    return NULL;
  }
  return copy;
}

/* Steals `descr`. */
/* How many characters NumPy gives the text of a number; 0 for a type that is no number. */
static npy_intp text_length(int type_num) {
  static const unsigned char lengths[] = {
      [NPY_BOOL] = 5,   [NPY_BYTE] = 4,      [NPY_UBYTE] = 3,      [NPY_SHORT] = 6,       [NPY_USHORT] = 5,
      [NPY_INT] = 11,   [NPY_UINT] = 10,     [NPY_LONG] = 21,      [NPY_ULONG] = 20,      [NPY_LONGLONG] = 21,
      [NPY_ULONGLONG] = 20, [NPY_FLOAT] = 32, [NPY_DOUBLE] = 32,   [NPY_LONGDOUBLE] = 48, [NPY_CFLOAT] = 64,
      [NPY_CDOUBLE] = 64, [NPY_CLONGDOUBLE] = 96, [NPY_HALF] = 32};
  return type_num >= 0 && type_num < (int)sizeof lengths ? lengths[type_num] : 0;
}

AMBI_EXPORT PyObject *PyArray_CastToType(PyObject *array, PyObject *descr, int fortran) {
  if (!descr) return NULL; /* PyArray_Cast passes on what PyArray_DescrFromType failed to give */
  if (!descr) return ambi_raise(PyExc_ValueError, "dtype is NULL in PyArray_CastToType");
  int number = ambi_descr_type_num(descr);
  if (!ambi_descr_elsize(descr) && (number == NPY_STRING || number == NPY_UNICODE || number == NPY_VOID)) {
    PyObject *copy = PyArray_DescrNew(descr);
    Py_DECREF(descr);
    if (!copy) return NULL;
    descr = copy;
    npy_intp size = ambi_descr_elsize(FIELDS(array)->descr);
    int from = ambi_descr_type_num(FIELDS(array)->descr);
    npy_intp length = number == NPY_VOID ? 0 : text_length(from);
    if (length) size = number == NPY_UNICODE ? 4 * length : length;
    if (number == NPY_UNICODE && from == NPY_STRING) size *= 4;
    if (number == NPY_STRING && from == NPY_UNICODE) size /= 4;
    ambi_descr_set_elsize(descr, size);
  }
  descr = ambi_time_descr_for(descr, FIELDS(array)->descr);
  if (!descr) return NULL;
  PyObject *copy = PyArray_NewLikeArray(array, fortran ? NPY_FORTRANORDER : NPY_CORDER, descr, 1);
  if (copy && ambi_array_assign(copy, array) < 0) {
    Py_DECREF(copy);
    return NULL;
  }
  return copy;
}

/* In the 1.x table. */
AMBI_EXPORT int PyArray_CastTo(PyObject *to, PyObject *from) { return ambi_array_assign(to, from); }
AMBI_EXPORT int PyArray_CastAnyTo(PyObject *to, PyObject *from) { return PyArray_CopyAnyInto(to, from); }
AMBI_EXPORT int PyArray_MoveInto(PyObject *to, PyObject *from) { return ambi_array_assign(to, from); }

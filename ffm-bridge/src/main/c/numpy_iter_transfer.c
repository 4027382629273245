/* Copying and casting elements between runs of memory, whatever their dtypes, byte order and alignment. */
#include "numpy_datetime.h"
#include "numpy_elements.h"
#include "numpy_struct.h"
#include "numpy_user_types.h"

/* Elements that pass through the stack at a time; the largest number has 32 bytes. */
#define BLOCK 128
#define LARGEST 32

static bool is_number(int num) {
  return num >= 0 && num < NPY_NTYPES && num != NPY_OBJECT && ambi_scalar_value_size(num) != 0;
}

/* Same kind and size: only the bytes' order may differ. Ranges may overlap only where they coincide. */
static void copy_bytes(ambi_run_of from, ambi_run_of to, npy_intp n, npy_intp size, bool swap) {
  if (!swap && from.stride == size && to.stride == size) {
    memmove(to.data, from.data, (size_t)(n * size));
    return;
  }
  int num = ambi_descr_type_num(from.descr);
#define COPY_AS(type)                                                                       \
  for (npy_intp i = 0; i < n; i++) {                                                        \
    type value;                                                                             \
    memcpy(&value, from.data + i * from.stride, sizeof value);                              \
    memcpy(to.data + i * to.stride, &value, sizeof value);                                  \
  }
  if (!swap && size == 8) {
    COPY_AS(uint64_t)
  } else if (!swap && size == 4) {
    COPY_AS(uint32_t)
  } else if (!swap && size == 1) {
    COPY_AS(uint8_t)
  } else {
    for (npy_intp i = 0; i < n; i++) {
      memmove(to.data + i * to.stride, from.data + i * from.stride, (size_t)size);
      if (swap) ambi_swap_item(num, to.data + i * to.stride, to.data + i * to.stride, size);
    }
  }
#undef COPY_AS
}

/* NumPy has no direct cast of an integer to a half: it goes by way of a float. */
static void to_half(int num, void *from, uint16_t *to, npy_intp n) {
  bool wide = num == NPY_DOUBLE || num == NPY_LONGDOUBLE || num == NPY_CDOUBLE || num == NPY_CLONGDOUBLE;
  double doubles[BLOCK];
  float floats[BLOCK];
  ambi_arr_funcs(num)->cast[wide ? NPY_DOUBLE : NPY_FLOAT](from, wide ? (void *)doubles : floats, n, NULL, NULL);
  for (npy_intp i = 0; i < n; i++) to[i] = ambi_half_of_double(wide ? doubles[i] : (double)floats[i]);
}

static int cast_numbers(ambi_run_of from, ambi_run_of to, npy_intp n) {
  int a = ambi_descr_type_num(from.descr), b = ambi_descr_type_num(to.descr);
  npy_intp a_size = ambi_descr_elsize(from.descr), b_size = ambi_descr_elsize(to.descr);
  bool a_swap = ambi_descr_swapped(from.descr), b_swap = ambi_descr_swapped(to.descr);
  /* Times are their numbers. */
  int target = b == NPY_DATETIME || b == NPY_TIMEDELTA ? NPY_LONG : b;
  _Alignas(16) char in[BLOCK * LARGEST], out[BLOCK * LARGEST];
  for (npy_intp done = 0; done < n; done += BLOCK) {
    npy_intp count = n - done < BLOCK ? n - done : BLOCK;
    ambi_run_of block = {from.descr, in, a_size, NULL};
    ambi_run_of source = {from.descr, from.data + done * from.stride, from.stride, NULL};
    copy_bytes(source, block, count, a_size, a_swap);
    if (target == NPY_HALF) {
      to_half(a, in, (uint16_t *)(void *)out, count);
    } else {
      ambi_arr_funcs(a)->cast[target](in, out, count, NULL, NULL);
    }
    ambi_run_of result = {to.descr, out, b_size, NULL};
    ambi_run_of destination = {to.descr, to.data + done * to.stride, to.stride, NULL};
    copy_bytes(result, destination, count, b_size, b_swap);
  }
  return 0;
}

PyArrayObject_fields ambi_stand_in(PyObject *descr) {
  PyTypeObject *type = ambi_descr_is_1x(descr) ? &PyArray_Type_abi1 : &PyArray_Type;
  return (PyArrayObject_fields){.ob_base = {AMBI_IMMORTAL, type},
                                .descr = descr,
                                .flags = NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE};
}

int ambi_transfer_items(ambi_run_of from, ambi_run_of to, npy_intp n) {
  PyArray_ArrFuncs *a = ambi_arr_funcs(ambi_descr_type_num(from.descr));
  PyArray_ArrFuncs *b = ambi_arr_funcs(ambi_descr_type_num(to.descr));
  if (!a || !b) {
    PyErr_Format(PyExc_NotImplementedError, "not implemented yet: casting %R to %R", from.descr, to.descr);
    return -1;
  }
  PyArrayObject_fields from_array = ambi_stand_in(from.descr), to_array = ambi_stand_in(to.descr);
  for (npy_intp i = 0; i < n; i++) {
    PyObject *item = a->getitem(from.data + i * from.stride, &from_array);
    if (!item) return -1;
    int status = b->setitem(item, to.data + i * to.stride, &to_array);
    Py_DECREF(item);
    if (status < 0) return -1;
  }
  return 0;
}

/* Objects of one array into another: the new ones are referenced before the old ones are released. */
static void copy_objects(ambi_run_of from, ambi_run_of to, npy_intp n) {
  for (npy_intp i = 0; i < n; i++) {
    PyObject *value, *old;
    memcpy(&value, from.data + i * from.stride, sizeof value);
    memcpy(&old, to.data + i * to.stride, sizeof old);
    Py_XINCREF(value);
    memcpy(to.data + i * to.stride, &value, sizeof value);
    Py_XDECREF(old);
  }
}

/* Text of one kind in another length: cut or padded with NUL. */
static void copy_text(ambi_run_of from, ambi_run_of to, npy_intp n) {
  npy_intp a = ambi_descr_elsize(from.descr), b = ambi_descr_elsize(to.descr), common = a < b ? a : b;
  int num = ambi_descr_type_num(from.descr);
  bool swap = ambi_descr_swapped(from.descr) != ambi_descr_swapped(to.descr);
  for (npy_intp i = 0; i < n; i++) {
    char *target = to.data + i * to.stride;
    memmove(target, from.data + i * from.stride, (size_t)common);
    if (swap) ambi_swap_item(num, target, target, common);
    memset(target + common, 0, (size_t)(b - common));
  }
}

/* Registered dtypes: by their own copyswapn, and the cast that was registered, in blocks. */
static int transfer_user(ambi_run_of from, ambi_run_of to, npy_intp n) {
  int a = ambi_descr_type_num(from.descr), b = ambi_descr_type_num(to.descr);
  PyArrayObject_fields from_array = ambi_stand_in(from.descr), to_array = ambi_stand_in(to.descr);
  PyArray_ArrFuncs *in = ambi_arr_funcs(a), *out = ambi_arr_funcs(b);
  bool from_swap = ambi_descr_swapped(from.descr), to_swap = ambi_descr_swapped(to.descr);
  if (a == b) {
    out->copyswapn(to.data, to.stride, from.data, from.stride, n, from_swap != to_swap, &to_array);
    return PyErr_Occurred() ? -1 : 0;
  }
  if (ambi_user_check_cast(from.descr, to.descr) < 0) return -1;
  PyArray_VectorUnaryFunc *cast = ambi_user_cast(a, b);
  npy_intp a_size = ambi_descr_elsize(from.descr), b_size = ambi_descr_elsize(to.descr);
  if (!cast || a_size > LARGEST || b_size > LARGEST) return ambi_transfer_items(from, to, n);
  _Alignas(16) char before[BLOCK * LARGEST], after[BLOCK * LARGEST];
  for (npy_intp done = 0; done < n; done += BLOCK) {
    npy_intp count = n - done < BLOCK ? n - done : BLOCK;
    in->copyswapn(before, a_size, from.data + done * from.stride, from.stride, count, from_swap, &from_array);
    cast(before, after, count, &from_array, &to_array);
    if (PyErr_Occurred()) return -1;
    out->copyswapn(to.data + done * to.stride, to.stride, after, b_size, count, to_swap, &to_array);
  }
  return 0;
}

int ambi_transfer(ambi_run_of from, ambi_run_of to, npy_intp n) {
  if (n <= 0) return 0;
  int a = ambi_descr_type_num(from.descr), b = ambi_descr_type_num(to.descr);
  bool structured = a == NPY_VOID || b == NPY_VOID;
  if ((a >= NPY_USERDEF || b >= NPY_USERDEF) && !structured) return transfer_user(from, to, n);
  bool swap = ambi_descr_swapped(from.descr) != ambi_descr_swapped(to.descr);
  if (is_number(a) && is_number(b)) {
    if (a == b && ambi_is_time(a) && !ambi_same_unit(from.descr, to.descr)) return ambi_time_transfer(from, to, n);
    if (a == b || (ambi_is_time(a) && ambi_is_time(b))) {
      copy_bytes(from, to, n, ambi_descr_elsize(from.descr), swap);
      return 0;
    }
    if (a != NPY_DATETIME || b == NPY_LONG || b == NPY_LONGLONG) return cast_numbers(from, to, n);
  }
  if (a == b && a == NPY_OBJECT) {
    copy_objects(from, to, n);
    return 0;
  }
  if (a == b && (a == NPY_STRING || a == NPY_UNICODE)) {
    copy_text(from, to, n);
    return 0;
  }
  if (a == b && a == NPY_VOID && !ambi_descr_has_object(from.descr) && ambi_same_descr(from.descr, to.descr)) {
    copy_bytes(from, to, n, ambi_descr_elsize(from.descr), false);
    return 0;
  }
  if (structured) return ambi_struct_transfer(from, to, n);
  return ambi_transfer_items(from, to, n);
}

/* For Java. */
AMBI_EXPORT int ambi_transfer_elements(PyObject *from_descr, char *from, int64_t from_stride, PyObject *to_descr, char *to,
                                       int64_t to_stride, int64_t n) {
  ambi_run_of source = {from_descr, from, from_stride, NULL}, target = {to_descr, to, to_stride, NULL};
  return ambi_transfer(source, target, n);
}

int ambi_transfer_masked(ambi_run_of from, ambi_run_of to, npy_intp n, const npy_bool *mask, npy_intp mask_stride) {
  for (npy_intp i = 0; i < n;) {
    while (i < n && !mask[i * mask_stride]) i++;
    npy_intp start = i;
    while (i < n && mask[i * mask_stride]) i++;
    ambi_run_of source = from, target = to;
    source.data += start * from.stride;
    target.data += start * to.stride;
    if (ambi_transfer(source, target, i - start) < 0) return -1;
  }
  return 0;
}

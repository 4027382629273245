/* Making array objects: the struct, its flags, its memory. */
#include "numpy_array.h"

#include "array_view.h"
#include "containers.h"

int ambi_array_abi(PyObject *array) {
  return Py_IS_TYPE(array, &PyArray_Type) ? 2 : PyObject_TypeCheck(array, &PyArray_Type_abi1) ? 1 : 2;
}

static int max_dims(int abi) { return abi == 1 ? 32 : 64; }

/* ---- products of lengths ------------------------------------------------------------------------------------------ */

AMBI_EXPORT npy_intp PyArray_MultiplyList(npy_intp const *list, int n) {
  npy_intp product = 1;
  while (n--) product *= *list++;
  return product;
}

AMBI_EXPORT int PyArray_MultiplyIntList(int const *list, int n) {
  int product = 1;
  while (n--) product *= *list++;
  return product;
}

/* -1 where the product does not fit. */
AMBI_EXPORT npy_intp PyArray_OverflowMultiplyList(npy_intp const *list, int n) {
  npy_intp product = 1;
  for (int i = 0; i < n; i++) {
    if (list[i] == 0) return 0;
    if (__builtin_mul_overflow(product, list[i], &product)) return -1;
  }
  return product;
}

AMBI_EXPORT int PyArray_CompareLists(npy_intp const *a, npy_intp const *b, int n) {
  for (int i = 0; i < n; i++) {
    if (a[i] != b[i]) return 0;
  }
  return 1;
}

AMBI_EXPORT npy_intp PyArray_Size(PyObject *o) { return PyArray_Check(o) ? ambi_array_size(o) : 0; }

AMBI_EXPORT void *PyArray_GetPtr(PyObject *array, npy_intp const *index) {
  char *p = FIELDS(array)->data;
  for (int i = 0; i < FIELDS(array)->nd; i++) p += FIELDS(array)->strides[i] * index[i];
  return p;
}

/* ---- flags ------------------------------------------------------------------------------------------------------------ */

/* Dimensions of length 1 have any stride, and an array without elements is contiguous in every order. */
static int contiguity(const PyArrayObject_fields *a, npy_intp elsize) {
  npy_intp expected = elsize;
  bool c = true, f = true;
  for (int i = a->nd - 1; i >= 0; i--) {
    if (a->dimensions[i] == 0) return NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS;
    if (a->dimensions[i] != 1) {
      if (a->strides[i] != expected) c = false;
      expected *= a->dimensions[i];
    }
  }
  expected = elsize;
  for (int i = 0; i < a->nd; i++) {
    if (a->dimensions[i] != 1) {
      if (a->strides[i] != expected) f = false;
      expected *= a->dimensions[i];
    }
  }
  return (c ? NPY_ARRAY_C_CONTIGUOUS : 0) | (f ? NPY_ARRAY_F_CONTIGUOUS : 0);
}

static bool aligned(const PyArrayObject_fields *a) {
  npy_intp alignment = ambi_descr_alignment(a->descr);
  if (alignment <= 1) return true;
  uintptr_t all = (uintptr_t)a->data;
  for (int i = 0; i < a->nd; i++) {
    if (a->dimensions[i] == 0) return true;
    if (a->dimensions[i] > 1) all |= (uintptr_t)a->strides[i];
  }
  return (all & (uintptr_t)(alignment - 1)) == 0;
}

AMBI_EXPORT void PyArray_UpdateFlags(PyObject *array, int mask) {
  PyArrayObject_fields *a = FIELDS(array);
  int both = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS;
  if (mask & both) a->flags = (a->flags & ~both) | contiguity(a, ambi_descr_elsize(a->descr));
  if (mask & NPY_ARRAY_ALIGNED) {
    a->flags = aligned(a) ? a->flags | NPY_ARRAY_ALIGNED : a->flags & ~NPY_ARRAY_ALIGNED;
  }
  if (mask & NPY_ARRAY_WRITEABLE) {
    a->flags = ambi_array_base_writeable(array) ? a->flags | NPY_ARRAY_WRITEABLE : a->flags & ~NPY_ARRAY_WRITEABLE;
  }
}

/* Whether the memory behind the array may be written: its own, or that of the last base. */
bool ambi_array_base_writeable(PyObject *array) {
  PyObject *base = FIELDS(array)->base;
  if ((FIELDS(array)->flags & NPY_ARRAY_OWNDATA) || !base) return true;
  while (PyArray_Check(base)) {
    if ((FIELDS(base)->flags & NPY_ARRAY_OWNDATA) || !FIELDS(base)->base) return FIELDS(base)->flags & NPY_ARRAY_WRITEABLE;
    base = FIELDS(base)->base;
  }
  Py_buffer view;
  if (PyObject_GetBuffer(base, &view, 1 /* PyBUF_WRITABLE */) < 0) {
    PyErr_Clear();
    return false;
  }
  PyBuffer_Release(&view);
  return true;
}

AMBI_EXPORT int PyArray_FailUnlessWriteable(PyObject *array, const char *name) {
  if (FIELDS(array)->flags & NPY_ARRAY_WRITEABLE) return 0;
  PyErr_Format(PyExc_ValueError, "%s is read-only", name);
  return -1;
}

/* ---- the base, whose memory an array uses ------------------------------------------------------------------------------- */

/* Steals the reference to `base`, also on failure. */
AMBI_EXPORT int PyArray_SetBaseObject(PyObject *array, PyObject *base) {
  if (!base) {
    PyErr_SetString(PyExc_ValueError, "Cannot set the NumPy array 'base' dependency to NULL after initialization");
    return -1;
  }
  if (FIELDS(array)->base) {
    Py_DECREF(base);
    PyErr_SetString(PyExc_ValueError, "Cannot set the NumPy array 'base' dependency more than once");
    return -1;
  }
  /* A view of a view is a view of the first one's base: chains stay short. */
  while (PyArray_Check(base)) {
    if (base == array) {
      Py_DECREF(base);
      PyErr_SetString(PyExc_ValueError, "Cannot create a circular NumPy array 'base' dependency");
      return -1;
    }
    PyObject *next = FIELDS(base)->base;
    if ((FIELDS(base)->flags & NPY_ARRAY_OWNDATA) || !next || Py_TYPE(next) != Py_TYPE(array)) break;
    Py_INCREF(next);
    Py_DECREF(base);
    base = next;
  }
  FIELDS(array)->base = base;
  return 0;
}

AMBI_EXPORT int PyArray_SetWritebackIfCopyBase(PyObject *array, PyObject *base) {
  if (!base) {
    PyErr_SetString(PyExc_ValueError, "Cannot WRITEBACKIFCOPY to NULL array");
    return -1;
  }
  if (FIELDS(array)->base) {
    Py_DECREF(base);
    PyErr_SetString(PyExc_ValueError, "Cannot set array with existing base to WRITEBACKIFCOPY");
    return -1;
  }
  if (PyArray_FailUnlessWriteable(base, "WRITEBACKIFCOPY base") < 0) {
    Py_DECREF(base);
    return -1;
  }
  /* The original is locked until the copy has been written back. */
  FIELDS(array)->flags |= NPY_ARRAY_WRITEBACKIFCOPY;
  FIELDS(base)->flags &= ~NPY_ARRAY_WRITEABLE;
  FIELDS(array)->base = base;
  return 0;
}

AMBI_EXPORT int PyArray_ResolveWritebackIfCopy(PyObject *array) {
  PyArrayObject_fields *a = FIELDS(array);
  if (!a->base || !(a->flags & NPY_ARRAY_WRITEBACKIFCOPY)) return 0;
  FIELDS(a->base)->flags |= NPY_ARRAY_WRITEABLE;
  a->flags &= ~NPY_ARRAY_WRITEBACKIFCOPY;
  PyObject *base = a->base;
  a->base = NULL;
  int status = PyArray_CopyInto(base, array);
  Py_DECREF(base);
  return status < 0 ? -1 : 1;
}

/* The references of an object array that owns its memory, which is one block without gaps. */
void ambi_array_drop_objects(PyObject *array) {
  PyObject **items = (PyObject **)FIELDS(array)->data;
  for (npy_intp i = 0, n = ambi_array_size(array); i < n; i++) Py_CLEAR(items[i]);
}

/* ---- new arrays --------------------------------------------------------------------------------------------------------- */

static void fill_strides(PyArrayObject_fields *a, npy_intp elsize, bool fortran) {
  npy_intp step = elsize;
  for (int k = 0; k < a->nd; k++) {
    int i = fortran ? k : a->nd - 1 - k;
    a->strides[i] = step;
    step *= a->dimensions[i] ? a->dimensions[i] : 1;
  }
}

/* Checks the lengths; the number of bytes, or -1 with an error. */
static npy_intp checked_bytes(int nd, npy_intp const *dims, npy_intp elsize) {
  npy_intp bytes = elsize;
  bool empty = false;
  for (int i = 0; i < nd; i++) {
    if (dims[i] < 0) {
      PyErr_SetString(PyExc_ValueError, "negative dimensions are not allowed");
      return -1;
    }
    if (dims[i] == 0) {
      empty = true;
    } else if (__builtin_mul_overflow(bytes, dims[i], &bytes)) {
      PyErr_SetString(PyExc_ValueError,
                      "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
      return -1;
    }
  }
  return empty ? 0 : bytes;
}

/* A text dtype of no length means one character. Consumes and gives a reference. */
static PyObject *sized(PyObject *descr) {
  int number = ambi_descr_type_num(descr);
  if (ambi_descr_elsize(descr) || (number != NPY_STRING && number != NPY_UNICODE)) return descr;
  PyObject *copy = PyArray_DescrNew(descr);
  Py_DECREF(descr);
  if (copy) ambi_descr_set_elsize(copy, number == NPY_STRING ? 1 : 4);
  return copy;
}

static PyObject *new_array(PyTypeObject *type, PyObject *descr, int nd, npy_intp const *dims, npy_intp const *strides,
                           void *data, int flags, PyObject *like, bool zeroed);

/* A dtype with a shape of its own adds its dimensions to the array's. Consumes descr. */
static PyObject *new_of_subarray(PyTypeObject *type, PyObject *descr, int nd, npy_intp const *dims,
                                 npy_intp const *strides, void *data, int flags, PyObject *like, bool zeroed) {
  PyArray_ArrayDescr *sub = ambi_descr_subarray(descr);
  npy_intp all_dims[64], all_strides[64];
  PyObject *base = AMBI_NEWREF(sub->base), *shape = sub->shape, *array = NULL;
  int more = PyTuple_Check(shape) ? (int)PyTuple_GET_SIZE(shape) : 1;
  if (nd + more > max_dims(ambi_descr_abi(descr)) || nd < 0) {
    PyErr_Format(PyExc_ValueError, "number of dimensions must be within [0, %d]", max_dims(ambi_descr_abi(descr)));
    Py_DECREF(base);
  } else {
    memcpy(all_dims, dims, (size_t)nd * sizeof *dims);
    npy_intp step = ambi_descr_elsize(base);
    for (int i = more - 1; i >= 0; i--) {
      all_dims[nd + i] = PyLong_AsSsize_t(PyTuple_Check(shape) ? PyTuple_GET_ITEM(shape, i) : shape);
      all_strides[nd + i] = step;
      step = (npy_intp)((size_t)step * (size_t)all_dims[nd + i]); /* too many are refused below */
    }
    if (strides) memcpy(all_strides, strides, (size_t)nd * sizeof *strides);
    /* A sub-array from C may be one of itself. */
    if (Py_EnterRecursiveCall(" in a sub-array that holds itself") == 0) {
      array = new_array(type, base, nd + more, all_dims, strides ? all_strides : NULL, data, flags, like, zeroed);
      Py_LeaveRecursiveCall();
    } else {
      Py_DECREF(base);
    }
  }
  Py_DECREF(descr);
  return array;
}

/* Tells a subclass's __array_finalize__ where the array comes from. */
static int finalize(PyObject *array, PyObject *like) {
  PyObject *method = _PyType_Lookup(Py_TYPE(array), AMBI_ID("__array_finalize__"));
  if (!method || method == Py_None) return 0;
  PyObject *done = PyObject_CallMethodObjArgs(array, AMBI_ID("__array_finalize__"), like ? like : Py_None, NULL);
  Py_XDECREF(done);
  return done ? 0 : -1;
}

/* Consumes `descr`, also on failure. */
static PyObject *new_array(PyTypeObject *type, PyObject *descr, int nd, npy_intp const *dims, npy_intp const *strides,
                           void *data, int flags, PyObject *like, bool zeroed) {
  if (AMBI_UNLIKELY(ambi_descr_subarray(descr) != NULL)) {
    return new_of_subarray(type, descr, nd, dims, strides, data, flags, like, zeroed);
  }
  int abi = ambi_descr_abi(descr);
  if (nd < 0 || nd > max_dims(abi)) {
    Py_DECREF(descr);
    return ambi_raise(PyExc_ValueError, "number of dimensions must be within [0, %d]", max_dims(abi));
  }
  if (!(descr = sized(descr))) return NULL;
  npy_intp elsize = ambi_descr_elsize(descr), bytes = checked_bytes(nd, dims, elsize);
  PyObject *array = bytes < 0 ? NULL : type->tp_alloc(type, 0);
  if (!array) {
    Py_DECREF(descr);
    return NULL;
  }
  PyArrayObject_fields *a = FIELDS(array);
  a->descr = descr;
  a->nd = nd;
  if (nd) {
    a->dimensions = malloc(2 * (size_t)nd * sizeof(npy_intp));
    if (!a->dimensions) goto no_memory;
    a->strides = a->dimensions + nd;
    memcpy(a->dimensions, dims, (size_t)nd * sizeof *dims);
  }
  if (data) {
    a->flags = flags & ~(NPY_ARRAY_WRITEBACKIFCOPY | NPY_ARRAY_OWNDATA);
    a->data = data;
  } else {
    a->flags = NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE | NPY_ARRAY_OWNDATA;
    zeroed |= (ambi_descr_flags(descr) & NPY_NEEDS_INIT) != 0;
    size_t size = bytes ? (size_t)bytes : elsize ? (size_t)elsize : 1;
    a->data = zeroed ? calloc(1, size) : malloc(size);
    if (!a->data) goto no_memory;
  }
  if (strides) {
    memcpy(a->strides, strides, (size_t)nd * sizeof *strides);
    PyArray_UpdateFlags(array, NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS | NPY_ARRAY_ALIGNED);
  } else {
    /* Whatever the flag, an array without memory of its own is in C order unless it says Fortran and not C. */
    bool fortran = data ? (flags & (NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS)) == NPY_ARRAY_F_CONTIGUOUS : flags != 0;
    fill_strides(a, elsize, fortran);
    PyArray_UpdateFlags(array, NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS);
  }
  if (AMBI_UNLIKELY(type != &PyArray_Type && type != &PyArray_Type_abi1) && finalize(array, like) < 0) {
    Py_DECREF(array);
    return NULL;
  }
  return array;

no_memory:
  a->flags &= ~NPY_ARRAY_OWNDATA;
  Py_DECREF(array);
  return PyErr_NoMemory();
}

AMBI_EXPORT PyObject *PyArray_NewFromDescr(PyTypeObject *type, PyObject *descr, int nd, npy_intp const *dims,
                                           npy_intp const *strides, void *data, int flags, PyObject *like) {
  if (!type) {
    Py_XDECREF(descr);
    return ambi_raise(PyExc_ValueError, "subtype is NULL in PyArray_NewFromDescr");
  }
  if (!descr) return ambi_raise(PyExc_TypeError, "dtype is NULL in PyArray_NewFromDescr");
  return new_array(type, descr, nd, dims, strides, data, flags, like, false);
}

AMBI_EXPORT PyObject *PyArray_New(PyTypeObject *type, int nd, npy_intp const *dims, int type_num,
                                  npy_intp const *strides, void *data, int itemsize, int flags, PyObject *like) {
  if (!type) return ambi_raise(PyExc_ValueError, "subtype is NULL in PyArray_New");
  PyObject *descr = ambi_descr_from_type(PyType_IsSubtype(type, &PyArray_Type_abi1) ? 1 : 2, type_num);
  if (!descr) return NULL;
  if (!ambi_descr_elsize(descr)) {
    if (itemsize < 1) {
      Py_DECREF(descr);
      return ambi_raise(PyExc_ValueError, "data type must provide an itemsize");
    }
    PyObject *copy = PyArray_DescrNew(descr);
    Py_DECREF(descr);
    if (!copy) return NULL;
    ambi_descr_set_elsize(descr = copy, itemsize);
  }
  return new_array(type, descr, nd, dims, strides, data, flags, like, false);
}

PyTypeObject *ambi_array_type(int abi) { return abi == 1 ? &PyArray_Type_abi1 : &PyArray_Type; }

/* float64 where no dtype is given. Consumes `descr`. */
static PyObject *simple(int abi, int nd, npy_intp const *dims, PyObject *descr, int fortran, bool zeroed) {
  if (!descr) descr = ambi_descr_from_type(abi, NPY_DOUBLE);
  return new_array(ambi_array_type(ambi_descr_abi(descr)), descr, nd, dims, NULL, NULL, fortran, NULL, zeroed);
}

AMBI_EXPORT PyObject *PyArray_Empty(int nd, npy_intp const *dims, PyObject *descr, int fortran) {
  return simple(2, nd, dims, descr, fortran, false);
}
AMBI_EXPORT PyObject *PyArray_Empty_abi1(int nd, npy_intp const *dims, PyObject *descr, int fortran) {
  return simple(1, nd, dims, descr, fortran, false);
}
/* An object array of zeros holds the int 0. */
static PyObject *filled_with_zero(PyObject *array) {
  if (!array || ambi_descr_type_num(FIELDS(array)->descr) != NPY_OBJECT) return array;
  PyObject **items = (PyObject **)FIELDS(array)->data;
  for (npy_intp i = 0; i < ambi_array_size(array); i++) items[i] = PyLong_FromLong(0);
  return array;
}
AMBI_EXPORT PyObject *PyArray_Zeros(int nd, npy_intp const *dims, PyObject *descr, int fortran) {
  return filled_with_zero(simple(2, nd, dims, descr, fortran, true));
}
AMBI_EXPORT PyObject *PyArray_Zeros_abi1(int nd, npy_intp const *dims, PyObject *descr, int fortran) {
  return filled_with_zero(simple(1, nd, dims, descr, fortran, true));
}

AMBI_EXPORT PyObject *PyArray_IntTupleFromIntp(int n, npy_intp const *values) { return ambi_tuple_of_sizes(values, n); }

/* Whether every stride is a whole number of elements. */
AMBI_EXPORT int PyArray_ElementStrides(PyObject *array) {
  npy_intp size = ambi_descr_elsize(FIELDS(array)->descr);
  for (int i = 0; i < FIELDS(array)->nd; i++) {
    if (size && FIELDS(array)->strides[i] % size) return 0;
  }
  return 1;
}

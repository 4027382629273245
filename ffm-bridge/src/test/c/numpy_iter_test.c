/* flatiter, broadcast, neighbourhoods and NpyIter on small arrays of both ABIs. */
#include "numpy_check.h"

#include "numpy_nditer.h"

static npy_intp dims23[] = {2, 3};

AMBI_API NpyIter_IterNextFunc *NpyIter_GetIterNext(NpyIter *it, char **errmsg);
AMBI_API NpyIter_GetMultiIndexFunc *NpyIter_GetGetMultiIndex(NpyIter *it, char **errmsg);
AMBI_API char **NpyIter_GetDataPtrArray(NpyIter *it);
AMBI_API npy_intp *NpyIter_GetInnerStrideArray(NpyIter *it);
AMBI_API npy_intp *NpyIter_GetInnerLoopSizePtr(NpyIter *it);
AMBI_API PyObject **NpyIter_GetOperandArray(NpyIter *it);
AMBI_API npy_intp *NpyIter_GetIndexPtr(NpyIter *it);
AMBI_API int NpyIter_GotoMultiIndex(NpyIter *it, const npy_intp *index);
AMBI_API int NpyIter_GotoIterIndex(NpyIter *it, npy_intp index);
AMBI_API int NpyIter_RemoveAxis(NpyIter *it, int axis);
AMBI_API int NpyIter_ResetToIterIndexRange(NpyIter *it, npy_intp start, npy_intp end, char **errmsg);
AMBI_API NpyIter *NpyIter_New(PyObject *array, unsigned int flags, int order, int casting, PyObject *dtype);
AMBI_API NpyIter *NpyIter_MultiNew(int nop, PyObject **arrays, unsigned int flags, int order, int casting,
                                   unsigned int *op_flags, PyObject **op_dtypes);
AMBI_API NpyIter *NpyIter_Copy(NpyIter *it);

/* The values that a flatiter visits, as one decimal number: 0 3 1 4 2 5 is 31425. */
static long flat_digits(PyObject *o) {
  PyArrayIterObject *it = (PyArrayIterObject *)o;
  long digits = 0;
  for (; it->index < it->size; ambi_iter_advance(it)) digits = digits * 10 + *(int64_t *)(void *)it->dataptr;
  return digits;
}

static void test_flatiter(int abi) {
  CHECK_LIVE_UNCHANGED {
    PyObject *a = test_arange(abi, NPY_LONG, 2, dims23), *t = test_transpose(a);
    PyObject *it = PyArray_IterNew(a);
    CHECK_INT(flat_digits(it), 12345);
    CHECK(((PyArrayIterObject *)it)->contiguous == 1);
    ambi_iter_goto((PyArrayIterObject *)it, 4);
    CHECK_INT(*(int64_t *)(void *)((PyArrayIterObject *)it)->dataptr, 4);
    Py_DECREF(it);
    it = PyArray_IterNew(t);
    CHECK_INT(flat_digits(it), 31425);
    Py_DECREF(it);
    int axis = 1;
    it = PyArray_IterAllButAxis(a, &axis);
    CHECK_INT(flat_digits(it), 3);
    Py_DECREF(it);
    axis = -1;
    it = PyArray_IterAllButAxis(t, &axis);
    CHECK_INT(axis, 0);
    Py_DECREF(it);
    npy_intp three[] = {2, 2, 3};
    it = PyArray_BroadcastToShape(a, three, 3);
    CHECK_INT(flat_digits(it), 12345012345);
    Py_DECREF(it);
    three[2] = 4;
    CHECK(PyArray_BroadcastToShape(a, three, 3) == NULL);
    CHECK_ERR(PyExc_ValueError, "array is not broadcastable to correct shape");
    it = PyArray_IterNew(a);
    CHECK_INT(PyObject_Size(it), 6);
    PyObject *item = PyIter_Next(it);
    CHECK(item && Py_TYPE(item) == &PyLongArrType_Type);
    Py_XDECREF(item);
    CHECK_STR_OF(PyObject_GetAttrString(it, "coords"), "(0, 1)");
    CHECK_STR_OF(PyObject_GetAttrString(it, "index"), "1");
    Py_DECREF(it);
    CHECK(PyArray_IterNew(Py_None) == NULL);
    PyErr_Clear();
    Py_DECREF(t);
    Py_DECREF(a);
  }
}

static void test_multi(int abi) {
  CHECK_LIVE_UNCHANGED {
    npy_intp three = 3, four = 4;
    PyObject *a = test_arange(abi, NPY_LONG, 2, dims23), *b = test_arange(abi, NPY_LONG, 1, &three);
    PyObject *c = test_arange(abi, NPY_LONG, 1, &four);
    PyObject *o = abi == 1 ? PyArray_MultiIterNew_abi1(2, a, b) : PyArray_MultiIterNew(2, a, b);
    PyArrayMultiIterObject *multi = (PyArrayMultiIterObject *)o;
    CHECK(multi && multi->nd == 2 && multi->size == 6 && multi->dimensions[1] == 3);
    CHECK_INT(flat_digits((PyObject *)multi->iters[0]), 12345);
    CHECK_INT(flat_digits((PyObject *)multi->iters[1]), 12012);
    CHECK_INT(PyArray_RemoveSmallest(multi), 1);
    CHECK_INT(multi->size, 2);
    Py_DECREF(o);
    CHECK(PyArray_MultiIterNew(2, a, c) == NULL);
    CHECK_ERR(PyExc_ValueError, "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg "
                                "0 with shape (2, 3) and arg 1 with shape (4,).");
    CHECK(PyArray_MultiIterNew_abi1(33) == NULL);
    CHECK_ERR(PyExc_ValueError, "Need at least 0 and at most 32 array objects.");
    PyObject *number = PyFloat_FromDouble(2.5), *objects[] = {a, number};
    o = PyArray_MultiIterFromObjects(objects, 2, 1, b);
    CHECK(o && ((PyArrayMultiIterObject *)o)->numiter == 3);
    Py_XDECREF(o);
    Py_DECREF(number);
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(c);
  }
}

/* The neighbourhood [-2, 2] of element 1 of 0 1 2, each value plus 1 as a digit. */
static long neighborhood_digits(int abi, int mode, PyObject *fill) {
  npy_intp three = 3, bounds[] = {-2, 2};
  PyObject *a = test_arange(abi, NPY_LONG, 1, &three);
  PyArrayIterObject *it = (PyArrayIterObject *)PyArray_IterNew(a);
  PyArrayNeighborhoodIterObject *n =
      (PyArrayNeighborhoodIterObject *)PyArray_NeighborhoodIterNew(it, bounds, mode, (PyArrayObject_fields *)fill);
  long digits = 0;
  if (n) {
    ambi_iter_advance(it);
    for (npy_intp i = -2; i <= 2; i++) digits = digits * 10 + *(int64_t *)(void *)n->base.translate(&n->base, &i) + 1;
    CHECK_INT(n->base.size, 5);
  }
  Py_XDECREF(n);
  Py_DECREF(it);
  Py_DECREF(a);
  return digits;
}

static void test_neighborhood(int abi) {
  CHECK_LIVE_UNCHANGED {
    CHECK_INT(neighborhood_digits(abi, 0, NULL), 11231);
    CHECK_INT(neighborhood_digits(abi, 1, NULL), 21232);
    PyObject *seven = ambi_as_array(PyLong_FromLong(7), abi);
    CHECK_INT(neighborhood_digits(abi, 2, seven), 81238);
    Py_DECREF(seven);
    CHECK_INT(neighborhood_digits(abi, 3, NULL), 31231);
    CHECK_INT(neighborhood_digits(abi, 4, NULL), 11233);
    CHECK_INT(neighborhood_digits(abi, 5, NULL), 0);
    CHECK_ERR(PyExc_ValueError, "Unsupported padding mode");
  }
}

/* ---- NpyIter --------------------------------------------------------------------------------------------------------- */

static long nditer_digits(NpyIter *it, int op) {
  NpyIter_IterNextFunc *next = NpyIter_GetIterNext(it, NULL);
  long digits = 0;
  do {
    digits = digits * 10 + *(int64_t *)(void *)NpyIter_GetDataPtrArray(it)[op];
  } while (next(it));
  return digits;
}

static void test_nditer_orders(int abi) {
  CHECK_LIVE_UNCHANGED {
    PyObject *a = test_arange(abi, NPY_LONG, 2, dims23), *t = test_transpose(a);
    const struct {
      PyObject *array;
      int order;
      long digits;
    } cases[] = {{a, NPY_KEEPORDER, 12345}, {a, NPY_CORDER, 12345}, {a, NPY_FORTRANORDER, 31425},
                 {t, NPY_KEEPORDER, 12345}, {t, NPY_CORDER, 31425}, {t, NPY_ANYORDER, 12345}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
      NpyIter *it = NpyIter_New(cases[i].array, NPY_ITER_READONLY, cases[i].order, NPY_NO_CASTING, NULL);
      CHECK_INT(nditer_digits(it, 0), cases[i].digits);
      CHECK(NpyIter_Deallocate(it) == 1);
    }
    npy_intp backwards[] = {-24, -8};
    PyObject *r = ambi_array_make(AMBI_NEWREF(ambi_array(a)->descr), 2, dims23, backwards, ambi_array(a)->data + 40, a, true);
    NpyIter *it = NpyIter_New(r, NPY_ITER_READONLY | NPY_ITER_MULTI_INDEX, NPY_KEEPORDER, NPY_NO_CASTING, NULL);
    CHECK_INT(nditer_digits(it, 0), 12345);
    ambi_nditer_restart(it);
    npy_intp index[2];
    NpyIter_GetGetMultiIndex(it, NULL)(it, index);
    CHECK(index[0] == 1 && index[1] == 2);
    index[0] = index[1] = 0;
    CHECK(NpyIter_GotoMultiIndex(it, index) && *(int64_t *)(void *)NpyIter_GetDataPtrArray(it)[0] == 5);
    index[1] = 3;
    CHECK(!NpyIter_GotoMultiIndex(it, index));
    CHECK_ERR(PyExc_IndexError, "Iterator GotoMultiIndex called with an out-of-bounds multi-index");
    NpyIter_Deallocate(it);
    it = NpyIter_New(r, NPY_ITER_READONLY | NPY_ITER_DONT_NEGATE_STRIDES, NPY_KEEPORDER, NPY_NO_CASTING, NULL);
    CHECK_INT(nditer_digits(it, 0), 543210);
    NpyIter_Deallocate(it);
    it = NpyIter_New(t, NPY_ITER_READONLY | NPY_ITER_C_INDEX, NPY_KEEPORDER, NPY_NO_CASTING, NULL);
    NpyIter_IterNextFunc *next = NpyIter_GetIterNext(it, NULL);
    long digits = 0;
    do {
      digits = digits * 10 + *NpyIter_GetIndexPtr(it);
    } while (next(it));
    CHECK_INT(digits, 24135);
    NpyIter_Deallocate(it);
    Py_DECREF(r);
    Py_DECREF(t);
    Py_DECREF(a);
  }
}

/* out = a + b, allocated, with b cast from int32 through a buffer of two. */
static void test_nditer_buffered(int abi, npy_intp buffersize) {
  CHECK_LIVE_UNCHANGED {
    npy_intp three = 3;
    PyObject *a = test_arange(abi, NPY_LONG, 2, dims23), *b = test_arange(abi, NPY_INT, 1, &three);
    PyObject *arrays[] = {a, b, NULL}, *integer = ambi_builtin_descrs[abi][NPY_LONG];
    PyObject *dtypes[] = {integer, integer, NULL};
    unsigned flags[] = {NPY_ITER_READONLY, NPY_ITER_READONLY, NPY_ITER_WRITEONLY | NPY_ITER_ALLOCATE};
    NpyIter *it = NpyIter_AdvancedNew(3, arrays, NPY_ITER_BUFFERED | NPY_ITER_EXTERNAL_LOOP, NPY_KEEPORDER,
                                      NPY_SAFE_CASTING, flags, dtypes, -1, NULL, NULL, buffersize);
    CHECK(it != NULL);
    NpyIter_IterNextFunc *next = NpyIter_GetIterNext(it, NULL);
    char **data = NpyIter_GetDataPtrArray(it);
    npy_intp *strides = NpyIter_GetInnerStrideArray(it), *size = NpyIter_GetInnerLoopSizePtr(it), seen = 0;
    do {
      for (npy_intp i = 0; i < *size; i++) {
        *(int64_t *)(void *)(data[2] + i * strides[2]) =
            *(int64_t *)(void *)(data[0] + i * strides[0]) + *(int64_t *)(void *)(data[1] + i * strides[1]);
      }
      seen += *size;
    } while (next(it));
    CHECK_INT(seen, 6);
    PyObject *sum = AMBI_NEWREF(NpyIter_GetOperandArray(it)[2]);
    CHECK(NpyIter_Deallocate(it) == 1);
    static const int64_t expected[] = {0, 2, 4, 3, 5, 7};
    CHECK(memcmp(ambi_array(sum)->data, expected, sizeof expected) == 0);
    Py_DECREF(sum);
    /* A write through a cast buffer. */
    it = NpyIter_New(b, NPY_ITER_READWRITE | NPY_ITER_BUFFERED, NPY_KEEPORDER, NPY_SAME_KIND_CASTING, integer);
    CHECK(it != NULL);
    next = NpyIter_GetIterNext(it, NULL);
    do {
      *(int64_t *)(void *)NpyIter_GetDataPtrArray(it)[0] += 10;
    } while (next(it));
    CHECK(NpyIter_Deallocate(it) == 1);
    CHECK(((int32_t *)(void *)ambi_array(b)->data)[2] == 12);
    CHECK(NpyIter_New(b, NPY_ITER_READONLY, NPY_KEEPORDER, NPY_SAFE_CASTING, integer) == NULL);
    CHECK_ERR(PyExc_TypeError,
              "Iterator operand required copying or buffering, but neither copying nor buffering was enabled");
    it = NpyIter_New(b, NPY_ITER_READWRITE | NPY_ITER_UPDATEIFCOPY, NPY_KEEPORDER, NPY_SAME_KIND_CASTING, integer);
    *(int64_t *)(void *)NpyIter_GetDataPtrArray(it)[0] = 99;
    NpyIter_Deallocate(it);
    CHECK(((int32_t *)(void *)ambi_array(b)->data)[0] == 99);
    Py_DECREF(a);
    Py_DECREF(b);
  }
}

static void test_nditer_reduction(int abi, uint32_t extra) {
  CHECK_LIVE_UNCHANGED {
    npy_intp two = 2;
    PyObject *a = test_arange(abi, NPY_LONG, 2, dims23), *sum = test_arange(abi, NPY_INT, 1, &two);
    memset(ambi_array(sum)->data, 0, 8);
    PyObject *arrays[] = {a, sum}, *integer = ambi_builtin_descrs[abi][NPY_LONG], *dtypes[] = {integer, integer};
    unsigned flags[] = {NPY_ITER_READONLY, NPY_ITER_READWRITE};
    int a_axes[] = {0, 1}, sum_axes[] = {0, -1}, *op_axes[] = {a_axes, sum_axes};
    NpyIter *it = NpyIter_AdvancedNew(2, arrays, NPY_ITER_BUFFERED | extra, NPY_KEEPORDER, NPY_SAME_KIND_CASTING, flags,
                                      dtypes, 2, op_axes, NULL, 0);
    CHECK(it == NULL);
    CHECK_ERR(PyExc_ValueError, "output operand requires a reduction along dimension -1, but the reduction is not enabled. "
                                "The dimension size of 1 does not match the expected output shape.");
    it = NpyIter_AdvancedNew(2, arrays, NPY_ITER_BUFFERED | NPY_ITER_REDUCE_OK | extra, NPY_KEEPORDER,
                             NPY_SAME_KIND_CASTING, flags, dtypes, 2, op_axes, NULL, 2);
    NpyIter_IterNextFunc *next = NpyIter_GetIterNext(it, NULL);
    do {
      npy_intp n = extra ? *NpyIter_GetInnerLoopSizePtr(it) : 1;
      for (npy_intp i = 0; i < n; i++) {
        npy_intp *strides = NpyIter_GetInnerStrideArray(it);
        *(int64_t *)(void *)(NpyIter_GetDataPtrArray(it)[1] + i * strides[1]) +=
            *(int64_t *)(void *)(NpyIter_GetDataPtrArray(it)[0] + i * strides[0]);
      }
    } while (next(it));
    NpyIter_Deallocate(it);
    CHECK(((int32_t *)(void *)ambi_array(sum)->data)[0] == 3 && ((int32_t *)(void *)ambi_array(sum)->data)[1] == 12);
    Py_DECREF(a);
    Py_DECREF(sum);
  }
}

static void test_nditer_changes(int abi) {
  CHECK_LIVE_UNCHANGED {
    PyObject *a = test_arange(abi, NPY_LONG, 2, dims23);
    NpyIter *it = NpyIter_New(a, NPY_ITER_READONLY | NPY_ITER_MULTI_INDEX, NPY_KEEPORDER, NPY_NO_CASTING, NULL);
    CHECK(NpyIter_RemoveAxis(it, 1) == 1);
    CHECK_INT(nditer_digits(it, 0), 3);
    NpyIter_Deallocate(it);
    it = NpyIter_New(a, NPY_ITER_READONLY | NPY_ITER_RANGED, NPY_KEEPORDER, NPY_NO_CASTING, NULL);
    CHECK(NpyIter_ResetToIterIndexRange(it, 2, 5, NULL) == 1);
    NpyIter *copy = NpyIter_Copy(it);
    CHECK_INT(nditer_digits(it, 0), 234);
    CHECK_INT(nditer_digits(copy, 0), 234);
    char *message = NULL;
    CHECK(NpyIter_ResetToIterIndexRange(it, 2, 7, &message) == 0 && message && !PyErr_Occurred());
    NpyIter_Deallocate(copy);
    NpyIter_Deallocate(it);
    npy_intp none[] = {2, 0};
    PyObject *empty = test_arange(abi, NPY_LONG, 2, none);
    CHECK(NpyIter_New(empty, NPY_ITER_READONLY, NPY_KEEPORDER, NPY_NO_CASTING, NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "Iteration of zero-sized operands is not enabled");
    npy_intp four = 4;
    PyObject *b = test_arange(abi, NPY_LONG, 1, &four), *arrays[] = {a, b};
    unsigned flags[] = {NPY_ITER_READONLY, NPY_ITER_READONLY};
    CHECK(NpyIter_MultiNew(2, arrays, 0, NPY_KEEPORDER, NPY_NO_CASTING, flags, NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "operands could not be broadcast together with shapes (2,3) (4,) ");
    Py_DECREF(b);
    Py_DECREF(empty);
    Py_DECREF(a);
  }
}

int main(void) {
  ambi_test_numpy_init();
  for (int abi = 1; abi <= 2; abi++) {
    test_flatiter(abi);
    test_multi(abi);
    test_neighborhood(abi);
    test_nditer_orders(abi);
    for (npy_intp size = 1; size <= 8; size++) test_nditer_buffered(abi, size);
    test_nditer_reduction(abi, 0);
    test_nditer_reduction(abi, NPY_ITER_EXTERNAL_LOOP);
    test_nditer_changes(abi);
  }
  return ambi_test_result();
}

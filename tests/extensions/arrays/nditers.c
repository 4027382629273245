/* NpyIter: the iterator over several operands. */
#include "arrays.h"

/* How many items are not zero, in runs of the external loop; without the lock where the iterator allows that. */
static PyObject *count_nonzero(PyObject *UNUSED(self), PyObject *args) {
  PyObject *object;
  if (!PyArg_ParseTuple(args, "O", &object)) return NULL;
  PyArrayObject *a = (PyArrayObject *)PyArray_FROM_OT(object, NPY_DOUBLE);
  if (!a) return NULL;
  if (PyArray_SIZE(a) == 0) {
    Py_DECREF(a);
    return PyLong_FromLong(0);
  }
  NpyIter *iter = NpyIter_New(a, NPY_ITER_READONLY | NPY_ITER_EXTERNAL_LOOP | NPY_ITER_REFS_OK, NPY_KEEPORDER,
                              NPY_NO_CASTING, NULL);
  Py_DECREF(a);
  if (!iter) return NULL;
  NpyIter_IterNextFunc *next = NpyIter_GetIterNext(iter, NULL);
  if (!next) {
    NpyIter_Deallocate(iter);
    return NULL;
  }
  char **data = NpyIter_GetDataPtrArray(iter);
  npy_intp *stride = NpyIter_GetInnerStrideArray(iter), *size = NpyIter_GetInnerLoopSizePtr(iter);
  npy_intp nonzero = 0, items = NpyIter_GetIterSize(iter);
  NPY_BEGIN_THREADS_DEF;
  if (!NpyIter_IterationNeedsAPI(iter)) NPY_BEGIN_THREADS;
  do {
    char *at = *data;
    for (npy_intp i = *size; i--; at += *stride) nonzero += *(double *)at != 0;
  } while (next(iter));
  NPY_END_THREADS;
  if (NpyIter_Deallocate(iter) != NPY_SUCCEED) return NULL;
  return Py_BuildValue("(nn)", (Py_ssize_t)nonzero, (Py_ssize_t)items);
}

/* a + b into a new array that the iterator allocates; operands are cast to doubles in its buffer. */
static PyObject *added(PyObject *UNUSED(self), PyObject *args) {
  PyObject *a, *b;
  NPY_ORDER order = NPY_KEEPORDER;
  NPY_CASTING casting = NPY_SAFE_CASTING;
  if (!PyArg_ParseTuple(args, "OO|O&O&", &a, &b, PyArray_OrderConverter, &order, PyArray_CastingConverter, &casting)) {
    return NULL;
  }
  PyArrayObject *operands[3] = {(PyArrayObject *)PyArray_FROM_O(a), NULL, NULL};
  operands[1] = operands[0] ? (PyArrayObject *)PyArray_FROM_O(b) : NULL;
  PyArray_Descr *doubles = PyArray_DescrFromType(NPY_DOUBLE);
  PyArray_Descr *dtypes[3] = {doubles, doubles, doubles};
  npy_uint32 flags[3] = {NPY_ITER_READONLY, NPY_ITER_READONLY, NPY_ITER_WRITEONLY | NPY_ITER_ALLOCATE};
  NpyIter *iter = NULL;
  if (operands[1]) {
    iter = NpyIter_MultiNew(3, operands,
                            NPY_ITER_EXTERNAL_LOOP | NPY_ITER_BUFFERED | NPY_ITER_GROWINNER | NPY_ITER_ZEROSIZE_OK, order,
                            casting, flags, dtypes);
  }
  Py_XDECREF(operands[0]);
  Py_XDECREF(operands[1]);
  Py_DECREF(doubles);
  if (!iter) return NULL;
  PyObject *out = NULL;
  NpyIter_IterNextFunc *next = NpyIter_GetIterNext(iter, NULL);
  if (next) {
    char **data = NpyIter_GetDataPtrArray(iter);
    npy_intp *strides = NpyIter_GetInnerStrideArray(iter), *size = NpyIter_GetInnerLoopSizePtr(iter);
    if (NpyIter_GetIterSize(iter) > 0) {
      do {
        char *x = data[0], *y = data[1], *z = data[2];
        for (npy_intp i = *size; i--; x += strides[0], y += strides[1], z += strides[2]) {
          *(double *)z = *(double *)x + *(double *)y;
        }
      } while (next(iter));
    }
    out = Py_NewRef((PyObject *)NpyIter_GetOperandArray(iter)[2]);
  }
  if (NpyIter_Deallocate(iter) != NPY_SUCCEED) Py_CLEAR(out);
  return out;
}

/* The items with their indices, one by one, through a multi-index. */
static PyObject *indexed(PyObject *UNUSED(self), PyObject *args) {
  PyArrayObject *a;
  if (!PyArg_ParseTuple(args, "O!", &PyArray_Type, &a)) return NULL;
  if (PyArray_TYPE(a) != NPY_DOUBLE) return PyErr_Format(PyExc_TypeError, "no doubles");
  NpyIter *iter = NpyIter_New(a, NPY_ITER_READONLY | NPY_ITER_MULTI_INDEX, NPY_CORDER, NPY_NO_CASTING, NULL);
  if (!iter) return NULL;
  NpyIter_IterNextFunc *next = NpyIter_GetIterNext(iter, NULL);
  NpyIter_GetMultiIndexFunc *get = next ? NpyIter_GetGetMultiIndex(iter, NULL) : NULL;
  char **data = NpyIter_GetDataPtrArray(iter);
  int nd = NpyIter_GetNDim(iter);
  PyObject *list = get ? PyList_New(0) : NULL;
  npy_intp index[NPY_MAXDIMS];
  if (list) {
    do {
      get(iter, index);
      PyObject *item = Py_BuildValue("(Nd)", tuple_of(nd, index), *(double *)*data);
      if (!item || PyList_Append(list, item) < 0) Py_CLEAR(list);
      Py_XDECREF(item);
    } while (list && next(iter));
  }
  if (NpyIter_Deallocate(iter) != NPY_SUCCEED) Py_CLEAR(list);
  return list;
}

PyMethodDef nditer_methods[] = {
    {"count_nonzero", count_nonzero, METH_VARARGS, NULL},
    {"added", added, METH_VARARGS, NULL},
    {"indexed", indexed, METH_VARARGS, NULL},
    {0},
};

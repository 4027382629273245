/* PySequence_* */
#include "abstract.h"

AMBI_EXPORT int PySequence_Check(PyObject *o) { return !PyDict_Check(o) && SEQUENCE_SLOT(o, sq_item) != NULL; }

AMBI_EXPORT Py_ssize_t PySequence_Size(PyObject *o) {
  if (!o) {
    ambi_null_argument();
    return -1;
  }
  lenfunc length = SEQUENCE_SLOT(o, sq_length);
  if (length) return length(o);
  ambi_type_error(MAPPING_SLOT(o, mp_length) ? "%.200s is not a sequence" : "object of type '%.200s' has no len()", o);
  return -1;
}

AMBI_EXPORT Py_ssize_t PySequence_Length(PyObject *o) { return PySequence_Size(o); }

/* NotImplemented becomes NULL without an error. */
static PyObject *or_nothing(PyObject *result) {
  if (result != Py_NotImplemented) return result;
  Py_DECREF(result);
  return NULL;
}

static PyObject *concat(PyObject *o1, PyObject *o2, PyObject *(*as_number)(PyObject *, PyObject *)) {
  if (PySequence_Check(o1) && PySequence_Check(o2)) {
    PyObject *result = or_nothing(as_number(o1, o2));
    if (result || PyErr_Occurred()) return result;
  }
  return ambi_type_error("'%.200s' object can't be concatenated", o1);
}

AMBI_EXPORT PyObject *PySequence_Concat(PyObject *o1, PyObject *o2) {
  if (!o1 || !o2) return ambi_null_argument();
  binaryfunc of_o1 = SEQUENCE_SLOT(o1, sq_concat);
  return of_o1 ? of_o1(o1, o2) : concat(o1, o2, ambi_number_add);
}

AMBI_EXPORT PyObject *PySequence_InPlaceConcat(PyObject *o1, PyObject *o2) {
  if (!o1 || !o2) return ambi_null_argument();
  binaryfunc of_o1 = SEQUENCE_SLOT(o1, sq_inplace_concat);
  if (!of_o1) of_o1 = SEQUENCE_SLOT(o1, sq_concat);
  return of_o1 ? of_o1(o1, o2) : concat(o1, o2, ambi_number_inplace_add);
}

static PyObject *repeat(PyObject *o, Py_ssize_t count, PyObject *(*as_number)(PyObject *, PyObject *)) {
  if (PySequence_Check(o)) {
    PyObject *times = PyLong_FromSsize_t(count);
    if (!times) return NULL;
    PyObject *result = or_nothing(as_number(o, times));
    Py_DECREF(times);
    if (result || PyErr_Occurred()) return result;
  }
  return ambi_type_error("'%.200s' object can't be repeated", o);
}

AMBI_EXPORT PyObject *PySequence_Repeat(PyObject *o, Py_ssize_t count) {
  if (!o) return ambi_null_argument();
  ssizeargfunc of_o = SEQUENCE_SLOT(o, sq_repeat);
  return of_o ? of_o(o, count) : repeat(o, count, ambi_number_multiply);
}

AMBI_EXPORT PyObject *PySequence_InPlaceRepeat(PyObject *o, Py_ssize_t count) {
  if (!o) return ambi_null_argument();
  ssizeargfunc of_o = SEQUENCE_SLOT(o, sq_inplace_repeat);
  if (!of_o) of_o = SEQUENCE_SLOT(o, sq_repeat);
  return of_o ? of_o(o, count) : repeat(o, count, ambi_number_inplace_multiply);
}

/* An index from the end becomes one from the start where the length is known; -1 on an error. */
static int count_from_start(PyObject *o, Py_ssize_t *i) {
  lenfunc length = SEQUENCE_SLOT(o, sq_length);
  if (*i >= 0 || !length) return 0;
  Py_ssize_t all = length(o);
  if (all < 0) return -1;
  *i += all;
  return 0;
}

AMBI_EXPORT PyObject *PySequence_GetItem(PyObject *o, Py_ssize_t i) {
  if (!o) return ambi_null_argument();
  ssizeargfunc item = SEQUENCE_SLOT(o, sq_item);
  if (item) return count_from_start(o, &i) < 0 ? NULL : item(o, i);
  return ambi_type_error(
      MAPPING_SLOT(o, mp_subscript) ? "%.200s is not a sequence" : "'%.200s' object does not support indexing", o);
}

static int assign_item(PyObject *o, Py_ssize_t i, PyObject *v, const char *refusal) {
  if (!o) {
    ambi_null_argument();
    return -1;
  }
  ssizeobjargproc assign = SEQUENCE_SLOT(o, sq_ass_item);
  if (assign) return count_from_start(o, &i) < 0 ? -1 : assign(o, i, v);
  ambi_type_error(MAPPING_SLOT(o, mp_ass_subscript) ? "%.200s is not a sequence" : refusal, o);
  return -1;
}

AMBI_EXPORT int PySequence_SetItem(PyObject *o, Py_ssize_t i, PyObject *v) {
  return assign_item(o, i, v, "'%.200s' object does not support item assignment");
}

AMBI_EXPORT int PySequence_DelItem(PyObject *o, Py_ssize_t i) {
  return assign_item(o, i, NULL, "'%.200s' object doesn't support item deletion");
}

static PyObject *slice_between(Py_ssize_t i1, Py_ssize_t i2) {
  PyObject *start = PyLong_FromSsize_t(i1), *stop = PyLong_FromSsize_t(i2);
  PyObject *slice = start && stop ? PySlice_New(start, stop, NULL) : NULL;
  Py_XDECREF(start);
  Py_XDECREF(stop);
  return slice;
}

AMBI_EXPORT PyObject *PySequence_GetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2) {
  if (!o) return ambi_null_argument();
  binaryfunc subscript = MAPPING_SLOT(o, mp_subscript);
  if (!subscript) return ambi_type_error("'%.200s' object is unsliceable", o);
  PyObject *slice = slice_between(i1, i2);
  if (!slice) return NULL;
  PyObject *result = subscript(o, slice);
  Py_DECREF(slice);
  return result;
}

static int assign_slice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2, PyObject *v, const char *refusal) {
  if (!o) {
    ambi_null_argument();
    return -1;
  }
  objobjargproc assign = MAPPING_SLOT(o, mp_ass_subscript);
  if (!assign) {
    ambi_type_error(refusal, o);
    return -1;
  }
  PyObject *slice = slice_between(i1, i2);
  if (!slice) return -1;
  int result = assign(o, slice, v);
  Py_DECREF(slice);
  return result;
}

AMBI_EXPORT int PySequence_SetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2, PyObject *v) {
  return assign_slice(o, i1, i2, v, "'%.200s' object doesn't support slice assignment");
}

AMBI_EXPORT int PySequence_DelSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2) {
  return assign_slice(o, i1, i2, NULL, "'%.200s' object doesn't support slice deletion");
}

AMBI_EXPORT PyObject *PySequence_List(PyObject *o) {
  if (!o) return ambi_null_argument();
  PyObject *list = PyList_New(0);
  if (!list) return NULL;
  PyObject *none = _PyList_Extend((PyListObject *)list, o);
  if (!none) {
    Py_DECREF(list);
    return NULL;
  }
  Py_DECREF(none);
  return list;
}

AMBI_EXPORT PyObject *PySequence_Tuple(PyObject *o) {
  if (!o) return ambi_null_argument();
  if (PyTuple_CheckExact(o)) return AMBI_NEWREF(o);
  if (PyList_CheckExact(o)) return PyList_AsTuple(o);
  PyObject *list = PySequence_List(o);
  if (!list) return NULL;
  PyObject *tuple = PyList_AsTuple(list);
  Py_DECREF(list);
  return tuple;
}

AMBI_EXPORT PyObject *PySequence_Fast(PyObject *o, const char *m) {
  if (!o) return ambi_null_argument();
  if (PyList_CheckExact(o) || PyTuple_CheckExact(o)) return AMBI_NEWREF(o);
  PyObject *iterator = PyObject_GetIter(o);
  if (!iterator) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) PyErr_SetString(PyExc_TypeError, m);
    return NULL;
  }
  PyObject *list = PySequence_List(iterator);
  Py_DECREF(iterator);
  return list;
}

/* ---- searching ------------------------------------------------------------------------------------- */

enum search { SEARCH_COUNT, SEARCH_INDEX, SEARCH_CONTAINS };

static Py_ssize_t search_items(PyObject *iterator, PyObject *value, enum search what) {
  Py_ssize_t i = 0, found = 0;
  for (PyObject *item; (item = PyIter_Next(iterator)); i++) {
    int same = PyObject_RichCompareBool(item, value, Py_EQ);
    Py_DECREF(item);
    if (same < 0) return -1;
    if (!same) continue;
    if (what == SEARCH_INDEX) return i;
    if (what == SEARCH_CONTAINS) return 1;
    found++;
  }
  if (PyErr_Occurred()) return -1;
  if (what == SEARCH_INDEX) {
    PyErr_SetString(PyExc_ValueError, "sequence.index(x): x not in sequence");
    return -1;
  }
  return found;
}

static Py_ssize_t search(PyObject *o, PyObject *value, enum search what) {
  if (!o || !value) {
    ambi_null_argument();
    return -1;
  }
  PyObject *iterator = PyObject_GetIter(o);
  if (!iterator) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) ambi_type_error("argument of type '%.200s' is not iterable", o);
    return -1;
  }
  Py_ssize_t result = search_items(iterator, value, what);
  Py_DECREF(iterator);
  return result;
}

AMBI_EXPORT Py_ssize_t PySequence_Count(PyObject *o, PyObject *value) { return search(o, value, SEARCH_COUNT); }

AMBI_EXPORT Py_ssize_t PySequence_Index(PyObject *o, PyObject *value) { return search(o, value, SEARCH_INDEX); }

AMBI_EXPORT int PySequence_Contains(PyObject *seq, PyObject *ob) {
  objobjproc contains = SEQUENCE_SLOT(seq, sq_contains);
  return contains ? contains(seq, ob) : (int)search(seq, ob, SEARCH_CONTAINS);
}

AMBI_EXPORT int PySequence_In(PyObject *o, PyObject *value) { return PySequence_Contains(o, value); }

/* list: the C API and the slots. Methods are in list_methods.c, sorting in listsort.c. */
#include "listobject.h"

/* Dead exact lists, linked through ob_item. Under the lock. */
enum { FREE_LIMIT = 80 };
static PyListObject *free_lists;
static int free_count;

static PyListObject *list_alloc(void) {
  PyListObject *list = free_lists;
  if (list) {
    free_lists = (PyListObject *)(void *)list->ob_item;
    free_count--;
    Py_REFCNT(list) = 1;
    ambi_count_revived();
  } else {
    list = (PyListObject *)_PyObject_GC_New(&PyList_Type);
    if (!list) return NULL;
  }
  list->ob_item = NULL;
  list->allocated = 0;
  Py_SET_SIZE(list, 0);
  return list;
}

/* A list with room for n items, and size 0. */
static PyListObject *list_with_room(Py_ssize_t n) {
  PyListObject *list = list_alloc();
  if (!list || n == 0) return list;
  if ((size_t)n <= (size_t)PY_SSIZE_T_MAX / sizeof(PyObject *)) {
    list->ob_item = PyMem_Malloc((size_t)n * sizeof(PyObject *));
  }
  if (!list->ob_item) {
    Py_DECREF(list);
    PyErr_NoMemory();
    return NULL;
  }
  list->allocated = n;
  return list;
}

static void list_dealloc(PyObject *self) {
  PyListObject *list = (PyListObject *)self;
  if (ambi_dealloc_deferred(self, list_dealloc)) return;
  if (list->ob_item) {
    for (Py_ssize_t i = Py_SIZE(list); i-- > 0;) Py_XDECREF(list->ob_item[i]);
    PyMem_Free(list->ob_item);
  }
  if (PyList_CheckExact(self) && free_count < FREE_LIMIT) {
    list->ob_item = (PyObject **)(void *)free_lists;
    free_lists = list;
    free_count++;
  } else {
    Py_TYPE(self)->tp_free(self);
  }
  ambi_dealloc_done();
}

int ambi_list_resize(PyListObject *list, Py_ssize_t n) {
  if (list->allocated >= n && n >= (list->allocated >> 1)) {
    Py_SET_SIZE(list, n);
    return 0;
  }
  /* One eighth more than asked for, so that appending n items moves each a constant number of times. */
  size_t room = ((size_t)n + ((size_t)n >> 3) + 6) & ~(size_t)3;
  if (n - Py_SIZE(list) > (Py_ssize_t)room - n) room = ((size_t)n + 3) & ~(size_t)3;
  if (n == 0) room = 0;
  if (room > (size_t)PY_SSIZE_T_MAX / sizeof(PyObject *)) {
    PyErr_NoMemory();
    return -1;
  }
  PyObject **items = NULL;
  if (room == 0) {
    PyMem_Free(list->ob_item);
  } else if (!(items = PyMem_Realloc(list->ob_item, room * sizeof(PyObject *)))) {
    PyErr_NoMemory();
    return -1;
  }
  list->ob_item = items;
  list->allocated = (Py_ssize_t)room;
  Py_SET_SIZE(list, n);
  return 0;
}

void ambi_list_clear(PyListObject *list) {
  PyObject **items = list->ob_item;
  Py_ssize_t n = Py_SIZE(list);
  /* Releasing an item can run code that looks at the list: it must see an empty one. */
  list->ob_item = NULL;
  list->allocated = 0;
  Py_SET_SIZE(list, 0);
  while (n-- > 0) Py_XDECREF(items[n]);
  PyMem_Free(items);
}

AMBI_EXPORT PyObject *PyList_New(Py_ssize_t size) {
  if (size < 0) {
    PyErr_BadInternalCall();
    return NULL;
  }
  PyListObject *list = list_with_room(size);
  if (list && size > 0) {
    memset(list->ob_item, 0, (size_t)size * sizeof(PyObject *));
    Py_SET_SIZE(list, size);
  }
  return (PyObject *)list;
}

PyObject *ambi_list_from_array(PyObject *const *items, Py_ssize_t n) {
  PyListObject *list = list_with_room(n);
  if (!list) return NULL;
  for (Py_ssize_t i = 0; i < n; i++) list->ob_item[i] = AMBI_NEWREF(items[i]);
  Py_SET_SIZE(list, n);
  return (PyObject *)list;
}

AMBI_EXPORT Py_ssize_t PyList_Size(PyObject *self) {
  if (!PyList_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  return Py_SIZE(self);
}

AMBI_EXPORT PyObject *PyList_GetItem(PyObject *self, Py_ssize_t i) {
  if (!PyList_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  if ((size_t)i >= (size_t)Py_SIZE(self)) {
    PyErr_SetString(PyExc_IndexError, "list index out of range");
    return NULL;
  }
  return PyList_GET_ITEM(self, i);
}

AMBI_EXPORT int PyList_SetItem(PyObject *self, Py_ssize_t i, PyObject *item) {
  if (!PyList_Check(self)) {
    Py_XDECREF(item);
    PyErr_BadInternalCall();
    return -1;
  }
  if ((size_t)i >= (size_t)Py_SIZE(self)) {
    Py_XDECREF(item);
    PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
    return -1;
  }
  Py_SETREF(PyList_GET_ITEM(self, i), item);
  return 0;
}

static int list_insert(PyListObject *list, Py_ssize_t i, PyObject *item) {
  Py_ssize_t n = Py_SIZE(list);
  if (n == PY_SSIZE_T_MAX) {
    PyErr_SetString(PyExc_OverflowError, "cannot add more objects to list");
    return -1;
  }
  if (ambi_list_resize(list, n + 1) < 0) return -1;
  if (i < 0) i = i + n < 0 ? 0 : i + n;
  if (i > n) i = n;
  memmove(list->ob_item + i + 1, list->ob_item + i, (size_t)(n - i) * sizeof(PyObject *));
  list->ob_item[i] = AMBI_NEWREF(item);
  return 0;
}

AMBI_EXPORT int PyList_Insert(PyObject *self, Py_ssize_t i, PyObject *item) {
  if (!PyList_Check(self) || !item) {
    PyErr_BadInternalCall();
    return -1;
  }
  return list_insert((PyListObject *)self, i, item);
}

AMBI_EXPORT int PyList_Append(PyObject *self, PyObject *item) {
  if (!PyList_Check(self) || !item) {
    PyErr_BadInternalCall();
    return -1;
  }
  PyListObject *list = (PyListObject *)self;
  Py_ssize_t n = Py_SIZE(list);
  if (AMBI_LIKELY(n < list->allocated)) {
    Py_SET_SIZE(list, n + 1);
  } else if (ambi_list_resize(list, n + 1) < 0) {
    return -1;
  }
  list->ob_item[n] = AMBI_NEWREF(item);
  return 0;
}

static Py_ssize_t clamp(Py_ssize_t i, Py_ssize_t low, Py_ssize_t high) {
  return i < low ? low : i > high ? high : i;
}

AMBI_EXPORT PyObject *PyList_GetSlice(PyObject *self, Py_ssize_t low, Py_ssize_t high) {
  if (!PyList_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  low = clamp(low, 0, Py_SIZE(self));
  high = clamp(high, low, Py_SIZE(self));
  return ambi_list_from_array(((PyListObject *)self)->ob_item + low, high - low);
}

/* self[low:high] = values; values NULL deletes. */
static int list_assign_slice(PyListObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *values) {
  PyObject *fast = NULL, **items = NULL;
  Py_ssize_t count = 0;
  if (values) {
    /* A copy where it is the list itself, whose items are about to move. */
    fast = (PyObject *)list == values ? PyList_GetSlice(values, 0, Py_SIZE(values))
                                      : PySequence_Fast(values, "can only assign an iterable");
    if (!fast) return -1;
    count = Py_SIZE(fast);
    items = PyList_Check(fast) ? ((PyListObject *)fast)->ob_item : ((PyTupleObject *)fast)->ob_item;
  }
  Py_ssize_t n = Py_SIZE(list);
  low = clamp(low, 0, n);
  high = clamp(high, low, n);
  Py_ssize_t removed_count = high - low, tail = n - high;
  int result = -1;
  PyObject **removed = PyMem_Malloc((size_t)removed_count * sizeof(PyObject *));
  if (!removed) {
    PyErr_NoMemory();
    goto done;
  }
  if (removed_count) memcpy(removed, list->ob_item + low, (size_t)removed_count * sizeof(PyObject *));
  if (count < removed_count && tail) {
    memmove(list->ob_item + low + count, list->ob_item + high, (size_t)tail * sizeof(PyObject *));
  }
  if (ambi_list_resize(list, n - removed_count + count) < 0) {
    /* Growing failed: the list is as it was. Shrinking does not fail with realloc, but if it did,
       the size is wrong only by room that is there: keep the items that moved. */
    if (count >= removed_count) goto done;
    PyErr_Clear();
    Py_SET_SIZE(list, n - removed_count + count);
  }
  if (count > removed_count && tail) {
    memmove(list->ob_item + low + count, list->ob_item + high, (size_t)tail * sizeof(PyObject *));
  }
  for (Py_ssize_t i = 0; i < count; i++) list->ob_item[low + i] = AMBI_NEWREF(items[i]);
  for (Py_ssize_t i = removed_count; i-- > 0;) Py_XDECREF(removed[i]);
  result = 0;
done:
  PyMem_Free(removed);
  Py_XDECREF(fast);
  return result;
}

AMBI_EXPORT int PyList_SetSlice(PyObject *self, Py_ssize_t low, Py_ssize_t high, PyObject *values) {
  if (!PyList_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  return list_assign_slice((PyListObject *)self, low, high, values);
}

AMBI_EXPORT int PyList_Reverse(PyObject *self) {
  if (!self || !PyList_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  PyObject **items = ((PyListObject *)self)->ob_item;
  for (Py_ssize_t i = 0, j = Py_SIZE(self) - 1; i < j; i++, j--) {
    PyObject *item = items[i];
    items[i] = items[j];
    items[j] = item;
  }
  return 0;
}

AMBI_EXPORT int PyList_Sort(PyObject *self) {
  if (!self || !PyList_Check(self)) {
    PyErr_BadInternalCall();
    return -1;
  }
  return ambi_list_sort((PyListObject *)self, NULL, false);
}

AMBI_EXPORT PyObject *PyList_AsTuple(PyObject *self) {
  if (!self || !PyList_Check(self)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  return ambi_tuple_from_array(((PyListObject *)self)->ob_item, Py_SIZE(self));
}

/* Appends the n items of a list or tuple, which may be the list itself. */
static int append_items(PyListObject *list, PyObject *source) {
  Py_ssize_t n = Py_SIZE(list), count = Py_SIZE(source);
  if (count == 0) return 0;
  if (ambi_list_resize(list, n + count) < 0) return -1;
  PyObject **items = PyList_Check(source) ? ((PyListObject *)source)->ob_item : ((PyTupleObject *)source)->ob_item;
  for (Py_ssize_t i = 0; i < count; i++) list->ob_item[n + i] = AMBI_NEWREF(items[i]);
  return 0;
}

int ambi_list_extend(PyListObject *list, PyObject *iterable) {
  if (PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable) || (PyObject *)list == iterable) {
    return append_items(list, iterable);
  }
  PyObject *it = PyObject_GetIter(iterable);
  if (!it) return -1;
  Py_ssize_t hint = PyObject_LengthHint(iterable, 8);
  if (hint < 0) {
    Py_DECREF(it);
    return -1;
  }
  /* Make the room at once; a hint that is too large for memory is only a hint. */
  Py_ssize_t n = Py_SIZE(list);
  if (hint > list->allocated - n && hint < PY_SSIZE_T_MAX - n) {
    if (ambi_list_resize(list, n + hint) < 0) {
      Py_DECREF(it);
      return -1;
    }
    Py_SET_SIZE(list, n);
  }
  iternextfunc next = Py_TYPE(it)->tp_iternext;
  for (;;) {
    PyObject *item = next(it);
    if (!item) break;
    Py_ssize_t at = Py_SIZE(list);
    if (at < list->allocated) {
      list->ob_item[at] = item;
      Py_SET_SIZE(list, at + 1);
      continue;
    }
    int failed = PyList_Append((PyObject *)list, item);
    Py_DECREF(item);
    if (failed) break;
  }
  Py_DECREF(it);
  if (PyErr_Occurred()) {
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return -1;
    PyErr_Clear();
  }
  if (Py_SIZE(list) < list->allocated) return ambi_list_resize(list, Py_SIZE(list));
  return 0;
}

AMBI_EXPORT PyObject *_PyList_Extend(PyListObject *list, PyObject *iterable) {
  if (ambi_list_extend(list, iterable) < 0) return NULL;
  Py_RETURN_NONE;
}

/* ---- slots ----------------------------------------------------------------------------------- */

static Py_ssize_t list_length(PyObject *self) { return Py_SIZE(self); }

static PyObject *list_item(PyObject *self, Py_ssize_t i) {
  if ((size_t)i >= (size_t)Py_SIZE(self)) return ambi_raise(PyExc_IndexError, "list index out of range");
  return AMBI_NEWREF(PyList_GET_ITEM(self, i));
}

static int list_ass_item(PyObject *self, Py_ssize_t i, PyObject *value) {
  if ((size_t)i >= (size_t)Py_SIZE(self)) {
    PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
    return -1;
  }
  if (!value) return list_assign_slice((PyListObject *)self, i, i + 1, NULL);
  Py_INCREF(value);
  Py_SETREF(PyList_GET_ITEM(self, i), value);
  return 0;
}

static int list_contains(PyObject *self, PyObject *value) {
  int found = 0;
  for (Py_ssize_t i = 0; found == 0 && i < Py_SIZE(self); i++) {
    PyObject *item = AMBI_NEWREF(PyList_GET_ITEM(self, i));
    found = PyObject_RichCompareBool(item, value, Py_EQ);
    Py_DECREF(item);
  }
  return found;
}

static PyObject *list_concat(PyObject *self, PyObject *other) {
  if (!PyList_Check(other)) {
    return ambi_raise(PyExc_TypeError, "can only concatenate list (not \"%.200s\") to list",
                      Py_TYPE(other)->tp_name);
  }
  PyListObject *result = list_with_room(Py_SIZE(self) + Py_SIZE(other));
  if (!result) return NULL;
  append_items(result, self); /* cannot fail: there is room */
  append_items(result, other);
  return (PyObject *)result;
}

static PyObject *list_inplace_concat(PyObject *self, PyObject *other) {
  if (ambi_list_extend((PyListObject *)self, other) < 0) return NULL;
  return AMBI_NEWREF(self);
}

static PyObject *list_repeat(PyObject *self, Py_ssize_t times) {
  Py_ssize_t n = Py_SIZE(self);
  if (n == 0 || times <= 0) return PyList_New(0);
  if (n > PY_SSIZE_T_MAX / times) return PyErr_NoMemory();
  PyListObject *result = list_with_room(n * times);
  if (!result) return NULL;
  for (Py_ssize_t i = 0; i < n * times; i++) {
    result->ob_item[i] = AMBI_NEWREF(PyList_GET_ITEM(self, i % n));
  }
  Py_SET_SIZE(result, n * times);
  return (PyObject *)result;
}

static PyObject *list_inplace_repeat(PyObject *self, Py_ssize_t times) {
  PyListObject *list = (PyListObject *)self;
  Py_ssize_t n = Py_SIZE(list);
  if (n == 0 || times == 1) return AMBI_NEWREF(self);
  if (times < 1) {
    ambi_list_clear(list);
    return AMBI_NEWREF(self);
  }
  if (n > PY_SSIZE_T_MAX / times) return PyErr_NoMemory();
  if (ambi_list_resize(list, n * times) < 0) return NULL;
  for (Py_ssize_t i = n; i < n * times; i++) list->ob_item[i] = AMBI_NEWREF(list->ob_item[i % n]);
  return AMBI_NEWREF(self);
}

static PyObject *not_an_index(PyObject *key) {
  return ambi_raise(PyExc_TypeError, "list indices must be integers or slices, not %.200s",
                    Py_TYPE(key)->tp_name);
}

static PyObject *list_subscript(PyObject *self, PyObject *key) {
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return NULL;
    return list_item(self, i < 0 ? i + Py_SIZE(self) : i);
  }
  if (!PySlice_Check(key)) return not_an_index(key);
  Py_ssize_t start, stop, step;
  if (PySlice_Unpack(key, &start, &stop, &step) < 0) return NULL;
  Py_ssize_t n = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
  if (n <= 0) return PyList_New(0);
  PyListObject *result = list_with_room(n);
  if (!result) return NULL;
  for (Py_ssize_t i = 0; i < n; i++) {
    result->ob_item[i] = AMBI_NEWREF(PyList_GET_ITEM(self, start + i * step));
  }
  Py_SET_SIZE(result, n);
  return (PyObject *)result;
}

/* del self[start::step], n items of it. */
static int delete_extended(PyListObject *list, Py_ssize_t start, Py_ssize_t step, Py_ssize_t n) {
  if (n <= 0) return 0;
  if (step < 0) {
    start += (n - 1) * step;
    step = -step;
  }
  PyObject **removed = PyMem_Malloc((size_t)n * sizeof(PyObject *));
  if (!removed) {
    PyErr_NoMemory();
    return -1;
  }
  Py_ssize_t size = Py_SIZE(list), kept = start, taken = 0;
  for (Py_ssize_t i = start; i < size; i++) {
    if (taken < n && i == start + taken * step) {
      removed[taken++] = list->ob_item[i];
    } else {
      list->ob_item[kept++] = list->ob_item[i];
    }
  }
  int result = ambi_list_resize(list, size - n);
  for (Py_ssize_t i = 0; i < n; i++) Py_DECREF(removed[i]);
  PyMem_Free(removed);
  return result;
}

/* self[start::step] = values, where the slice has n items. */
static int assign_extended(PyListObject *list, Py_ssize_t start, Py_ssize_t step, Py_ssize_t n, PyObject *values) {
  PyObject *fast = (PyObject *)list == values ? PyList_GetSlice(values, 0, Py_SIZE(values))
                                              : PySequence_Fast(values, "must assign iterable to extended slice");
  if (!fast) return -1;
  int result = -1;
  PyObject **removed = NULL;
  if (Py_SIZE(fast) != n) {
    PyErr_Format(PyExc_ValueError, "attempt to assign sequence of size %zd to extended slice of size %zd",
                 Py_SIZE(fast), n);
  } else if (n == 0) {
    result = 0;
  } else if (!(removed = PyMem_Malloc((size_t)n * sizeof(PyObject *)))) {
    PyErr_NoMemory();
  } else {
    PyObject **items = PyList_Check(fast) ? ((PyListObject *)fast)->ob_item : ((PyTupleObject *)fast)->ob_item;
    for (Py_ssize_t i = 0; i < n; i++) {
      removed[i] = list->ob_item[start + i * step];
      list->ob_item[start + i * step] = AMBI_NEWREF(items[i]);
    }
    for (Py_ssize_t i = 0; i < n; i++) Py_DECREF(removed[i]);
    PyMem_Free(removed);
    result = 0;
  }
  Py_DECREF(fast);
  return result;
}

static int list_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  PyListObject *list = (PyListObject *)self;
  if (PyIndex_Check(key)) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return -1;
    return list_ass_item(self, i < 0 ? i + Py_SIZE(self) : i, value);
  }
  if (!PySlice_Check(key)) {
    not_an_index(key);
    return -1;
  }
  Py_ssize_t start, stop, step;
  if (PySlice_Unpack(key, &start, &stop, &step) < 0) return -1;
  Py_ssize_t n = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
  /* s[5:2] = ... inserts at 5 */
  if (step == 1) return list_assign_slice(list, start, stop < start ? start : stop, value);
  return value ? assign_extended(list, start, step, n, value) : delete_extended(list, start, step, n);
}

static PyObject *list_richcompare(PyObject *v, PyObject *w, int op) {
  if (!PyList_Check(v) || !PyList_Check(w)) Py_RETURN_NOTIMPLEMENTED;
  if (Py_SIZE(v) != Py_SIZE(w) && (op == Py_EQ || op == Py_NE)) return PyBool_FromLong(op == Py_NE);
  Py_ssize_t i = 0;
  /* Sizes are read anew each time: a comparison may change the lists. */
  for (; i < Py_SIZE(v) && i < Py_SIZE(w); i++) {
    PyObject *a = PyList_GET_ITEM(v, i), *b = PyList_GET_ITEM(w, i);
    if (a == b) continue;
    Py_INCREF(a);
    Py_INCREF(b);
    int equal = PyObject_RichCompareBool(a, b, Py_EQ);
    Py_DECREF(a);
    Py_DECREF(b);
    if (equal < 0) return NULL;
    if (!equal) break;
  }
  Py_ssize_t n = Py_SIZE(v), m = Py_SIZE(w);
  if (i < n && i < m) {
    if (op == Py_EQ) Py_RETURN_FALSE;
    if (op == Py_NE) Py_RETURN_TRUE;
    return PyObject_RichCompare(PyList_GET_ITEM(v, i), PyList_GET_ITEM(w, i), op);
  }
  return PyBool_FromLong(AMBI_COMPARE(n, m, op));
}

static PyObject *list_repr(PyObject *self) {
  if (Py_SIZE(self) == 0) return PyUnicode_FromString("[]");
  int entered = Py_ReprEnter(self);
  if (entered != 0) return entered > 0 ? PyUnicode_FromString("[...]") : NULL;
  ambi_text text;
  ambi_text_start(&text);
  ambi_text_add(&text, "[");
  for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) {
    if (i > 0) ambi_text_add(&text, ", ");
    PyObject *item = AMBI_NEWREF(PyList_GET_ITEM(self, i));
    ambi_text_add_repr(&text, item);
    Py_DECREF(item);
  }
  ambi_text_add(&text, "]");
  PyObject *result = ambi_text_finish(&text);
  Py_ReprLeave(self);
  return result;
}

static PyObject *list_iter(PyObject *self) { return ambi_sequence_iterator(&PyListIter_Type, self, 0); }

static int list_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (Py_IS_TYPE(self, &PyList_Type) && !ambi_no_keywords("list", kwargs)) return -1;
  if (!ambi_arity("list", PyTuple_GET_SIZE(args), 0, 1)) return -1;
  if (((PyListObject *)self)->ob_item) ambi_list_clear((PyListObject *)self);
  if (PyTuple_GET_SIZE(args) == 0) return 0;
  return ambi_list_extend((PyListObject *)self, PyTuple_GET_ITEM(args, 0));
}

static int list_traverse(PyObject *self, visitproc visit, void *arg) {
  for (Py_ssize_t i = Py_SIZE(self); i-- > 0;) {
    PyObject *item = PyList_GET_ITEM(self, i);
    int stop = item ? visit(item, arg) : 0;
    if (stop) return stop;
  }
  return 0;
}

static int list_tp_clear(PyObject *self) {
  ambi_list_clear((PyListObject *)self);
  return 0;
}

static PySequenceMethods list_as_sequence = {
    .sq_length = list_length,
    .sq_concat = list_concat,
    .sq_repeat = list_repeat,
    .sq_item = list_item,
    .sq_ass_item = list_ass_item,
    .sq_contains = list_contains,
    .sq_inplace_concat = list_inplace_concat,
    .sq_inplace_repeat = list_inplace_repeat,
};

static PyMappingMethods list_as_mapping = {
    .mp_length = list_length,
    .mp_subscript = list_subscript,
    .mp_ass_subscript = list_ass_subscript,
};

AMBI_EXPORT PyTypeObject PyList_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "list",
    .tp_basicsize = sizeof(PyListObject),
    .tp_dealloc = list_dealloc,
    .tp_repr = list_repr,
    .tp_as_sequence = &list_as_sequence,
    .tp_as_mapping = &list_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_SEQUENCE | AMBI_TPFLAGS_MATCH_SELF,
    .tp_traverse = list_traverse,
    .tp_clear = list_tp_clear,
    .tp_richcompare = list_richcompare,
    .tp_iter = list_iter,
    .tp_methods = ambi_list_methods,
    .tp_init = list_init,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

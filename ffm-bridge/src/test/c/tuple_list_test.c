/* tuple, list, slice, range and the iterators over sequences. */
#ifdef AMBI_AGAINST_CPYTHON
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#else
#include "containers.h"
#endif

#include "check.h"

#include <limits.h>

#define INT(n) PyLong_FromLong(n)

/* A tuple, list or other object from a Py_BuildValue format. */
#define MAKE Py_BuildValue

/* Calls a method with arguments that the tuple `args` (its reference is taken) holds. */
static PyObject *call_method(PyObject *o, const char *name, PyObject *args, PyObject *kwargs) {
  PyObject *method = PyObject_GetAttrString(o, name);
  PyObject *result = method && args ? PyObject_Call(method, args, kwargs) : NULL;
  Py_XDECREF(method);
  Py_XDECREF(args);
  return result;
}

static PyObject *call_type(PyTypeObject *type, PyObject *args) {
  PyObject *result = PyObject_Call((PyObject *)type, args, NULL);
  Py_DECREF(args);
  return result;
}

/* Subscripts with a slice of C longs; None where LONG_MIN. */
static PyObject *slice_of(long start, long stop, long step) {
  PyObject *parts[3];
  long values[3] = {start, stop, step};
  for (int i = 0; i < 3; i++) parts[i] = values[i] == LONG_MIN ? AMBI_NEWREF(Py_None) : INT(values[i]);
  PyObject *slice = PySlice_New(parts[0], parts[1], parts[2]);
  for (int i = 0; i < 3; i++) Py_DECREF(parts[i]);
  return slice;
}
#define NONE LONG_MIN

static PyObject *get_slice(PyObject *o, long start, long stop, long step) {
  PyObject *slice = slice_of(start, stop, step), *result = PyObject_GetItem(o, slice);
  Py_DECREF(slice);
  return result;
}

static int set_slice(PyObject *o, long start, long stop, long step, PyObject *value) {
  PyObject *slice = slice_of(start, stop, step);
  int result = value ? PyObject_SetItem(o, slice, value) : PyObject_DelItem(o, slice);
  Py_DECREF(slice);
  Py_XDECREF(value);
  return result;
}

static void tuples(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *empty = PyTuple_New(0), *again = PyTuple_New(0);
    CHECK(empty == again && PyTuple_Size(empty) == 0);
    CHECK_REPR_OF(empty, "()");
    Py_DECREF(again);
    for (Py_ssize_t n = 1; n < 40; n++) { /* through the free lists and beyond */
      PyObject *t = PyTuple_New(n);
      for (Py_ssize_t i = 0; i < n; i++) CHECK(PyTuple_GET_ITEM(t, i) == NULL);
      for (Py_ssize_t i = 0; i < n; i++) PyTuple_SET_ITEM(t, i, INT(i + 1000));
      CHECK_INT(PyTuple_Size(t), n);
      CHECK_INT(PyLong_AsLong(PyTuple_GetItem(t, n - 1)), n + 999);
      Py_DECREF(t);
    }
    CHECK_REPR_OF(MAKE("(i)", 1), "(1,)");
    CHECK_REPR_OF(MAKE("(is(d))", 1, "a'b", 0.5), "(1, \"a'b\", (0.5,))");

    PyObject *t = MAKE("(iiii)", 10, 20, 30, 20);
    CHECK(PyTuple_GetItem(t, 4) == NULL);
    CHECK_ERR(PyExc_IndexError, "tuple index out of range");
    CHECK(PyTuple_GetItem(t, -1) == NULL);
    CHECK_ERR(PyExc_IndexError, "tuple index out of range");
    CHECK_REPR_OF(PyTuple_GetSlice(t, 1, 3), "(20, 30)");
    CHECK_REPR_OF(PyTuple_GetSlice(t, -5, 100), "(10, 20, 30, 20)");
    CHECK_REPR_OF(get_slice(t, NONE, NONE, -1), "(20, 30, 20, 10)");
    CHECK_REPR_OF(get_slice(t, 3, NONE, -2), "(20, 20)");
    PyObject *same = get_slice(t, NONE, NONE, NONE);
    CHECK(same == t);
    Py_XDECREF(same);
    PyObject *key = PyUnicode_FromString("x");
    CHECK(PyObject_GetItem(t, key) == NULL);
    CHECK_ERR(PyExc_TypeError, "tuple indices must be integers or slices, not str");
    CHECK(PyObject_SetItem(t, key, key) == -1);
    CHECK_ERR(PyExc_TypeError, "'tuple' object does not support item assignment");
    Py_DECREF(key);
    CHECK_REPR_OF(call_method(t, "index", MAKE("(i)", 20), NULL), "1");
    CHECK_REPR_OF(call_method(t, "index", MAKE("(ii)", 20, -2), NULL), "3");
    CHECK(call_method(t, "index", MAKE("(iii)", 20, 2, 3), NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "tuple.index(x): x not in tuple");
    CHECK(call_method(t, "index", PyTuple_New(0), NULL) == NULL);
    CHECK_ERR(PyExc_TypeError, "index expected at least 1 argument, got 0");
    CHECK_REPR_OF(call_method(t, "count", MAKE("(i)", 20), NULL), "2");
    PyObject *thirty = INT(30), *forty = INT(40);
    CHECK(PySequence_Contains(t, thirty) == 1 && PySequence_Contains(t, forty) == 0);
    PyObject *pair = PyTuple_Pack(2, thirty, forty);
#ifndef AMBI_AGAINST_CPYTHON /* which dies of it */
    Py_ssize_t count = Py_REFCNT(forty);
    for (int i = 0; i < 3; i++) {
      CHECK(PyTuple_Pack(3, i == 0 ? NULL : thirty, i == 1 ? NULL : forty, i == 2 ? NULL : thirty) == NULL);
      CHECK_ERR(PyExc_SystemError, "NULL object passed to PyTuple_Pack");
    }
    PyErr_SetString(PyExc_ValueError, "why it is NULL");
    CHECK(PyTuple_Pack(1, NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "why it is NULL");
    CHECK_INT(Py_REFCNT(forty), count);
#endif
    CHECK_REPR_OF(PySequence_Concat(t, pair), "(10, 20, 30, 20, 30, 40)");
    CHECK_REPR_OF(PySequence_Repeat(pair, 2), "(30, 40, 30, 40)");
    CHECK_REPR_OF(PySequence_Repeat(pair, -2), "()");
    PyObject *list = PySequence_List(pair);
    CHECK(PySequence_Concat(t, list) == NULL);
    CHECK_ERR(PyExc_TypeError, "can only concatenate tuple (not \"list\") to tuple");
    Py_DECREF(list);
    Py_DECREF(pair);
    Py_DECREF(thirty);
    Py_DECREF(forty);
    Py_DECREF(t);
  }
}

static void tuple_set_and_resize(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *t = PyTuple_New(2);
    CHECK(PyTuple_SetItem(t, 0, INT(5000)) == 0);
    CHECK(PyTuple_SetItem(t, 0, INT(6000)) == 0);
    CHECK(PyTuple_SetItem(t, 2, INT(7000)) == -1);
    CHECK_ERR(PyExc_IndexError, "tuple assignment index out of range");
    Py_INCREF(t); /* shared: not to be changed */
    CHECK(PyTuple_SetItem(t, 1, INT(8000)) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError));
    PyErr_Clear();
    Py_DECREF(t);
    CHECK(_PyTuple_Resize(&t, 30) == 0 && PyTuple_Size(t) == 30 && PyTuple_GET_ITEM(t, 29) == NULL);
    CHECK_INT(PyLong_AsLong(PyTuple_GET_ITEM(t, 0)), 6000);
    CHECK(_PyTuple_Resize(&t, 1) == 0);
    CHECK_REPR_OF(t, "(6000,)");
    PyObject *empty = PyTuple_New(0);
    CHECK(_PyTuple_Resize(&empty, 3) == 0 && PyTuple_Size(empty) == 3);
    Py_DECREF(empty);
    CHECK(PyTuple_Size(Py_None) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError));
    PyErr_Clear();
  }
}

static Py_hash_t hash_of(PyObject *o) {
  Py_hash_t hash = PyObject_Hash(o);
  Py_DECREF(o);
  return hash;
}

/* The hashes are CPython 3.11's. */
static void tuple_hash_and_order(void) {
  CHECK_LIVE_UNCHANGED {
    CHECK_INT(hash_of(PyTuple_New(0)), 5740354900026072187);
    CHECK_INT(hash_of(MAKE("(i)", 1)), -6644214454873602895);
    CHECK_INT(hash_of(MAKE("(iii)", 1, 2, 3)), 529344067295497451);
    CHECK_INT(hash_of(MAKE("(d(ii)i)", 0.5, -1, 0, 1 << 30)), -5806861106824560337);
    PyObject *t = MAKE("([])");
    CHECK(PyObject_Hash(t) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'list'");
    Py_DECREF(t);

    PyObject *a = MAKE("(ii)", 1, 2), *b = MAKE("(ii)", 1, 3), *c = MAKE("(iii)", 1, 2, 0), *d = MAKE("(dd)", 1.0, 2.0);
    CHECK(PyObject_RichCompareBool(a, b, Py_LT) == 1 && PyObject_RichCompareBool(a, b, Py_GE) == 0);
    CHECK(PyObject_RichCompareBool(a, c, Py_LT) == 1 && PyObject_RichCompareBool(c, a, Py_GT) == 1);
    CHECK(PyObject_RichCompareBool(a, d, Py_EQ) == 1 && PyObject_RichCompareBool(a, c, Py_NE) == 1);
    CHECK(PyObject_RichCompareBool(a, d, Py_LE) == 1 && PyObject_RichCompareBool(b, c, Py_LE) == 0);
    PyObject *list = PySequence_List(a);
    CHECK(PyObject_RichCompareBool(a, list, Py_EQ) == 0);
    CHECK(PyObject_RichCompareBool(a, list, Py_LT) == -1);
    CHECK_ERR(PyExc_TypeError, "'<' not supported between instances of 'tuple' and 'list'");
    Py_DECREF(list);
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(c);
    Py_DECREF(d);
  }
}

static void lists(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *list = PyList_New(0);
    for (int i = 0; i < 1000; i++) {
      PyObject *n = INT(i * 3);
      CHECK(PyList_Append(list, n) == 0);
      Py_DECREF(n);
    }
    CHECK_INT(PyList_Size(list), 1000);
    CHECK_INT(PyLong_AsLong(PyList_GetItem(list, 999)), 2997);
    CHECK(PyList_SetSlice(list, 3, 1000, NULL) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[0, 3, 6]");
    CHECK(PyList_GetItem(list, 3) == NULL);
    CHECK_ERR(PyExc_IndexError, "list index out of range");
    CHECK(PyList_SetItem(list, 3, INT(700)) == -1);
    CHECK_ERR(PyExc_IndexError, "list assignment index out of range");
    CHECK(PyList_SetItem(list, 1, INT(700)) == 0);
    CHECK(PyList_Insert(list, -1, Py_None) == 0 && PyList_Insert(list, 100, Py_True) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[0, 700, None, 6, True]");
    CHECK(PyList_Reverse(list) == 0);
    CHECK_REPR_OF(PyList_AsTuple(list), "(True, 6, None, 700, 0)");
    CHECK_REPR_OF(PyList_GetSlice(list, 1, -1), "[]");
    CHECK_REPR_OF(PyList_GetSlice(list, 1, 3), "[6, None]");
    PyObject *key = PyFloat_FromDouble(1);
    CHECK(PyObject_GetItem(list, key) == NULL);
    CHECK_ERR(PyExc_TypeError, "list indices must be integers or slices, not float");
    CHECK(PyObject_Hash(list) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'list'");
    Py_DECREF(key);
    Py_DECREF(list);

    list = MAKE("[iii]", 1, 2, 3);
    CHECK(PyList_Append(list, list) == 0); /* a cycle */
    CHECK_REPR_OF(AMBI_NEWREF(list), "[1, 2, 3, [...]]");
    PyObject *t = PyTuple_Pack(1, list);
    CHECK_REPR_OF(AMBI_NEWREF(t), "([1, 2, 3, [...]],)");
    Py_DECREF(t);
    CHECK(PyList_SetSlice(list, 3, 4, NULL) == 0);
    CHECK_REPR_OF(list, "[1, 2, 3]");
    CHECK(PyList_Append(Py_None, Py_None) == -1);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError));
    PyErr_Clear();
  }
}

static void list_slices(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *list = MAKE("[iiiiii]", 0, 1, 2, 3, 4, 5);
    CHECK_REPR_OF(get_slice(list, -2, NONE, NONE), "[4, 5]");
    CHECK_REPR_OF(get_slice(list, NONE, NONE, -2), "[5, 3, 1]");
    CHECK(get_slice(list, 0, 0, 0) == NULL);
    CHECK_ERR(PyExc_ValueError, "slice step cannot be zero");
    CHECK(set_slice(list, 1, 3, NONE, MAKE("(sss)", "a", "b", "c")) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[0, 'a', 'b', 'c', 3, 4, 5]");
    CHECK(set_slice(list, 1, 4, NONE, PyList_New(0)) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[0, 3, 4, 5]");
    CHECK(set_slice(list, 3, 1, NONE, MAKE("[i]", 9)) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[0, 3, 4, 9, 5]");
    CHECK(set_slice(list, NONE, NONE, 2, MAKE("(iii)", 7, 8, 9)) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[7, 3, 8, 9, 9]");
    CHECK(set_slice(list, NONE, NONE, 2, MAKE("(ii)", 7, 8)) == -1);
    CHECK_ERR(PyExc_ValueError, "attempt to assign sequence of size 2 to extended slice of size 3");
    CHECK(set_slice(list, 1, 2, NONE, INT(3)) == -1);
    CHECK_ERR(PyExc_TypeError, "can only assign an iterable");
    CHECK(set_slice(list, NONE, NONE, -1, INT(3)) == -1);
    CHECK_ERR(PyExc_TypeError, "must assign iterable to extended slice");
    CHECK(set_slice(list, 1, 1, NONE, AMBI_NEWREF(list)) == 0); /* itself */
    CHECK_REPR_OF(AMBI_NEWREF(list), "[7, 7, 3, 8, 9, 9, 3, 8, 9, 9]");
    CHECK(set_slice(list, NONE, NONE, -3, NULL) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[7, 3, 9, 9, 8, 9]");
    CHECK(set_slice(list, 1, 5, NONE, NULL) == 0);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[7, 9]");
    CHECK(PySequence_DelItem(list, -1) == 0);
    CHECK_REPR_OF(list, "[7]");
  }
}

static void list_methods(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *list = MAKE("[iii]", 3, 1, 2);
    PyObject *none = call_method(list, "extend", MAKE("((ii))", 5, 4), NULL);
    CHECK(none == Py_None);
    Py_XDECREF(none);
    CHECK_REPR_OF(call_method(list, "pop", PyTuple_New(0), NULL), "4");
    CHECK_REPR_OF(call_method(list, "pop", MAKE("(i)", 0), NULL), "3");
    CHECK(call_method(list, "pop", MAKE("(i)", 3), NULL) == NULL);
    CHECK_ERR(PyExc_IndexError, "pop index out of range");
    CHECK_REPR_OF(call_method(list, "index", MAKE("(i)", 5), NULL), "2");
    CHECK(call_method(list, "index", MAKE("(s)", "x"), NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "'x' is not in list");
    CHECK(call_method(list, "index", MAKE("(is)", 5, "x"), NULL) == NULL);
    CHECK_ERR(PyExc_TypeError, "slice indices must be integers or have an __index__ method");
    CHECK(call_method(list, "remove", MAKE("(s)", "x"), NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "list.remove(x): x not in list");
    none = call_method(list, "remove", MAKE("(i)", 2), NULL);
    Py_XDECREF(none);
    none = call_method(list, "insert", MAKE("(is)", 1, "one"), NULL);
    Py_XDECREF(none);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[1, 'one', 5]");
    PyObject *copy = call_method(list, "copy", PyTuple_New(0), NULL);
    CHECK(copy != list && PyObject_RichCompareBool(copy, list, Py_EQ) == 1);
    PyObject *doubled = PySequence_Concat(list, copy);
    CHECK_REPR_OF(PySequence_Repeat(list, 2), "[1, 'one', 5, 1, 'one', 5]");
    PyObject *self = PySequence_InPlaceRepeat(copy, 2);
    CHECK(self == copy && PyObject_RichCompareBool(copy, doubled, Py_EQ) == 1);
    Py_XDECREF(self);
    self = PySequence_InPlaceConcat(copy, copy);
    CHECK(self == copy && PyList_Size(copy) == 12);
    Py_XDECREF(self);
    CHECK_REPR_OF(call_method(copy, "count", MAKE("(s)", "one"), NULL), "4");
    Py_DECREF(doubled);
    none = call_method(copy, "clear", PyTuple_New(0), NULL);
    Py_XDECREF(none);
    CHECK(call_method(copy, "pop", PyTuple_New(0), NULL) == NULL);
    CHECK_ERR(PyExc_IndexError, "pop from empty list");
    Py_DECREF(copy);
    PyObject *t = MAKE("(i)", 1);
    CHECK(PySequence_Concat(list, t) == NULL);
    CHECK_ERR(PyExc_TypeError, "can only concatenate list (not \"tuple\") to list");
    Py_DECREF(t);
    Py_DECREF(list);

    CHECK_REPR_OF(call_type(&PyList_Type, MAKE("(s)", "abc")), "['a', 'b', 'c']");
    CHECK_REPR_OF(call_type(&PyTuple_Type, MAKE("(s)", "abc")), "('a', 'b', 'c')");
    CHECK(call_type(&PyList_Type, MAKE("(ii)", 1, 2)) == NULL);
    CHECK_ERR(PyExc_TypeError, "list expected at most 1 argument, got 2");
    CHECK(call_type(&PyList_Type, MAKE("(i)", 1)) == NULL);
    CHECK_ERR(PyExc_TypeError, "'int' object is not iterable");
    PyObject *kwargs = MAKE("{si}", "a", 1), *none_args = PyTuple_New(0);
    CHECK(PyObject_Call((PyObject *)&PyTuple_Type, none_args, kwargs) == NULL);
    CHECK_ERR(PyExc_TypeError, "tuple() takes no keyword arguments");
    CHECK(PyObject_Call((PyObject *)&PyList_Type, none_args, kwargs) == NULL);
    CHECK_ERR(PyExc_TypeError, "list() takes no keyword arguments");
    Py_DECREF(kwargs);
    Py_DECREF(none_args);
  }
}

static void list_order(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *a = MAKE("[ii]", 1, 2), *b = MAKE("[iii]", 1, 2, 0), *c = MAKE("[i]", 3);
    CHECK(PyObject_RichCompareBool(a, b, Py_LT) == 1 && PyObject_RichCompareBool(a, b, Py_EQ) == 0);
    CHECK(PyObject_RichCompareBool(c, b, Py_GT) == 1 && PyObject_RichCompareBool(c, b, Py_NE) == 1);
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(c);
  }
}

/* A comparison that adds to the list being sorted. */
static PyObject *list_being_sorted;
static PyObject *appending_key(PyObject *self AMBI_UNUSED, PyObject *item) {
  PyList_Append(list_being_sorted, item);
  return AMBI_NEWREF(item);
}
static PyObject *minus(PyObject *self AMBI_UNUSED, PyObject *item) { return PyNumber_Negative(item); }
static PyMethodDef appending_def = {"appending", appending_key, METH_O, NULL};
static PyMethodDef minus_def = {"minus", minus, METH_O, NULL};

static PyObject *sort(PyObject *list, PyObject *key, int reverse) {
  PyObject *kwargs = MAKE("{s:O,s:i}", "key", key, "reverse", reverse);
  PyObject *result = call_method(list, "sort", PyTuple_New(0), kwargs);
  Py_XDECREF(kwargs);
  return result;
}

static bool is_sorted(PyObject *list, int op) {
  for (Py_ssize_t i = 1; i < PyList_GET_SIZE(list); i++) {
    if (PyObject_RichCompareBool(PyList_GET_ITEM(list, i - 1), PyList_GET_ITEM(list, i), op) != 1) return false;
  }
  return true;
}

static void sorting(void) {
  CHECK_LIVE_UNCHANGED {
    static const int sizes[] = {0, 1, 2, 3, 10, 63, 64, 65, 128, 1000, 5000};
    uint32_t state = 12345;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
      PyObject *numbers = PyList_New(0);
      for (int i = 0; i < sizes[s]; i++) {
        state = state * 1664525 + 1013904223;
        PyObject *n = INT((long)(state >> 24) % 50 - (i % 700 < 200 ? i : 0));
        CHECK(PyList_Append(numbers, n) == 0);
        Py_DECREF(n);
      }
      CHECK(PyList_Sort(numbers) == 0 && PyList_Size(numbers) == sizes[s] && is_sorted(numbers, Py_LE));
      PyObject *none = sort(numbers, Py_None, 1);
      CHECK(none == Py_None && is_sorted(numbers, Py_GE));
      Py_XDECREF(none);
      Py_DECREF(numbers);
    }
  }
}

/* The key of a pair: its first item. */
static PyObject *first(PyObject *self AMBI_UNUSED, PyObject *pair) { return AMBI_NEWREF(PyTuple_GET_ITEM(pair, 0)); }
static PyMethodDef first_def = {"first", first, METH_O, NULL};

static void sorting_with_keys(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *key = PyCFunction_New(&first_def, NULL);
    for (int reverse = 0; reverse < 2; reverse++) {
      PyObject *pairs = PyList_New(0);
      uint32_t state = 99;
      for (int i = 0; i < 1500; i++) {
        state = state * 1664525 + 1013904223;
        PyObject *pair = MAKE("(ii)", (int)(state >> 28), reverse ? -i : i);
        CHECK(PyList_Append(pairs, pair) == 0);
        Py_DECREF(pair);
      }
      PyObject *none = sort(pairs, key, reverse);
      CHECK(none == Py_None && is_sorted(pairs, reverse ? Py_GT : Py_LT)); /* stable in both directions */
      Py_XDECREF(none);
      Py_DECREF(pairs);
    }
    Py_DECREF(key);

    PyObject *list = MAKE("[iiii]", 3, 1, 4, 2);
    key = PyCFunction_New(&minus_def, NULL);
    PyObject *none = sort(list, key, 0);
    Py_XDECREF(none);
    CHECK_REPR_OF(AMBI_NEWREF(list), "[4, 3, 2, 1]");
    Py_DECREF(key);

    key = PyCFunction_New(&appending_def, NULL);
    list_being_sorted = list;
    CHECK(sort(list, key, 0) == NULL);
    CHECK_ERR(PyExc_ValueError, "list modified during sort");
    Py_DECREF(key);
    CHECK_INT(PyList_Size(list), 4);

    PyObject *text = PyUnicode_FromString("x");
    CHECK(PyList_Append(list, text) == 0);
    Py_DECREF(text);
    CHECK(PyList_Sort(list) == -1);
    CHECK_ERR(PyExc_TypeError, "'<' not supported between instances of 'str' and 'int'");
    CHECK_INT(PyList_Size(list), 5);
    CHECK(call_method(list, "sort", MAKE("(O)", Py_None), NULL) == NULL);
    CHECK_ERR(PyExc_TypeError, "sort() takes no positional arguments");
    Py_DECREF(list);
  }
}

static void iterators(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *list = MAKE("[ii]", 1, 2), *it = PyObject_GetIter(list), *item;
    CHECK_STR(Py_TYPE(it)->tp_name, "list_iterator");
    CHECK_INT(PyObject_LengthHint(it, -5), 2);
    int seen = 0;
    while ((item = PyIter_Next(it))) {
      seen++;
      if (seen == 1) CHECK(PyList_Append(list, Py_None) == 0); /* growing is seen */
      Py_DECREF(item);
    }
    CHECK_INT(seen, 3);
    CHECK(PyList_Append(list, Py_None) == 0); /* but not once it is exhausted */
    CHECK(PyIter_Next(it) == NULL);
    CHECK_NO_ERR();
    Py_DECREF(it);
    it = call_method(list, "__reversed__", PyTuple_New(0), NULL);
    CHECK_REPR_OF(PySequence_List(it), "[None, None, 2, 1]");
    Py_XDECREF(it);
    Py_DECREF(list);

    PyObject *range = call_type(&PyRange_Type, MAKE("(i)", 3)); /* any sequence */
    it = PySeqIter_New(range);
    CHECK_REPR_OF(PySequence_List(it), "[0, 1, 2]");
    Py_XDECREF(it);
    it = call_type(&PyReversed_Type, MAKE("((sss))", "a", "b", "c"));
    CHECK_REPR_OF(PySequence_List(it), "['c', 'b', 'a']");
    Py_XDECREF(it);
    Py_DECREF(range);
    CHECK(call_type(&PyReversed_Type, MAKE("(i)", 3)) == NULL);
    CHECK_ERR(PyExc_TypeError, "'int' object is not reversible");

    list = MAKE("[iii]", 5, 6, 7);
    PyObject *pop = PyObject_GetAttrString(list, "pop"), *six = INT(6);
    it = PyCallIter_New(pop, six); /* calls until it gives 6 */
    CHECK_REPR_OF(PySequence_List(it), "[7]");
    CHECK_INT(PyList_Size(list), 1);
    Py_XDECREF(it);
    Py_XDECREF(pop);
    Py_DECREF(six);
    Py_DECREF(list);
  }
}

static void ranges(void) {
  CHECK_LIVE_UNCHANGED {
    CHECK_REPR_OF(call_type(&PyRange_Type, MAKE("(i)", 5)), "range(0, 5)");
    CHECK_REPR_OF(call_type(&PyRange_Type, MAKE("(iii)", 1, 10, -3)), "range(1, 10, -3)");
    CHECK(call_type(&PyRange_Type, MAKE("(iii)", 1, 10, 0)) == NULL);
    CHECK_ERR(PyExc_ValueError, "range() arg 3 must not be zero");
    CHECK(call_type(&PyRange_Type, MAKE("(d)", 1.5)) == NULL);
    CHECK_ERR(PyExc_TypeError, "'float' object cannot be interpreted as an integer");
    CHECK(call_type(&PyRange_Type, PyTuple_New(0)) == NULL);
    CHECK_ERR(PyExc_TypeError, "range expected at least 1 argument, got 0");

    PyObject *range = call_type(&PyRange_Type, MAKE("(iii)", 10, 0, -3));
    CHECK_INT(PyObject_Size(range), 4);
    CHECK_REPR_OF(PySequence_List(range), "[10, 7, 4, 1]");
    CHECK_REPR_OF(PySequence_GetItem(range, -1), "1");
    CHECK(PySequence_GetItem(range, 4) == NULL);
    CHECK_ERR(PyExc_IndexError, "range object index out of range");
    CHECK_REPR_OF(get_slice(range, 1, 3, NONE), "range(7, 1, -3)");
    PyObject *seven = INT(7), *eight = INT(8), *half = PyFloat_FromDouble(4.0);
    CHECK(PySequence_Contains(range, seven) == 1 && PySequence_Contains(range, eight) == 0);
    CHECK(PySequence_Contains(range, half) == 1);
    CHECK_REPR_OF(call_method(range, "index", MAKE("(i)", 4), NULL), "2");
    CHECK(call_method(range, "index", MAKE("(i)", 5), NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "5 is not in range");
    PyObject *reversed = call_method(range, "__reversed__", PyTuple_New(0), NULL);
    CHECK_REPR_OF(PySequence_List(reversed), "[1, 4, 7, 10]");
    Py_XDECREF(reversed);
    PyObject *same = call_type(&PyRange_Type, MAKE("(iii)", 10, -1, -3));
    CHECK(PyObject_RichCompareBool(range, same, Py_EQ) == 1 && PyObject_Hash(range) == PyObject_Hash(same));
    CHECK_REPR_OF(PyObject_GetAttrString(range, "step"), "-3");
    Py_DECREF(same);
    Py_DECREF(seven);
    Py_DECREF(eight);
    Py_DECREF(half);
    Py_DECREF(range);

    PyObject *big = PyLong_FromString("100000000000000000000", NULL, 10);
    PyObject *three = INT(3), *stop = PyNumber_Add(big, three);
    range = call_type(&PyRange_Type, PyTuple_Pack(2, big, stop));
    CHECK_REPR_OF(PySequence_List(range), "[100000000000000000000, 100000000000000000001, 100000000000000000002]");
    Py_DECREF(range);
    Py_DECREF(big);
    Py_DECREF(three);
    Py_DECREF(stop);
  }
}

static void slices(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *slice = slice_of(1, NONE, -2);
    CHECK_REPR_OF(AMBI_NEWREF(slice), "slice(1, None, -2)");
    Py_ssize_t start, stop, step, n;
    CHECK(PySlice_Unpack(slice, &start, &stop, &step) == 0);
    CHECK(start == 1 && stop == PY_SSIZE_T_MIN && step == -2);
    n = PySlice_AdjustIndices(10, &start, &stop, step);
    CHECK(n == 1 && start == 1 && stop == -1);
    CHECK(PySlice_GetIndicesEx(slice, 1, &start, &stop, &step, &n) == 0 && n == 1 && start == 0);
    CHECK(PySlice_GetIndices(slice, 10, &start, &stop, &step) == 0 && start == 1 && stop == -1);
    CHECK_REPR_OF(call_method(slice, "indices", MAKE("(i)", 10), NULL), "(1, -1, -2)");
    CHECK(call_method(slice, "indices", MAKE("(i)", -1), NULL) == NULL);
    CHECK_ERR(PyExc_ValueError, "length should not be negative");
    CHECK(PyObject_Hash(slice) == -1);
    CHECK_ERR(PyExc_TypeError, "unhashable type: 'slice'");
    PyObject *other = slice_of(1, NONE, -2);
    CHECK(PyObject_RichCompareBool(slice, other, Py_EQ) == 1);
    Py_DECREF(other);
    Py_DECREF(slice);
    /* every combination against a plain walk */
    for (long length = 0; length < 5; length++) {
      for (long a = -6; a < 7; a++) {
        for (long b = -6; b < 7; b++) {
          for (long c = -3; c < 4; c++) {
            if (c == 0) continue;
            slice = slice_of(a == 6 ? NONE : a, b == 6 ? NONE : b, c);
            CHECK(PySlice_GetIndicesEx(slice, length, &start, &stop, &step, &n) == 0);
            Py_ssize_t count = 0;
            for (Py_ssize_t i = start; c > 0 ? i < stop : i > stop; i += c, count++) CHECK(i >= 0 && i < length);
            CHECK_INT(n, count);
            PyObject *indices = call_method(slice, "indices", MAKE("(l)", length), NULL);
            PyObject *expected = MAKE("(nnn)", start, stop, step);
            CHECK(PyObject_RichCompareBool(indices, expected, Py_EQ) == 1);
            Py_XDECREF(indices);
            Py_DECREF(expected);
            Py_DECREF(slice);
          }
        }
      }
    }
    PyObject *text = PyUnicode_FromString("a");
    slice = PySlice_New(text, NULL, NULL);
    CHECK(PySlice_Unpack(slice, &start, &stop, &step) == -1);
    CHECK_ERR(PyExc_TypeError, "slice indices must be integers or None or have an __index__ method");
    Py_DECREF(text);
    Py_DECREF(slice);
    PyObject *huge = PyLong_FromString("-100000000000000000000", NULL, 10);
    slice = PySlice_New(huge, huge, huge);
    CHECK(PySlice_Unpack(slice, &start, &stop, &step) == 0);
    CHECK(start == PY_SSIZE_T_MIN && stop == PY_SSIZE_T_MIN && step == -PY_SSIZE_T_MAX);
    Py_DECREF(slice);
    Py_DECREF(huge);
  }
}

static void enumerate_and_zip(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *e = call_type(&PyEnum_Type, MAKE("(si)", "ab", 5));
    CHECK_REPR_OF(PySequence_List(e), "[(5, 'a'), (6, 'b')]");
    Py_XDECREF(e);
    CHECK(call_type(&PyEnum_Type, MAKE("(i)", 5)) == NULL);
    CHECK_ERR(PyExc_TypeError, "'int' object is not iterable");
    PyObject *z = call_type(&PyZip_Type, MAKE("(s(ii))", "abc", 1, 2));
    CHECK_REPR_OF(PySequence_List(z), "[('a', 1), ('b', 2)]");
    Py_XDECREF(z);
    PyObject *args = MAKE("(s(ii))", "abc", 1, 2), *kwargs = MAKE("{sO}", "strict", Py_True);
    z = PyObject_Call((PyObject *)&PyZip_Type, args, kwargs);
    CHECK(PySequence_List(z) == NULL);
    CHECK_ERR(PyExc_ValueError, "zip() argument 2 is shorter than argument 1");
    Py_XDECREF(z);
    Py_DECREF(args);
    Py_DECREF(kwargs);
  }
}

/* class Pair(tuple) and class Stack(list), as an extension makes them. */
static void subtypes(void) {
  static PyType_Slot no_slots[] = {{0, NULL}};
  static PyType_Spec pair_spec = {"test.Pair", 0, 0, Py_TPFLAGS_BASETYPE, no_slots};
  static PyType_Spec stack_spec = {"test.Stack", 0, 0, Py_TPFLAGS_BASETYPE, no_slots};
  PyObject *tuple_bases = PyTuple_Pack(1, &PyTuple_Type), *list_bases = PyTuple_Pack(1, &PyList_Type);
  PyObject *pair_type = PyType_FromSpecWithBases(&pair_spec, tuple_bases);
  PyObject *stack_type = PyType_FromSpecWithBases(&stack_spec, list_bases);
  CHECK(pair_type && stack_type);
  if (!pair_type || !stack_type) return;
  CHECK_LIVE_UNCHANGED {
    PyObject *pair = call_type((PyTypeObject *)pair_type, MAKE("((ii))", 1, 2));
    CHECK(PyTuple_Check(pair) && !PyTuple_CheckExact(pair) && Py_TYPE(pair) == (PyTypeObject *)pair_type);
    PyObject *plain = MAKE("(ii)", 1, 2);
    CHECK(PyObject_RichCompareBool(pair, plain, Py_EQ) == 1 && PyObject_Hash(pair) == PyObject_Hash(plain));
    PyObject *slice = PyTuple_GetSlice(pair, 0, 2);
    CHECK(PyTuple_CheckExact(slice));
    Py_DECREF(slice);
    Py_DECREF(plain);
    CHECK_REPR_OF(pair, "(1, 2)");
    PyObject *stack = call_type((PyTypeObject *)stack_type, MAKE("((ii))", 1, 2));
    CHECK(PyList_Check(stack) && PyList_Append(stack, Py_None) == 0);
    CHECK_REPR_OF(stack, "[1, 2, None]");
    CHECK_REPR_OF(call_type((PyTypeObject *)stack_type, PyTuple_New(0)), "[]");
  }
  Py_DECREF(pair_type);
  Py_DECREF(stack_type);
  Py_DECREF(tuple_bases);
  Py_DECREF(list_bases);
}

/* Nested deeper than any C stack would bear, if each level took a few frames. */
static void deep_nesting(void) {
  CHECK_LIVE_UNCHANGED {
    PyObject *o = PyList_New(0);
    for (int i = 0; i < 1000000; i++) {
      PyObject *outer = i % 2 ? PyTuple_New(1) : PyList_New(1);
      if (i % 2) {
        PyTuple_SET_ITEM(outer, 0, o);
      } else {
        PyList_SET_ITEM(outer, 0, o);
      }
      o = outer;
    }
    Py_DECREF(o);
  }
}

int main(void) {
  ambi_test_init();
  tuples();
  tuple_set_and_resize();
  tuple_hash_and_order();
  lists();
  list_slices();
  list_methods();
  list_order();
  sorting();
  sorting_with_keys();
  iterators();
  ranges();
  slices();
  enumerate_and_zip();
  subtypes();
  deep_nesting();
  return ambi_test_result();
}

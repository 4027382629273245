/* Tuples, lists, dicts, sets, slices, sequences, iteration. */
#include "objects.h"

static PyObject *tuple_reversed(PyObject *UNUSED(self), PyObject *tuple) {
  Py_ssize_t size = PyTuple_Size(tuple);
  PyObject *result = size < 0 ? NULL : PyTuple_New(size);
  if (!result) return NULL;
  for (Py_ssize_t i = 0; i < size; i++) PyTuple_SET_ITEM(result, i, Py_NewRef(PyTuple_GET_ITEM(tuple, size - 1 - i)));
  return result;
}

static PyObject *tuple_item(PyObject *UNUSED(self), PyObject *args) {
  PyObject *tuple;
  Py_ssize_t index;
  if (!PyArg_ParseTuple(args, "On", &tuple, &index)) return NULL;
  PyObject *item = PyTuple_GetItem(tuple, index);
  Py_XINCREF(item);
  return item;
}

static PyObject *tuple_pack(PyObject *UNUSED(self), PyObject *object) {
  return PyTuple_Pack(3, object, Py_None, object);
}

static PyObject *tuple_slice(PyObject *UNUSED(self), PyObject *args) {
  PyObject *tuple;
  Py_ssize_t low, high;
  if (!PyArg_ParseTuple(args, "Onn", &tuple, &low, &high)) return NULL;
  return PyTuple_GetSlice(tuple, low, high);
}

/* [first, None, second, first], made in the ways that there are: SET_ITEM, SetItem, Append. */
static PyObject *list_of(PyObject *UNUSED(self), PyObject *args) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second)) return NULL;
  PyObject *list = PyList_New(2);
  if (!list) return NULL;
  PyList_SET_ITEM(list, 0, Py_NewRef(first));
  if (PyList_SetItem(list, 1, Py_NewRef(Py_None)) < 0 || PyList_Append(list, second) < 0 ||
      PyList_Append(list, PyList_GET_ITEM(list, 0)) < 0) {
    Py_DECREF(list);
    return NULL;
  }
  return list;
}

static PyObject *list_sorted(PyObject *UNUSED(self), PyObject *items) {
  PyObject *list = PySequence_List(items);
  if (list && PyList_Sort(list) < 0) Py_CLEAR(list);
  return list;
}

/* A dict's answers to a C string as the key, before and after the entry is there, and after it is gone. */
static PyObject *dict_by_name(PyObject *UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "sO", &name, &value)) return NULL;
  PyObject *dict = PyDict_New();
  if (!dict) return NULL;
  int before = PyDict_GetItemString(dict, name) != NULL;
  if (PyDict_SetItemString(dict, name, value) < 0) goto failed;
  int same = PyDict_GetItemString(dict, name) == value && _PyDict_GetItemStringWithError(dict, name) == value;
  Py_ssize_t size = PyDict_Size(dict);
  if (PyDict_DelItemString(dict, name) < 0) goto failed;
  Py_ssize_t after = PyDict_Size(dict);
  if (PyDict_DelItemString(dict, name) == 0) goto failed;
  int key_error = PyErr_ExceptionMatches(PyExc_KeyError);
  PyErr_Clear();
  Py_DECREF(dict);
  return Py_BuildValue("(iinni)", before, same, size, after, key_error);
failed:
  Py_DECREF(dict);
  return NULL;
}

static PyObject *dict_from_pairs(PyObject *UNUSED(self), PyObject *pairs) {
  PyObject *dict = PyDict_New();
  PyObject *iterator = dict ? PyObject_GetIter(pairs) : NULL;
  if (!iterator) {
    Py_XDECREF(dict);
    return NULL;
  }
  PyObject *pair;
  while ((pair = PyIter_Next(iterator))) {
    PyObject *key = PySequence_GetItem(pair, 0);
    PyObject *value = key ? PySequence_GetItem(pair, 1) : NULL;
    if (value) PyDict_SetItem(dict, key, value);
    Py_XDECREF(value);
    Py_XDECREF(key);
    Py_DECREF(pair);
    if (PyErr_Occurred()) break;
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred()) Py_CLEAR(dict);
  return dict;
}

/* The keys and the values in the order of PyDict_Next. */
static PyObject *dict_walk(PyObject *UNUSED(self), PyObject *args) {
  PyObject *dict, *key, *value;
  if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict)) return NULL;
  PyObject *list = PyList_New(0);
  Py_ssize_t position = 0;
  while (list && PyDict_Next(dict, &position, &key, &value)) {
    if (PyList_Append(list, key) < 0 || PyList_Append(list, value) < 0) Py_CLEAR(list);
  }
  return list;
}

static PyObject *dict_get(PyObject *UNUSED(self), PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key)) return NULL;
  PyObject *value = PyDict_GetItemWithError(dict, key);
  if (!value && !PyErr_Occurred()) Py_RETURN_NONE;
  Py_XINCREF(value);
  return value;
}

static PyObject *dict_merged(PyObject *UNUSED(self), PyObject *args) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second)) return NULL;
  PyObject *copy = PyDict_Copy(first);
  if (copy && PyDict_Update(copy, second) < 0) Py_CLEAR(copy);
  return copy;
}

/* (size, contains the key, sorted items) of the set of some items, to which the key is added afterwards. */
static PyObject *set_of(PyObject *UNUSED(self), PyObject *args) {
  PyObject *items, *key;
  if (!PyArg_ParseTuple(args, "OO", &items, &key)) return NULL;
  PyObject *set = PyObject_CallFunctionObjArgs((PyObject *)&PySet_Type, items, NULL);
  if (!set) return NULL;
  Py_ssize_t size = PySet_Size(set);
  int contains = PySet_Contains(set, key);
  PyObject *list = contains < 0 || PySet_Add(set, key) < 0 ? NULL : PySequence_List(set);
  Py_DECREF(set);
  if (!list || PyList_Sort(list) < 0) {
    Py_XDECREF(list);
    return NULL;
  }
  return Py_BuildValue("(niN)", size, contains, list);
}

static PyObject *slice_indices(PyObject *UNUSED(self), PyObject *args) {
  PyObject *start, *stop, *step;
  Py_ssize_t length, from, to, by;
  if (!PyArg_ParseTuple(args, "OOOn", &start, &stop, &step, &length)) return NULL;
  PyObject *slice = PySlice_New(start, stop, step);
  if (!slice) return NULL;
  int failed = PySlice_Unpack(slice, &from, &to, &by);
  Py_DECREF(slice);
  if (failed < 0) return NULL;
  Py_ssize_t count = PySlice_AdjustIndices(length, &from, &to, by);
  return Py_BuildValue("(nnnn)", from, to, by, count);
}

static PyObject *sequence_facts(PyObject *UNUSED(self), PyObject *object) {
  if (!PySequence_Check(object)) Py_RETURN_FALSE;
  Py_ssize_t size = PySequence_Size(object);
  if (size < 0) return NULL;
  PyObject *last = PySequence_GetItem(object, -1);
  if (!last) return NULL;
  return Py_BuildValue("(nN)", size, last);
}

static PyObject *sequence_concat(PyObject *UNUSED(self), PyObject *args) {
  PyObject *left, *right;
  if (!PyArg_ParseTuple(args, "OO", &left, &right)) return NULL;
  return PySequence_Concat(left, right);
}

/* The sum of longs, through the fast sequence. */
static PyObject *sequence_sum(PyObject *UNUSED(self), PyObject *items) {
  PyObject *fast = PySequence_Fast(items, "sequence_sum() takes a sequence");
  if (!fast) return NULL;
  long sum = 0;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast) && !PyErr_Occurred(); i++) {
    sum += PyLong_AsLong(PySequence_Fast_GET_ITEM(fast, i));
  }
  Py_DECREF(fast);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(sum);
}

static PyObject *iterated(PyObject *UNUSED(self), PyObject *items) {
  PyObject *iterator = PyObject_GetIter(items);
  PyObject *list = iterator ? PyList_New(0) : NULL, *item;
  while (list && (item = PyIter_Next(iterator))) {
    if (PyList_Append(list, item) < 0) Py_CLEAR(list);
    Py_DECREF(item);
  }
  Py_XDECREF(iterator);
  if (PyErr_Occurred()) Py_CLEAR(list);
  return list;
}

PyMethodDef container_methods[] = {
    {"tuple_reversed", tuple_reversed, METH_O, NULL},
    {"tuple_item", tuple_item, METH_VARARGS, NULL},
    {"tuple_pack", tuple_pack, METH_O, NULL},
    {"tuple_slice", tuple_slice, METH_VARARGS, NULL},
    {"list_of", list_of, METH_VARARGS, NULL},
    {"list_sorted", list_sorted, METH_O, NULL},
    {"dict_by_name", dict_by_name, METH_VARARGS, NULL},
    {"dict_from_pairs", dict_from_pairs, METH_O, NULL},
    {"dict_walk", dict_walk, METH_VARARGS, NULL},
    {"dict_get", dict_get, METH_VARARGS, NULL},
    {"dict_merged", dict_merged, METH_VARARGS, NULL},
    {"set_of", set_of, METH_VARARGS, NULL},
    {"slice_indices", slice_indices, METH_VARARGS, NULL},
    {"sequence_facts", sequence_facts, METH_O, NULL},
    {"sequence_concat", sequence_concat, METH_VARARGS, NULL},
    {"sequence_sum", sequence_sum, METH_O, NULL},
    {"iterated", iterated, METH_O, NULL},
    {0},
};

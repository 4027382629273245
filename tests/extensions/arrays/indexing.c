/* Indexing through the object protocol: whatever Python takes between brackets. */
#include "arrays.h"

static PyObject *item_at(PyObject *UNUSED(self), PyObject *args) {
  PyObject *array, *key;
  if (!PyArg_ParseTuple(args, "O!O", &PyArray_Type, &array, &key)) return NULL;
  return PyObject_GetItem(array, key);
}

/* The same, of the part of the last axis that a slice leaves. */
static PyObject *item_of_slice(PyObject *UNUSED(self), PyObject *args) {
  PyObject *array, *key, *start, *stop, *step;
  if (!PyArg_ParseTuple(args, "O!OOOO", &PyArray_Type, &array, &key, &start, &stop, &step)) return NULL;
  PyObject *slice = PySlice_New(start, stop, step);
  PyObject *both = slice ? PyTuple_Pack(3, key, Py_Ellipsis, slice) : NULL;
  PyObject *item = both ? PyObject_GetItem(array, both) : NULL;
  Py_XDECREF(slice);
  Py_XDECREF(both);
  return item;
}

static PyObject *put_at(PyObject *UNUSED(self), PyObject *args) {
  PyObject *array, *key, *value;
  if (!PyArg_ParseTuple(args, "O!OO", &PyArray_Type, &array, &key, &value)) return NULL;
  if (PyObject_SetItem(array, key, value) < 0) return NULL;
  Py_RETURN_NONE;
}

PyMethodDef indexing_methods[] = {
    {"item_at", item_at, METH_VARARGS, NULL},
    {"item_of_slice", item_of_slice, METH_VARARGS, NULL},
    {"put_at", put_at, METH_VARARGS, NULL},
    {0},
};

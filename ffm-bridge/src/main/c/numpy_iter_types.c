/* The type objects of NumPy's iterators and of ufuncs. */
#include "numpy_iter.h"
#include "numpy_ufunc.h"

AMBI_EXPORT PyTypeObject PyArrayIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy.flatiter",
    .tp_basicsize = sizeof(PyArrayIterObject),
    .tp_dealloc = ambi_iter_dealloc,
    .tp_as_mapping = &ambi_iter_as_mapping,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = ambi_iter_next,
    .tp_methods = ambi_iter_methods,
    .tp_members = ambi_iter_members,
    .tp_getset = ambi_iter_getset,
    .tp_base = &PyBaseObject_Type,
};

AMBI_EXPORT PyTypeObject PyArrayMultiIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy.broadcast",
    .tp_basicsize = sizeof(PyArrayMultiIterObject),
    .tp_dealloc = ambi_multi_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = ambi_multi_next,
    .tp_methods = ambi_multi_methods,
    .tp_members = ambi_multi_members,
    .tp_getset = ambi_multi_getset,
    .tp_base = &PyBaseObject_Type,
    .tp_new = ambi_multi_new,
};

/* In no table: extensions get such an object from PyArray_NeighborhoodIterNew only. */
PyTypeObject PyArrayNeighborhoodIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy.neigh_internal_iter",
    .tp_basicsize = sizeof(PyArrayNeighborhoodIterObject),
    .tp_dealloc = ambi_neighborhood_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_base = &PyBaseObject_Type,
};

/* An NpyIter as a Python object; none is made here. */
AMBI_EXPORT PyTypeObject NpyIter_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy.nditer",
    .tp_basicsize = 64,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_base = &PyBaseObject_Type,
};

AMBI_EXPORT PyTypeObject PyUFunc_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),
    .tp_name = "numpy.ufunc",
    .tp_basicsize = sizeof(ambi_ufunc),
    .tp_dealloc = ambi_ufunc_dealloc,
    .tp_vectorcall_offset = offsetof(PyUFuncObject, vectorcall),
    .tp_repr = ambi_ufunc_repr,
    .tp_call = PyVectorcall_Call,
    .tp_str = ambi_ufunc_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_methods = ambi_ufunc_methods,
    .tp_members = ambi_ufunc_members,
    .tp_getset = ambi_ufunc_getset,
    .tp_base = &PyBaseObject_Type,
};

int ambi_init_numpy_iterators(void) {
  static PyTypeObject *const types[] = {&PyArrayIter_Type, &PyArrayMultiIter_Type, &PyArrayNeighborhoodIter_Type,
                                        &NpyIter_Type, &PyUFunc_Type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (PyType_Ready(types[i]) < 0) return -1;
  }
  return 0;
}

/* Structures and sub-arrays: what their fields are, which casts there are between them, and their elements. */
#ifndef AMBI_NUMPY_STRUCT_H
#define AMBI_NUMPY_STRUCT_H

#include "numpy_iter.h"

/* One field of a structure; all borrowed from its descriptor. */
typedef struct {
  PyObject *name, *title; /* the title is the name where it has none */
  PyObject *descr;
  npy_intp offset;
} ambi_field;

/* The names of a structure's fields, borrowed; NULL where the dtype is none. */
PyObject *ambi_descr_names(PyObject *descr);
/* Field `i`, counted in the order of the names. -1 with an error where the descriptor does not say it rightly. */
int ambi_descr_field(PyObject *descr, Py_ssize_t i, ambi_field *field);
/* A sub-array's lengths, AMBI_MAXDIMS at most: how many there are, 0 for what is no sub-array; -1 with an error. */
int ambi_subarray_lengths(PyObject *descr, npy_intp *dims);

static inline bool ambi_is_void(PyObject *descr) { return ambi_descr_type_num(descr) == NPY_VOID; }

/* The strictest of NPY_CASTING that a cast is allowed by, for dtypes one of which is void; -1 where there is no cast. */
int ambi_struct_casting(PyObject *from, PyObject *to);

/* ambi_transfer where one of the dtypes is void. */
int ambi_struct_transfer(ambi_run_of from, ambi_run_of to, npy_intp n);

#endif

/* What the files of memoryview share. */
#ifndef AMBI_MEMORYVIEW_H
#define AMBI_MEMORYVIEW_H

#include "buffer.h"

#define PyMemoryView_Check(o) Py_IS_TYPE(o, &PyMemoryView_Type)
#define VIEW(o) (&((PyMemoryViewObject *)(o))->view)

/* False, with ValueError set, if the view or the buffer behind it was released. */
bool ambi_view_usable(PyMemoryViewObject *mv);

/* A view of `ndim` dimensions on `mbuf`, with a copy of `source`; shape and strides are the caller's to fill in where
   source has another number of dimensions, and ambi_view_set_flags is then the caller's to call. */
PyMemoryViewObject *ambi_view_new(_PyManagedBufferObject *mbuf, const Py_buffer *source, int ndim);

/* Sets what `flags` says of the layout, after a change of shape or strides. */
void ambi_view_set_flags(PyMemoryViewObject *mv);

/* memoryview.release. */
int ambi_view_release(PyMemoryViewObject *mv);

/* The elements as nested lists; at ndim 0 the element. */
PyObject *ambi_view_tolist(const Py_buffer *view);

extern PySequenceMethods ambi_view_as_sequence;
extern PyMappingMethods ambi_view_as_mapping;
extern PyMethodDef ambi_view_methods[];
extern PyGetSetDef ambi_view_getset[];
PyObject *ambi_view_richcompare(PyObject *v, PyObject *w, int op);

#endif

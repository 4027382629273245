/* The buffer protocol: flags of a request, and the public structs of memoryview. */
#ifndef AMBI_BUFFER_H
#define AMBI_BUFFER_H

#include "containers.h"

#define PyBUF_MAX_NDIM 64
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)
#define PyBUF_READ 0x100
#define PyBUF_WRITE 0x200

typedef struct {
  PyObject ob_base;
  int flags;
  Py_ssize_t exports; /* memoryviews that use it */
  Py_buffer master;
} _PyManagedBufferObject;
#define _Py_MANAGED_BUFFER_RELEASED 0x001
#define _Py_MANAGED_BUFFER_FREE_FORMAT 0x002

typedef struct {
  PyVarObject ob_base;
  _PyManagedBufferObject *mbuf;
  Py_hash_t hash;
  int flags;
  Py_ssize_t exports; /* buffers that others got from this view */
  Py_buffer view;
  PyObject *weakreflist;
  Py_ssize_t ob_array[1]; /* shape, strides, suboffsets: 3 * ndim */
} PyMemoryViewObject;
#define _Py_MEMORYVIEW_RELEASED 0x001
#define _Py_MEMORYVIEW_C 0x002
#define _Py_MEMORYVIEW_FORTRAN 0x004
#define _Py_MEMORYVIEW_SCALAR 0x008
#define _Py_MEMORYVIEW_PIL 0x010

/* The address of element `i` in the dimension `dim` of a walk that has reached `p`. */
static inline char *ambi_buffer_step(const Py_buffer *view, char *p, int dim, Py_ssize_t i) {
  p += view->strides[dim] * i;
  if (view->suboffsets && view->suboffsets[dim] >= 0) p = *(char **)(void *)p + view->suboffsets[dim];
  return p;
}

/* Size in bytes of one character of struct's native formats ('b', 'd', '?', ...); 0 if it is none of them. */
Py_ssize_t ambi_native_size(char code);

/* One element of a native single-character format as an object, or from one. */
PyObject *ambi_unpack(const char *format, const char *p);
int ambi_pack(const char *format, char *p, PyObject *value);

/* The character of a native format that stands alone, as in "d" or "@d"; 0 if the format is another. */
char ambi_native_code(const char *format);

#endif

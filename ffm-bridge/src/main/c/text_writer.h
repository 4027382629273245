/* A string of code points that grows; becomes a str in the end. Zero-initialised is empty. */
#ifndef AMBI_TEXT_WRITER_H
#define AMBI_TEXT_WRITER_H

#include "ambi.h"

typedef struct {
  Py_UCS4 *text; /* NULL while all of it is in `small` */
  Py_ssize_t length, capacity;
  Py_UCS4 small[120];
} ambi_writer;

/* Each returns 0, or -1 with an error set. */
int ambi_writer_ascii(ambi_writer *to, const char *text, Py_ssize_t length);
int ambi_writer_fill(ambi_writer *to, Py_UCS4 c, Py_ssize_t count);
/* The first `length` code points of a str. */
int ambi_writer_str(ambi_writer *to, PyObject *str, Py_ssize_t length);

/* The str, and empties the writer. */
PyObject *ambi_writer_finish(ambi_writer *to);
void ambi_writer_discard(ambi_writer *to);

#endif

/* A string of code points that grows; becomes a str in the end. Zero-initialised is empty. */
#ifndef AMBI_TEXT_WRITER_H
#define AMBI_TEXT_WRITER_H

#include "ambi.h"

typedef struct {
  Py_UCS4 *text; /* NULL while all of it is in `small` */
  Py_ssize_t length, capacity;
  Py_UCS4 small[120];
} ambi_text;

/* Each returns 0, or -1 with an error set. */
int ambi_text_ascii(ambi_text *to, const char *text, Py_ssize_t length);
int ambi_text_fill(ambi_text *to, Py_UCS4 c, Py_ssize_t count);
/* The first `length` code points of a str. */
int ambi_text_str(ambi_text *to, PyObject *str, Py_ssize_t length);

/* The str, and empties the writer. */
PyObject *ambi_text_finish(ambi_text *to);
void ambi_text_discard(ambi_text *to);

#endif

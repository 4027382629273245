/* One directive of the printf-like format strings of PyUnicode_FromFormat and PyBytes_FromFormat. */
#ifndef AMBI_FORMAT_DIRECTIVE_H
#define AMBI_FORMAT_DIRECTIVE_H

#include "ambi.h"

typedef struct {
  bool zero;            /* flag 0 */
  Py_ssize_t width;     /* 0: none */
  Py_ssize_t precision; /* -1: none */
  char size;            /* 0, 'l', 'q' for ll, 'z' */
  char conversion;      /* 0 at the end of the format */
} ambi_directive;

/*
 * Reads the directive after a '%', with its width, precision and size. The position after it, or NULL with an
 * error set. A size counts only before d, i and u: elsewhere the conversion is the letter of the size itself.
 */
const char *ambi_read_directive(const char *format, ambi_directive *to);

/* Room for any integer or pointer as text. */
#define AMBI_NUMBER_TEXT 32

/* The next argument, by an integer or pointer conversion (d i u x p), as text; its length. */
int ambi_format_number(const ambi_directive *directive, va_list *arguments, char text[AMBI_NUMBER_TEXT]);

/* The length of a string of which at most `most` bytes count, and are read; all of them when that is negative. */
static inline size_t ambi_bounded_length(const char *text, Py_ssize_t most) {
  if (most < 0) return strlen(text);
  const char *end = memchr(text, '\0', (size_t)most);
  return end ? (size_t)(end - text) : (size_t)most;
}

#endif

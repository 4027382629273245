/* What the codecs do about what they cannot decode or encode. */
#ifndef AMBI_UNICODE_ERRORS_H
#define AMBI_UNICODE_ERRORS_H

#include "values.h"

typedef enum {
  ON_ERROR_STRICT,
  ON_ERROR_IGNORE,
  ON_ERROR_REPLACE,
  ON_ERROR_SURROGATEESCAPE,
  ON_ERROR_SURROGATEPASS,
  ON_ERROR_BACKSLASHREPLACE,
  ON_ERROR_XMLCHARREFREPLACE,
  ON_ERROR_UNKNOWN /* LookupError, but only where an error occurs, as in CPython */
} ambi_on_error;

ambi_on_error ambi_error_handler(const char *errors);

/* A decoder at work: the bytes, where it is, what it wrote. */
typedef struct {
  const char *encoding; /* as errors name it */
  const unsigned char *s;
  Py_ssize_t n, at;
  const char *errors;
  ambi_writer text;
} ambi_decoder;

/* The bytes [start, end) cannot be decoded. Goes on after them, or returns -1 with
 * UnicodeDecodeError. */
int ambi_decode_error(ambi_decoder *d, Py_ssize_t start, Py_ssize_t end, const char *reason);

/* Bytes that grow. */
typedef struct {
  unsigned char *data;
  Py_ssize_t length, capacity;
} ambi_bytes_buffer;

int ambi_buffer_add(ambi_bytes_buffer *b, const void *data, Py_ssize_t n);
PyObject *ambi_buffer_finish(ambi_bytes_buffer *b);

/*
 * The characters [start, end) of str cannot be encoded: appends what the handler puts in their
 * place, which `encode` writes one character at a time. Returns -1 with an error set.
 */
typedef int (*ambi_encode_char)(ambi_bytes_buffer *b, Py_UCS4 ch);
int ambi_encode_error(ambi_bytes_buffer *b, const char *encoding, const char *errors, PyObject *str,
                      Py_ssize_t start, Py_ssize_t end, const char *reason,
                      ambi_encode_char encode);

#endif

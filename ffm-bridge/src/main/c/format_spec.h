/* format() of the built-in types: the parsed mini-language, and laying out what it asks for. */
#ifndef AMBI_FORMAT_SPEC_H
#define AMBI_FORMAT_SPEC_H

#include "values.h"

typedef struct {
  Py_UCS4 fill, align, type;
  char sign, grouping; /* 0 where not given */
  bool alternate, no_negative_zero;
  Py_ssize_t width, precision; /* -1 where not given */
} ambi_format_spec;

/* Parses the spec of an object; returns -1 with ValueError. */
int ambi_parse_format_spec(PyObject *spec, PyObject *object, Py_UCS4 default_type,
                           Py_UCS4 default_align, ambi_format_spec *parsed);

/* "Unknown format code 'c' for object of type 'T'". */
PyObject *ambi_unknown_format_code(Py_UCS4 code, PyObject *object);

/* A number in parts; text is ASCII. */
typedef struct {
  bool negative;
  const char *prefix; /* "0x" or "" */
  const char *digits; /* before the decimal point */
  Py_ssize_t n_digits;
  const char *rest; /* the point and what follows */
  Py_ssize_t n_rest;
} ambi_number_parts;

/* Splits what PyOS_double_to_string gave, without its sign. */
void ambi_split_number(const char *text, ambi_number_parts *parts);

/* Appends the number with sign, groups and padding as the spec says. */
int ambi_lay_out_number(ambi_writer *to, const ambi_format_spec *spec,
                        const ambi_number_parts *parts);

/* The double as text by the spec's type and precision, to be freed with PyMem_Free. */
char *ambi_double_by_spec(double v, const ambi_format_spec *spec, Py_UCS4 type,
                          int default_precision, int flags);

#endif

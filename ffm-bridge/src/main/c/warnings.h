/* Where warnings go. */
#ifndef AMBI_WARNINGS_H
#define AMBI_WARNINGS_H

#include "ambi.h"

/*
 * Gives out a warning that the filter let through: 0, or -1 with an error set, which turns the warning into
 * that error. By default a line on standard error, such as "RuntimeWarning: overflow encountered".
 */
typedef int (*ambi_warning_sink)(PyObject *category, PyObject *text);

/* Replaces the sink; NULL brings the default back. */
AMBI_API void ambi_set_warning_sink(ambi_warning_sink sink);

/* Warns. `text` is a str, or a Warning whose class is then the category. Every time, not once for each place. */
int ambi_warn(PyObject *category, PyObject *text, Py_ssize_t stack_level);

#endif

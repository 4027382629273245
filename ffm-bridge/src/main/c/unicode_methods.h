/* The parts of str's method table, by file, and the arguments that several of them take. */
#ifndef AMBI_UNICODE_METHODS_H
#define AMBI_UNICODE_METHODS_H

#include "values.h"

#define KEYWORDS(f) ((PyCFunction)(void (*)(void))(f))

/* (sub[, start[, end]]) as find, count, startswith and their like take it, of str and of bytes. */
int ambi_parse_find(PyObject *args, const char *format, PyObject **sub, Py_ssize_t *start,
                    Py_ssize_t *end);

/* unicode_search_methods.c */
PyObject *ambi_str_find(PyObject *self, PyObject *args);
PyObject *ambi_str_rfind(PyObject *self, PyObject *args);
PyObject *ambi_str_index(PyObject *self, PyObject *args);
PyObject *ambi_str_rindex(PyObject *self, PyObject *args);
PyObject *ambi_str_count(PyObject *self, PyObject *args);
PyObject *ambi_str_startswith(PyObject *self, PyObject *args);
PyObject *ambi_str_endswith(PyObject *self, PyObject *args);
PyObject *ambi_str_removeprefix(PyObject *self, PyObject *arg);
PyObject *ambi_str_removesuffix(PyObject *self, PyObject *arg);

/* unicode_split.c */
PyObject *ambi_str_split(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *ambi_str_rsplit(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *ambi_str_splitlines(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *ambi_str_partition(PyObject *self, PyObject *arg);
PyObject *ambi_str_rpartition(PyObject *self, PyObject *arg);
PyObject *ambi_str_replace(PyObject *self, PyObject *args);

/* unicode_case.c */
PyObject *ambi_str_upper(PyObject *self, PyObject *arg);
PyObject *ambi_str_lower(PyObject *self, PyObject *arg);
PyObject *ambi_str_title(PyObject *self, PyObject *arg);
PyObject *ambi_str_capitalize(PyObject *self, PyObject *arg);
PyObject *ambi_str_swapcase(PyObject *self, PyObject *arg);
PyObject *ambi_str_isupper(PyObject *self, PyObject *arg);
PyObject *ambi_str_islower(PyObject *self, PyObject *arg);
PyObject *ambi_str_istitle(PyObject *self, PyObject *arg);
PyObject *ambi_str_isspace(PyObject *self, PyObject *arg);
PyObject *ambi_str_isalpha(PyObject *self, PyObject *arg);
PyObject *ambi_str_isalnum(PyObject *self, PyObject *arg);
PyObject *ambi_str_isdecimal(PyObject *self, PyObject *arg);
PyObject *ambi_str_isdigit(PyObject *self, PyObject *arg);
PyObject *ambi_str_isnumeric(PyObject *self, PyObject *arg);
PyObject *ambi_str_isascii(PyObject *self, PyObject *arg);
PyObject *ambi_str_isprintable(PyObject *self, PyObject *arg);
PyObject *ambi_str_isidentifier(PyObject *self, PyObject *arg);

#endif

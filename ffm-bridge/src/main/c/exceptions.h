/*
 * Exception objects: their layouts (CPython 3.11's, which extensions may read) and what the files of the
 * exception types share. The hierarchy itself is in exceptions.c.
 */
#ifndef AMBI_EXCEPTIONS_H
#define AMBI_EXCEPTIONS_H

#include "ambi.h"

typedef struct {
  PyBaseExceptionObject base;
  PyObject *msg;
  PyObject *excs;
} PyBaseExceptionGroupObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *msg;
  PyObject *filename;
  PyObject *lineno;
  PyObject *offset;
  PyObject *end_lineno;
  PyObject *end_offset;
  PyObject *text;
  PyObject *print_file_and_line;
} PySyntaxErrorObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *msg;
  PyObject *name;
  PyObject *path;
} PyImportErrorObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *encoding;
  PyObject *object;
  Py_ssize_t start;
  Py_ssize_t end;
  PyObject *reason;
} PyUnicodeErrorObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *code;
} PySystemExitObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *myerrno;
  PyObject *strerror;
  PyObject *filename;
  PyObject *filename2;
  Py_ssize_t written; /* BlockingIOError's characters_written; -1 where there is none */
} PyOSErrorObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *value;
} PyStopIterationObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *name;
} PyNameErrorObject;

typedef struct {
  PyBaseExceptionObject base;
  PyObject *obj;
  PyObject *name;
} PyAttributeErrorObject;

/* How one family of exception types behaves: everything in which a type differs from BaseException. */
typedef struct {
  Py_ssize_t basicsize;
  newfunc new;
  initproc init;
  destructor dealloc;
  reprfunc str;
  PyMethodDef *methods;
  PyMemberDef *members;
  PyGetSetDef *getset;
} ambi_exc_family;

extern const ambi_exc_family ambi_exc_base, ambi_exc_memory, ambi_exc_stop_iteration, ambi_exc_system_exit,
    ambi_exc_import, ambi_exc_name, ambi_exc_attribute, ambi_exc_key, ambi_exc_syntax, ambi_exc_os,
    ambi_exc_unicode_encode, ambi_exc_unicode_decode, ambi_exc_unicode_translate, ambi_exc_group;

/* exception_base.c: what every exception type builds on. */
PyObject *ambi_exc_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
int ambi_exc_init(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *ambi_exc_str(PyObject *self);
void ambi_exc_clear(PyObject *self);

/* Clears `count` object fields from `first` on, then frees the exception as BaseException does. */
void ambi_exc_dealloc_fields(PyObject *self, PyObject **first, int count);

/* Reserves the MemoryErrors that can be raised when no memory is left. */
int ambi_exc_reserve_memory_errors(void);

/* exception_group.c: borrowed; made on first use, since it is a class with two bases. NULL with an error set. */
PyTypeObject *ambi_exception_group_type(void);

#define AMBI_FIELD(type, field) offsetof(type, field)

#endif

/*
 * The parts of the module capi_objects. Each file of this directory exercises one part of CPython's C API through
 * small functions, which take arguments and give back what the API answered, and hands a table of them to module.c.
 *
 * A file that parses with '#' formats defines PY_SSIZE_T_CLEAN before this header. Some do and some do not: a binary
 * calls _PyArg_ParseTuple_SizeT in the one case and PyArg_ParseTuple in the other.
 */
#ifndef CAPI_OBJECTS_H
#define CAPI_OBJECTS_H

#include <Python.h>

#define UNUSED(name) name __attribute__((unused))

extern PyMethodDef argument_methods[], calling_methods[], capsule_methods[], container_methods[];
extern PyMethodDef convention_methods[];
extern PyMethodDef error_methods[], number_methods[], stack_methods[], text_methods[], thread_methods[];
extern PyMethodDef value_methods[];

/* Add their types to the module; 0, or -1 with an error set. */
int add_exceptions(PyObject *module);
int add_points(PyObject *module);
int add_ranges(PyObject *module);

#endif

/*
 * Stands in for libambi's ambi.h when a test of the C API is built against CPython itself: what a
 * test of ours expects must be what CPython does. Only for tests that use nothing but CPython's
 * API; live objects are not counted.
 */
#ifndef AMBI_H
#define AMBI_H
#define AMBI_IN_CPYTHON 1

#include <Python.h>
#include <structmember.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define AMBI_UNUSED __attribute__((unused))
#define AMBI_NEWREF(o) Py_NewRef((PyObject *)(o))
#define AMBI_XNEWREF(o) Py_XNewRef((PyObject *)(o))
#define ambi_raise PyErr_Format
/* CPython's end in commas, ours are initialisers of one field. */
#undef PyObject_HEAD_INIT
#undef PyVarObject_HEAD_INIT
#define PyObject_HEAD_INIT(type) {1, (type)}
#define PyVarObject_HEAD_INIT(type, size) {PyObject_HEAD_INIT(type), (size)}

static inline int64_t ambi_live_objects(void) { return 0; }
static inline int ambi_start_cpython(void) {
  Py_Initialize();
  return 0;
}
static inline int ambi_nothing_to_ready(void) { return 0; }
#define ambi_init_types ambi_start_cpython
#define ambi_init_values ambi_nothing_to_ready
#define ambi_init_containers ambi_nothing_to_ready
#define ambi_init_exceptions ambi_nothing_to_ready
#define ambi_init_modules ambi_nothing_to_ready
/* The starting thread holds the lock already, and the state to ensure it by does not exist yet. */
#define PyGILState_Ensure() (void)0

#endif

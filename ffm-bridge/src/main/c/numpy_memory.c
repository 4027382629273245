/* The allocator of array data (NEP 49): one handler, the C library's. */
#include "ambi.h"

#include <ambi/numpy.h>

static void *handler_malloc(void *ctx AMBI_UNUSED, size_t size) { return malloc(size ? size : 1); }
static void *handler_calloc(void *ctx AMBI_UNUSED, size_t n, size_t size) { return n && size ? calloc(n, size) : calloc(1, 1); }
static void *handler_realloc(void *ctx AMBI_UNUSED, void *p, size_t size) { return realloc(p, size ? size : 1); }
static void handler_free(void *ctx AMBI_UNUSED, void *p, size_t size AMBI_UNUSED) { free(p); }

static PyDataMem_Handler default_handler = {
    "default_allocator", 1, {NULL, handler_malloc, handler_calloc, handler_realloc, handler_free}};

/* A capsule, made at start-up; the slot of the table holds the variable. */
AMBI_EXPORT PyObject *PyDataMem_DefaultHandler = NULL;
static PyObject *current;

static PyObject *default_capsule(void) {
  if (!PyDataMem_DefaultHandler) PyDataMem_DefaultHandler = PyCapsule_New(&default_handler, "mem_handler", NULL);
  return PyDataMem_DefaultHandler;
}

int ambi_init_numpy_memory(void) { return default_capsule() ? 0 : -1; }

/* Gives the former handler. Arrays that Ambi itself makes keep to the default one. */
AMBI_EXPORT PyObject *PyDataMem_SetHandler(PyObject *handler) {
  PyObject *former = current ? current : AMBI_XNEWREF(default_capsule());
  if (!former) return NULL;
  current = AMBI_NEWREF(handler ? handler : PyDataMem_DefaultHandler);
  return former;
}

AMBI_EXPORT PyObject *PyDataMem_GetHandler(void) { return AMBI_XNEWREF(current ? current : default_capsule()); }

AMBI_EXPORT void *PyDataMem_NEW(size_t size) { return malloc(size ? size : 1); }
AMBI_EXPORT void *PyDataMem_NEW_ZEROED(size_t n, size_t size) { return handler_calloc(NULL, n, size); }
AMBI_EXPORT void PyDataMem_FREE(void *p) { free(p); }
AMBI_EXPORT void *PyDataMem_RENEW(void *p, size_t size) { return realloc(p, size ? size : 1); }

/* The allocator of array data (NEP 49): one handler, the C library's. */
#include "ambi.h"

#include <ambi/numpy_layouts.h>

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

/* In the 1.x table: told of these functions' calls; of the data of arrays that Ambi makes itself it is not told. */
typedef void PyDataMem_EventHookFunc(void *before, void *after, size_t size, void *user_data);
static PyDataMem_EventHookFunc *event_hook;
static void *event_data;

AMBI_EXPORT PyDataMem_EventHookFunc *PyDataMem_SetEventHook(PyDataMem_EventHookFunc *hook, void *user_data,
                                                            void **old_data) {
  PyDataMem_EventHookFunc *former = event_hook;
  event_hook = hook;
  if (old_data) *old_data = event_data;
  event_data = user_data;
  return former;
}

/* `before` is an address, for there is no memory there any more. */
static __attribute__((noinline)) void *told(uintptr_t before, void *after, size_t size) {
  if (event_hook) event_hook((void *)before, after, size, event_data);
  return after;
}

AMBI_EXPORT void *PyDataMem_NEW(size_t size) { return told(0, malloc(size ? size : 1), size); }
AMBI_EXPORT void *PyDataMem_NEW_ZEROED(size_t n, size_t size) {
  return told(0, handler_calloc(NULL, n, size), n * size);
}
AMBI_EXPORT void PyDataMem_FREE(void *p) {
  uintptr_t before = (uintptr_t)p;
  free(p);
  told(before, NULL, 0);
}
AMBI_EXPORT void *PyDataMem_RENEW(void *p, size_t size) {
  uintptr_t before = (uintptr_t)p;
  return told(before, realloc(p, size ? size : 1), size);
}

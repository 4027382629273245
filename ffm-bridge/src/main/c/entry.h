/* What Java calls. Mirrored by dev.ambi.bridge.nativelib.LibAmbi. */
#ifndef AMBI_ENTRY_H
#define AMBI_ENTRY_H

#include "upcall.h"

/* How an argument is handed over. */
enum {
  AMBI_ARG_BORROWED = 0, /* payload: PyObject *, the caller keeps its reference */
  AMBI_ARG_OWNED = 1,    /* payload: PyObject *, the call takes the reference */
  AMBI_ARG_INT = 2,      /* payload: int64_t */
  AMBI_ARG_FLOAT = 3,    /* payload: the bits of a double */
  AMBI_ARG_VIEW = 4      /* payload: PyArrayObject * of an array that Java owns; see array_view.c */
};

typedef struct {
  int64_t tag;
  int64_t payload;
} ambi_arg;

/* What came back. */
enum {
  AMBI_RESULT_ERROR = 0,  /* payload: the exception object, an owned reference */
  AMBI_RESULT_NONE = 1,
  AMBI_RESULT_BOOL = 2,   /* payload: 0 or 1 */
  AMBI_RESULT_INT = 3,    /* payload: int64_t; a larger int comes as an object */
  AMBI_RESULT_FLOAT = 4,  /* payload: the bits of the double */
  AMBI_RESULT_OBJECT = 5, /* payload: an owned reference */
  AMBI_RESULT_CLOSED = 6  /* the context was closed; nothing was called */
};

typedef struct {
  int64_t kind;
  int64_t payload;
  int64_t retained; /* bit i (63: any later one): the view that was argument i is still referenced */
} ambi_result;

/* 0, or -1 after printing why to stderr: called once, before anything else. */
AMBI_API int32_t ambi_init(ambi_java_entry entry);

/* Runs Java's closure `token` under the lock, in call context `context`. */
AMBI_API void ambi_run(int64_t context, int64_t token);

/*
 * Calls `callable` with `nargs` positional arguments and then one for each name of `kwnames` (a tuple of str, or NULL).
 * Takes the lock unless this thread has it.
 */
AMBI_API void ambi_call(int64_t context, PyObject *callable, const ambi_arg *args, int64_t nargs,
                        PyObject *kwnames, ambi_result *result);

/* From now on ambi_call refuses this context. 0, or -1 without memory. Needs the lock. */
AMBI_API int32_t ambi_close_context(int64_t context);

/* From now on the arguments of calls in this context are seen by a trace (numpy_trace.h). 0, or -1. Needs the lock. */
AMBI_API int32_t ambi_trace_context(int64_t context, int64_t lane, int64_t abi);

/* Drops a reference from any thread; takes the lock. */
AMBI_API void ambi_release(PyObject *o);

#endif

/*
 * Argument parsing: from Python objects to C variables by a format string. getargs.c walks a format over
 * a tuple, getargs_keywords.c over a tuple and a dict, getargs_convert.c converts one object.
 */
#ifndef AMBI_GETARGS_H
#define AMBI_GETARGS_H

#include "ambi.h"

/* What a converter of O& returns to be called again, with NULL, when a later argument fails. */
#define Py_CLEANUP_SUPPORTED 0x20000

/* How deep tuples nest in a format. */
#define AMBI_GETARGS_LEVELS 32

typedef struct {
  void *item;
  void (*undo)(void *item, void *converter);
  void *converter;
} getargs_cleanup;

/* One parse: where it is in the format and in the variables, and what is to be undone if it fails. */
typedef struct {
  const char *format;
  va_list variables;
  bool size_t_clean; /* whether PY_SSIZE_T_CLEAN was defined: lengths of # units are Py_ssize_t */
  int levels[AMBI_GETARGS_LEVELS];
  char message[256];
  getargs_cleanup *cleanups;
  int cleanup_count, cleanup_capacity;
  getargs_cleanup small[8];
} getargs;

void ambi_getargs_begin(getargs *parse, const char *format, va_list variables, bool size_t_clean);

/* Undoes what was converted if the parse failed, frees, and returns 1 or 0. */
int ambi_getargs_end(getargs *parse, bool ok);

/*
 * Converts one object by the unit that the format is at, and moves past it. NULL, or what was wrong: a phrase
 * that follows "argument 1 ", or a message in parentheses about the format. An error may be set as well.
 */
const char *ambi_getargs_convert(getargs *parse, PyObject *arg, int *levels);

/* Moves past a unit whose argument was not given. NULL, or what was wrong. */
const char *ambi_getargs_skip(getargs *parse);

/* Raises the error for a phrase from ambi_getargs_convert, unless an error is set. */
void ambi_getargs_error(getargs *parse, int position, const char *phrase, const char *function, const char *message);

static inline bool ambi_getargs_at_end(const char *format) {
  return *format == '\0' || *format == ':' || *format == ';';
}

#endif

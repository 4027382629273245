/* The depth of calls, so that endless recursion is an error and not the end of the stack. */
#include "ambi.h"

/* Making the error calls too; it may go this much deeper. */
#define HEADROOM 50

AMBI_EXPORT int Py_EnterRecursiveCall(const char *where) {
  PyThreadState *state = &ambi_thread()->py;
  if (AMBI_LIKELY(--state->recursion_remaining >= 0)) return 0;
  if (state->recursion_headroom && state->recursion_remaining >= -HEADROOM) return 0;
  state->recursion_headroom++;
  PyErr_Format(PyExc_RecursionError, "maximum recursion depth exceeded%s", where ? where : "");
  state->recursion_headroom--;
  state->recursion_remaining++;
  return -1;
}

AMBI_EXPORT void Py_LeaveRecursiveCall(void) { ambi_thread()->py.recursion_remaining++; }

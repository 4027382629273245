/* The depth of calls, so that endless recursion is an error and not the end of the stack. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* pthread_getattr_np */
#endif
#include "ambi.h"

#include <pthread.h>

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

/* Bytes between here and the end of this thread's stack; many where the system does not say. Needs no lock. */
AMBI_API int64_t ambi_stack_left(void) {
  static _Thread_local uintptr_t end;
  if (end == 0) {
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
      pthread_attr_getstack(&attributes, &lowest, &size);
      pthread_attr_destroy(&attributes);
    }
    end = lowest == NULL ? 1 : (uintptr_t)lowest;
  }
  return (int64_t)((uintptr_t)__builtin_frame_address(0) - end);
}

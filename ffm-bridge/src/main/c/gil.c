/*
 * The interpreter lock, the state of each thread, and the small API of threads.
 *
 * One lock for the process (DESIGN, decision 9): a call from Java takes it, PyEval_SaveThread gives
 * it up, an upcall keeps it. It is a futex with three states, because the uncontended way (one
 * compare-and-swap to take, one exchange to give) is run at least twice by every call.
 */
#define _GNU_SOURCE
#include "ambi.h"
#include "gil.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/futex.h>
#include <sys/syscall.h>

enum { FREE, HELD, CONTENDED };
static _Atomic int lock_word = FREE;

static void lock_slow(void) {
  while (atomic_exchange_explicit(&lock_word, CONTENDED, memory_order_acquire) != FREE) {
    syscall(SYS_futex, &lock_word, FUTEX_WAIT_PRIVATE, CONTENDED, NULL, NULL, 0);
  }
}

static inline void lock_take(void) {
  int expected = FREE;
  if (AMBI_UNLIKELY(!atomic_compare_exchange_strong_explicit(
          &lock_word, &expected, HELD, memory_order_acquire, memory_order_relaxed))) {
    lock_slow();
  }
}

static inline void lock_give(void) {
  if (AMBI_UNLIKELY(atomic_exchange_explicit(&lock_word, FREE, memory_order_release) == CONTENDED)) {
    syscall(SYS_futex, &lock_word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  }
}
#else
static pthread_mutex_t lock_mutex = PTHREAD_MUTEX_INITIALIZER;
static inline void lock_take(void) { pthread_mutex_lock(&lock_mutex); }
static inline void lock_give(void) { pthread_mutex_unlock(&lock_mutex); }
#endif

/* The state of the thread that has the lock. Written by the holder; another thread that reads it
   can only learn that it is not its own. */
static ambi_tstate *_Atomic holder;

static _Thread_local ambi_tstate *this_thread;
static pthread_key_t thread_end;
static pthread_once_t thread_end_once = PTHREAD_ONCE_INIT;
static _Atomic uint64_t next_id = 1;

/* The one interpreter; extensions see only its address. */
struct _is {
  PyObject *dict;
};
static PyInterpreterState interpreter;

static void free_thread(void *state) {
  ambi_tstate *ts = state;
  this_thread = ts; /* destructors of TLS may have run already */
  if (ts->py.curexc_type || ts->py.dict || ts->py.exc_state.exc_value) {
    ambi_lock();
    PyThreadState_Clear(&ts->py);
    ambi_unlock();
  }
  this_thread = NULL;
  free(ts);
}

static void make_thread_end(void) { pthread_key_create(&thread_end, free_thread); }

static void init_thread(ambi_tstate *ts) {
  ts->py.interp = &interpreter;
  ts->py._initialized = 1;
  ts->py.recursion_limit = ts->py.recursion_remaining = AMBI_RECURSION_LIMIT;
  ts->py.exc_info = &ts->py.exc_state;
  ts->py.thread_id = (unsigned long)pthread_self();
  ts->py.id = atomic_fetch_add(&next_id, 1);
}

static ambi_tstate *make_thread(void) {
  pthread_once(&thread_end_once, make_thread_end);
  ambi_tstate *ts = calloc(1, sizeof *ts);
  if (!ts) Py_FatalError("no memory for a thread state");
  init_thread(ts);
  this_thread = ts;
  pthread_setspecific(thread_end, ts);
  return ts;
}

ambi_tstate *ambi_thread(void) { return AMBI_LIKELY(this_thread != NULL) ? this_thread : make_thread(); }

bool ambi_lock_held(void) {
  return this_thread && atomic_load_explicit(&holder, memory_order_relaxed) == this_thread;
}

static inline void take_for(ambi_tstate *ts) {
  lock_take();
  atomic_store_explicit(&holder, ts, memory_order_relaxed);
}

static inline void give(void) {
  atomic_store_explicit(&holder, NULL, memory_order_relaxed);
  lock_give();
}

bool ambi_lock(void) {
  ambi_tstate *ts = ambi_thread();
  if (atomic_load_explicit(&holder, memory_order_relaxed) == ts) return false;
  take_for(ts);
  return true;
}

void ambi_unlock(void) { give(); }

AMBI_EXPORT PyThreadState *PyEval_SaveThread(void) {
  ambi_tstate *ts = this_thread;
  give();
  return &ts->py;
}

AMBI_EXPORT void PyEval_RestoreThread(PyThreadState *state) {
  int saved_errno = errno;
  take_for((ambi_tstate *)state);
  errno = saved_errno;
}

AMBI_EXPORT void PyEval_AcquireThread(PyThreadState *state) { PyEval_RestoreThread(state); }

AMBI_EXPORT void PyEval_ReleaseThread(PyThreadState *state AMBI_UNUSED) { give(); }

AMBI_EXPORT void PyEval_InitThreads(void) {}
AMBI_EXPORT int PyEval_ThreadsInitialized(void) { return 1; }

/* PyGILState_LOCKED is 0, PyGILState_UNLOCKED 1: what the state was before. */
AMBI_EXPORT PyGILState_STATE PyGILState_Ensure(void) {
  ambi_tstate *ts = ambi_thread();
  ts->py.gilstate_counter++;
  if (atomic_load_explicit(&holder, memory_order_relaxed) == ts) return 0;
  take_for(ts);
  return 1;
}

AMBI_EXPORT void PyGILState_Release(PyGILState_STATE before) {
  this_thread->py.gilstate_counter--;
  if (before == 1) give();
}

AMBI_EXPORT int PyGILState_Check(void) { return ambi_lock_held(); }

AMBI_EXPORT PyThreadState *PyGILState_GetThisThreadState(void) {
  return this_thread ? &this_thread->py : NULL;
}

AMBI_EXPORT PyThreadState *PyThreadState_Get(void) { return &ambi_thread()->py; }
AMBI_EXPORT PyThreadState *_PyThreadState_UncheckedGet(void) {
  return ambi_lock_held() ? &this_thread->py : NULL;
}

AMBI_EXPORT PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *state) {
  return state->interp;
}

AMBI_EXPORT uint64_t PyThreadState_GetID(PyThreadState *state) { return state->id; }

AMBI_EXPORT PyObject *PyThreadState_GetDict(void) {
  PyThreadState *ts = &ambi_thread()->py;
  if (!ts->dict && !(ts->dict = PyDict_New())) PyErr_Clear();
  return ts->dict;
}

AMBI_EXPORT PyThreadState *PyThreadState_New(PyInterpreterState *interp AMBI_UNUSED) {
  ambi_tstate *ts = calloc(1, sizeof *ts);
  if (!ts) return NULL;
  init_thread(ts);
  return &ts->py;
}

AMBI_EXPORT PyThreadState *PyThreadState_Swap(PyThreadState *state) {
  ambi_tstate *old = this_thread;
  this_thread = (ambi_tstate *)state;
  atomic_store_explicit(&holder, this_thread, memory_order_relaxed);
  return old ? &old->py : NULL;
}

AMBI_EXPORT void PyThreadState_Clear(PyThreadState *ts) {
  Py_CLEAR(ts->dict);
  Py_CLEAR(ts->curexc_type);
  Py_CLEAR(ts->curexc_value);
  Py_CLEAR(ts->curexc_traceback);
  Py_CLEAR(ts->exc_state.exc_value);
}

AMBI_EXPORT void PyThreadState_Delete(PyThreadState *ts) {
  if ((ambi_tstate *)ts == this_thread) return; /* the thread's end frees it */
  free(ts);
}

AMBI_EXPORT void PyThreadState_DeleteCurrent(void) { give(); }

AMBI_EXPORT PyInterpreterState *PyInterpreterState_Get(void) { return &interpreter; }
AMBI_EXPORT PyInterpreterState *PyInterpreterState_Main(void) { return &interpreter; }
AMBI_EXPORT int64_t PyInterpreterState_GetID(PyInterpreterState *interp AMBI_UNUSED) { return 0; }

AMBI_EXPORT PyObject *PyInterpreterState_GetDict(PyInterpreterState *interp) {
  if (!interp->dict && !(interp->dict = PyDict_New())) PyErr_Clear();
  return interp->dict;
}

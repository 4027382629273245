/* PyThread_*: locks that another thread may release, and thread-specific storage (PEP 539). */
#include "ambi.h"

#include <pthread.h>

typedef struct {
  pthread_mutex_t mutex;
  pthread_cond_t released;
  bool held;
} thread_lock;

AMBI_EXPORT PyThread_type_lock PyThread_allocate_lock(void) {
  thread_lock *lock = calloc(1, sizeof *lock);
  if (!lock) return NULL;
  pthread_mutex_init(&lock->mutex, NULL);
  pthread_cond_init(&lock->released, NULL);
  return lock;
}

AMBI_EXPORT void PyThread_free_lock(PyThread_type_lock opaque) {
  thread_lock *lock = opaque;
  if (!lock) return;
  pthread_cond_destroy(&lock->released);
  pthread_mutex_destroy(&lock->mutex);
  free(lock);
}

AMBI_EXPORT int PyThread_acquire_lock(PyThread_type_lock opaque, int wait) {
  thread_lock *lock = opaque;
  pthread_mutex_lock(&lock->mutex);
  while (lock->held && wait) pthread_cond_wait(&lock->released, &lock->mutex);
  bool taken = !lock->held;
  lock->held = true;
  pthread_mutex_unlock(&lock->mutex);
  return taken;
}

AMBI_EXPORT void PyThread_release_lock(PyThread_type_lock opaque) {
  thread_lock *lock = opaque;
  pthread_mutex_lock(&lock->mutex);
  lock->held = false;
  pthread_cond_signal(&lock->released);
  pthread_mutex_unlock(&lock->mutex);
}

AMBI_EXPORT unsigned long PyThread_get_thread_ident(void) { return (unsigned long)pthread_self(); }

AMBI_EXPORT Py_tss_t *PyThread_tss_alloc(void) { return calloc(1, sizeof(Py_tss_t)); }

AMBI_EXPORT void PyThread_tss_free(Py_tss_t *key) {
  if (!key) return;
  PyThread_tss_delete(key);
  free(key);
}

AMBI_EXPORT int PyThread_tss_is_created(Py_tss_t *key) { return key->_is_initialized; }

AMBI_EXPORT int PyThread_tss_create(Py_tss_t *key) {
  if (key->_is_initialized) return 0;
  if (pthread_key_create(&key->_key, NULL)) return -1;
  key->_is_initialized = 1;
  return 0;
}

AMBI_EXPORT void PyThread_tss_delete(Py_tss_t *key) {
  if (!key->_is_initialized) return;
  pthread_key_delete(key->_key);
  key->_is_initialized = 0;
}

AMBI_EXPORT int PyThread_tss_set(Py_tss_t *key, void *value) {
  return pthread_setspecific(key->_key, value) ? -1 : 0;
}

AMBI_EXPORT void *PyThread_tss_get(Py_tss_t *key) { return pthread_getspecific(key->_key); }

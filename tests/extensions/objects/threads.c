/* The lock of the interpreter, threads that C starts, locks and memory. */
#include "objects.h"

#include <pthread.h>

/* Sums 1..n without the lock. */
static PyObject *sum_without_lock(PyObject *UNUSED(self), PyObject *args) {
  long n;
  if (!PyArg_ParseTuple(args, "l", &n)) return NULL;
  long long sum = 0;
  PyThreadState *state = PyEval_SaveThread();
  for (long i = 1; i <= n; i++) sum += i;
  PyEval_RestoreThread(state);
  return Py_BuildValue("(Li)", sum, PyThreadState_Get() == state);
}

struct work {
  PyObject *list;
  long number;
  int failed;
};

static void *append_from_thread(void *argument) {
  struct work *work = argument;
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *number = PyLong_FromLong(work->number);
  work->failed = !number || !PyGILState_Check() || PyList_Append(work->list, number) < 0;
  Py_XDECREF(number);
  PyGILState_Release(state);
  return NULL;
}

/* Threads that Python does not know each append a number to one list. */
static PyObject *append_from_threads(PyObject *UNUSED(self), PyObject *args) {
  enum { most = 16 };
  int count, started = 0, failed = 0;
  if (!PyArg_ParseTuple(args, "i", &count)) return NULL;
  if (count < 0 || count > most) return PyErr_Format(PyExc_ValueError, "at most %d threads", most);
  pthread_t threads[most];
  struct work works[most];
  PyObject *list = PyList_New(0);
  if (!list) return NULL;
  Py_BEGIN_ALLOW_THREADS
  for (; started < count; started++) {
    works[started] = (struct work){list, started, 1};
    if (pthread_create(&threads[started], NULL, append_from_thread, &works[started])) break;
  }
  for (int i = 0; i < started; i++) {
    pthread_join(threads[i], NULL);
    failed += works[i].failed;
  }
  Py_END_ALLOW_THREADS
  if (failed || started != count || PyList_Sort(list) < 0) {
    Py_DECREF(list);
    return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_RuntimeError, "%d failed", failed);
  }
  return list;
}

/* Taking the lock where it is held already. */
static PyObject *nested_lock(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  PyGILState_STATE outer = PyGILState_Ensure(), inner = PyGILState_Ensure();
  int nested = outer == PyGILState_LOCKED && inner == PyGILState_LOCKED;
  PyGILState_Release(inner);
  PyGILState_Release(outer);
  return PyBool_FromLong(nested);
}

static PyObject *locks(PyObject *UNUSED(self), PyObject *UNUSED(ignored)) {
  PyThread_type_lock lock = PyThread_allocate_lock();
  if (!lock) return PyErr_NoMemory();
  int first = PyThread_acquire_lock(lock, WAIT_LOCK);
  int second = PyThread_acquire_lock(lock, NOWAIT_LOCK);
  PyThread_release_lock(lock);
  int third = PyThread_acquire_lock(lock, NOWAIT_LOCK);
  PyThread_release_lock(lock);
  PyThread_free_lock(lock);
  return Py_BuildValue("(iii)", first, second, third);
}

/* The dict of this thread keeps what is put there. */
static PyObject *thread_dict(PyObject *UNUSED(self), PyObject *value) {
  PyObject *dict = PyThreadState_GetDict();
  if (!dict || PyDict_SetItemString(dict, "capi_objects", value) < 0) return NULL;
  int same = PyThreadState_GetDict() == dict && PyDict_GetItemString(dict, "capi_objects") == value;
  if (PyDict_DelItemString(dict, "capi_objects") < 0) return NULL;
  return PyBool_FromLong(same);
}

static PyObject *allocated(PyObject *UNUSED(self), PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size)) return NULL;
  unsigned char *memory = PyMem_Malloc((size_t)size);
  if (!memory) return PyErr_NoMemory();
  memset(memory, 1, (size_t)size);
  unsigned char *more = PyMem_Realloc(memory, (size_t)size * 2 + 1);
  if (!more) {
    PyMem_Free(memory);
    return PyErr_NoMemory();
  }
  long sum = 0;
  for (Py_ssize_t i = 0; i < size; i++) sum += more[i];
  PyMem_Free(more);
  unsigned char *zeros = PyMem_Calloc(4, 4);
  for (int i = 0; zeros && i < 16; i++) sum += zeros[i];
  PyMem_Free(zeros);
  return PyLong_FromLong(sum);
}

PyMethodDef thread_methods[] = {
    {"sum_without_lock", sum_without_lock, METH_VARARGS, NULL},
    {"append_from_threads", append_from_threads, METH_VARARGS, NULL},
    {"nested_lock", nested_lock, METH_NOARGS, NULL},
    {"locks", locks, METH_NOARGS, NULL},
    {"thread_dict", thread_dict, METH_O, NULL},
    {"allocated", allocated, METH_VARARGS, NULL},
    {0},
};

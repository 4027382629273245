/* What Java calls: start-up, running a closure under the lock, and calling a Python callable. */
#include "entry.h"

#include "gil.h"
#include "array_view.h"
#include "generated_ids.h"
#include "numpy_trace.h"

#define STACK_ARGS 8

AMBI_EXPORT int32_t ambi_init(ambi_java_entry entry) {
  ambi_set_java_entry(entry);
  bool locked = ambi_lock();
  int status = 0;
  static int (*const steps[])(void) = {ambi_init_types,      ambi_init_values,  ambi_init_containers,
                                       ambi_init_exceptions, ambi_init_modules, ambi_init_numpy};
  for (size_t i = 0; i < sizeof steps / sizeof *steps && !status; i++) {
    status = steps[i]();
    if (status) {
      fprintf(stderr, "ambi: start-up step %zu failed: ", i);
      PyErr_Print();
    }
  }
  if (locked) ambi_unlock();
  return status;
}

AMBI_EXPORT void ambi_run(int64_t context, int64_t token) {
  bool locked = ambi_lock();
  ambi_tstate *ts = ambi_thread();
  int64_t outer = ts->context;
  ts->context = context;
  ambi_upcall(AMBI_FN_RUN, 0, &token);
  ts->context = outer;
  if (locked) ambi_unlock();
}

AMBI_EXPORT void ambi_release(PyObject *o) {
  bool locked = ambi_lock();
  Py_DECREF(o);
  if (locked) ambi_unlock();
}

/*
 * What is special about a context, one byte each: nothing, that its host was closed, or which lane traces it for which ABI.
 * Changed and read under the lock.
 */
enum { CONTEXT_PLAIN, CONTEXT_CLOSED, CONTEXT_TRACED };
static unsigned char *context_states;
static int64_t context_count;

static int32_t set_state(int64_t context, int state) {
  if (context >= context_count) {
    int64_t count = context + 64;
    unsigned char *more = realloc(context_states, (size_t)count);
    if (!more) return -1;
    memset(more + context_count, CONTEXT_PLAIN, (size_t)(count - context_count));
    context_states = more;
    context_count = count;
  }
  context_states[context] = (unsigned char)state;
  return 0;
}

AMBI_EXPORT int32_t ambi_close_context(int64_t context) { return set_state(context, CONTEXT_CLOSED); }

AMBI_EXPORT int32_t ambi_trace_context(int64_t context, int64_t lane, int64_t abi) {
  return set_state(context, CONTEXT_TRACED + (int)(2 * lane + abi - 1));
}

static inline int state_of(int64_t context) {
  return context < context_count ? context_states[context] : CONTEXT_PLAIN;
}

/* An owned reference to the argument; NULL with an error. */
static inline PyObject *take_argument(const ambi_arg *arg) {
  switch (arg->tag) {
    case AMBI_ARG_VIEW:
      return ambi_view_take((PyObject *)arg->payload);
    case AMBI_ARG_INT:
      return PyLong_FromLongLong(arg->payload);
    case AMBI_ARG_FLOAT:
      return PyFloat_FromDouble(ambi_double_of_word(arg->payload));
    case AMBI_ARG_OWNED:
      return (PyObject *)arg->payload;
    default:
      return AMBI_NEWREF((PyObject *)arg->payload);
  }
}

static PyObject *fetch_normalized(void) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (!type) {
    PyErr_SetString(PyExc_SystemError, "error return without exception set");
    PyErr_Fetch(&type, &value, &traceback);
  }
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

/* Consumes the reference. */
static inline void give_result(PyObject *callable, PyObject *o, ambi_result *result) {
  if (AMBI_UNLIKELY((o != NULL) == (PyErr_Occurred() != NULL))) o = _Py_CheckFunctionResult(NULL, callable, o, NULL);
  if (AMBI_UNLIKELY(!o)) {
    result->kind = AMBI_RESULT_ERROR;
    result->payload = (int64_t)fetch_normalized();
    return;
  }
  if (PyFloat_CheckExact(o)) {
    result->kind = AMBI_RESULT_FLOAT;
    result->payload = ambi_word_of_double(PyFloat_AS_DOUBLE(o));
  } else if (o == Py_None) {
    result->kind = AMBI_RESULT_NONE;
  } else if (PyBool_Check(o)) {
    result->kind = AMBI_RESULT_BOOL;
    result->payload = o == Py_True;
  } else if (PyLong_CheckExact(o) && Py_SIZE(o) <= 2 && Py_SIZE(o) >= -2) {
    result->kind = AMBI_RESULT_INT;
    result->payload = PyLong_AsLongLong(o);
  } else {
    result->kind = AMBI_RESULT_OBJECT;
    result->payload = (int64_t)o;
    return;
  }
  Py_DECREF(o);
}

/* The commonest callable, a METH_VARARGS function, without a vector in between. */
static inline PyObject *call(PyObject *callable, PyObject **vector, int64_t nargs, PyObject *kwnames) {
  if (!kwnames && Py_IS_TYPE(callable, &PyCFunction_Type)) {
    PyCFunctionObject *f = (PyCFunctionObject *)callable;
    int flags = f->m_ml->ml_flags & (METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD);
    if (flags == (METH_VARARGS | METH_KEYWORDS) || flags == METH_VARARGS) {
      PyObject *tuple = PyTuple_New(nargs);
      if (!tuple) return NULL;
      for (int64_t i = 0; i < nargs; i++) PyTuple_SET_ITEM(tuple, i, AMBI_NEWREF(vector[i]));
      PyObject *self = flags & METH_STATIC ? NULL : f->m_self;
      PyObject *o = flags == METH_VARARGS ? f->m_ml->ml_meth(self, tuple)
                                          : ((PyCFunctionWithKeywords)(void (*)(void))f->m_ml->ml_meth)(self, tuple, NULL);
      Py_DECREF(tuple);
      return o;
    }
  }
  return PyObject_Vectorcall(callable, vector, (size_t)nargs, kwnames);
}

AMBI_EXPORT void ambi_call(int64_t context, PyObject *callable, const ambi_arg *args, int64_t nargs,
                           PyObject *kwnames, ambi_result *result) {
  bool locked = ambi_lock();
  ambi_tstate *ts = ambi_thread();
  int64_t outer = ts->context;
  ts->context = context;

  int64_t count = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
  PyObject *stack[STACK_ARGS];
  PyObject **vector = count <= STACK_ARGS ? stack : malloc((size_t)count * sizeof *vector);
  int64_t taken = 0;
  result->retained = 0;
  int state = state_of(context);
  if (AMBI_UNLIKELY(state == CONTEXT_CLOSED)) {
    result->kind = AMBI_RESULT_CLOSED; /* the callable may be gone */
  } else {
    PyObject *o = NULL;
    Py_INCREF(callable); /* its host may be closed while the extension has given the lock up */
    if (vector) {
      while (taken < count && (vector[taken] = take_argument(&args[taken]))) taken++;
      if (AMBI_UNLIKELY(state != CONTEXT_PLAIN)) {
        ambi_trace_arguments((state - CONTEXT_TRACED) / 2, (state - CONTEXT_TRACED) % 2 + 1, vector, taken);
      }
      if (taken == count) o = call(callable, vector, nargs, kwnames);
    } else {
      PyErr_NoMemory();
    }
    give_result(callable, o, result);
    Py_DECREF(callable);
  }
  for (int64_t i = 0; i < taken; i++) {
    PyObject *value = vector[i];
    bool view = args[i].tag == AMBI_ARG_VIEW;
    Py_DECREF(value);
    if (view && AMBI_UNLIKELY(Py_REFCNT(value) != 0)) result->retained |= INT64_C(1) << (i < 63 ? i : 63);
  }
  for (int64_t i = taken; i < count; i++) {
    if (args[i].tag == AMBI_ARG_OWNED) Py_DECREF((PyObject *)args[i].payload);
  }
  if (vector != stack) free(vector);
  ts->context = outer;
  if (locked) ambi_unlock();
}

/* Takes the error indicator as an exception object; an owned reference. Needs the lock. */
AMBI_EXPORT PyObject *ambi_fetch_exception(void) { return fetch_normalized(); }

/* Doubles as words, so that Java needs no downcall signature of its own for them. */
AMBI_EXPORT PyObject *ambi_float_from_bits(int64_t bits) {
  return PyFloat_FromDouble(ambi_double_of_word(bits));
}

AMBI_EXPORT PyObject *ambi_complex_from_bits(int64_t real, int64_t imaginary) {
  return PyComplex_FromDoubles(ambi_double_of_word(real), ambi_double_of_word(imaginary));
}

/* Java's strings may hold unpaired surrogates. */
AMBI_EXPORT PyObject *ambi_unicode_from_utf8(const char *utf8, int64_t size) {
  return PyUnicode_DecodeUTF8(utf8, size, "surrogatepass");
}

/* The built-in exception hierarchy: one static type for each class, the PyExc_ pointers, and new classes. */
#include "exceptions.h"

/*
 * Every class with its base and its family (exceptions.h), bases first: types are readied in this order. BaseException,
 * which has no base here, stands apart. The C name of the pointer is PyExc_ and the name of the class.
 */
#define EXCEPTIONS(X)                                            \
  X(BaseExceptionGroup, BaseException, group)                    \
  X(Exception, BaseException, base)                              \
  X(GeneratorExit, BaseException, base)                          \
  X(KeyboardInterrupt, BaseException, base)                      \
  X(SystemExit, BaseException, system_exit)                      \
  X(ArithmeticError, Exception, base)                            \
  X(FloatingPointError, ArithmeticError, base)                   \
  X(OverflowError, ArithmeticError, base)                        \
  X(ZeroDivisionError, ArithmeticError, base)                    \
  X(AssertionError, Exception, base)                             \
  X(AttributeError, Exception, attribute)                        \
  X(BufferError, Exception, base)                                \
  X(EOFError, Exception, base)                                   \
  X(ImportError, Exception, import)                              \
  X(ModuleNotFoundError, ImportError, import)                    \
  X(LookupError, Exception, base)                                \
  X(IndexError, LookupError, base)                               \
  X(KeyError, LookupError, key)                                  \
  X(MemoryError, Exception, memory)                              \
  X(NameError, Exception, name)                                  \
  X(UnboundLocalError, NameError, name)                          \
  X(OSError, Exception, os)                                      \
  X(BlockingIOError, OSError, os)                                \
  X(ChildProcessError, OSError, os)                              \
  X(ConnectionError, OSError, os)                                \
  X(BrokenPipeError, ConnectionError, os)                        \
  X(ConnectionAbortedError, ConnectionError, os)                 \
  X(ConnectionRefusedError, ConnectionError, os)                 \
  X(ConnectionResetError, ConnectionError, os)                   \
  X(FileExistsError, OSError, os)                                \
  X(FileNotFoundError, OSError, os)                              \
  X(InterruptedError, OSError, os)                               \
  X(IsADirectoryError, OSError, os)                              \
  X(NotADirectoryError, OSError, os)                             \
  X(PermissionError, OSError, os)                                \
  X(ProcessLookupError, OSError, os)                             \
  X(TimeoutError, OSError, os)                                   \
  X(ReferenceError, Exception, base)                             \
  X(RuntimeError, Exception, base)                               \
  X(NotImplementedError, RuntimeError, base)                     \
  X(RecursionError, RuntimeError, base)                          \
  X(StopAsyncIteration, Exception, base)                         \
  X(StopIteration, Exception, stop_iteration)                    \
  X(SyntaxError, Exception, syntax)                              \
  X(IndentationError, SyntaxError, syntax)                       \
  X(TabError, IndentationError, syntax)                          \
  X(SystemError, Exception, base)                                \
  X(TypeError, Exception, base)                                  \
  X(ValueError, Exception, base)                                 \
  X(UnicodeError, ValueError, base)                              \
  X(UnicodeDecodeError, UnicodeError, unicode_decode)            \
  X(UnicodeEncodeError, UnicodeError, unicode_encode)            \
  X(UnicodeTranslateError, UnicodeError, unicode_translate)      \
  X(Warning, Exception, base)                                    \
  X(BytesWarning, Warning, base)                                 \
  X(DeprecationWarning, Warning, base)                           \
  X(EncodingWarning, Warning, base)                              \
  X(FutureWarning, Warning, base)                                \
  X(ImportWarning, Warning, base)                                \
  X(PendingDeprecationWarning, Warning, base)                    \
  X(ResourceWarning, Warning, base)                              \
  X(RuntimeWarning, Warning, base)                               \
  X(SyntaxWarning, Warning, base)                                \
  X(UnicodeWarning, Warning, base)                               \
  X(UserWarning, Warning, base)

/* The flags are CPython's; the rest of a type is filled in from its family by ready(). */
#define TYPE_OBJECT(name)                                                                           \
  static PyTypeObject exc_##name = {                                                                \
      .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0),                                            \
      .tp_name = #name,                                                                             \
      .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASE_EXC_SUBCLASS, \
      .tp_alloc = PyType_GenericAlloc,                                                              \
      .tp_free = PyObject_GC_Del,                                                                   \
      .tp_dictoffset = offsetof(PyBaseExceptionObject, dict),                                       \
  };                                                                                                \
  AMBI_EXPORT PyObject *PyExc_##name = (PyObject *)&exc_##name;
#define TYPE_OBJECT_OF_ROW(name, parent, family) TYPE_OBJECT(name)

TYPE_OBJECT(BaseException)
EXCEPTIONS(TYPE_OBJECT_OF_ROW)

/* The names that OSError had before 3.3. */
AMBI_EXPORT PyObject *PyExc_EnvironmentError = (PyObject *)&exc_OSError;
AMBI_EXPORT PyObject *PyExc_IOError = (PyObject *)&exc_OSError;

typedef struct {
  PyTypeObject *type, *base;
  const ambi_exc_family *family;
} exception_row;

#define ROW(name, parent, family_name) {&exc_##name, &exc_##parent, &ambi_exc_##family_name},
static const exception_row rows[] = {EXCEPTIONS(ROW)};

extern reprfunc ambi_exc_base_repr;

/* Whether a base already has this family's tables: what is in its dict is found there. */
static bool has_tables(const PyTypeObject *type, const ambi_exc_family *family) {
  for (; type; type = type->tp_base) {
    if (type->tp_methods == family->methods && type->tp_members == family->members &&
        type->tp_getset == family->getset) {
      return true;
    }
  }
  return false;
}

/* A function that a family leaves out is its base's. */
static int ready(PyTypeObject *type, PyTypeObject *base, const ambi_exc_family *family) {
  type->tp_base = base;
  type->tp_basicsize = family->basicsize;
  type->tp_new = family->new ? family->new : base->tp_new;
  type->tp_init = family->init ? family->init : base->tp_init;
  type->tp_dealloc = family->dealloc ? family->dealloc : base->tp_dealloc;
  type->tp_str = family->str ? family->str : base->tp_str;
  if (!has_tables(base, family)) {
    type->tp_methods = family->methods;
    type->tp_members = family->members;
    type->tp_getset = family->getset;
  }
  return PyType_Ready(type);
}

int ambi_init_exceptions(void) {
  exc_BaseException.tp_repr = ambi_exc_base_repr;
  if (ready(&exc_BaseException, &PyBaseObject_Type, &ambi_exc_base) < 0) return -1;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (ready(rows[i].type, rows[i].base, rows[i].family) < 0) return -1;
  }
  return ambi_exc_reserve_memory_errors();
}

/* ---- new classes ------------------------------------------------------------------------------- */

/* A new reference to the class `name` ("module.Class"); its namespace gets a __module__. */
static PyObject *new_exception(const char *name, PyObject *base, PyObject *namespace) {
  const char *dot = strrchr(name, '.');
  if (!dot) {
    PyErr_SetString(PyExc_SystemError, "PyErr_NewException: name must be module.class");
    return NULL;
  }
  if (!base) base = PyExc_Exception;
  int has_module = PyDict_Contains(namespace, AMBI_ID("__module__"));
  if (has_module < 0) return NULL;
  if (!has_module) {
    PyObject *module = PyUnicode_FromStringAndSize(name, dot - name);
    int failed = !module || PyDict_SetItem(namespace, AMBI_ID("__module__"), module) < 0;
    Py_XDECREF(module);
    if (failed) return NULL;
  }
  PyObject *bases = PyTuple_Check(base) ? AMBI_NEWREF(base) : PyTuple_Pack(1, base);
  if (!bases) return NULL;
  PyObject *result = PyObject_CallFunction((PyObject *)&PyType_Type, "sOO", dot + 1, bases, namespace);
  Py_DECREF(bases);
  return result;
}

AMBI_EXPORT PyObject *PyErr_NewException(const char *name, PyObject *base, PyObject *dict) {
  PyObject *namespace = dict ? AMBI_NEWREF(dict) : PyDict_New();
  if (!namespace) return NULL;
  PyObject *result = new_exception(name, base, namespace);
  Py_DECREF(namespace);
  return result;
}

AMBI_EXPORT PyObject *PyErr_NewExceptionWithDoc(const char *name, const char *doc, PyObject *base, PyObject *dict) {
  PyObject *namespace = dict ? AMBI_NEWREF(dict) : PyDict_New();
  if (!namespace) return NULL;
  PyObject *text = doc ? PyUnicode_FromString(doc) : NULL;
  PyObject *result = NULL;
  if (!doc || (text && PyDict_SetItem(namespace, AMBI_ID("__doc__"), text) == 0)) {
    result = PyErr_NewException(name, base, namespace);
  }
  Py_XDECREF(text);
  Py_DECREF(namespace);
  return result;
}

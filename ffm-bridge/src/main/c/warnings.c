#include "warnings.h"

static int print_warning(PyObject *category, PyObject *text) {
  PyObject *words = PyObject_Str(text);
  const char *utf8 = words ? PyUnicode_AsUTF8(words) : NULL;
  if (utf8) fprintf(stderr, "%s: %s\n", ((PyTypeObject *)category)->tp_name, utf8);
  Py_XDECREF(words);
  return utf8 ? 0 : -1;
}

static ambi_warning_sink sink = print_warning;

AMBI_EXPORT void ambi_set_warning_sink(ambi_warning_sink to) { sink = to ? to : print_warning; }

/* CPython's default filters, for code that does not run as __main__. */
static bool is_ignored(PyObject *category) {
  PyObject *const ignored[] = {PyExc_DeprecationWarning, PyExc_PendingDeprecationWarning, PyExc_ImportWarning,
                               PyExc_ResourceWarning};
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) {
    if (PyType_IsSubtype((PyTypeObject *)category, (PyTypeObject *)ignored[i])) return true;
  }
  return false;
}

int ambi_warn(PyObject *category, PyObject *text, Py_ssize_t stack_level AMBI_UNUSED) {
  PyTypeObject *warning = (PyTypeObject *)PyExc_Warning;
  if (PyObject_TypeCheck(text, warning)) {
    category = (PyObject *)Py_TYPE(text);
  } else if (!category) {
    category = PyExc_UserWarning;
  }
  /* Only Python's warnings.warn() insists on a subclass of Warning. */
  if (!PyType_Check(category)) {
    PyErr_SetString(PyExc_TypeError, "issubclass() arg 1 must be a class");
    return -1;
  }
  return is_ignored(category) ? 0 : sink(category, text);
}

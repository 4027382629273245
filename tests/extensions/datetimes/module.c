#define DATETIMES_MODULE
#include "datetimes.h"

PyObject *tuple_of(const npy_datetimestruct *f) {
  return Py_BuildValue("(Liiiiiiii)", (long long)f->year, f->month, f->day, f->hour, f->min, f->sec, f->us, f->ps,
                       f->as);
}

int read_fields(PyObject *tuple, npy_datetimestruct *f) {
  long long year;
  int ok = PyArg_ParseTuple(tuple, "Liiiiiiii", &year, &f->month, &f->day, &f->hour, &f->min, &f->sec, &f->us, &f->ps,
                            &f->as);
  f->year = year;
  return ok;
}

npy_uint64 next_random(npy_uint64 *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545F4914F6CDD1DULL;
}

/* Calls through the table at this address from now on, and gives that of before. */
static PyObject *use_table(PyObject *UNUSED(self), PyObject *args) {
  unsigned long long address;
  if (!PyArg_ParseTuple(args, "K", &address)) return NULL;
  unsigned long long before = (unsigned long long)(size_t)PyArray_API;
  PyArray_API = (void **)(size_t)address;
  return PyLong_FromUnsignedLongLong(before);
}

static PyMethodDef methods[] = {{"use_table", use_table, METH_VARARGS, NULL}, {0}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "capi_datetimes", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_capi_datetimes(void) {
  import_array();
  PyObject *module = PyModule_Create(&definition);
  if (module && (PyModule_AddFunctions(module, calendar_methods) < 0 || PyModule_AddFunctions(module, text_methods) < 0 ||
                 PyModule_AddFunctions(module, object_methods) < 0)) {
    Py_CLEAR(module);
  }
  return module;
}

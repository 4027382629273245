/* Start-up of int, bool, float, complex, str, bytes and bytearray. */
#include "values.h"

int ambi_init_values(void) {
  PyTypeObject *const types[] = {&PyLong_Type,    &PyBool_Type,     &PyFloat_Type,
                                 &PyComplex_Type, &PyUnicode_Type,  &PyUnicodeIter_Type,
                                 &PyBytes_Type,   &PyByteArray_Type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (PyType_Ready(types[i]) < 0) return -1;
  }
  return ambi_init_bytes_iterator() < 0 || ambi_init_bytearray_methods() < 0 ? -1 : 0;
}

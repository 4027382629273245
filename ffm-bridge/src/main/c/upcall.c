/* The way from C to Java: one upcall stub for all functions (DESIGN, decision 6). */
#include "upcall.h"

static ambi_java_entry java_entry;

void ambi_set_java_entry(ambi_java_entry entry) { java_entry = entry; }

int64_t ambi_upcall(int32_t fn, int32_t abi, const int64_t *argv) {
  return java_entry(fn, abi, ambi_thread()->context, argv);
}

int64_t ambi_not_implemented(const char *name, const char *note) {
  PyErr_Format(PyExc_NotImplementedError, *note ? "not implemented yet: %s (%s)" : "not implemented yet: %s",
               name, note);
  return 0;
}

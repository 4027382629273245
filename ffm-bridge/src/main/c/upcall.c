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

/* In the slots of NumPy's tables that have no function in that version. */
AMBI_EXPORT void *ambi_empty_slot(void) {
  PyErr_SetString(PyExc_SystemError, "an empty slot of NumPy's C API was called: this version has no function there");
  return NULL;
}

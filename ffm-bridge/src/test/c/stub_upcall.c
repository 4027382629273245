/* The way to Java, for tests without a JVM: every upcall fails. Weak, so that a real one wins where it is linked. */
#include "ambi.h"

__attribute__((weak)) int64_t ambi_upcall(int32_t fn, int32_t abi, const int64_t *argv) {
  (void)argv;
  PyErr_Format(PyExc_SystemError, "upcall %d (abi %d) in a test without a JVM", (int)fn, (int)abi);
  return 0;
}

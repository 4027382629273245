/* Floating-point errors of ufunc loops: the processor's flags, told as NumPy tells them by default. */
#include "numpy_ufunc.h"

#include <fenv.h>

/* NPY_FPE_* */
enum { DIVIDE_BY_ZERO = 1, OVERFLOW = 2, UNDERFLOW = 4, INVALID = 8 };

AMBI_EXPORT void PyUFunc_clearfperr(void) { feclearexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INVALID); }

AMBI_EXPORT int PyUFunc_getfperr(void) {
  int raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INVALID);
  if (!raised) return 0;
  PyUFunc_clearfperr();
  return (raised & FE_DIVBYZERO ? DIVIDE_BY_ZERO : 0) | (raised & FE_OVERFLOW ? OVERFLOW : 0) |
         (raised & FE_UNDERFLOW ? UNDERFLOW : 0) | (raised & FE_INVALID ? INVALID : 0);
}

/* np.seterr()'s defaults: all but underflow are warnings. */
AMBI_EXPORT int PyUFunc_GiveFloatingpointErrors(const char *name, int errors) {
  static const struct {
    int flag;
    const char *text;
  } warned[] = {{DIVIDE_BY_ZERO, "divide by zero"}, {OVERFLOW, "overflow"}, {INVALID, "invalid value"}};
  for (size_t i = 0; i < sizeof warned / sizeof *warned; i++) {
    if ((errors & warned[i].flag) &&
        PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "%s encountered in %s", warned[i].text, name) < 0) {
      return -1;
    }
  }
  return 0;
}

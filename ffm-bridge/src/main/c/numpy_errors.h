/* Exceptions of NumPy's own. */
#ifndef AMBI_NUMPY_ERRORS_H
#define AMBI_NUMPY_ERRORS_H

#include "ambi.h"

extern AMBI_API PyObject *PyExc_AxisError;           /* a ValueError and an IndexError */
extern AMBI_API PyObject *PyExc_DTypePromotionError; /* a TypeError */

/* TypeErrors of ufuncs, which extensions cannot name. */
extern PyObject *ambi_exc_ufunc_no_loop, *ambi_exc_ufunc_input_casting, *ambi_exc_ufunc_output_casting;

/* Makes a negative axis count from the front; -1 with AxisError where there is none. `prefix`: "" or "axis2: ". */
int ambi_checked_axis(int *axis, int nd, const char *prefix);

int ambi_init_numpy_errors(void);

#endif

/* The interpreter lock, for libambi's own files; extensions use PyEval_* and PyGILState_*. */
#ifndef AMBI_GIL_H
#define AMBI_GIL_H

#include "ambi.h"

/* CPython's default; each nested call into C counts (Py_EnterRecursiveCall). */
#define AMBI_RECURSION_LIMIT 1000

/* Takes the lock for this thread. False when the thread had it already: then do not unlock. */
bool ambi_lock(void);
void ambi_unlock(void);
bool ambi_lock_held(void);

#endif

/*
 * Functions for the empty slots of NumPy's tables: each raises an error that names what was in its slot. There is one
 * for each slot, because a function is not told through which slot it was called.
 */
#include "ambi.h"

#include "generated_ids.h"

/* `slot` has a leading 1, without which 012 would be octal. The result is NULL, or 0 with the error set. */
#define EMPTY(tag, ufunc, slot)                                                      \
  static int64_t empty_##tag##_##ufunc##_##slot(void) {                              \
    return AmbiJava_empty_slot((tag) * 10000 + (ufunc) * 5000 + (slot) - 1000);      \
  }
#define ENTRY(tag, ufunc, slot) empty_##tag##_##ufunc##_##slot,

#define TEN(X, t, u, d)                                                                                  \
  X(t, u, d##0) X(t, u, d##1) X(t, u, d##2) X(t, u, d##3) X(t, u, d##4) X(t, u, d##5) X(t, u, d##6)      \
  X(t, u, d##7) X(t, u, d##8) X(t, u, d##9)
#define HUNDRED(X, t, u, d)                                                                              \
  TEN(X, t, u, d##0) TEN(X, t, u, d##1) TEN(X, t, u, d##2) TEN(X, t, u, d##3) TEN(X, t, u, d##4)         \
  TEN(X, t, u, d##5) TEN(X, t, u, d##6) TEN(X, t, u, d##7) TEN(X, t, u, d##8) TEN(X, t, u, d##9)
#define ARRAY_SLOTS(X, t) HUNDRED(X, t, 0, 10) HUNDRED(X, t, 0, 11) HUNDRED(X, t, 0, 12) HUNDRED(X, t, 0, 13)
#define UFUNC_SLOTS(X, t) HUNDRED(X, t, 1, 10)

ARRAY_SLOTS(EMPTY, 1)
ARRAY_SLOTS(EMPTY, 2)
UFUNC_SLOTS(EMPTY, 1)
UFUNC_SLOTS(EMPTY, 2)

typedef int64_t (*empty_function)(void);
static const empty_function array_slots[2][400] = {{ARRAY_SLOTS(ENTRY, 1)}, {ARRAY_SLOTS(ENTRY, 2)}};
static const empty_function ufunc_slots[2][100] = {{UFUNC_SLOTS(ENTRY, 1)}, {UFUNC_SLOTS(ENTRY, 2)}};

/* The function for a slot of the table of ABI `tag`. */
AMBI_EXPORT empty_function ambi_empty_slot(int64_t tag, int64_t ufunc, int64_t slot) {
  return ufunc ? ufunc_slots[tag - 1][slot] : array_slots[tag - 1][slot];
}

/* The one function pointer through which C reaches Java. */
#ifndef AMBI_UPCALL_H
#define AMBI_UPCALL_H

#include "ambi.h"

/* Java's side: function, ABI of the slot (0 for a Python symbol), call context of the thread, arguments. */
typedef int64_t (*ambi_java_entry)(int32_t fn, int32_t abi, int64_t context, const int64_t *argv);

void ambi_set_java_entry(ambi_java_entry entry);

static inline int64_t ambi_word_of_double(double value) {
  int64_t word;
  memcpy(&word, &value, sizeof word);
  return word;
}

static inline double ambi_double_of_word(int64_t word) {
  double value;
  memcpy(&value, &word, sizeof value);
  return value;
}

/* What a function that is exported, but not written yet, does. Gives 0. */
int64_t ambi_not_implemented(const char *name, const char *note);

#endif

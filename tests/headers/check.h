/* A check that says where it failed, and goes on. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int failures;

#define CHECK(condition)                                            \
  do {                                                              \
    if (!(condition)) {                                             \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);        \
      failures++;                                                   \
    }                                                               \
  } while (0)

#endif

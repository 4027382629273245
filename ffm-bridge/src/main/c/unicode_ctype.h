/* Classes and cases of code points, as CPython 3.11 has them. */
#ifndef AMBI_UNICODE_CTYPE_H
#define AMBI_UNICODE_CTYPE_H

#include "values.h"

/* The flags of unicode_data.h. */
typedef enum {
  AMBI_IS_PRINTABLE = 1 << 0,
  AMBI_IS_ALPHA = 1 << 1,
  AMBI_IS_LOWER = 1 << 2,
  AMBI_IS_UPPER = 1 << 3,
  AMBI_IS_TITLE = 1 << 4, /* and not upper case */
  AMBI_IS_DECIMAL = 1 << 5,
  AMBI_IS_DIGIT = 1 << 6,
  AMBI_IS_NUMERIC = 1 << 7,
  AMBI_IS_IDENTIFIER_START = 1 << 8,
  AMBI_IS_IDENTIFIER_PART = 1 << 9
} ambi_char_class;

typedef enum { AMBI_UPPER, AMBI_LOWER, AMBI_TITLE } ambi_case;

bool ambi_is(Py_UCS4 ch, ambi_char_class class);

/* The one to three code points of ch in the other case; returns how many. */
int ambi_change_case(Py_UCS4 ch, ambi_case which, Py_UCS4 to[3]);

/* 0 to 9, or -1. */
int ambi_decimal_value(Py_UCS4 ch);

/* Where str.splitlines splits. */
bool ambi_is_line_break(Py_UCS4 ch);

#endif

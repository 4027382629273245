/* The C string functions that CPython offers for platforms without them. */
#include "ambi.h"

#include <ctype.h>
#include <strings.h>

AMBI_EXPORT int PyOS_mystricmp(const char *a, const char *b) {
  while (*a && tolower((unsigned char)*a) == tolower((unsigned char)*b)) a++, b++;
  return tolower((unsigned char)*a) - tolower((unsigned char)*b);
}

AMBI_EXPORT int PyOS_mystrnicmp(const char *a, const char *b, Py_ssize_t n) {
  for (; n > 0; n--, a++, b++) {
    int order = tolower((unsigned char)*a) - tolower((unsigned char)*b);
    if (order || !*a) return order;
  }
  return 0;
}

/* C's strtol, and Python's prefixes 0o and 0b where the base allows them. */
static const char *skip_prefix(const char *s, int *base, bool *negative) {
  const char *p = s;
  while (isspace((unsigned char)*p)) p++;
  *negative = *p == '-';
  if (*p == '-' || *p == '+') p++;
  int named = *p != '0' ? 0 : (p[1] | 0x20) == 'o' ? 8 : (p[1] | 0x20) == 'b' ? 2 : 0;
  if (!named || (*base != 0 && *base != named) || !isdigit((unsigned char)p[2]) ||
      p[2] - '0' >= named)
    return NULL;
  *base = named;
  return p + 2;
}

AMBI_EXPORT unsigned long PyOS_strtoul(const char *s, char **end, int base) {
  bool negative;
  const char *digits = skip_prefix(s, &base, &negative);
  unsigned long v = strtoul(digits ? digits : s, end, base);
  return digits && negative ? 0 - v : v;
}

AMBI_EXPORT long PyOS_strtol(const char *s, char **end, int base) {
  bool negative;
  const char *digits = skip_prefix(s, &base, &negative);
  long v = strtol(digits ? digits : s, end, base);
  return digits && negative ? -v : v;
}

/* Doubles to and from text, as Python writes and reads them, whatever the locale of the process. */
#define _GNU_SOURCE
#include "values.h"

#include <ctype.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/* The JVM sets the process' locale from the environment: its decimal point may be a comma. */
static locale_t c_locale(void) {
  static locale_t locale;
  if (!locale) locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  return locale;
}

double ambi_strtod(const char *s, char **end) {
  locale_t before = uselocale(c_locale());
  double v = strtod(s, end);
  uselocale(before);
  return v;
}

long double ambi_strtold(const char *s, char **end) {
  locale_t before = uselocale(c_locale());
  long double v = strtold(s, end);
  uselocale(before);
  return v;
}

static int print(char *buffer, size_t size, const char *format, int precision, double v) {
  locale_t before = uselocale(c_locale());
  int n = snprintf(buffer, size, format, precision, v);
  uselocale(before);
  return n;
}

char *ambi_double_format(double v, char code, int precision, bool alternate) {
  char format[] = {'%',
                   alternate ? '#' : '.',
                   alternate ? '.' : '*',
                   alternate ? '*' : code,
                   alternate ? code : 0,
                   0};
  int n = print(NULL, 0, format, precision, v);
  char *text = n < 0 ? NULL : PyMem_Malloc((size_t)n + 1);
  if (!text) {
    PyErr_NoMemory();
    return NULL;
  }
  print(text, (size_t)n + 1, format, precision, v);
  return text;
}

/* ---- the shortest text that reads back as the same double ------------------------------------ */

#define MAX_SHORTEST 17

/* `count` digits of |v| into digits; *point is where the decimal point stands. True where they read
 * back as |v|. */
static bool try_digits(double v, int count, char *digits, int *point) {
  char text[32];
  print(text, sizeof text, "%.*e", count - 1, v);
  char *e = strchr(text, 'e');
  *point = atoi(e + 1) + 1;
  digits[0] = text[0];
  if (count > 1) memcpy(digits + 1, text + 2, (size_t)count - 1);
  digits[count] = '\0';
  return ambi_strtod(text, NULL) == v;
}

/*
 * At a power of two the doubles below lie closer than those above. The nearest decimal may then lie
 * below and read back as another double, while the next one up, a little farther, reads back right.
 */
static bool try_next_up(double v, int count, char *digits, int *point) {
  int exponent;
  if (frexp(v, &exponent) != 0.5) return false;
  for (int i = count; i-- > 0;) {
    if (digits[i] != '9') {
      digits[i]++;
      break;
    }
    digits[i] = '0';
    if (i == 0) {
      digits[0] = '1';
      ++*point;
    }
  }
  char text[40];
  snprintf(text, sizeof text, "0.%se%d", digits, *point);
  return ambi_strtod(text, NULL) == v;
}

/* Digits without trailing zeros, for a finite v >= 0. */
static void shortest_digits(double v, char *digits, int *point) {
  if (v == 0) {
    strcpy(digits, "0");
    *point = 1;
    return;
  }
  /* Every decimal of 15 digits survives a normal double, so that a shorter one shows as zeros at
   * the end of 15. */
  int count = v < DBL_MIN ? 1 : DBL_DIG;
  while (count < MAX_SHORTEST && !try_digits(v, count, digits, point) &&
         !try_next_up(v, count, digits, point))
    count++;
  if (count == MAX_SHORTEST) try_digits(v, count, digits, point);
  size_t n = strlen(digits);
  while (n > 1 && digits[n - 1] == '0') digits[--n] = '\0';
}

static void write_shortest(double v, char *out) {
  char digits[MAX_SHORTEST + 2];
  int point;
  shortest_digits(v, digits, &point);
  int n = (int)strlen(digits);
  if (point > 16 || point <= -4) {
    int exponent = point - 1;
    *out++ = digits[0];
    if (n > 1) {
      *out++ = '.';
      memcpy(out, digits + 1, (size_t)n - 1);
      out += n - 1;
    }
    sprintf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
  } else if (point <= 0) {
    sprintf(out, "0.%.*s%s", -point, "0000", digits);
  } else if (point >= n) {
    memcpy(out, digits, (size_t)n);
    memset(out + n, '0', (size_t)(point - n));
    out[point] = '\0';
  } else {
    sprintf(out, "%.*s.%s", point, digits, digits + point);
  }
}

/* ---- CPython's functions --------------------------------------------------------------------- */

#define Py_DTSF_SIGN 0x01
#define Py_DTSF_ADD_DOT_0 0x02
#define Py_DTSF_ALT 0x04
#define Py_DTSF_NO_NEG_0 0x08

/* Where ".0" is to follow, 'g' goes over to the exponent one digit earlier: when all digits stand
 * before the point. */
static bool fills_precision(double v, int precision) {
  if (precision < 1) precision = 1;
  char *text = ambi_double_format(v, 'e', precision - 1, false);
  bool fills = text && atoi(strchr(text, 'e') + 1) + 1 == precision;
  PyMem_Free(text);
  return fills;
}

static char *exponent_form(double v, int precision, bool alternate) {
  char *text = ambi_double_format(v, 'e', precision > 1 ? precision - 1 : 0, alternate);
  char *e = text ? strchr(text, 'e') : NULL;
  if (!e || alternate || !memchr(text, '.', (size_t)(e - text))) return text;
  char *end = e;
  while (end[-1] == '0') end--;
  if (end[-1] == '.') end--;
  memmove(end, e, strlen(e) + 1);
  return text;
}

AMBI_EXPORT char *PyOS_double_to_string(double v, char code, int precision, int flags, int *type) {
  bool upper = code == 'E' || code == 'F' || code == 'G';
  char lower = upper ? (char)(code | 0x20) : code;
  if (!(lower == 'e' || lower == 'f' || lower == 'g' || lower == 'r') ||
      (lower == 'r' && precision != 0)) {
    PyErr_BadInternalCall();
    return NULL;
  }
  if (type) *type = isnan(v) ? 2 : isinf(v) ? 1 : 0;
  bool negative = signbit(v) && !isnan(v);
  char shortest[40], *body = shortest;
  if (isnan(v) || isinf(v)) {
    strcpy(shortest, isnan(v) ? "nan" : "inf");
  } else if (lower == 'r') {
    write_shortest(fabs(v), shortest);
  } else {
    bool exponent =
        lower == 'g' && flags & Py_DTSF_ADD_DOT_0 && fills_precision(fabs(v), precision);
    body = exponent ? exponent_form(fabs(v), precision, flags & Py_DTSF_ALT)
                    : ambi_double_format(fabs(v), lower, precision, flags & Py_DTSF_ALT);
    if (!body) return NULL;
  }
  if (flags & Py_DTSF_NO_NEG_0 && strcspn(body, "123456789infa") >= strcspn(body, "e"))
    negative = false;
  size_t n = strlen(body);
  char *text = PyMem_Malloc(n + 5);
  if (!text) {
    PyErr_NoMemory();
  } else {
    char *p = text;
    if (negative) {
      *p++ = '-';
    } else if (flags & Py_DTSF_SIGN) {
      *p++ = '+';
    }
    memcpy(p, body, n + 1);
    if (lower == 'r' && flags & Py_DTSF_ALT && isfinite(v) && !strchr(p, '.') &&
        (!(flags & Py_DTSF_ADD_DOT_0) || strchr(p, 'e'))) {
      char *end = p + strspn(p, "0123456789");
      memmove(end + 1, end, strlen(end) + 1);
      *end = '.';
    }
    if (flags & Py_DTSF_ADD_DOT_0 && isfinite(v) && !strpbrk(p, ".e")) strcpy(p + n, ".0");
    for (; upper && *p; p++) *p = (char)toupper((unsigned char)*p);
  }
  if (body != shortest) PyMem_Free(body);
  return text;
}

/* The end of the float that s begins with; s itself where it is none. C's strtod also takes hex and
 * white space. */
static const char *scan_float(const char *s) {
  const char *p = s;
  if (*p == '+' || *p == '-') p++;
  if (strncasecmp(p, "infinity", 8) == 0) return p + 8;
  if (strncasecmp(p, "inf", 3) == 0 || strncasecmp(p, "nan", 3) == 0) return p + 3;
  const char *start = p;
  int digits = 0;
  for (; *p >= '0' && *p <= '9'; p++) digits++;
  if (*p == '.') {
    for (p++; *p >= '0' && *p <= '9'; p++) digits++;
  }
  if (digits == 0) return s;
  if (p > start && (*p == 'e' || *p == 'E')) {
    const char *e = p + 1;
    if (*e == '+' || *e == '-') e++;
    if (*e >= '0' && *e <= '9') {
      while (*e >= '0' && *e <= '9') e++;
      p = e;
    }
  }
  return p;
}

AMBI_EXPORT double PyOS_string_to_double(const char *s, char **endptr,
                                         PyObject *overflow_exception) {
  const char *end = scan_float(s);
  if (endptr) *endptr = (char *)end;
  if (end == s || (!endptr && *end)) {
    if (endptr) *endptr = (char *)s;
    PyErr_Format(PyExc_ValueError, "could not convert string to float: '%.200s'", s);
    return -1.0;
  }
  /* strtod may read on where Python stops: "0x1". */
  size_t n = (size_t)(end - s);
  char small[128], *copy = n < sizeof small ? small : PyMem_Malloc(n + 1);
  if (!copy) {
    PyErr_NoMemory();
    return -1.0;
  }
  memcpy(copy, s, n);
  copy[n] = '\0';
  double v = ambi_strtod(copy, NULL);
  bool overflow = isinf(v) && !strpbrk(copy, "nN");
  if (copy != small) PyMem_Free(copy);
  if (isnan(v)) v = *s == '-' ? -(double)NAN : (double)NAN;
  if (overflow && overflow_exception) {
    PyErr_Format(overflow_exception, "value too large to convert to float: '%.200s'", s);
    return -1.0;
  }
  return v;
}

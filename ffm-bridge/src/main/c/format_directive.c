#include "format_directive.h"

#include <ctype.h>

static const char *read_number(const char *p, Py_ssize_t *number, const char *too_big) {
  *number = 0;
  for (; isdigit((unsigned char)*p); p++) {
    if (*number > (PY_SSIZE_T_MAX - (*p - '0')) / 10) {
      PyErr_SetString(PyExc_ValueError, too_big);
      return NULL;
    }
    *number = *number * 10 + (*p - '0');
  }
  return p;
}

static bool takes_size(char conversion) { return conversion == 'd' || conversion == 'i' || conversion == 'u'; }

const char *ambi_read_directive(const char *p, ambi_directive *to) {
  *to = (ambi_directive){.precision = -1};
  if (*p == '0') {
    to->zero = true;
    p++;
  }
  p = read_number(p, &to->width, "width too big");
  if (!p) return NULL;
  if (*p == '.') {
    p = read_number(p + 1, &to->precision, "precision too big");
    if (!p) return NULL;
  }
  if ((*p == 'l' || *p == 'z') && takes_size(p[1])) {
    to->size = *p++;
  } else if (p[0] == 'l' && p[1] == 'l' && takes_size(p[2])) {
    to->size = 'q';
    p += 2;
  }
  to->conversion = *p;
  return *p ? p + 1 : p;
}

int ambi_format_number(const ambi_directive *directive, va_list *arguments, char text[AMBI_NUMBER_TEXT]) {
  switch (directive->conversion) {
    case 'd':
    case 'i':
      switch (directive->size) {
        case 'l': return snprintf(text, AMBI_NUMBER_TEXT, "%ld", va_arg(*arguments, long));
        case 'q': return snprintf(text, AMBI_NUMBER_TEXT, "%lld", va_arg(*arguments, long long));
        case 'z': return snprintf(text, AMBI_NUMBER_TEXT, "%zd", va_arg(*arguments, Py_ssize_t));
        default: return snprintf(text, AMBI_NUMBER_TEXT, "%d", va_arg(*arguments, int));
      }
    case 'u':
      switch (directive->size) {
        case 'l': return snprintf(text, AMBI_NUMBER_TEXT, "%lu", va_arg(*arguments, unsigned long));
        case 'q': return snprintf(text, AMBI_NUMBER_TEXT, "%llu", va_arg(*arguments, unsigned long long));
        case 'z': return snprintf(text, AMBI_NUMBER_TEXT, "%zu", va_arg(*arguments, size_t));
        default: return snprintf(text, AMBI_NUMBER_TEXT, "%u", va_arg(*arguments, unsigned));
      }
    case 'x': return snprintf(text, AMBI_NUMBER_TEXT, "%x", va_arg(*arguments, unsigned));
    default: {
      /* Always with 0x in front, as the C library does for all but a null pointer. */
      char plain[AMBI_NUMBER_TEXT - 2];
      snprintf(plain, sizeof plain, "%p", va_arg(*arguments, void *));
      return snprintf(text, AMBI_NUMBER_TEXT, "%s%s", strncmp(plain, "0x", 2) == 0 ? "" : "0x", plain);
    }
  }
}

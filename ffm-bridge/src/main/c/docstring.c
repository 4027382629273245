/* Doc strings of C functions and types, whose first line may be a signature:
 * "name(args)\n--\n\ntext". */
#include "types.h"

static const char marker[] = ")\n--\n\n";

/* Where the "(" of the signature is, or NULL when the doc does not begin with one. */
static const char *find_signature(const char *name, const char *doc) {
  if (!doc) return NULL;
  const char *dot = strrchr(name, '.');
  if (dot) name = dot + 1;
  size_t n = strlen(name);
  if (strncmp(doc, name, n) != 0 || doc[n] != '(') return NULL;
  return doc + n;
}

/* The marker, unless a blank line comes first: then the parenthesis belonged to prose. */
static const char *find_end(const char *signature) {
  const char *end = strstr(signature, marker), *blank = strstr(signature, "\n\n");
  return end && end + 4 == blank ? end : NULL;
}

const char *ambi_doc_without_signature(const char *name, const char *doc) {
  const char *start = find_signature(name, doc), *end = start ? find_end(start) : NULL;
  if (end) doc = end + sizeof marker - 1;
  return doc && *doc ? doc : NULL;
}

PyObject *ambi_text_signature(const char *name, const char *doc) {
  const char *start = find_signature(name, doc), *end = start ? find_end(start) : NULL;
  if (!end) Py_RETURN_NONE;
  return PyUnicode_FromStringAndSize(start, end + 1 - start);
}

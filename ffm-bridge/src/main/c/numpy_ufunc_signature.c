/* The signature of a generalized ufunc: which dimensions its core works on, as in "(m,n),(n,p)->(m,p)" or "(n?,3)->()". */
#include "numpy_ufunc.h"

#include <ctype.h>

/* What is being read, and what was found so far. */
typedef struct {
  const char *text, *at;
  const char **names; /* of the distinct dimensions, where they first stand in the text; NULL for a number */
  int count;
  const char *problem;
} parsing;

static void skip_space(parsing *p) {
  while (*p->at == ' ' || *p->at == '\t') p->at++;
}

static bool take(parsing *p, const char *token) {
  skip_space(p);
  size_t n = strlen(token);
  if (strncmp(p->at, token, n) != 0) return false;
  p->at += n;
  return true;
}

static size_t name_length(const char *name) {
  size_t n = 0;
  while (isalnum((unsigned char)name[n]) || name[n] == '_') n++;
  return n;
}

/* The number of the dimension that begins here: a new one or one that is known. */
static int find_dimension(PyUFuncObject *u, parsing *p, const char *name, size_t length, npy_intp size) {
  for (int i = 0; i < p->count; i++) {
    if (size >= 0 ? u->core_dim_sizes[i] == size
                  : p->names[i] && name_length(p->names[i]) == length && strncmp(p->names[i], name, length) == 0) {
      return i;
    }
  }
  p->names[p->count] = size >= 0 ? NULL : name;
  u->core_dim_sizes[p->count] = size;
  u->core_dim_flags[p->count] = size >= 0 ? 0 : UFUNC_CORE_DIM_SIZE_INFERRED;
  return p->count++;
}

static bool parse_dimension(PyUFuncObject *u, parsing *p, int *number) {
  skip_space(p);
  npy_intp size = -1;
  const char *name = p->at;
  if (isdigit((unsigned char)*p->at)) {
    char *end;
    size = strtol(p->at, &end, 10);
    p->at = end;
    bool name_follows = isalpha((unsigned char)*end) || *end == '_';
    if (size <= 0 || name_follows) {
      p->at = name;
      p->problem = "expect dimension name or non-zero frozen size";
    }
  } else if (isalpha((unsigned char)*p->at) || *p->at == '_') {
    p->at += name_length(p->at);
  } else {
    p->problem = "expect dimension name or non-zero frozen size";
  }
  if (p->problem) return false;
  bool known = p->count > 0;
  int before = p->count;
  *number = find_dimension(u, p, name, (size_t)(p->at - name), size);
  known = *number < before;
  bool ignorable = take(p, "?");
  if (known && ignorable != ((u->core_dim_flags[*number] & UFUNC_CORE_DIM_CAN_IGNORE) != 0)) {
    p->problem = "? cannot be used, name already seen without ?";
    if (!ignorable) p->problem = "? must be used, name already seen with ?";
    p->at = name;
    return false;
  }
  if (ignorable) u->core_dim_flags[*number] |= UFUNC_CORE_DIM_CAN_IGNORE;
  return true;
}

/* "(m,n)" */
static bool parse_argument(PyUFuncObject *u, parsing *p, int argument, int *total) {
  if (!take(p, "(")) {
    p->problem = "expect '('";
    return false;
  }
  u->core_offsets[argument] = *total;
  if (take(p, ")")) return true;
  bool comma;
  do {
    if (!parse_dimension(u, p, &u->core_dim_ixs[*total])) return false;
    ++*total;
    u->core_num_dims[argument]++;
    comma = take(p, ",");
    skip_space(p);
    if (comma && *p->at == ')') {
      p->problem = "',' must not be followed by ')'";
      return false;
    }
  } while (comma);
  if (take(p, ")")) return true;
  p->problem = "expect ',' or ')'";
  return false;
}

/* The arguments, inputs before "->"; more or fewer than there are is found where NumPy finds it. */
static void parse_arguments(PyUFuncObject *u, parsing *p, int *total) {
  int argument = 0;
  skip_space(p);
  while (*p->at) {
    if (argument == u->nin && !take(p, "->")) {
      p->problem = "expect '->'";
      return;
    }
    if (!parse_argument(u, p, argument++, total)) return;
    skip_space(p);
    if (argument != u->nin && argument != u->nargs && !take(p, ",")) {
      p->problem = "expect ','";
      return;
    }
    skip_space(p);
  }
  if (argument != u->nargs) p->problem = "incomplete signature: not all arguments found";
}

int ambi_ufunc_parse_signature(PyUFuncObject *u, const char *signature) {
  if (u->nargs < 0) {
    PyErr_NoMemory(); /* what NumPy says of so many arguments */
    return -1;
  }
  /* No signature has more dimensions, or arguments, than characters. */
  size_t room = strlen(signature) + 1, arguments = room + (size_t)u->nargs;
  parsing p = {.text = signature, .at = signature, .names = calloc(room, sizeof *p.names)};
  u->core_signature = malloc(room);
  u->core_num_dims = calloc(arguments, sizeof(int));
  u->core_offsets = calloc(arguments, sizeof(int));
  u->core_dim_ixs = calloc(room, sizeof(int));
  u->core_dim_sizes = calloc(room, sizeof(npy_intp));
  u->core_dim_flags = calloc(room, sizeof(uint32_t));
  if (!p.names || !u->core_signature || !u->core_num_dims || !u->core_offsets || !u->core_dim_ixs ||
      !u->core_dim_sizes || !u->core_dim_flags) {
    free(p.names);
    PyErr_NoMemory();
    return -1;
  }
  memcpy(u->core_signature, signature, room);
  int total = 0;
  parse_arguments(u, &p, &total);
  u->core_num_dim_ix = p.count;
  u->core_enabled = total > 0;
  free(p.names);
  if (!p.problem) return 0;
  PyErr_Format(PyExc_ValueError, "%s at position %d in \"%s\"", p.problem, (int)(p.at - signature), signature);
  return -1;
}

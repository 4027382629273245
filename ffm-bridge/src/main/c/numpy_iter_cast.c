/* Which dtypes cast to which, by NumPy's five rules, and what two promote to. */
#include "generated_ids.h"
#include "numpy_datetime.h"
#include "numpy_struct.h"
#include "numpy_user_types.h"

/* What a built-in dtype is made of: the kind, and for numbers the size in bytes (of one part of a complex). */
typedef struct {
  char kind;
  unsigned char size;
} type_facts;

static const type_facts facts[NPY_NTYPES] = {
    [NPY_BOOL] = {'b', 1},       [NPY_BYTE] = {'i', 1},       [NPY_UBYTE] = {'u', 1},    [NPY_SHORT] = {'i', 2},
    [NPY_USHORT] = {'u', 2},     [NPY_INT] = {'i', 4},        [NPY_UINT] = {'u', 4},     [NPY_LONG] = {'i', 8},
    [NPY_ULONG] = {'u', 8},      [NPY_LONGLONG] = {'i', 8},   [NPY_ULONGLONG] = {'u', 8}, [NPY_HALF] = {'f', 2},
    [NPY_FLOAT] = {'f', 4},      [NPY_DOUBLE] = {'f', 8},     [NPY_LONGDOUBLE] = {'f', 16}, [NPY_CFLOAT] = {'c', 4},
    [NPY_CDOUBLE] = {'c', 8},    [NPY_CLONGDOUBLE] = {'c', 16}, [NPY_OBJECT] = {'O', 8}, [NPY_STRING] = {'S', 0},
    [NPY_UNICODE] = {'U', 0},    [NPY_VOID] = {'V', 0},       [NPY_DATETIME] = {'M', 8}, [NPY_TIMEDELTA] = {'m', 8},
};

/* Order of the kinds: a cast to a later one, or within one, is "same kind". */
static int rank(char kind) { return (int)(strchr("bui?fcSUVO", kind) - "bui?fcSUVO"); }

/* The float that holds an integer of `size` bytes, as NumPy sees it (64 bits in a double). */
static int float_for(int size) { return size == 1 ? 2 : size == 2 ? 4 : 8; }

static bool safely(type_facts from, type_facts to) {
  if (to.kind == 'O') return true;
  switch (from.kind) {
    case 'b':
      return to.kind != 'M';
    case 'u':
    case 'i':
      if (to.kind == 'm') return from.kind == 'i' ? true : from.size < 8;
      if (to.kind == 'f' || to.kind == 'c') return to.size >= float_for(from.size);
      if (to.kind == from.kind) return to.size >= from.size;
      return from.kind == 'u' && to.kind == 'i' && to.size > from.size;
    case 'f':
      return (to.kind == 'f' || to.kind == 'c') && to.size >= from.size;
    case 'c':
      return to.kind == 'c' && to.size >= from.size;
    case 'S':
      return to.kind == 'S' || to.kind == 'U' || to.kind == 'V';
    case 'U':
      return to.kind == 'U' || to.kind == 'V';
    default:
      return from.kind == to.kind;
  }
}

bool ambi_can_cast_types(int from, int to, int casting) {
  if (from == to || casting == NPY_UNSAFE_CASTING) return true;
  if (from >= NPY_USERDEF || to >= NPY_USERDEF) return casting >= NPY_SAFE_CASTING && ambi_user_can_cast(from, to);
  if (from < 0 || from >= NPY_NTYPES || to < 0 || to >= NPY_NTYPES) return false;
  type_facts a = facts[from], b = facts[to];
  if (casting <= NPY_EQUIV_CASTING) return a.kind == b.kind && a.size == b.size && a.size && a.kind != 'b';
  if (safely(a, b)) return true;
  if (casting != NPY_SAME_KIND_CASTING || a.kind == 'M' || b.kind == 'M') return false;
  if (b.kind == 'm' || a.kind == 'm') return b.kind == 'm' && (a.kind == 'i' || a.kind == 'u');
  return rank(a.kind) <= rank(b.kind);
}

bool ambi_same_descr(PyObject *a, PyObject *b) {
  if (a == b) return true;
  int num = ambi_descr_type_num(a);
  if (num == ambi_descr_type_num(b) && num >= 0 && num <= NPY_CLONGDOUBLE) {
    return ambi_descr_swapped(a) == ambi_descr_swapped(b);
  }
  return PyArray_EquivTypes(a, b);
}

AMBI_EXPORT bool ambi_can_cast(PyObject *from, PyObject *to, int casting) {
  if (from == to) return true;
  int a = ambi_descr_type_num(from), b = ambi_descr_type_num(to);
  if (a == NPY_VOID || b == NPY_VOID) {
    if (b == NPY_VOID && !ambi_descr_elsize(to) && !ambi_descr_names(to) && !ambi_descr_subarray(to)) to = from; /* any size */
    int strictest = from == to ? (a == b ? NPY_NO_CASTING : NPY_SAFE_CASTING) : ambi_struct_casting(from, to);
    return strictest >= 0 && strictest <= casting;
  }
  if (casting == NPY_UNSAFE_CASTING) return true;
  if (a == b && (a == NPY_STRING || a == NPY_UNICODE)) {
    bool longer = ambi_descr_elsize(to) >= ambi_descr_elsize(from);
    bool same = ambi_descr_elsize(to) == ambi_descr_elsize(from);
    if (casting == NPY_NO_CASTING) return same && ambi_descr_swapped(from) == ambi_descr_swapped(to);
    return casting == NPY_EQUIV_CASTING ? same : casting == NPY_SAFE_CASTING ? longer : true;
  }
  if (a == b && ambi_is_time(a)) return AmbiJava_can_cast(from, to, casting); /* by their units */
  if (casting == NPY_NO_CASTING) return ambi_same_descr(from, to);
  return ambi_can_cast_types(a, b, casting);
}

const char *ambi_casting_name(int casting) {
  static const char *const names[] = {"'no'", "'equiv'", "'safe'", "'same_kind'", "'unsafe'"};
  return casting >= 0 && casting <= NPY_UNSAFE_CASTING ? names[casting] : "<unknown>";
}

int ambi_promote_types(int a, int b) {
  /* Each before those that hold more. */
  static const signed char order[] = {NPY_BOOL,  NPY_BYTE,   NPY_UBYTE,      NPY_SHORT,  NPY_USHORT,  NPY_INT,
                                      NPY_UINT,  NPY_LONG,   NPY_ULONG,      NPY_LONGLONG, NPY_ULONGLONG, NPY_HALF,
                                      NPY_FLOAT, NPY_DOUBLE, NPY_LONGDOUBLE, NPY_CFLOAT, NPY_CDOUBLE, NPY_CLONGDOUBLE,
                                      NPY_OBJECT};
  if (a == b) return a;
  for (size_t i = 0; i < sizeof order; i++) {
    if (ambi_can_cast_types(a, order[i], NPY_SAFE_CASTING) && ambi_can_cast_types(b, order[i], NPY_SAFE_CASTING)) {
      return order[i];
    }
  }
  return NPY_NOTYPE;
}

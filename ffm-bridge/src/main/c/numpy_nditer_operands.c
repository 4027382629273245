/* The operands of an NpyIter: their flags, and the dtypes that the loop sees of them. */
#include "numpy_nditer.h"

#define ARRAY(it, op) ambi_array((it)->arrays[op])

static int fail(PyObject *type, const char *message) {
  PyErr_SetString(type, message);
  return -1;
}

/* Exactly one of the three directions. */
static int check_direction(uint32_t flags, nditer_operand *operand) {
  uint32_t direction = flags & (NPY_ITER_READWRITE | NPY_ITER_READONLY | NPY_ITER_WRITEONLY);
  if (!direction) {
    return fail(PyExc_ValueError,
                "None of the iterator flags READWRITE, READONLY, or WRITEONLY were specified for an operand");
  }
  if (direction & (direction - 1)) {
    return fail(PyExc_ValueError,
                "Only one of the iterator flags READWRITE, READONLY, and WRITEONLY may be specified for an operand");
  }
  operand->read = direction != NPY_ITER_WRITEONLY;
  operand->write = direction != NPY_ITER_READONLY;
  return 0;
}

static int check_mask(NpyIter *it, int op, uint32_t flags) {
  nditer_operand *operand = &it->ops[op];
  if ((flags & NPY_ITER_WRITEMASKED) && (flags & NPY_ITER_ARRAYMASK)) {
    return fail(PyExc_ValueError, "The iterator flag WRITEMASKED may not be used together with ARRAYMASK");
  }
  if ((flags & NPY_ITER_WRITEMASKED) && !operand->write) {
    return fail(PyExc_ValueError, "The iterator flag WRITEMASKED may only be used with READWRITE or WRITEONLY");
  }
  if ((flags & NPY_ITER_ARRAYMASK) && it->maskop >= 0) {
    return fail(PyExc_ValueError, "Only one iterator operand may receive an ARRAYMASK flag");
  }
  if (flags & NPY_ITER_ARRAYMASK) it->maskop = op;
  operand->masked = (flags & NPY_ITER_WRITEMASKED) != 0;
  return 0;
}

int ambi_nditer_check_operands(const nditer_request *q, NpyIter *it) {
  bool masked = false;
  for (int op = 0; op < it->nop; op++) {
    uint32_t flags = q->op_flags[op];
    nditer_operand *operand = &it->ops[op];
    if (check_direction(flags, operand) < 0 || check_mask(it, op, flags) < 0) return -1;
    masked |= operand->masked;
    operand->elementwise = (flags & NPY_ITER_OVERLAP_ASSUME_ELEMENTWISE) != 0;
    operand->contig = (flags & NPY_ITER_CONTIG) != 0;
    if (it->arrays[op]) {
      if (operand->write && !(ARRAY(it, op)->flags & NPY_ARRAY_WRITEABLE)) {
        return fail(PyExc_ValueError, "operand array with iterator write flag set is read-only");
      }
    } else if (flags & NPY_ITER_ALLOCATE) {
      if (operand->read && !operand->write) {
        return fail(PyExc_ValueError, "Iterator operand was NULL, but automatic allocation as an output wasn't requested");
      }
    } else if (!(flags & NPY_ITER_VIRTUAL)) {
      return fail(PyExc_ValueError,
                  "Iterator operand was NULL, but neither the ALLOCATE nor the VIRTUAL flag was specified");
    } else if (!ambi_nditer_has(it, NPY_ITER_BUFFERED)) {
      return fail(PyExc_ValueError, "Iterator operand flag VIRTUAL requires the iterator flag BUFFERED");
    }
  }
  if (masked && it->maskop < 0) {
    return fail(PyExc_ValueError, "An iterator operand was flagged as WRITEMASKED, but no ARRAYMASK operand was given "
                                  "to supply the mask");
  }
  if (!masked && it->maskop >= 0) {
    return fail(PyExc_ValueError, "An iterator operand was flagged as the ARRAYMASK, but no WRITEMASKED operands were "
                                  "given to use the mask");
  }
  return 0;
}

/* The dtype that all operands (or those that are read) promote to. New reference. */
static PyObject *common_dtype(NpyIter *it, bool only_inputs) {
  PyObject *common = NULL;
  for (int op = 0; op < it->nop; op++) {
    if (!it->arrays[op] || (only_inputs && !it->ops[op].read)) continue;
    PyObject *dtype = it->dtypes[op];
    if (!common) {
      common = AMBI_NEWREF(dtype);
      continue;
    }
    if (ambi_same_descr(common, dtype)) continue;
    int a = ambi_descr_type_num(common), b = ambi_descr_type_num(dtype);
    PyObject *wider = NULL;
    if (a == b && (a == NPY_STRING || a == NPY_UNICODE)) {
      wider = ambi_descr_elsize(dtype) > ambi_descr_elsize(common) ? dtype : common;
    } else {
      int num = ambi_promote_types(a, b);
      if (num != NPY_NOTYPE) wider = ambi_builtin_descrs[it->abi][num];
    }
    if (!wider) {
      PyErr_Format(PyExc_TypeError, "The DTypes %R and %R do not have a common DType", common, dtype);
      Py_DECREF(common);
      return NULL;
    }
    Py_INCREF(wider);
    Py_DECREF(common);
    common = wider;
  }
  if (!common) return AMBI_NEWREF(ambi_builtin_descrs[it->abi][NPY_DOUBLE]);
  PyObject *native = ambi_descr_native(common);
  Py_DECREF(common);
  return native;
}

/* Text and bytes of no size, as a requested dtype, mean the array's own size. */
static bool without_size(PyObject *dtype) {
  int num = ambi_descr_type_num(dtype);
  return ambi_descr_elsize(dtype) == 0 && (num == NPY_STRING || num == NPY_UNICODE || num == NPY_VOID);
}

static int find_own_dtypes(const nditer_request *q, NpyIter *it) {
  for (int op = 0; op < it->nop; op++) {
    PyObject *dtype = q->op_dtypes ? q->op_dtypes[op] : NULL;
    if (it->arrays[op] && (!dtype || without_size(dtype))) dtype = ARRAY(it, op)->descr;
    if (!dtype) continue;
    it->dtypes[op] = q->op_flags[op] & NPY_ITER_NBO ? ambi_descr_native(dtype) : AMBI_NEWREF(dtype);
    if (!it->dtypes[op]) return -1;
  }
  return 0;
}

static int find_common_dtypes(NpyIter *it) {
  bool all = ambi_nditer_has(it, NPY_ITER_COMMON_DTYPE), missing = false;
  for (int op = 0; op < it->nop; op++) missing |= !it->dtypes[op];
  if (!all && !missing) return 0;
  PyObject *common = common_dtype(it, !all);
  if (!common) return -1;
  for (int op = 0; op < it->nop; op++) {
    if (op == it->maskop && !it->dtypes[op]) {
      it->dtypes[op] = AMBI_NEWREF(ambi_builtin_descrs[it->abi][NPY_BOOL]);
    } else if (all || !it->dtypes[op]) {
      Py_INCREF(common);
      Py_XDECREF(it->dtypes[op]);
      it->dtypes[op] = common;
    }
  }
  Py_DECREF(common);
  return 0;
}

static int check_casts(const nditer_request *q, NpyIter *it) {
  for (int op = 0; op < it->nop; op++) {
    if (!it->arrays[op]) continue;
    PyObject *own = ARRAY(it, op)->descr, *dtype = it->dtypes[op];
    nditer_operand *operand = &it->ops[op];
    operand->cast = (q->op_flags[op] & NPY_ITER_ALIGNED) && !ambi_array_is_aligned(ARRAY(it, op));
    if (ambi_same_descr(own, dtype)) continue;
    if (operand->read && !ambi_can_cast(own, dtype, q->casting)) {
      PyErr_Format(PyExc_TypeError,
                   "Iterator operand %d dtype could not be cast from %R to %R according to the rule %s", op, own, dtype,
                   ambi_casting_name(q->casting));
      return -1;
    }
    if (operand->write && !ambi_can_cast(dtype, own, q->casting)) {
      PyErr_Format(PyExc_TypeError,
                   "Iterator requested dtype could not be cast from %R to %R, the operand %d dtype, according to the "
                   "rule %s",
                   dtype, own, op, ambi_casting_name(q->casting));
      return -1;
    }
    operand->cast = true;
  }
  return 0;
}

int ambi_nditer_find_dtypes(const nditer_request *q, NpyIter *it) {
  if (find_own_dtypes(q, it) < 0 || find_common_dtypes(it) < 0 || check_casts(q, it) < 0) return -1;
  if (it->maskop >= 0 && ambi_descr_type_num(it->dtypes[it->maskop]) != NPY_BOOL) {
    return fail(PyExc_ValueError, "Iterator's ARRAYMASK operand must be of boolean dtype");
  }
  for (int op = 0; op < it->nop && !ambi_nditer_has(it, NPY_ITER_REFS_OK); op++) {
    if (ambi_descr_has_object(it->dtypes[op]) ||
        (it->arrays[op] && ambi_descr_has_object(ARRAY(it, op)->descr))) {
      return fail(PyExc_TypeError, "Iterator operand or requested dtype holds references, but the NPY_ITER_REFS_OK flag "
                                   "was not enabled");
    }
  }
  return 0;
}

/* The recorder of traced tables. What it needs without the lock is atomic; it never waits for the lock and never raises. */
#include "numpy_trace.h"

#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>

#include "gil.h"
#include "numpy_array.h"

typedef struct {
  ambi_trace *_Atomic trace;
  int64_t _Atomic users; /* threads that are looking at the trace: it is not freed under them */
  int64_t closed; /* the generation when its last trace was closed */
  int64_t targets[AMBI_TRACE_FUNCTIONS];
} lane;

static lane lanes[AMBI_TRACE_LANES];
static const ambi_trace_signature *signatures;
static int64_t generations;

/* Opposite of done_with. NULL where the lane has no trace. */
static ambi_trace *look_at(lane *l) {
  atomic_fetch_add(&l->users, 1);
  return atomic_load(&l->trace);
}

static void done_with(lane *l) { atomic_fetch_sub(&l->users, 1); }

/* ---- structs ---------------------------------------------------------------------------------------------------- */

typedef struct {
  int how;
  int function;
  int abi;
} crossing;

/* 1 or 2 where the object is a descriptor of that ABI, else 0; the same for arrays. */
static int descr_type_abi(PyTypeObject *type) {
  if (type == &PyArrayDescr_Type_abi1 || PyType_IsSubtype(type, &PyArrayDescr_Type_abi1)) return 1;
  return PyType_IsSubtype(type, (PyTypeObject *)&PyArrayDescr_Type) ? 2 : 0;
}

static int array_type_abi(PyTypeObject *type) {
  if (type == &PyArray_Type || PyType_IsSubtype(type, &PyArray_Type)) return 2;
  return PyType_IsSubtype(type, &PyArray_Type_abi1) ? 1 : 0;
}

static bool same(const ambi_trace_struct *known, const ambi_trace_struct *s) {
  const size_t refcount = sizeof(Py_ssize_t);
  return known->address == s->address && known->kind == s->kind && known->how == s->how && known->abi == s->abi &&
         !memcmp(known->bytes + refcount, s->bytes + refcount, sizeof s->bytes - refcount);
}

static void add(ambi_trace *t, PyObject *o, int kind, int type_abi, crossing c) {
  ambi_trace_struct s = {.address = (int64_t)o, .count = 1, .kind = kind, .how = c.how, .function = c.function,
                         .abi = c.abi, .type_abi = type_abi};
  Py_ssize_t size = kind == AMBI_TRACE_ARRAY ? (Py_ssize_t)offsetof(PyArrayObject_fields, weakreflist)
                                             : Py_TYPE(o)->tp_basicsize;
  s.size = (int32_t)(size < AMBI_TRACE_STRUCT ? size : AMBI_TRACE_STRUCT);
  memcpy(s.bytes, o, (size_t)s.size);
  for (int64_t i = t->struct_count; i-- > 0;) {
    if (same(&t->structs[i], &s)) {
      t->structs[i].count++;
      return;
    }
  }
  bool is_array = kind == AMBI_TRACE_ARRAY;
  if ((is_array ? t->array_count : t->struct_count - t->array_count) == AMBI_TRACE_STRUCTS) {
    t->structs_left_out++;
    return;
  }
  t->array_count += is_array;
  t->structs[t->struct_count++] = s;
}

static void see(ambi_trace *t, PyObject *o, crossing c) {
  if (!o || ((intptr_t)o & 7) || !Py_TYPE(o)) return; /* a struct that has not been readied has no type */
  PyTypeObject *type = Py_TYPE(o);
  int abi = array_type_abi(type);
  if (abi) {
    add(t, o, AMBI_TRACE_ARRAY, abi, c);
    PyObject *descr = FIELDS(o)->descr;
    if (descr && Py_TYPE(descr)) add(t, descr, AMBI_TRACE_DESCR, descr_type_abi(Py_TYPE(descr)), c);
  } else if ((abi = descr_type_abi(type))) {
    add(t, o, AMBI_TRACE_DESCR, abi, c);
  }
}

void ambi_trace_arguments(int number, int abi, PyObject *const *arguments, int64_t count) {
  lane *l = &lanes[number];
  ambi_trace *t = look_at(l);
  for (int64_t i = 0; t && i < count; i++) see(t, arguments[i], (crossing){AMBI_TRACE_ARGUMENT, -1, abi});
  done_with(l);
}

/* ---- calls ------------------------------------------------------------------------------------------------------ */

/* The i-th argument that is an integer or a pointer. */
static int64_t word_of(const int64_t *registers, const int64_t *stack, int i) {
  return i < AMBI_TRACE_REGISTERS ? registers[i] : stack[1 + i - AMBI_TRACE_REGISTERS];
}

int64_t ambi_trace_enter(int64_t stub, const ambi_trace_registers *registers, const int64_t *stack, ambi_trace_token *token,
                         int64_t *stack_words) {
  int64_t number = (stub - (int64_t)(intptr_t)ambi_trace_stubs) / AMBI_TRACE_STUB_SIZE;
  int function = (int)(number % AMBI_TRACE_FUNCTIONS);
  lane *l = &lanes[number / AMBI_TRACE_FUNCTIONS];
  const ambi_trace_signature *signature = &signatures[function];
  token->generation = 0;
  token->function = number;
  *stack_words = signature->stack_words;
  ambi_trace *t = look_at(l);
  if (t) {
    atomic_fetch_add_explicit(&t->counts[function], 1, memory_order_relaxed);
    token->generation = t->generation;
    token->index = atomic_fetch_add(&t->next, 1);
    bool locked = ambi_lock_held();
    int words = 0;
    ambi_trace_record *r = token->index < t->capacity ? &t->records[token->index] : NULL;
    for (int i = 0; i < signature->parameters; i++) {
      if (signature->kinds[i] == AMBI_TRACE_DOUBLE) continue;
      int64_t word = word_of(registers->words, stack, words);
      if (r) r->words[words] = word;
      words++;
      if (locked && signature->kinds[i] == AMBI_TRACE_OBJECT) {
        see(t, (PyObject *)word, (crossing){AMBI_TRACE_PASSED, function, function / AMBI_TRACE_SLOTS + 1});
      }
    }
    if (r) {
      for (int i = 0; i < AMBI_TRACE_DOUBLES; i++) r->doubles[i] = registers->doubles[i].low;
      r->function = function;
      r->locked = locked;
      r->caller = stack[0];
      atomic_store_explicit(&r->state, AMBI_TRACE_ENTERED, memory_order_release);
    }
  }
  done_with(l);
  return l->targets[function];
}

static void see_written(ambi_trace *t, const ambi_trace_signature *signature, const int64_t *words, crossing c) {
  for (int i = 0; i < signature->parameters && i < AMBI_TRACE_REGISTERS; i++) {
    if (signature->kinds[i] == AMBI_TRACE_OUT && words[i]) see(t, *(PyObject **)words[i], c);
  }
}

void ambi_trace_leave(const ambi_trace_token *token, const ambi_trace_registers *registers, int64_t result,
                      int64_t double_result) {
  if (!token->generation) return;
  int function = (int)(token->function % AMBI_TRACE_FUNCTIONS);
  lane *l = &lanes[token->function / AMBI_TRACE_FUNCTIONS];
  const ambi_trace_signature *signature = &signatures[function];
  ambi_trace *t = look_at(l);
  if (t && t->generation == token->generation) {
    bool locked = ambi_lock_held();
    crossing c = {AMBI_TRACE_RESULT, function, function / AMBI_TRACE_SLOTS + 1};
    if (locked && signature->result == AMBI_TRACE_OBJECT) see(t, (PyObject *)result, c);
    c.how = AMBI_TRACE_WRITTEN;
    if (locked && (int)result > 0) see_written(t, signature, registers->words, c);
    if (token->index < t->capacity) {
      ambi_trace_record *r = &t->records[token->index];
      r->result = signature->result == AMBI_TRACE_DOUBLE ? double_result : result;
      r->raised = locked && ambi_thread()->py.curexc_type != NULL;
      atomic_store_explicit(&r->state, AMBI_TRACE_RETURNED, memory_order_release);
    }
  }
  done_with(l);
}

/* ---- traces ----------------------------------------------------------------------------------------------------- */

/* The free lane that was closed longest ago: code that outlived its host may still call its stubs. -1 where all are taken. */
static int free_lane(void) {
  int best = -1;
  for (int i = 0; i < AMBI_TRACE_LANES; i++) {
    if (!atomic_load(&lanes[i].trace) && (best < 0 || lanes[i].closed < lanes[best].closed)) best = i;
  }
  return best;
}

AMBI_EXPORT int64_t ambi_trace_open(int64_t capacity, const ambi_trace_signature *all) {
  if (!ambi_trace_stubs) return -3;
  int number = free_lane();
  if (number < 0) return -1;
  ambi_trace *t = calloc(1, sizeof *t);
  if (!t) return -2;
  t->capacity = capacity;
  t->generation = ++generations;
  t->records = calloc((size_t)capacity, sizeof *t->records);
  t->structs = calloc(2 * AMBI_TRACE_STRUCTS, sizeof *t->structs);
  if (!t->records || !t->structs) {
    free(t->records);
    free(t->structs);
    free(t);
    return -2;
  }
  signatures = all;
  atomic_store(&lanes[number].trace, t);
  return number;
}

AMBI_EXPORT ambi_trace *ambi_trace_of(int64_t number) { return atomic_load(&lanes[number].trace); }

AMBI_EXPORT int64_t ambi_trace_stub(int64_t number, int64_t function, int64_t target) {
  lanes[number].targets[function] = target;
  return (int64_t)(intptr_t)(ambi_trace_stubs + AMBI_TRACE_STUB_SIZE * (number * AMBI_TRACE_FUNCTIONS + function));
}

/* Takes the trace away from all other threads. */
static ambi_trace *take(lane *l) {
  ambi_trace *t = atomic_exchange(&l->trace, NULL);
  while (atomic_load(&l->users)) sched_yield();
  return t;
}

AMBI_EXPORT void ambi_trace_clear(int64_t number) {
  ambi_trace *t = take(&lanes[number]);
  int64_t used = t->next < t->capacity ? t->next : t->capacity;
  memset(t->records, 0, (size_t)used * sizeof *t->records);
  memset(t->counts, 0, sizeof t->counts);
  t->struct_count = t->array_count = t->structs_left_out = 0;
  t->generation = ++generations;
  atomic_store(&t->next, 0);
  atomic_store(&lanes[number].trace, t);
}

AMBI_EXPORT void ambi_trace_close(int64_t number) {
  ambi_trace *t = take(&lanes[number]);
  lanes[number].closed = ++generations;
  free(t->records);
  free(t->structs);
  free(t);
}

/*
 * Recording the calls that extensions make through NumPy's tables. A traced host hands out tables whose functions are
 * stubs (numpy_trace_stubs.c): a stub tells the recorder, calls the real function and tells what came back. The tables of
 * all other hosts know nothing of it. Mirrored by dev.ambi.bridge.trace.
 */
#ifndef AMBI_NUMPY_TRACE_H
#define AMBI_NUMPY_TRACE_H

#include "ambi.h"

/* Each open trace has a lane of stubs, from whose addresses it follows whose call it is, on any thread. */
enum {
  AMBI_TRACE_LANES = 8,
  AMBI_TRACE_ARRAY_SLOTS = 400,
  AMBI_TRACE_SLOTS = 500,                      /* of both tables of one ABI */
  AMBI_TRACE_FUNCTIONS = 2 * AMBI_TRACE_SLOTS, /* of both ABIs */
  AMBI_TRACE_STUB_SIZE = 16
};

/* What a parameter or a result is, as far as the recorder cares. */
enum {
  AMBI_TRACE_WORD,
  AMBI_TRACE_DOUBLE,
  AMBI_TRACE_OBJECT, /* looked at: an array, a descriptor or neither; may be NULL */
  AMBI_TRACE_OUT     /* of a converter: the address of an object that it writes when it succeeds */
};

enum { AMBI_TRACE_REGISTERS = 6, AMBI_TRACE_MOST = 12, AMBI_TRACE_DOUBLES = 4 };

/* From a function's C declaration. */
typedef struct {
  uint8_t parameters;
  uint8_t stack_words; /* how much of the caller's stack may hold arguments */
  uint8_t result;
  uint8_t kinds[AMBI_TRACE_MOST + 1];
} ambi_trace_signature;

/* The registers that may hold arguments, as a stub saved them. */
typedef struct {
  int64_t words[AMBI_TRACE_REGISTERS];
  struct {
    int64_t low, high;
  } doubles[8];
} ambi_trace_registers;

/* What a stub keeps between the call and the return. */
typedef struct {
  int64_t generation; /* of the trace that recorded the call; 0: none did */
  int64_t index;      /* of the record */
  int64_t function;
} ambi_trace_token;

enum { AMBI_TRACE_EMPTY, AMBI_TRACE_ENTERED, AMBI_TRACE_RETURNED };

typedef struct {
  int32_t _Atomic state;
  int32_t function; /* (abi - 1) * 500 + (ufunc ? 400 : 0) + slot */
  int32_t locked;   /* whether the thread had the interpreter lock */
  int32_t raised;   /* whether a Python error was set when it returned */
  int64_t words[AMBI_TRACE_MOST];
  int64_t doubles[AMBI_TRACE_DOUBLES];
  int64_t result;
  int64_t caller; /* the return address */
} ambi_trace_record;

/* How an extension came to a struct. */
enum { AMBI_TRACE_ARGUMENT, AMBI_TRACE_PASSED, AMBI_TRACE_RESULT, AMBI_TRACE_WRITTEN };
enum { AMBI_TRACE_DESCR = 1, AMBI_TRACE_ARRAY = 2 };
enum { AMBI_TRACE_STRUCT = 120, AMBI_TRACE_STRUCTS = 1024 }; /* bytes of one; how many of each kind */

/* A struct as it was when it was seen; the same struct, seen in the same way, once. */
typedef struct {
  int64_t address;
  int64_t count;
  int32_t kind; /* AMBI_TRACE_DESCR or _ARRAY */
  int32_t how;
  int32_t function; /* the first that it crossed; -1: it was an argument of a call from Java */
  int32_t abi;      /* whose table, or the ABI of the module that was called */
  int32_t type_abi; /* whose type the object has */
  int32_t size;
  unsigned char bytes[AMBI_TRACE_STRUCT];
} ambi_trace_struct;

/* What Java reads; all but the counts and the records of threads without the lock change under the lock. */
typedef struct {
  ambi_trace_record *records;
  int64_t capacity;
  int64_t _Atomic next; /* how many calls there were; those from `capacity` on have no record */
  ambi_trace_struct *structs; /* both kinds, as they came */
  int64_t struct_count;
  int64_t structs_left_out;
  int64_t generation;
  int64_t array_count;
  int64_t _Atomic counts[AMBI_TRACE_FUNCTIONS];
} ambi_trace;

/* A lane with an empty trace that records up to `capacity` calls; -1 where all are taken, -2 without memory, -3 where there
   are no stubs for this machine. `signatures` are AMBI_TRACE_FUNCTIONS, and live on. Needs the lock. */
AMBI_API int64_t ambi_trace_open(int64_t capacity, const ambi_trace_signature *signatures);

/* The trace of an open lane. */
AMBI_API ambi_trace *ambi_trace_of(int64_t lane);

/* The address of the stub that stands for `target`; `function` as in a record. Needs the lock. */
AMBI_API int64_t ambi_trace_stub(int64_t lane, int64_t function, int64_t target);

/* Forgets what was recorded. Needs the lock. */
AMBI_API void ambi_trace_clear(int64_t lane);

/* Ends the trace and frees its memory. Its stubs still call their functions. Needs the lock. */
AMBI_API void ambi_trace_close(int64_t lane);

/* What a module of ABI `abi` is given as arguments by Java. Needs the lock. */
void ambi_trace_arguments(int lane, int abi, PyObject *const *arguments, int64_t count);

/* Where the stubs begin; NULL where there are none for this machine. */
extern const char *const ambi_trace_stubs;

/* A stub's calls. The first gives the function to call and sets how many words of the caller's stack to pass on. */
int64_t ambi_trace_enter(int64_t stub, const ambi_trace_registers *registers, const int64_t *stack, ambi_trace_token *token,
                         int64_t *stack_words);
void ambi_trace_leave(const ambi_trace_token *token, const ambi_trace_registers *registers, int64_t result,
                      int64_t double_result);

#endif

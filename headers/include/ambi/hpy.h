/*
 * HPy 0.9 for a universal extension (ABI 0): handles, the context and its functions, methods, types, modules.
 *
 *     #include <ambi/hpy.h>
 *
 *     HPyDef_METH(add, "add", HPyFunc_VARARGS, .doc = "the sum of two numbers")
 *     static HPy add_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs) {
 *       (void)self;
 *       return nargs == 2 ? HPy_Add(ctx, args[0], args[1]) : HPyErr_SetString(ctx, ctx->h_TypeError, "two numbers");
 *     }
 *
 *     static HPyDef *defines[] = {&add, NULL};
 *     static HPyModuleDef example = {.doc = "An example", .defines = defines};
 *     HPy_MODINIT(example, example)
 *
 * HANDLES. An HPy that a function gives is the caller's to close with HPy_Close, once; the arguments of a method are not. A
 * handle is valid with the context that it came with. HPy_NULL means that an exception is set.
 *
 * It is not all of HPy's headers: slots of types are filled in by hand (HPyDef.slot), and the macros are for C, not C++.
 */
#ifndef AMBI_HPY_H
#define AMBI_HPY_H

#include "hpy_context.h"
#include "hpy_types.h"

#ifdef __cplusplus
extern "C" {
#endif

static inline HPy HPyLong_FromLong(HPyContext *ctx, long value) {
  return HPyLong_FromInt64_t(ctx, value);
}

static inline HPy HPyLong_FromLongLong(HPyContext *ctx, long long value) {
  return HPyLong_FromInt64_t(ctx, value);
}

static inline long long HPyLong_AsLongLong(HPyContext *ctx, HPy h) {
  return HPyLong_AsInt64_t(ctx, h);
}

/* Gives the handle and, in `data`, the struct of a new instance. */
#define HPy_New(ctx, type, data) _HPy_New(ctx, type, (void **)(data))

static inline void *HPyCapsule_GetPointer(HPyContext *ctx, HPy capsule, const char *name) {
  return HPyCapsule_Get(ctx, capsule, HPyCapsule_key_Pointer, name);
}

#ifdef __cplusplus
}
#endif

#if defined(_WIN32)
#define AMBI_HPY_EXPORT __declspec(dllexport)
#else
#define AMBI_HPY_EXPORT __attribute__((visibility("default")))
#endif

/*
 * The functions by which a universal module is found. It has to stand in a file with the module's methods; the context is what
 * CPython's way into them goes through.
 */
#define HPy_MODINIT(name, definition)                                       \
  AMBI_HPY_EXPORT uint32_t get_required_hpy_major_version_##name(void);     \
  AMBI_HPY_EXPORT uint32_t get_required_hpy_major_version_##name(void) {    \
    return HPY_ABI_VERSION;                                                 \
  }                                                                         \
  AMBI_HPY_EXPORT uint32_t get_required_hpy_minor_version_##name(void);     \
  AMBI_HPY_EXPORT uint32_t get_required_hpy_minor_version_##name(void) {    \
    return HPY_ABI_VERSION_MINOR;                                           \
  }                                                                         \
  AMBI_HPY_EXPORT void HPyInitGlobalContext_##name(HPyContext *ctx);        \
  AMBI_HPY_EXPORT void HPyInitGlobalContext_##name(HPyContext *ctx) {       \
    ambi_hpy_context = ctx;                                                 \
  }                                                                         \
  AMBI_HPY_EXPORT HPyModuleDef *HPyInit_##name(void);                       \
  AMBI_HPY_EXPORT HPyModuleDef *HPyInit_##name(void) {                      \
    return &definition;                                                     \
  }

/* Written by HPyInitGlobalContext_NAME; a file of its own has its own. */
static HPyContext *ambi_hpy_context;

static inline HPyContext *ambi_hpy_get_context(void) {
  return ambi_hpy_context;
}

/*
 * A method: HPyDef_METH(SYMBOL, "name", SIGNATURE, .doc = "...") and then the function SYMBOL_impl, of the type that the
 * signature says: NOARGS (ctx, self), O (ctx, self, arg), VARARGS (ctx, self, args, nargs), KEYWORDS (ctx, self, args, nargs,
 * kwnames: a tuple or HPy_NULL, whose values follow in args).
 */
#define HPyDef_METH(symbol, method, sig, ...)                                  \
  AMBI_HPY_DECLARE_##sig(symbol##_impl);                                       \
  AMBI_HPY_ENTER_##sig(symbol##_trampoline, symbol##_impl)                     \
  static HPyDef symbol = {                                                     \
      .kind = HPyDef_Kind_Meth,                                                \
      .meth = {.name = method,                                                 \
               .impl = (HPyCFunction)symbol##_impl,                            \
               .cpy_trampoline = (cpy_PyCFunction)(HPyCFunction)symbol##_trampoline, \
               .signature = sig,                                               \
               __VA_ARGS__}};

#define AMBI_HPY_DECLARE_HPyFunc_NOARGS(f) static HPy f(HPyContext *ctx, HPy self)
#define AMBI_HPY_DECLARE_HPyFunc_O(f) static HPy f(HPyContext *ctx, HPy self, HPy arg)
#define AMBI_HPY_DECLARE_HPyFunc_VARARGS(f) static HPy f(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
#define AMBI_HPY_DECLARE_HPyFunc_KEYWORDS(f) \
  static HPy f(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)

/* What the context is handed of a call of CPython's: the arguments, and room for the result. */
typedef struct {
  cpy_PyObject *self;
  cpy_PyObject *result;
} ambi_hpy_noargs;
typedef struct {
  cpy_PyObject *self;
  cpy_PyObject *arg;
  cpy_PyObject *result;
} ambi_hpy_o;
typedef struct {
  cpy_PyObject *self;
  cpy_PyObject *const *args;
  HPy_ssize_t nargs;
  cpy_PyObject *result;
} ambi_hpy_varargs;
typedef struct {
  cpy_PyObject *self;
  cpy_PyObject *const *args;
  size_t nargsf;
  cpy_PyObject *kwnames;
  cpy_PyObject *result;
} ambi_hpy_keywords;

#define AMBI_HPY_ENTER_HPyFunc_NOARGS(f, impl)                                                                     \
  static cpy_PyObject *f(cpy_PyObject *self) {                                                                     \
    ambi_hpy_noargs a = {self, NULL};                                                                              \
    _HPy_CallRealFunctionFromTrampoline(ambi_hpy_get_context(), HPyFunc_NOARGS, (HPyCFunction)impl, &a);           \
    return a.result;                                                                                               \
  }
#define AMBI_HPY_ENTER_HPyFunc_O(f, impl)                                                                          \
  static cpy_PyObject *f(cpy_PyObject *self, cpy_PyObject *arg) {                                                  \
    ambi_hpy_o a = {self, arg, NULL};                                                                              \
    _HPy_CallRealFunctionFromTrampoline(ambi_hpy_get_context(), HPyFunc_O, (HPyCFunction)impl, &a);                \
    return a.result;                                                                                               \
  }
#define AMBI_HPY_ENTER_HPyFunc_VARARGS(f, impl)                                                                    \
  static cpy_PyObject *f(cpy_PyObject *self, cpy_PyObject *const *args, HPy_ssize_t nargs) {                       \
    ambi_hpy_varargs a = {self, args, nargs, NULL};                                                                \
    _HPy_CallRealFunctionFromTrampoline(ambi_hpy_get_context(), HPyFunc_VARARGS, (HPyCFunction)impl, &a);          \
    return a.result;                                                                                               \
  }
#define AMBI_HPY_ENTER_HPyFunc_KEYWORDS(f, impl)                                                                   \
  static cpy_PyObject *f(cpy_PyObject *self, cpy_PyObject *const *args, size_t nargsf, cpy_PyObject *kwnames) {    \
    ambi_hpy_keywords a = {self, args, nargsf, kwnames, NULL};                                                     \
    _HPy_CallRealFunctionFromTrampoline(ambi_hpy_get_context(), HPyFunc_KEYWORDS, (HPyCFunction)impl, &a);         \
    return a.result;                                                                                               \
  }

#endif

/* A universal HPy extension, compiled against hpy.h alone: methods of each signature, and a type. */
#include <ambi/hpy.h>

HPyDef_METH(answer, "answer", HPyFunc_NOARGS, .doc = "42")
static HPy answer_impl(HPyContext *ctx, HPy self) {
  (void)self;
  return HPyLong_FromLong(ctx, 42);
}

HPyDef_METH(doubled, "doubled", HPyFunc_O, .doc = "an object, twice")
static HPy doubled_impl(HPyContext *ctx, HPy self, HPy arg) {
  (void)self;
  return HPy_Add(ctx, arg, arg);
}

HPyDef_METH(total, "total", HPyFunc_VARARGS, .doc = "the sum of numbers")
static HPy total_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs) {
  (void)self;
  double sum = 0;
  for (size_t i = 0; i < nargs; i++) {
    double item = HPyFloat_AsDouble(ctx, args[i]);
    if (item == -1.0 && HPyErr_Occurred(ctx)) {
      return HPy_NULL;
    }
    sum += item;
  }
  return HPyFloat_FromDouble(ctx, sum);
}

HPyDef_METH(named, "named", HPyFunc_KEYWORDS, .doc = "how many arguments have a name")
static HPy named_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames) {
  (void)self, (void)args, (void)nargs;
  return HPyLong_FromSsize_t(ctx, HPy_IsNull(kwnames) ? 0 : HPy_Length(ctx, kwnames));
}

HPyDef_METH(refuse, "refuse", HPyFunc_NOARGS, .doc = "always fails")
static HPy refuse_impl(HPyContext *ctx, HPy self) {
  (void)self;
  return HPyErr_SetString(ctx, ctx->h_ValueError, "refused");
}

static HPyDef *defines[] = {&answer, &doubled, &total, &named, &refuse, NULL};
static HPyModuleDef module = {.doc = "An example", .defines = defines};

HPy_MODINIT(hpy_example, module)

/* The inner loops that extensions can use: they call the scalar function that `data` points to. */
#include "numpy_elements.h"
#include "numpy_ufunc.h"

#define LOOP(name)                                                                                     \
  AMBI_EXPORT void PyUFunc_##name(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data)

#define EACH_UNARY                                                                       \
  char *in = args[0], *out = args[1];                                                    \
  for (npy_intp i = 0; i < dimensions[0]; i++, in += steps[0], out += steps[1])
#define EACH_BINARY                                                                      \
  char *a = args[0], *b = args[1], *out = args[2];                                       \
  for (npy_intp i = 0; i < dimensions[0]; i++, a += steps[0], b += steps[1], out += steps[2])

/* Elements may lie at any address. */
#define AT(type, p) (*(type *)(void *)(p))

#define REAL_UNARY(name, type, as)                                                       \
  LOOP(name) {                                                                           \
    as (*f)(as) = (as(*)(as))data;                                                       \
    EACH_UNARY { AT(type, out) = (type)f((as)AT(type, in)); }                            \
  }
#define REAL_BINARY(name, type, as)                                                      \
  LOOP(name) {                                                                           \
    as (*f)(as, as) = (as(*)(as, as))data;                                               \
    EACH_BINARY { AT(type, out) = (type)f((as)AT(type, a), (as)AT(type, b)); }           \
  }
REAL_UNARY(f_f, float, float)
REAL_UNARY(f_f_As_d_d, float, double)
REAL_UNARY(d_d, double, double)
REAL_UNARY(g_g, long double, long double)
REAL_BINARY(ff_f, float, float)
REAL_BINARY(ff_f_As_dd_d, float, double)
REAL_BINARY(dd_d, double, double)
REAL_BINARY(gg_g, long double, long double)
/* A half is a number of its own to the function that takes halves. */
REAL_UNARY(e_e, uint16_t, uint16_t)
REAL_BINARY(ee_e, uint16_t, uint16_t)

#define HALF_UNARY(name, as)                                                             \
  LOOP(name) {                                                                           \
    as (*f)(as) = (as(*)(as))data;                                                       \
    EACH_UNARY {                                                                         \
      AT(uint16_t, out) = ambi_half_of_double((double)f((as)ambi_double_of_half(AT(uint16_t, in)))); \
    }                                                                                    \
  }
#define HALF_BINARY(name, as)                                                            \
  LOOP(name) {                                                                           \
    as (*f)(as, as) = (as(*)(as, as))data;                                               \
    EACH_BINARY {                                                                        \
      as x = (as)ambi_double_of_half(AT(uint16_t, a)), y = (as)ambi_double_of_half(AT(uint16_t, b)); \
      AT(uint16_t, out) = ambi_half_of_double((double)f(x, y));                          \
    }                                                                                    \
  }
HALF_UNARY(e_e_As_f_f, float)
HALF_UNARY(e_e_As_d_d, double)
HALF_BINARY(ee_e_As_ff_f, float)
HALF_BINARY(ee_e_As_dd_d, double)

/* Complex numbers are handed over by pointer. The copies let the output be one of the inputs. */
#define COMPLEX_UNARY(name, type, as)                                                    \
  LOOP(name) {                                                                           \
    void (*f)(as *, as *) = (void (*)(as *, as *))data;                                  \
    EACH_UNARY {                                                                         \
      as x[2] = {(as)AT(type, in), (as)AT(type, in + sizeof(type))}, r[2];               \
      f(x, r);                                                                           \
      AT(type, out) = (type)r[0];                                                        \
      AT(type, out + sizeof(type)) = (type)r[1];                                         \
    }                                                                                    \
  }
#define COMPLEX_BINARY(name, type, as)                                                   \
  LOOP(name) {                                                                           \
    void (*f)(as *, as *, as *) = (void (*)(as *, as *, as *))data;                      \
    EACH_BINARY {                                                                        \
      as x[2] = {(as)AT(type, a), (as)AT(type, a + sizeof(type))};                       \
      as y[2] = {(as)AT(type, b), (as)AT(type, b + sizeof(type))}, r[2];                 \
      f(x, y, r);                                                                        \
      AT(type, out) = (type)r[0];                                                        \
      AT(type, out + sizeof(type)) = (type)r[1];                                         \
    }                                                                                    \
  }
COMPLEX_UNARY(F_F, float, float)
COMPLEX_UNARY(F_F_As_D_D, float, double)
COMPLEX_UNARY(D_D, double, double)
COMPLEX_UNARY(G_G, long double, long double)
COMPLEX_BINARY(FF_F, float, float)
COMPLEX_BINARY(FF_F_As_DD_D, float, double)
COMPLEX_BINARY(DD_D, double, double)
COMPLEX_BINARY(GG_G, long double, long double)

/* ---- objects --------------------------------------------------------------------------------------------------------- */

static PyObject *object_at(char *p) {
  PyObject *o = AT(PyObject *, p);
  return o ? o : Py_None;
}

/* Takes the reference; false where there is none. */
static bool store(char *p, PyObject *o) {
  if (!o) return false;
  PyObject *old = AT(PyObject *, p);
  AT(PyObject *, p) = o;
  Py_XDECREF(old);
  return true;
}

LOOP(O_O) {
  unaryfunc f = (unaryfunc)data;
  EACH_UNARY {
    if (!store(out, f(object_at(in)))) return;
  }
}

LOOP(OO_O) {
  binaryfunc f = (binaryfunc)data;
  EACH_BINARY {
    if (!store(out, f(object_at(a), object_at(b)))) return;
  }
}

/* `data` is the name of a method. */
LOOP(O_O_method) {
  EACH_UNARY {
    PyObject *o = object_at(in), *method = PyObject_GetAttrString(o, data);
    if (!method && PyErr_ExceptionMatches(PyExc_AttributeError)) {
      PyErr_Format(PyExc_TypeError, "loop of ufunc does not support argument 0 of type %s which has no callable %s method",
                   Py_TYPE(o)->tp_name, (const char *)data);
    }
    PyObject *result = method ? PyObject_CallNoArgs(method) : NULL;
    Py_XDECREF(method);
    if (!store(out, result)) return;
  }
}

LOOP(OO_O_method) {
  EACH_BINARY {
    if (!store(out, PyObject_CallMethod(object_at(a), data, "(O)", object_at(b)))) return;
  }
}

/* `data` says how many arguments and results there are, and the callable. */
typedef struct {
  int nin, nout;
  PyObject *callable;
} PyUFunc_PyFuncData;

static bool call_one(const PyUFunc_PyFuncData *f, char **args, const npy_intp *steps, npy_intp i) {
  PyObject *tuple = PyTuple_New(f->nin);
  if (!tuple) return false;
  for (int j = 0; j < f->nin; j++) PyTuple_SET_ITEM(tuple, j, AMBI_NEWREF(object_at(args[j] + i * steps[j])));
  PyObject *result = PyObject_CallObject(f->callable, tuple);
  Py_DECREF(tuple);
  if (!result) return false;
  char **outs = args + f->nin;
  const npy_intp *out_steps = steps + f->nin;
  if (f->nout == 0 && result == Py_None) {
    Py_DECREF(result);
    return true;
  }
  if (f->nout == 1) return store(outs[0] + i * out_steps[0], result);
  bool fits = PyTuple_Check(result) && PyTuple_GET_SIZE(result) == f->nout;
  for (int j = 0; fits && j < f->nout; j++) store(outs[j] + i * out_steps[j], AMBI_NEWREF(PyTuple_GET_ITEM(result, j)));
  Py_DECREF(result);
  return fits;
}

LOOP(On_Om) {
  for (npy_intp i = 0; i < dimensions[0]; i++) {
    if (!call_one(data, args, steps, i)) return;
  }
}

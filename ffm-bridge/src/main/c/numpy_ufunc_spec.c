/* Loops that are described by a PyArrayMethod_Spec (NEP 43): by classes of dtypes, found by exactly these. */
#include "numpy_ufunc.h"

/* NPY_METH_strided_loop; 1.26's experimental API has all numbers one lower. */
enum { STRIDED_2X = 5, STRIDED_1X = 4 };

/* A strided loop is told the dtypes through a context. Releases before 2.4 end with `descriptors`. */
typedef struct {
  PyObject *caller;
  void *method;
  PyObject *const *descriptors;
  void *reserved;
  uint64_t flags;
  void *parameters;
} PyArrayMethod_Context;
typedef int strided_loop(PyArrayMethod_Context *context, char *const *data, const npy_intp *dimensions,
                         const npy_intp *strides, void *auxdata);

typedef struct {
  const char *name;
  int nin, nout;
  int casting;
  int flags;
  PyArray_DTypeMeta **dtypes;
  PyType_Slot *slots;
} PyArrayMethod_Spec;

/* What a user_loop of such a loop has as its data. */
typedef struct {
  PyUFuncObject *ufunc; /* borrowed: it owns this */
  strided_loop *loop;
  PyObject *descriptors[AMBI_MAXARGS]; /* borrowed: those of built-in and registered dtypes stay */
} method;

static void run_method(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
  method *m = data;
  PyArrayMethod_Context context = {.caller = (PyObject *)m->ufunc, .descriptors = m->descriptors};
  m->loop(&context, args, dimensions, steps, NULL); /* a loop that fails has set an error */
}

static strided_loop *find_slot(const PyArrayMethod_Spec *spec, int wanted) {
  for (const PyType_Slot *slot = spec->slots; slot && slot->slot; slot++) {
    if (slot->slot == wanted) return (strided_loop *)slot->pfunc;
  }
  return NULL;
}

static int add_from_spec(PyObject *o, const PyArrayMethod_Spec *spec, int strided) {
  if (!PyObject_TypeCheck(o, &PyUFunc_Type)) {
    PyErr_SetString(PyExc_TypeError, "ufunc object passed is not a ufunc!");
    return -1;
  }
  PyUFuncObject *u = ufunc_of(o);
  if (spec->nin != u->nin || spec->nout != u->nout) {
    PyErr_Format(PyExc_ValueError, "a loop of %d inputs and %d outputs does not fit %R", spec->nin, spec->nout, o);
    return -1;
  }
  strided_loop *loop = find_slot(spec, strided);
  if (!loop) {
    PyErr_Format(PyExc_NotImplementedError,
                 "the loop '%s' for %R has no NPY_METH_strided_loop: a loop made by NPY_METH_get_loop is not supported",
                 spec->name ? spec->name : "?", o);
    return -1;
  }
  method *m = calloc(1, sizeof *m);
  int types[AMBI_MAXARGS];
  if (!m) {
    PyErr_NoMemory();
    return -1;
  }
  *m = (method){.ufunc = u, .loop = loop};
  for (int i = 0; i < u->nargs; i++) {
    PyArray_DTypeMeta *class = spec->dtypes[i];
    PyObject *descr = class && class->singleton ? ambi_descr_from_type(ufunc_abi(u), class->type_num) : NULL;
    if (!descr) {
      if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_NotImplementedError,
                     "the loop '%s' for %R names a class of dtypes without a descriptor of its own, which is not supported",
                     spec->name ? spec->name : "?", o);
      }
      free(m);
      return -1;
    }
    types[i] = class->type_num;
    m->descriptors[i] = descr;
    Py_DECREF(descr);
  }
  if (ambi_ufunc_add_method(u, types, run_method, m) == 0) return 0;
  free(m);
  return -1;
}

AMBI_EXPORT int PyUFunc_AddLoopFromSpec(PyObject *ufunc, PyArrayMethod_Spec *spec) {
  return add_from_spec(ufunc, spec, STRIDED_2X);
}

/* Ends with a name of NULL; each name is that of one of numpy's ufuncs, or module:name. */
typedef struct {
  const char *name;
  PyArrayMethod_Spec *spec;
} PyUFunc_LoopSlot;

static PyObject *named_ufunc(const char *name) {
  const char *colon = strchr(name, ':');
  PyObject *module_name = colon ? PyUnicode_FromStringAndSize(name, colon - name) : PyUnicode_FromString("numpy");
  PyObject *module = module_name ? PyImport_Import(module_name) : NULL;
  PyObject *ufunc = module ? PyObject_GetAttrString(module, colon ? colon + 1 : name) : NULL;
  Py_XDECREF(module);
  Py_XDECREF(module_name);
  return ufunc;
}

AMBI_EXPORT int PyUFunc_AddLoopsFromSpecs(PyUFunc_LoopSlot *slots) {
  for (; slots->name; slots++) {
    PyObject *ufunc = named_ufunc(slots->name);
    int status = ufunc ? add_from_spec(ufunc, slots->spec, STRIDED_2X) : -1;
    Py_XDECREF(ufunc);
    if (status < 0) return -1;
  }
  return 0;
}

/* ---- 1.26's experimental table ------------------------------------------------------------------------------------ */

enum { VERSION = 11, ENTRIES = 44, FIRST_DTYPE = 10 };

static int add_from_spec_1x(PyObject *ufunc, PyArrayMethod_Spec *spec) { return add_from_spec(ufunc, spec, STRIDED_1X); }

static void *missing(void) {
  return ambi_raise(PyExc_NotImplementedError,
                    "a function of NumPy 1.26's experimental dtype API (NUMPY_EXPERIMENTAL_DTYPE_API) that Ambi has not: "
                    "it has PyUFunc_AddLoopFromSpec alone");
}

/* In the order of experimental_dtype_api.h: names by letter, then by width, then what is no integer. */
static const signed char dtype_order[ENTRIES - FIRST_DTYPE] = {
    NPY_BOOL,     NPY_BYTE,      NPY_UBYTE,  NPY_SHORT,   NPY_USHORT,      NPY_INT,      NPY_UINT,     NPY_LONG,
    NPY_ULONG,    NPY_LONGLONG,  NPY_ULONGLONG, NPY_BYTE, NPY_UBYTE,       NPY_SHORT,    NPY_USHORT,   NPY_INT,
    NPY_UINT,     NPY_LONG,      NPY_ULONG,  NPY_LONG,    NPY_ULONG,       NPY_HALF,     NPY_FLOAT,    NPY_DOUBLE,
    NPY_LONGDOUBLE, NPY_CFLOAT,  NPY_CDOUBLE, NPY_CLONGDOUBLE, NPY_STRING, NPY_UNICODE,  NPY_DATETIME, NPY_TIMEDELTA,
    NPY_OBJECT,   NPY_VOID,
};

static PyObject *get_experimental_dtype_api(PyObject *self AMBI_UNUSED, PyObject *arg) {
  static void *table[ENTRIES];
  long version = PyLong_AsLong(arg);
  if (version == -1 && PyErr_Occurred()) return NULL;
  if (version != VERSION) {
    return ambi_raise(PyExc_RuntimeError,
                      "version %ld of the experimental dtype API is wanted, and NumPy 1.26 has %d: the extension needs to be "
                      "compiled for another version of NumPy",
                      version, VERSION);
  }
  for (int i = 0; i < FIRST_DTYPE; i++) table[i] = (void *)missing;
  table[0] = (void *)add_from_spec_1x;
  table[2] = &PyArrayDTypeMeta_Type;
  for (int i = FIRST_DTYPE; i < ENTRIES; i++) table[i] = ambi_dtype_class(dtype_order[i - FIRST_DTYPE]);
  return PyCapsule_New(table, "experimental_dtype_api_table", NULL);
}

/* For Java: the function that 1.26 has in its module. New reference. */
AMBI_EXPORT PyObject *ambi_experimental_dtype_api(void) {
  static PyMethodDef method_def = {"_get_experimental_dtype_api", get_experimental_dtype_api, METH_O, NULL};
  return PyCFunction_NewEx(&method_def, NULL, NULL);
}

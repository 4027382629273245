/*
 * A module with state and multi-phase initialisation (PEP 489), whose types belong to it: methods reach the module's
 * state through their defining class (METH_METHOD).
 */
#include <Python.h>

#define UNUSED(name) name __attribute__((unused))

typedef struct {
  PyObject *error;
  PyTypeObject *counter;
  long made;
} State;

static State *state_of(PyObject *module) { return PyModule_GetState(module); }

typedef struct {
  PyObject_HEAD
  long count;
} Counter;

static PyObject *counter_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"start", NULL};
  long start = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|l:Counter", names, &start)) return NULL;
  Counter *counter = (Counter *)type->tp_alloc(type, 0);
  if (counter) counter->count = start;
  return (PyObject *)counter;
}

static void counter_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyObject *counter_add(PyObject *self, PyTypeObject *defining_class, PyObject *const *args, Py_ssize_t count,
                             PyObject *names) {
  State *state = PyType_GetModuleState(defining_class);
  if (!state) return NULL;
  if (names && PyTuple_GET_SIZE(names)) return PyErr_Format(state->error, "add() takes no names, not %R", names);
  for (Py_ssize_t i = 0; i < count; i++) {
    long number = PyLong_AsLong(args[i]);
    if (number == -1 && PyErr_Occurred()) return NULL;
    ((Counter *)self)->count += number;
  }
  state->made++;
  return PyLong_FromLong(((Counter *)self)->count);
}

static PyMethodDef counter_methods[] = {
    {"add", (PyCFunction)(void (*)(void))counter_add, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL},
    {0},
};

static PyType_Slot counter_slots[] = {
    {Py_tp_new, counter_new}, {Py_tp_dealloc, counter_dealloc}, {Py_tp_methods, counter_methods}, {0}};

static PyType_Spec counter_spec = {
    .name = "capi_phases.Counter",
    .basicsize = sizeof(Counter),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = counter_slots,
};

/* Counter(start).add(number...), and how often add was called since the module was made. */
static PyObject *count(PyObject *module, PyObject *args) {
  State *state = state_of(module);
  PyObject *start, *numbers, *names = NULL;
  if (!PyArg_ParseTuple(args, "OO!|O!:count", &start, &PyTuple_Type, &numbers, &PyDict_Type, &names)) return NULL;
  long before = state->made;
  PyObject *counter = PyObject_CallOneArg((PyObject *)state->counter, start);
  PyObject *method = counter ? PyObject_GetAttrString(counter, "add") : NULL;
  PyObject *total = method ? PyObject_Call(method, numbers, names) : NULL;
  Py_XDECREF(method);
  Py_XDECREF(counter);
  return total ? Py_BuildValue("(Nl)", total, state->made - before) : NULL;
}

static PyObject *fail(PyObject *module, PyObject *text) {
  PyErr_SetObject(state_of(module)->error, text);
  return NULL;
}

static PyObject *names(PyObject *module, PyObject *UNUSED(ignored)) {
  return Py_BuildValue("(sNNi)", PyModule_GetName(module), PyObject_GetAttrString(module, "__doc__"),
                       PyObject_Repr((PyObject *)state_of(module)->counter),
                       PyType_GetModule(state_of(module)->counter) == module);
}

static int make_types(PyObject *module) {
  State *state = state_of(module);
  state->error = PyErr_NewExceptionWithDoc("capi_phases.Error", "What this module raises.", PyExc_ArithmeticError, NULL);
  state->counter = (PyTypeObject *)PyType_FromModuleAndSpec(module, &counter_spec, NULL);
  if (!state->error || !state->counter || PyModule_AddType(module, state->counter) < 0) return -1;
  return PyModule_AddObjectRef(module, "Error", state->error);
}

static int add_constants(PyObject *module) { return PyModule_AddIntConstant(module, "PHASE", 2); }

static int traverse(PyObject *module, visitproc visit, void *arg) {
  Py_VISIT(state_of(module)->error);
  Py_VISIT(state_of(module)->counter);
  return 0;
}

static int clear(PyObject *module) {
  Py_CLEAR(state_of(module)->error);
  Py_CLEAR(state_of(module)->counter);
  return 0;
}

static void release(void *module) { clear(module); }

static PyMethodDef methods[] = {
    {"count", count, METH_VARARGS, NULL},
    {"fail", fail, METH_O, NULL},
    {"names", names, METH_NOARGS, NULL},
    {0},
};

static PyModuleDef_Slot slots[] = {{Py_mod_exec, make_types}, {Py_mod_exec, add_constants}, {0}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "capi_phases",
    .m_doc = "A module made in phases.",
    .m_size = sizeof(State),
    .m_methods = methods,
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = release,
};

PyMODINIT_FUNC PyInit_capi_phases(void) { return PyModuleDef_Init(&definition); }

/* The buffer protocol of ndarray (PEP 3118). */
#include "buffer.h"
#include "numpy_objects.h"

/* struct's code for each dtype that has one. */
static const char *const formats[NPY_NTYPES] = {
    [NPY_BOOL] = "?",        [NPY_BYTE] = "b",     [NPY_UBYTE] = "B",     [NPY_SHORT] = "h",       [NPY_USHORT] = "H",
    [NPY_INT] = "i",         [NPY_UINT] = "I",     [NPY_LONG] = "l",      [NPY_ULONG] = "L",       [NPY_LONGLONG] = "q",
    [NPY_ULONGLONG] = "Q",   [NPY_HALF] = "e",     [NPY_FLOAT] = "f",     [NPY_DOUBLE] = "d",      [NPY_LONGDOUBLE] = "g",
    [NPY_CFLOAT] = "Zf",     [NPY_CDOUBLE] = "Zd", [NPY_CLONGDOUBLE] = "Zg", [NPY_OBJECT] = "O",
};

/* Standard codes, for an order that is not the machine's: sizes are fixed, and long is 'q'. */
static const char *standard_format(int number) {
  return number == NPY_LONG ? "q" : number == NPY_ULONG ? "Q" : formats[number];
}

/* What the exporter keeps of one view: its format, and shape and strides as they were. */
typedef struct {
  char format[32];
  Py_ssize_t shape_and_strides[];
} view_data;

static int write_format(PyObject *descr, char *text, size_t size) {
  int number = ambi_descr_type_num(descr);
  npy_intp elsize = ambi_descr_elsize(descr);
  if (number == NPY_STRING) {
    snprintf(text, size, "%zds", (size_t)elsize);
  } else if (number == NPY_UNICODE) {
    snprintf(text, size, "%s%zdw", ambi_descr_swapped(descr) ? ">" : "", (size_t)elsize / 4);
  } else if (number == NPY_VOID) {
    snprintf(text, size, "%zdx", (size_t)elsize);
  } else if (number < NPY_NTYPES && formats[number]) {
    snprintf(text, size, "%s%s", ambi_descr_swapped(descr) ? ">" : "",
             ambi_descr_swapped(descr) ? standard_format(number) : formats[number]);
  } else {
    PyErr_Format(PyExc_ValueError, "cannot include dtype '%c' in a buffer", ((ambi_descr_1x *)descr)->type);
    return -1;
  }
  return 0;
}

static int refuse(Py_buffer *view, const char *why) {
  view->obj = NULL;
  PyErr_SetString(PyExc_ValueError, why);
  return -1;
}

static int get_buffer(PyObject *array, Py_buffer *view, int flags) {
  PyArrayObject_fields *a = (PyArrayObject_fields *)array;
  bool c = a->flags & NPY_ARRAY_C_CONTIGUOUS, f = a->flags & NPY_ARRAY_F_CONTIGUOUS;
  if ((flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS && !c) return refuse(view, "ndarray is not C-contiguous");
  if ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && !f) return refuse(view, "ndarray is not Fortran contiguous");
  if ((flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS && !c && !f) return refuse(view, "ndarray is not contiguous");
  if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES && !c) return refuse(view, "ndarray is not C-contiguous");
  if ((flags & PyBUF_WRITABLE) && !(a->flags & NPY_ARRAY_WRITEABLE)) {
    return refuse(view, "buffer source array is read-only");
  }
  view_data *data = malloc(sizeof *data + 2 * (size_t)a->nd * sizeof(Py_ssize_t));
  if (!data) {
    view->obj = NULL;
    PyErr_NoMemory();
    return -1;
  }
  if (write_format(a->descr, data->format, sizeof data->format) < 0) {
    view->obj = NULL;
    free(data);
    return -1;
  }
  Py_ssize_t *shape = data->shape_and_strides, *strides = shape + a->nd, length = ambi_descr_elsize(a->descr);
  for (int i = 0; i < a->nd; i++) {
    shape[i] = a->dimensions[i];
    strides[i] = a->strides[i];
    length *= shape[i];
  }
  *view = (Py_buffer){
      .buf = a->data,
      .obj = AMBI_NEWREF(array),
      .len = length,
      .itemsize = ambi_descr_elsize(a->descr),
      .readonly = !(a->flags & NPY_ARRAY_WRITEABLE),
      .ndim = a->nd,
      .format = flags & PyBUF_FORMAT ? data->format : NULL,
      .shape = a->nd && flags & PyBUF_ND ? shape : NULL,
      .strides = a->nd && (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? strides : NULL,
      .internal = data,
  };
  return 0;
}

static void release_buffer(PyObject *array AMBI_UNUSED, Py_buffer *view) { free(view->internal); }

PyBufferProcs ambi_array_as_buffer = {get_buffer, release_buffer};

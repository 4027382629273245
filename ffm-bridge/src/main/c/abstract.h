/* What the files of the abstract object protocols (object, number, sequence, mapping) share. */
#ifndef AMBI_ABSTRACT_H
#define AMBI_ABSTRACT_H

#include "ambi.h"

#define TYPE_NAME(o) (Py_TYPE(o)->tp_name)

/* A slot of one of the method suites of an object's type, or NULL where there is no suite. */
#define NUMBER_SLOT(o, slot) (Py_TYPE(o)->tp_as_number ? Py_TYPE(o)->tp_as_number->slot : NULL)
#define SEQUENCE_SLOT(o, slot) (Py_TYPE(o)->tp_as_sequence ? Py_TYPE(o)->tp_as_sequence->slot : NULL)
#define MAPPING_SLOT(o, slot) (Py_TYPE(o)->tp_as_mapping ? Py_TYPE(o)->tp_as_mapping->slot : NULL)
#define HAS_INDEX(o) (NUMBER_SLOT(o, nb_index) != NULL)

/* SystemError for a NULL where an object is due, unless an error is set already. Returns NULL. */
PyObject *ambi_null_argument(void);

/* TypeError with the type's name put in for the one %s of the format. Returns NULL. */
PyObject *ambi_type_error(const char *format, PyObject *o);

/*
 * A new reference to the special method `name` of an object's type, bound to the object; NULL where there is none
 * (without an error) and where binding fails (with one). In slot_functions.c.
 */
PyObject *ambi_lookup_special(PyObject *o, PyObject *name);

/* number.c: as PyNumber_Add and PyNumber_Multiply, without the sequences' part; may return NotImplemented. */
PyObject *ambi_number_add(PyObject *v, PyObject *w);
PyObject *ambi_number_multiply(PyObject *v, PyObject *w);
PyObject *ambi_number_inplace_add(PyObject *v, PyObject *w);
PyObject *ambi_number_inplace_multiply(PyObject *v, PyObject *w);

/* As PyNumber_Index, but may return an instance of a subclass of int. */
PyObject *ambi_number_index(PyObject *o);

#endif

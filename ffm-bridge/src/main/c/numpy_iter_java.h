/* What the iterators and ufuncs ask of Java (dev.ambi.bridge.numpy.iter.IterServices). */
#ifndef AMBI_NUMPY_ITER_JAVA_H
#define AMBI_NUMPY_ITER_JAVA_H

/* The arguments and results are PyObject *; the generated definitions know void * only. */

/* np.asarray(o), in the array type of the ABI. */
void *AmbiJava_as_array(void *o, int abi);

/* The dtype of `descr` in the shape of the ABI. */
void *AmbiJava_descr_for_abi(void *descr, int abi);

#endif

/** NumPy's arrays, dtypes and scalars as native structs: what its C API does with them. */
package dev.ambi.bridge.numpy;

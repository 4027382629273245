/**
 * The audit of a compiled extension: what it was built for, what it uses of NumPy's C API, and what
 * of that a version of NumPy removed or changed. {@link dev.ambi.compat.audit.Audit} is the way in.
 */
package dev.ambi.compat.audit;

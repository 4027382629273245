/**
 * Descriptors across NumPy 2.0: from one of the shapes that {@code PyArray_Descr} has had to
 * another, and back (NEP 53).
 *
 * <p>{@link dev.ambi.compat.descr.DescrTranslator} works on the bare structs, wherever they are;
 * {@link dev.ambi.compat.descr.LiveDescrs} on descriptors of this process with all that they refer
 * to.
 */
package dev.ambi.compat.descr;

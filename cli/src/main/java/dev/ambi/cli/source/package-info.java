/**
 * The audit of C, C++ and Cython sources: where they lean on what NumPy 2 changed of the C API. The
 * way in is {@link dev.ambi.cli.source.SourceAudit}.
 *
 * <p>C and C++ are parsed by tree-sitter's grammars; types of expressions are inferred within a
 * file, so that {@code x->names} counts only where {@code x} is known to be a {@code PyArray_Descr
 * *}. For Cython there is no grammar to be had as a library: {@link dev.ambi.cli.source.CythonFile}
 * tells what is read of it.
 */
package dev.ambi.cli.source;

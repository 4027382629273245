/** Structured, void and user dtypes: their layout, text, casts and elements. */
package dev.ambi.core.internal.dtype;

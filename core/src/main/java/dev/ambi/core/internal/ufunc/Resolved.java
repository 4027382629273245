package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;

/**
 * The loop of a call.
 *
 * @param loop the loop
 * @param dtypes the dtypes that it takes and gives, inputs first
 */
@SuppressWarnings("ArrayRecordComponent")
record Resolved(InnerLoop loop, DType[] dtypes) {}

/**
 * What is common to all ufuncs: finding the loop ({@link dev.ambi.core.internal.ufunc.LoopTable}),
 * calling it over whole arrays ({@link dev.ambi.core.internal.ufunc.Execution}), reducing and
 * accumulating, and the table of the ufuncs that come with Ambi.
 */
package dev.ambi.core.internal.ufunc;

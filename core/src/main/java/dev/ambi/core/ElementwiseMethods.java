package dev.ambi.core;

/**
 * Element-wise operations of an array: the methods that are ufuncs. Part of {@link NDArray}, in a
 * file of its own.
 */
public sealed interface ElementwiseMethods permits NDArray {}

package dev.ambi.core;

/** Sorting and searching an array. Part of {@link NDArray}, in a file of its own. */
public sealed interface SortingMethods permits NDArray {}

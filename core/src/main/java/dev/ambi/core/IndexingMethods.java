package dev.ambi.core;

/**
 * Selecting elements of an array and assigning to them. Part of {@link NDArray}, in a file of its own.
 */
public sealed interface IndexingMethods permits NDArray {}

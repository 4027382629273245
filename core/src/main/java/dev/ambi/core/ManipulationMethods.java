package dev.ambi.core;

/**
 * Arrays of the same elements in another shape or order, and joined with others. Part of {@link NDArray}, in a file of its own.
 */
public sealed interface ManipulationMethods permits NDArray {}

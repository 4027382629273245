package dev.ambi.core;

/**
 * Reductions of an array: sums, extrema, statistics and their cumulative forms. Part of {@link
 * NDArray}, in a file of its own.
 */
public sealed interface StatisticsMethods permits NDArray {}

package dev.ambi.core.internal.loop;

/**
 * Combines a block of numbers into one. The type of the numbers and the distance between them, one
 * element or two, are constants of a copy, which has one of the methods for floats and integers.
 */
interface BlockKernel extends FloatBlock, IntegerBlock, RowKernel {}

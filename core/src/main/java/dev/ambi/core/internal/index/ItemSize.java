package dev.ambi.core.internal.index;

/**
 * The constant of a copy of a template.
 *
 * @param bytes the size of an item
 */
record ItemSize(int bytes) {}

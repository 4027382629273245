package dev.ambi.cli.bind;

/**
 * A parameter of a function.
 *
 * @param name its name; null where it has none
 * @param type its type, an array as it is declared
 */
record CParameter(String name, CType type) {}

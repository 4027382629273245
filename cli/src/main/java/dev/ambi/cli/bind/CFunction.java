package dev.ambi.cli.bind;

/**
 * A function that a header declares.
 *
 * @param name its name
 * @param symbol the name that the library exports
 * @param type its type
 * @param declaration as the header has it, macros expanded, on one line
 * @param place where it is declared
 */
record CFunction(
    String name, String symbol, CType.Function type, String declaration, Place place) {}

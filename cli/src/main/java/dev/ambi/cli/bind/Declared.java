package dev.ambi.cli.bind;

/**
 * What a declarator declares.
 *
 * @param name the name; null where there is none
 * @param type its type
 */
record Declared(String name, CType type) {}

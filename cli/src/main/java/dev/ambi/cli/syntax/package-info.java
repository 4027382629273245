/** Syntax trees of C and C++, parsed by tree-sitter's grammars and copied into Java's memory. */
package dev.ambi.cli.syntax;

/**
 * Writes the kernel interface of a C header. The way in is {@link dev.ambi.cli.bind.Binding}.
 *
 * <p>A header goes through five stages. {@link dev.ambi.cli.bind.Preprocessor} (or the machine's
 * compiler, {@link dev.ambi.cli.bind.CompilerOutput}) makes tokens without directives and macros of
 * it; {@link dev.ambi.cli.bind.Splitter} cuts them into declarations, each of which tree-sitter
 * parses and {@link dev.ambi.cli.bind.DeclarationReader} reads into a {@link
 * dev.ambi.cli.bind.CHeader}; {@link dev.ambi.cli.bind.JavaMapper} decides what it is in Java, as a
 * {@link dev.ambi.cli.bind.JavaInterface}; {@link dev.ambi.cli.bind.JavaWriter} writes that down.
 */
package dev.ambi.cli.bind;

/**
 * What can be known of an extension before any of it runs: its ELF file, its file name, the wheel
 * that it travels in, the symbols and libraries that it needs; and the private copy that is loaded.
 *
 * <p>Nothing here calls native code. Files come from strangers: whatever is in them, what comes out
 * is an answer or an {@link dev.ambi.bridge.ExtensionLoadException} that names the file and the
 * reason.
 */
package dev.ambi.bridge.load;

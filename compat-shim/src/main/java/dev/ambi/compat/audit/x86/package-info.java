/**
 * Decoding x86-64 machine code, as far as following a pointer through it needs: where instructions
 * begin, what kind they are, and their operands. No text is made.
 */
package dev.ambi.compat.audit.x86;

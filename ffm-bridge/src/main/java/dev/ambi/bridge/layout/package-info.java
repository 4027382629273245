/**
 * How C lays out the structs that extensions see: facts about NumPy's and CPython's binary
 * interfaces, as data, and {@link java.lang.foreign.MemoryLayout}s made of them.
 *
 * <p>{@link dev.ambi.bridge.layout.Layouts} is the way in. For code that reads single fields on a
 * hot path there are classes of constants, generated from the same facts: {@link
 * dev.ambi.bridge.layout.CPython311}, {@link dev.ambi.bridge.layout.NumPy1} and {@link
 * dev.ambi.bridge.layout.NumPy2}.
 *
 * <p>The facts hold for 64-bit Linux on x86-64. Everything here is immutable and may be used by any
 * thread.
 */
package dev.ambi.bridge.layout;

/**
 * A JUnit 5 extension for those who maintain a compiled extension: {@link
 * dev.ambi.junit.NumpyMatrix} runs a test on several versions of NumPy's interface, {@link
 * dev.ambi.junit.AbiTrace} tells what the extension used of it.
 */
package dev.ambi.junit;

/** The layouts against the headers that they describe: NumPy's, CPython's and our own. */
package dev.ambi.tests.layout;

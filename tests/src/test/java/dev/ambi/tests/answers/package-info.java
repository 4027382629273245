/**
 * Reads what CPython and NumPy answered ({@code tests/answers/README.md} describes the recordings),
 * and compares.
 */
package dev.ambi.tests.answers;

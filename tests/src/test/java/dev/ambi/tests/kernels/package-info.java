/**
 * Worked examples of {@link dev.ambi.bridge.kernel.Kernels}: each is an interface to copy and a
 * test that shows how it is used. {@code tests/kernels/README.md} lists them.
 */
package dev.ambi.tests.kernels;

/** The C headers in {@code headers/}, as the compilers of their readers see them. */
package dev.ambi.tests.headers;

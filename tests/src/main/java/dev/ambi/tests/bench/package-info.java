/** Benchmarks, each beside a peer that does the same in CPython. */
package dev.ambi.tests.bench;

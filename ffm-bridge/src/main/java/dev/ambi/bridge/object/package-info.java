/** Python objects from Java: CPython's API on addresses, and errors. */
package dev.ambi.bridge.object;

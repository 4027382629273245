/** The way between Java and C: libambi, downcalls by address, the one upcall, raw memory. */
package dev.ambi.bridge.nativelib;

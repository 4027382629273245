/** Versions: old layouts and old tables, translated from and to the current ones. */
package dev.ambi.compat;

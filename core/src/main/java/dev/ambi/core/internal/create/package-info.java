/** Making arrays: ranges, evenly spaced numbers, triangles. */
package dev.ambi.core.internal.create;

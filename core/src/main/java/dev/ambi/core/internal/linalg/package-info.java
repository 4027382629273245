/**
 * Products of vectors and matrices. Large products of floats are computed as Goto and van de Geijn
 * describe: strips of both matrices are packed so that they fit the caches, and a kernel multiplies
 * them into tiles that stay in registers.
 */
package dev.ambi.core.internal.linalg;

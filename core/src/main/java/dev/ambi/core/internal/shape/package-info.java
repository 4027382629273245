/** Joining, repeating, rolling and padding arrays. */
package dev.ambi.core.internal.shape;

/**
 * Selecting by index: basic indices make views, masks and integer arrays copy.
 *
 * <p>An index with arrays in it becomes a {@link dev.ambi.core.internal.index.FancyIndex}: a view
 * of the axes that no array indexes, and for the others a stream of byte offsets ({@link
 * dev.ambi.core.internal.index.Offsets}), made block by block so that they stay in the cache.
 * {@link dev.ambi.core.internal.index.FancyTransfer} moves items between those offsets and an
 * evenly spaced array. A single mask of the array's own shape goes without offsets, through {@link
 * dev.ambi.core.internal.index.MaskTransfer}.
 */
package dev.ambi.core.internal.index;

/**
 * Sorting and searching. The order of every dtype is told by words: an element has one or more
 * longs whose signed order, word after word, is NumPy's order of the elements ({@link
 * dev.ambi.core.internal.sort.ElementKeys}). So there is one algorithm for all dtypes, a radix sort
 * of longs; it compares nothing, is stable, and takes time linear in the number of elements
 * whatever they are.
 *
 * <p>Measured at 1 000 000 float64: a radix sort from the last digit over the whole array takes 60
 * ms where one that first splits by the leading digit, until a part fits the cache, takes 20, since
 * scattering over 8 MB misses the cache; {@code Arrays.sort} takes 77, NumPy 63. So there is no
 * need for the vector module here.
 */
package dev.ambi.core.internal.sort;

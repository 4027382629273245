/**
 * Statistics over axes that are more than one reduction of a ufunc: means and variances, the places
 * of extrema, order statistics, averages.
 */
package dev.ambi.core.internal.statistics;

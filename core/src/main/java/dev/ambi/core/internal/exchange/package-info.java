/** Arrays that other libraries hand over in memory. */
package dev.ambi.core.internal.exchange;

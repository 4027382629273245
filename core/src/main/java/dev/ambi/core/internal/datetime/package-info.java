/** Points in time and spans of time: their units, their text, their casts, their arithmetic. */
package dev.ambi.core.internal.datetime;

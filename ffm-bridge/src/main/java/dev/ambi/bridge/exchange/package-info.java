/**
 * Arrays shared with other native libraries without a copy, in both directions: {@link
 * dev.ambi.bridge.exchange.Dlpack} with what speaks DLPack, {@link dev.ambi.bridge.exchange.Arrow}
 * with what speaks Arrow's C data interface.
 *
 * <p>Each side of an exchange tells the other when it is done, by a callback in the struct. {@link
 * dev.ambi.bridge.exchange.Exchange#live} counts what is still under way. {@link
 * dev.ambi.bridge.exchange.ExportMode} says whose memory an export shows.
 */
package dev.ambi.bridge.exchange;

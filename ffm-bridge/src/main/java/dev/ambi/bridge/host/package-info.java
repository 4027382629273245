/**
 * What belongs to a host: its modules, how they are loaded and imported, and the NumPy that it
 * emulates.
 */
package dev.ambi.bridge.host;

/**
 * What extensions do with NumPy's API: the calls that a host which was opened with {@link
 * dev.ambi.bridge.ExtensionHost#openTraced} has recorded, and the structs that it handed out.
 */
package dev.ambi.bridge.trace;

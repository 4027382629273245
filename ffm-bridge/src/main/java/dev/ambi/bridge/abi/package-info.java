/** What an implementation of one of NumPy's binary interfaces gives the bridge. */
package dev.ambi.bridge.abi;

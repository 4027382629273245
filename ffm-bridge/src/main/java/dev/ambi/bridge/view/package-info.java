/** How Java's arrays are shown to C: structs that are made once for an array and kept with it. */
package dev.ambi.bridge.view;

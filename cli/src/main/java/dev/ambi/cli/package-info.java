/** The command {@code ambi}: a thin face on the bridge. */
package dev.ambi.cli;

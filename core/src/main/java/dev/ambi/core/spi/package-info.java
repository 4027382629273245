/** What {@code dev.ambi.bridge}, and nobody else, needs of an array's inside. */
package dev.ambi.core.spi;

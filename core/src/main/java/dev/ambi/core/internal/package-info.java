/** The workings behind {@link dev.ambi.core}; not exported. */
package dev.ambi.core.internal;

/** {@code .npy} files, and the zip archives of them that NumPy calls {@code .npz}. */
package dev.ambi.core.internal.file;

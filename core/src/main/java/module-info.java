/**
 * N-dimensional arrays over {@link java.lang.foreign.MemorySegment}, with NumPy's data types,
 * views, casting rules, {@code .npy} files and printing. Pure Java: this module knows no native
 * interface.
 */
module dev.ambi.core {
  exports dev.ambi.core;
  exports dev.ambi.core.spi to
      dev.ambi.bridge;
}

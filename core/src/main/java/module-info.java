/**
 * N-dimensional arrays over {@link java.lang.foreign.MemorySegment}, with NumPy's data types,
 * views, casting rules, {@code .npy} files and printing. Pure Java: this module knows no native
 * interface.
 *
 * <p>Where {@code jdk.incubator.vector} is among the root modules ({@code --add-modules
 * jdk.incubator.vector}) loops are vectorized with it; without it everything works, slower.
 */
module dev.ambi.core {
  requires static jdk.incubator.vector;

  exports dev.ambi.core;
  exports dev.ambi.core.spi to
      dev.ambi.bridge;
}

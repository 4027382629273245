package dev.ambi.core.internal.memory;

/** Where blocks of native memory come from. */
interface BlockSource {

  /**
   * {@return a new block, or null where there is no memory}
   *
   * @param bytes its size
   * @param zeroed whether it has to hold zeros; else it may hold anything
   */
  Block take(long bytes, boolean zeroed);

  /**
   * {@return the C library's allocator where this module may call it, else direct buffers}
   *
   * <p>The question alone provokes no warning of the virtual machine; an unasked call would.
   */
  static BlockSource best() {
    if (BlockSource.class.getModule().isNativeAccessEnabled() && CLibrary.isThere()) {
      return new CLibrary();
    }
    return new DirectBuffers();
  }
}

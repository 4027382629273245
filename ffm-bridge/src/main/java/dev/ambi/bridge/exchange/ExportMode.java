package dev.ambi.bridge.exchange;

/**
 * Whose memory an export shows, and who keeps it alive. Nobody can keep a closeable {@link
 * java.lang.foreign.Arena} open for native code that holds on to memory after the call: so whoever
 * exports says what is to be.
 */
public enum ExportMode {
  /**
   * The array's own memory, which the export keeps alive: that of the collector, of {@link
   * java.lang.foreign.Arena#ofAuto} or of the global arena. An array of an arena that can be closed
   * (or of a {@link dev.ambi.core.MemoryScope}) is refused.
   */
  SHARE,

  /**
   * The array's own memory, of any arena. The caller keeps the arena open until the consumer has
   * released the export; nothing checks that, and a consumer that comes later reads freed memory.
   */
  TRUST,

  /**
   * A copy, row-major and in this machine's byte order, which the export keeps alive. For what
   * cannot be shown as it is: arrays on the Java heap, of closeable arenas, byte-swapped,
   * misaligned, or strided in a way that the other format has no words for.
   */
  COPY
}

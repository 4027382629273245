package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** The class of segments of native memory that is not mapped from a file. */
public final class NativeMemory {

  /** What {@link Object#getClass} gives for nearly every segment that a loop meets. */
  public static final Class<?> SEGMENT = MemorySegment.NULL.getClass();

  private NativeMemory() {}
}

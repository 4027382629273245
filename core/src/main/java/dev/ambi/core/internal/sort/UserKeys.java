package dev.ambi.core.internal.sort;

import dev.ambi.core.UserDType;
import java.lang.foreign.MemorySegment;

/** The order of a user's dtype, which is known by comparing alone. */
record UserKeys(UserDType dtype) implements ElementKeys {

  @Override
  public int words() {
    return 1;
  }

  @Override
  public boolean hasWords() {
    return false;
  }

  @Override
  public long key(MemorySegment m, long at, int word) {
    throw new IllegalArgumentException("elements of dtype " + dtype + " have no sort keys");
  }

  @Override
  public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
    return dtype.compare(a, aAt, b, bAt);
  }
}

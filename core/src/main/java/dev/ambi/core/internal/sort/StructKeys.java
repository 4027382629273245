package dev.ambi.core.internal.sort;

import dev.ambi.core.Field;
import dev.ambi.core.StructDType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The order of structures: by their fields, the first field first. */
final class StructKeys implements ElementKeys {

  private final ElementKeys[] fields;
  private final long[] offsets;

  /** For each word the field that it is of. */
  private final int[] fieldOf;

  /** For each field the word that it starts with. */
  private final int[] firstWord;

  private StructKeys(ElementKeys[] fields, long[] offsets) {
    this.fields = fields;
    this.offsets = offsets;
    this.firstWord = new int[fields.length];
    int words = 0;
    for (int f = 0; f < fields.length; f++) {
      firstWord[f] = words;
      words = Math.addExact(words, fields[f].words());
    }
    this.fieldOf = new int[words];
    for (int f = 0; f < fields.length; f++) {
      Arrays.fill(fieldOf, firstWord[f], firstWord[f] + fields[f].words(), f);
    }
  }

  static ElementKeys of(StructDType dtype) {
    if (dtype.fields().isEmpty()) {
      return TextKeys.ofBytes(dtype.itemSize());
    }
    return new StructKeys(
        dtype.fields().stream().map(f -> ElementKeys.of(f.dtype())).toArray(ElementKeys[]::new),
        dtype.fields().stream().mapToLong(Field::offset).toArray());
  }

  @Override
  public int words() {
    return fieldOf.length;
  }

  @Override
  public boolean hasWords() {
    return Arrays.stream(fields).allMatch(ElementKeys::hasWords);
  }

  @Override
  public long key(MemorySegment m, long at, int word) {
    int f = fieldOf[word];
    return fields[f].key(m, at + offsets[f], word - firstWord[f]);
  }

  @Override
  public boolean isMissing(MemorySegment m, long at) {
    boolean missing = false;
    for (int f = 0; !missing && f < fields.length; f++) {
      missing = fields[f].isMissing(m, at + offsets[f]);
    }
    return missing;
  }

  @Override
  public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
    int c = 0;
    for (int f = 0; c == 0 && f < fields.length; f++) {
      c = fields[f].compare(a, aAt + offsets[f], b, bAt + offsets[f]);
    }
    return c;
  }
}

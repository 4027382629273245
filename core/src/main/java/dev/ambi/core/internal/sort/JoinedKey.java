package dev.ambi.core.internal.sort;

import java.util.List;

/**
 * The words of several keys one after the other.
 *
 * @param keyOf for each word its key
 * @param wordOf for each word which it is in its key
 */
record JoinedKey(SortKey[] keyOf, int[] wordOf) implements SortKey {

  static SortKey of(List<SortKey> keys) {
    int words = keys.stream().mapToInt(SortKey::words).reduce(0, Math::addExact);
    SortKey[] keyOf = new SortKey[words];
    int[] wordOf = new int[words];
    int at = 0;
    for (SortKey key : keys) {
      for (int w = 0; w < key.words(); w++) {
        keyOf[at] = key;
        wordOf[at++] = w;
      }
    }
    return new JoinedKey(keyOf, wordOf);
  }

  @Override
  public int words() {
    return keyOf.length;
  }

  @Override
  public long key(int word, int i) {
    return keyOf[word].key(wordOf[word], i);
  }

  @Override
  public void load(int word, long[] out, int n) {
    keyOf[word].load(wordOf[word], out, n);
  }
}

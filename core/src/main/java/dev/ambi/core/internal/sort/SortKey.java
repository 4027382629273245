package dev.ambi.core.internal.sort;

/** Things to be ordered, numbered from 0, and the words that tell their order. */
interface SortKey {

  /** {@return how many words each has, at least one} */
  int words();

  /**
   * {@return one word of one of them}
   *
   * @param word which word
   * @param i which of them
   */
  long key(int word, int i);

  /**
   * Loads one word of each.
   *
   * @param word which word
   * @param out where the words go
   * @param n how many there are
   */
  void load(int word, long[] out, int n);
}

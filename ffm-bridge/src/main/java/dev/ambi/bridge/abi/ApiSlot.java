package dev.ambi.bridge.abi;

import java.util.Locale;

/**
 * A slot of one of NumPy's two tables of API functions, in 1.x and in 2.x. Names and declarations
 * are null where that table has nothing there.
 *
 * @param table {@code "multiarray"} or {@code "ufunc"}
 * @param index the slot's place in the table
 * @param change what 2.0 made of it
 * @param name1 what 1.26 has there
 * @param declaration1 its declaration in C, in 1.26
 * @param name2 what 2.x has there
 * @param declaration2 its declaration in C; null too for what came after the newest headers read
 * @param since the release that brought what 2.x has there, as {@code "2.0"}; null for what is
 *     older than is known
 * @param instead what to write in place of what 1.x has; null where nothing is to be replaced
 */
public record ApiSlot(
    String table,
    int index,
    Change change,
    String name1,
    String declaration1,
    String name2,
    String declaration2,
    String since,
    String instead) {

  /** What 2.0 made of a slot. */
  public enum Change {
    /** Nothing. */
    SAME,
    /** The slot does what it did, under another name. */
    RENAMED,
    /** Other types of arguments. */
    RETYPED,
    /** It has another function. */
    REUSED,
    /** It is empty. */
    REMOVED,
    /** It is new. */
    ADDED;

    static Change of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** As in the facts: {@code "removed"}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@return the name in 2.x, or where there is none that in 1.x} */
  public String name() {
    return name2 == null ? name1 : name2;
  }
}

package dev.ambi.compat.notes;

import java.util.List;
import java.util.Locale;

/**
 * What became of a function, a field, a macro, a type or a header, and what to write instead.
 *
 * @param kind what it is
 * @param names the names that share the note, as C has them; a field as {@code STRUCT.FIELD}
 * @param change what 2.x made of it
 * @param since the release of the change, as {@code "2.0"}
 * @param instead what to write, in short; empty where there is nothing
 * @param offered where that is
 * @param source what it asks of a source
 * @param text the rest: arguments that differ, references that are stolen, what else to know
 */
public record MigrationNote(
    Kind kind,
    List<String> names,
    Change change,
    String since,
    String instead,
    Offered offered,
    Source source,
    String text) {

  /** What a note is about. */
  public enum Kind {
    /** A function or an object of one of the tables. */
    FUNCTION,
    /** A field of a struct. */
    FIELD,
    /** A macro or an enumerator. */
    MACRO,
    /** A type. */
    TYPE,
    /** A header, named as in {@code #include}. */
    HEADER
  }

  /** What 2.x made of it. */
  public enum Change {
    /** It is gone. */
    REMOVED,
    /** It has another name. */
    RENAMED,
    /** It has another type. */
    RETYPED,
    /** Its slot has another function. */
    REUSED,
    /** It has another slot or another offset. */
    MOVED,
    /** It does something else. */
    BEHAVIOUR,
    /** It is new. */
    ADDED;

    /** As in the facts: {@code "removed"}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where the replacement is. */
  public enum Offered {
    /** In 1.x and 2.x. */
    BOTH("in 1.x and 2.x"),
    /** In 2.x, and in 1.x with the header {@code npy_2_compat.h}, which may be copied. */
    COMPAT("in 2.x, and in 1.x with npy_2_compat.h"),
    /** In 2.x only. */
    NEW("in 2.x only"),
    /** There is no replacement. */
    NOWHERE("");

    private final String words;

    Offered(String words) {
      this.words = words;
    }

    /** {@return where, in words; empty where nowhere} */
    public String words() {
      return words;
    }
  }

  /** What a change asks of a source that is compiled anew. */
  public enum Source {
    /** It must change. */
    BREAKS,
    /** It must change where the name is an argument of one of NumPy's functions. */
    ARGUMENT,
    /** It may have to change. */
    REVIEW,
    /** It may stay as it is. */
    SAME
  }

  /** {@return a line: what happened, since when, and what to use} */
  public String summary() {
    return summary(names.getFirst());
  }

  /**
   * A line: what happened, since when, and what to use.
   *
   * @param name which of {@link #names} it is about
   * @return the line, without an end of line
   */
  public String summary(String name) {
    String happened =
        switch (change) {
          case REMOVED -> "was removed in NumPy " + since;
          case RENAMED -> "was renamed in NumPy " + since;
          case RETYPED -> "has another type since NumPy " + since;
          case REUSED -> "was removed in NumPy " + since + ", and its slot has another function";
          case MOVED ->
              kind == Kind.FIELD
                  ? "has another offset since NumPy " + since
                  : "has another slot since NumPy " + since;
          case BEHAVIOUR -> "behaves otherwise since NumPy " + since;
          case ADDED -> "came with NumPy " + since;
        };
    String use = instead.isEmpty() ? "" : "; use " + instead;
    String where =
        instead.isEmpty() || offered == Offered.NOWHERE ? "" : " (" + offered.words() + ")";
    return name + " " + happened + use + where;
  }
}

package dev.ambi.bridge.load;

/**
 * A dynamic symbol of an ELF file: one that it defines for others or wants from others.
 *
 * @param name its name, without a version
 * @param binding how it binds
 * @param kind what it names
 */
public record ElfSymbol(String name, Binding binding, Kind kind) {

  /** How a symbol binds. */
  public enum Binding {
    /** {@code STB_GLOBAL}: must be found. */
    GLOBAL,
    /** {@code STB_WEAK}: may stay unresolved, and is then null. */
    WEAK,
    /** {@code STB_GNU_UNIQUE}: one in the whole process, whoever loads it. */
    UNIQUE
  }

  /** What a symbol names. */
  public enum Kind {
    /** {@code STT_NOTYPE}: not said, as is usual for an undefined symbol. */
    UNSPECIFIED,
    /** {@code STT_OBJECT} or {@code STT_COMMON}: a variable. */
    OBJECT,
    /** {@code STT_FUNC}: a function. */
    FUNCTION,
    /** {@code STT_TLS}: a variable of each thread. */
    TLS,
    /** {@code STT_GNU_IFUNC}: a function chosen when it is bound. */
    IFUNC,
    /** A kind that is not told apart here. */
    OTHER
  }
}

package dev.ambi.cli.bind;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Names in Java for names in C: the same, unless Java cannot have them. Each scope has its own. */
final class JavaNames {
  private static final Set<String> KEYWORDS =
      words(
          "abstract assert boolean break byte case catch char class const continue default do"
              + " double else enum extends false final finally float for goto if implements import"
              + " instanceof int interface long native new null package private protected public"
              + " return short static strictfp super switch synchronized this throw throws"
              + " transient true try void volatile while _");

  /** Names that no type may have: words of the language, and what the interface uses. */
  private static final Set<String> TYPES =
      words(
          "var yield record sealed permits NDArray MemorySegment MethodHandles Array Callback"
              + " Critical Errno In InOut Kernels Layout Length Library Part Name Out Symbol"
              + " Variadic String Object Record Override FunctionalInterface Deprecated Integer"
              + " Long");

  /** What every object has, with whatever parameters: no overload is to be taken for these. */
  private static final Set<String> OBJECT =
      words("clone equals finalize getClass hashCode notify notifyAll toString wait");

  private final Set<String> taken = new HashSet<>();

  private JavaNames() {}

  private static Set<String> words(String words) {
    return Set.copyOf(Arrays.asList(words.split(" ")));
  }

  /** For the types in an interface. */
  static JavaNames types(String outer) {
    JavaNames names = new JavaNames();
    names.taken.addAll(TYPES);
    names.taken.add(outer);
    return names;
  }

  /** For methods, and for the members of records. */
  static JavaNames members() {
    JavaNames names = new JavaNames();
    names.taken.addAll(OBJECT);
    return names;
  }

  /** For constants, whose names would hide those of types in code. */
  static JavaNames constants() {
    JavaNames names = new JavaNames();
    names.taken.addAll(TYPES);
    return names;
  }

  /** For parameters. */
  static JavaNames variables() {
    return new JavaNames();
  }

  /** Whether it may be the name of a class, or a part of a package's. */
  static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && !KEYWORDS.contains(name)
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /** Whether it may be the name of the interface. */
  static boolean isType(String name) {
    return isIdentifier(name) && !TYPES.contains(name);
  }

  /** The name for a name; taken from then on. */
  String take(String name) {
    StringBuilder java = new StringBuilder();
    for (char c : name.toCharArray()) {
      boolean fits =
          java.isEmpty() ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c);
      java.append(fits && !Character.isIdentifierIgnorable(c) ? c : '_');
    }
    while (KEYWORDS.contains(java.toString()) || !taken.add(java.toString())) {
      java.append('_');
    }
    return java.toString();
  }
}

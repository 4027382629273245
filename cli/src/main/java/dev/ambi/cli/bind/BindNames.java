package dev.ambi.cli.bind;

import java.util.Arrays;

/** Names of packages and classes that are given, or made of a header's. */
public final class BindNames {
  private BindNames() {}

  /**
   * Whether it may be a package.
   *
   * @param name the name, with dots
   * @return whether Java takes it
   */
  public static boolean isPackage(String name) {
    return Arrays.stream(name.split("\\.", -1)).allMatch(JavaNames::isIdentifier);
  }

  /**
   * Whether the interface may have the name.
   *
   * @param name a simple name
   * @return whether Java takes it, and nothing in the interface has it
   */
  public static boolean isClass(String name) {
    return JavaNames.isType(name);
  }

  /**
   * A class's name for a header's or a library's.
   *
   * @param name such as {@code openblas} or {@code my-lib.h}
   * @return such as {@code Openblas} or {@code MyLib}
   */
  public static String className(String name) {
    String base = name.replaceFirst("\\.(h|hh|hpp|hxx|i)$", "");
    StringBuilder java = new StringBuilder();
    boolean upper = true;
    for (char c : base.toCharArray()) {
      if (Character.isJavaIdentifierPart(c) && c != '_') {
        java.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      } else {
        upper = true;
      }
    }
    String made = java.toString();
    return JavaNames.isType(made) ? made : "C" + made;
  }
}

package dev.ambi.cli.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of the type of an expression.
 *
 * @param base the type's name, without {@code const}, {@code struct} and their like
 * @param pointers how many pointers and arrays lead to it
 */
record CType(String base, int pointers) {
  private static final Pattern QUALIFIERS =
      Pattern.compile(
          "\\b(const|volatile|struct|union|enum|static|extern|inline|register|restrict|typename"
              + "|NPY_\\w+)\\b");

  /** A template with its first argument, and what is behind it. */
  private static final Pattern TEMPLATE =
      Pattern.compile("[^<]*<([^<>,]*+(?:<[^<>]*+>[^<>,]*+)?)(?:,[^>]*+)?>([^<>]*)");

  /** The type that C's words tell, as {@code "const PyArray_Descr *"}; null for what is none. */
  static CType of(String words) {
    if (words == null || words.indexOf('(') >= 0) {
      return null;
    }
    Matcher template = TEMPLATE.matcher(words);
    if (template.matches()) {
      // What holds one or more of another type leads to it, as std::unique_ptr and std::vector do.
      CType held = of(template.group(1));
      return held == null
          ? null
          : held.plus(1 + (int) template.group(2).chars().filter(c -> c == '*').count());
    }
    int pointers = 0;
    StringBuilder base = new StringBuilder();
    for (char c : QUALIFIERS.matcher(words).replaceAll(" ").toCharArray()) {
      if (c == '*' || c == '[') {
        pointers++;
      } else if (Character.isLetterOrDigit(c) || c == '_' || c == ' ' || c == ':') {
        base.append(c);
      }
    }
    String name = base.toString().strip().replaceAll(" [0-9]+$", "").strip();
    int scope = name.lastIndexOf(':');
    name = scope < 0 ? name : name.substring(scope + 1);
    return name.isEmpty() ? null : new CType(name, pointers);
  }

  CType pointer() {
    return new CType(base, pointers + 1);
  }

  /** What it points to; null where that is not known. */
  CType target() {
    return pointers == 0 ? null : new CType(base, pointers - 1);
  }

  CType plus(int more) {
    return more == 0 ? this : new CType(base, pointers + more);
  }
}

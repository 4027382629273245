package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Types in words, without declarators: what stands in a cast or in {@code sizeof}. */
final class TypeWords {
  private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "signed", "int");

  private TypeWords() {}

  /** The type, or null where the words name none. */
  static CType type(List<Token> tokens, CHeader header) {
    List<String> words = new ArrayList<>();
    for (Token t : tokens) {
      if (!t.isWord()) {
        return null;
      }
      words.add(t.text());
    }
    if (words.isEmpty()) {
      return null;
    }
    if (words.size() == 2 && Set.of("struct", "union").contains(words.getFirst())) {
      return new CType.Struct(words.getFirst() + " " + words.getLast());
    }
    if (words.size() == 2 && words.getFirst().equals("enum")) {
      return new CType.Enumeration("enum " + words.getLast());
    }
    boolean qualified = words.removeIf(QUALIFIERS::contains);
    String rest = String.join(" ", words);
    return switch (rest) {
      case "" -> qualified ? new CType.Number(CNumber.INT) : null;
      case "void" -> new CType.None();
      case "long long", "long" -> new CType.Number(CNumber.LONG);
      case "unsigned long long", "unsigned long", "long unsigned", "long long unsigned" ->
          new CType.Number(CNumber.UNSIGNED_LONG);
      case "unsigned" -> new CType.Number(CNumber.UNSIGNED_INT);
      case "short unsigned" -> new CType.Number(CNumber.UNSIGNED_SHORT);
      default -> {
        for (CNumber number : CNumber.values()) {
          if (number.words().equals(rest)) {
            yield new CType.Number(number);
          }
        }
        yield words.size() == 1 && header.alias(rest) != null ? new CType.Alias(rest) : null;
      }
    };
  }
}

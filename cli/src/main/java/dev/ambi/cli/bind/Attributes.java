package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A declaration without what compilers add to C, and what that said.
 *
 * @param tokens what is left
 * @param symbol the name in the library that {@code __asm__} gives; null for none
 * @param trouble an attribute that changes how structs lie; null for none
 */
record Attributes(List<Token> tokens, String symbol, String trouble) {

  /** With parentheses behind, all of which say nothing of types. */
  private static final Set<String> CALLS =
      Set.of(
          "__attribute__",
          "__attribute",
          "__declspec",
          "_Alignas",
          "__asm__",
          "__asm",
          "asm",
          "_Pragma",
          "__nonnull");

  private static final Set<String> WORDS =
      Set.of(
          "__extension__",
          "_Noreturn",
          "__cdecl",
          "__stdcall",
          "__fastcall",
          "__vectorcall",
          "_Thread_local",
          "__thread",
          "_Nonnull",
          "_Nullable",
          "__nullable",
          "register",
          "constexpr");

  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("__restrict", "restrict"),
          Map.entry("__restrict__", "restrict"),
          Map.entry("__const", "const"),
          Map.entry("__const__", "const"),
          Map.entry("__volatile", "volatile"),
          Map.entry("__volatile__", "volatile"),
          Map.entry("__inline", "inline"),
          Map.entry("__inline__", "inline"),
          Map.entry("__forceinline", "inline"),
          Map.entry("__signed", "signed"),
          Map.entry("__signed__", "signed"),
          Map.entry("__complex__", "_Complex"),
          Map.entry("__complex", "_Complex"));

  private static final Set<String> LAYOUT =
      Set.of(
          "packed", "aligned", "align", "vector_size", "mode", "ms_struct", "scalar_storage_order");

  /** Takes them out. */
  static Attributes strip(List<Token> tokens) {
    List<Token> left = new ArrayList<>(tokens.size());
    String symbol = null;
    String trouble = null;
    for (int i = 0; i < tokens.size(); i++) {
      Token t = tokens.get(i);
      boolean word = t.isWord();
      if (word && CALLS.contains(t.text()) && i + 1 < tokens.size() && tokens.get(i + 1).is("(")) {
        int end = end(tokens, i + 1);
        List<Token> inside = tokens.subList(i + 2, end);
        if (t.text().contains("asm") && !inside.isEmpty()) {
          symbol = symbol(inside);
        } else if (trouble == null) {
          trouble = trouble(t, inside);
        }
        i = end;
      } else if (t.is("[") && i + 1 < tokens.size() && isDouble(tokens, i)) {
        i = end(tokens, i);
      } else if (word && (t.is("_Complex") || isComplexNext(tokens, i))) {
        i = complex(tokens, i, left);
      } else if (t.is(":") && isNameless(left)) {
        // The grammar wants a name for the bits that only fill.
        left.add(t.as(Token.Kind.WORD, "_"));
        left.add(t);
      } else if (word && SPELLINGS.containsKey(t.text())) {
        left.add(t.as(Token.Kind.WORD, SPELLINGS.get(t.text())));
      } else if (!(word && WORDS.contains(t.text()))) {
        left.add(t);
      }
    }
    return new Attributes(left, symbol, trouble);
  }

  /** Whether a colon behind these is that of a bit-field without a name. */
  private static boolean isNameless(List<Token> before) {
    if (before.isEmpty()) {
      return false;
    }
    String last = before.getLast().text();
    String type = before.size() < 2 ? "" : before.get(before.size() - 2).text();
    return Set.of("int", "unsigned", "signed", "char", "short", "long", "_Bool").contains(last)
        || (before.getLast().isWord() && Set.of(";", "{").contains(type));
  }

  /** Whether {@code [[} of C23 stands there. */
  private static boolean isDouble(List<Token> tokens, int i) {
    return tokens.get(i + 1).is("[") && !tokens.get(i + 1).spaced();
  }

  private static int end(List<Token> tokens, int from) {
    int open = 0;
    for (int i = from; i < tokens.size(); i++) {
      Token t = tokens.get(i);
      if (t.is("(") || t.is("[")) {
        open++;
      } else if ((t.is(")") || t.is("]")) && --open == 0) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  private static String symbol(List<Token> inside) {
    StringBuilder name = new StringBuilder();
    for (Token t : inside) {
      if (t.kind() == Token.Kind.STRING) {
        name.append(t.text(), 1, t.text().length() - 1);
      }
    }
    return name.isEmpty() ? null : name.toString();
  }

  private static String trouble(Token name, List<Token> inside) {
    if (name.is("_Alignas")) {
      return "_Alignas(" + Token.text(inside) + ")";
    }
    for (Token t : inside) {
      String word = t.text().replaceAll("^__|__$", "");
      if (t.isWord() && LAYOUT.contains(word)) {
        return "the attribute " + word;
      }
    }
    return null;
  }

  private static boolean isFloat(Token t) {
    return t.is("float") || t.is("double") || t.is("long");
  }

  private static boolean isComplexNext(List<Token> tokens, int i) {
    int at = i;
    while (at < tokens.size() && isFloat(tokens.get(at))) {
      at++;
    }
    return at > i && at < tokens.size() && isComplex(tokens.get(at));
  }

  private static boolean isComplex(Token t) {
    return t.is("_Complex") || t.is("__complex__") || t.is("__complex");
  }

  /** Puts {@code double _Complex} down as one name, which is a type to the grammar. */
  private static int complex(List<Token> tokens, int from, List<Token> left) {
    int at = from;
    List<String> words = new ArrayList<>();
    while (at < tokens.size() && (isFloat(tokens.get(at)) || isComplex(tokens.get(at)))) {
      if (isFloat(tokens.get(at))) {
        words.add(tokens.get(at).text());
      }
      at++;
    }
    String name =
        words.contains("float")
            ? "_Complex_float"
            : words.contains("long") ? "_Complex_long_double" : "_Complex_double";
    left.add(tokens.get(from).as(Token.Kind.WORD, name));
    return at - 1;
  }
}

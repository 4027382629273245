package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One use of a macro: its body with the arguments in it, {@code #} and {@code ##} done. */
final class Substitution {
  private final Macro macro;
  private final Token use;
  private final List<List<Token>> arguments;
  private final MacroExpander expander;
  private final List<List<Token>> expanded = new ArrayList<>();

  Substitution(Macro macro, Token use, List<List<Token>> arguments, MacroExpander expander) {
    this.macro = macro;
    this.use = use;
    this.arguments = arguments;
    this.expander = expander;
    arguments.forEach(_ -> expanded.add(null));
  }

  /** What the use becomes; each token of it hides the macros given. */
  List<Token> made(Set<String> hidden) {
    List<Token> out = new ArrayList<>();
    List<Token> body = macro.body();
    boolean paste = false;
    // An empty argument before ## leaves nothing to join with.
    boolean nothing = false;
    for (int i = 0; i < body.size(); i++) {
      Token t = body.get(i);
      if (macro.isFunction() && t.is("#") && i + 1 < body.size() && index(body.get(i + 1)) >= 0) {
        add(out, List.of(string(arguments.get(index(body.get(++i))))), paste);
        paste = false;
      } else if (t.is("##") && i > 0 && i + 1 < body.size()) {
        paste = !nothing;
        nothing = false;
        Token next = body.get(i + 1);
        // GNU C: the comma before an empty rest goes away.
        if (macro.variadic() && index(next) == macro.parameters().size() - 1 && endsInComma(out)) {
          paste = false;
          if (arguments.get(index(next)).isEmpty()) {
            out.removeLast();
          }
        }
      } else if (index(t) >= 0) {
        boolean raw = paste || (i + 1 < body.size() && body.get(i + 1).is("##"));
        List<Token> tokens = raw ? arguments.get(index(t)) : expanded(index(t));
        nothing = tokens.isEmpty() && !paste;
        add(out, spaced(tokens, t.spaced()), paste);
        paste = false;
      } else {
        add(out, List.of(t), paste);
        paste = false;
      }
    }
    List<Token> made = new ArrayList<>(out.size());
    for (Token t : out) {
      boolean space = made.isEmpty() ? use.spaced() : t.spaced() || t.first();
      made.add(t.at(use.place(), space, hidden));
    }
    return made;
  }

  private static boolean endsInComma(List<Token> out) {
    return !out.isEmpty() && out.getLast().is(",");
  }

  private int index(Token t) {
    return macro.isFunction() && t.isWord() ? macro.parameters().indexOf(t.text()) : -1;
  }

  private List<Token> expanded(int i) {
    if (expanded.get(i) == null) {
      List<Token> argument = arguments.get(i);
      expanded.set(i, argument.isEmpty() ? argument : expander.expand(argument));
    }
    return expanded.get(i);
  }

  private static List<Token> spaced(List<Token> tokens, boolean spaced) {
    if (tokens.isEmpty() || tokens.getFirst().spaced() == spaced) {
      return tokens;
    }
    List<Token> copy = new ArrayList<>(tokens);
    Token t = copy.getFirst();
    copy.set(0, t.at(t.place(), spaced, t.hidden()));
    return copy;
  }

  private static void add(List<Token> out, List<Token> tokens, boolean paste) {
    if (!paste || tokens.isEmpty() || out.isEmpty()) {
      out.addAll(tokens);
      return;
    }
    Token left = out.removeLast();
    Token right = tokens.getFirst();
    List<Token> joined = Lexer.tokens(left.place().file(), left.text() + right.text());
    for (int i = 0; i < joined.size(); i++) {
      out.add(joined.get(i).at(left.place(), i == 0 && left.spaced(), left.hidden()));
    }
    out.addAll(tokens.subList(1, tokens.size()));
  }

  private Token string(List<Token> argument) {
    StringBuilder text = new StringBuilder("\"");
    for (Token t : argument) {
      if (t.spaced() && text.length() > 1) {
        text.append(' ');
      }
      boolean literal = t.kind() == Token.Kind.STRING || t.kind() == Token.Kind.CHARACTER;
      text.append(literal ? t.text().replace("\\", "\\\\").replace("\"", "\\\"") : t.text());
    }
    return Token.of(Token.Kind.STRING, text.append('"').toString(), use.place());
  }
}

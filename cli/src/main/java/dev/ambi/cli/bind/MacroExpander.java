package dev.ambi.cli.bind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Expands macros as the C standard has it: each token remembers the macros that it came from, and
 * is not expanded as one of them again (Prosser's algorithm).
 */
final class MacroExpander {
  private static final int DEEPEST = 100;

  private final Map<String, Macro> macros;
  private final Budget budget;
  private int depth;

  MacroExpander(Map<String, Macro> macros, Budget budget) {
    this.macros = macros;
    this.budget = budget;
  }

  /** The tokens, with every macro in them expanded. */
  List<Token> expand(List<Token> tokens) {
    return expand(tokens, false);
  }

  /** The tokens of a condition, in which what {@code defined} asks for stays as it is. */
  List<Token> expandCondition(List<Token> tokens) {
    return expand(tokens, true);
  }

  private List<Token> expand(List<Token> tokens, boolean condition) {
    if (++depth > DEEPEST) {
      throw new BindException(tokens.getFirst().place(), "macros nest too deeply here");
    }
    try {
      Deque<Token> work = new ArrayDeque<>(tokens);
      List<Token> done = new ArrayList<>();
      while (!work.isEmpty()) {
        Token token = work.removeFirst();
        if (condition && token.is("defined")) {
          done.add(token);
          if (!work.isEmpty() && work.peekFirst().is("(")) {
            done.add(work.removeFirst());
          }
          if (!work.isEmpty()) {
            done.add(work.removeFirst());
          }
          continue;
        }
        Macro macro =
            token.isWord() && !token.hidden().contains(token.text())
                ? macros.get(token.text())
                : null;
        if (macro == null || !replace(token, macro, work)) {
          done.add(token);
        }
      }
      return done;
    } finally {
      depth--;
    }
  }

  /** Puts what a use of a macro becomes in front of the work; false where it is no use. */
  private boolean replace(Token use, Macro macro, Deque<Token> work) {
    List<Token> made;
    if (macro.isFunction()) {
      if (work.isEmpty() || !work.peekFirst().is("(")) {
        return false;
      }
      List<Token> taken = new ArrayList<>();
      List<List<Token>> arguments = arguments(macro, work, taken);
      if (arguments == null) {
        taken.reversed().forEach(work::addFirst);
        return false;
      }
      Set<String> hidden = new HashSet<>(use.hidden());
      hidden.retainAll(taken.getLast().hidden());
      hidden.add(macro.name());
      made = new Substitution(macro, use, arguments, this).made(hidden);
    } else {
      made =
          new Substitution(macro, use, List.of(), this)
              .made(Token.union(use.hidden(), Set.of(macro.name())));
    }
    budget.spend(made.size() + 1);
    made.reversed().forEach(work::addFirst);
    return true;
  }

  /** The arguments, taken from the work; null where their parenthesis is not closed. */
  private static List<List<Token>> arguments(Macro macro, Deque<Token> work, List<Token> taken) {
    List<List<Token>> arguments = new ArrayList<>();
    List<Token> argument = new ArrayList<>();
    int open = 0;
    while (!work.isEmpty()) {
      Token t = work.removeFirst();
      taken.add(t);
      if (t.is("(") && open++ == 0) {
        continue;
      }
      if (t.is(")") && --open == 0) {
        arguments.add(argument);
        return fitting(macro, arguments, t);
      }
      boolean rest = macro.variadic() && arguments.size() == macro.parameters().size() - 1;
      if (t.is(",") && open == 1 && !rest) {
        arguments.add(argument);
        argument = new ArrayList<>();
      } else {
        argument.add(t);
      }
    }
    return null;
  }

  private static List<List<Token>> fitting(Macro macro, List<List<Token>> arguments, Token end) {
    int wanted = macro.parameters().size();
    if (wanted == 0 && arguments.size() == 1 && arguments.getFirst().isEmpty()) {
      return List.of();
    }
    if (macro.variadic() && arguments.size() == wanted - 1) {
      arguments.add(new ArrayList<>());
    }
    if (arguments.size() != wanted) {
      throw new BindException(
          end.place(),
          "the macro %s, defined at %s, takes %d arguments, and is given %d"
              .formatted(macro.name(), macro.place(), wanted, arguments.size()));
    }
    return arguments;
  }
}

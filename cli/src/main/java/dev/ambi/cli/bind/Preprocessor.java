package dev.ambi.cli.bind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The C preprocessor, as a compiler on 64-bit Linux would set it up, which is neither GNU's nor
 * anybody's: headers then keep to standard C.
 */
final class Preprocessor {
  private static final int DEEPEST = 100;

  /** Standard headers whose macros are words of the language. */
  private static final Set<String> WITH_MACROS =
      Set.of("complex.h", "stdalign.h", "stdbool.h", "stdnoreturn.h");

  private final Includes includes;
  private final Budget budget;
  private final Map<String, Macro> macros = new LinkedHashMap<>();
  private final MacroExpander expander;
  private final Set<Path> once = new HashSet<>();
  private final List<Token> out = new ArrayList<>();
  private int depth;

  Preprocessor(Includes includes, Budget budget) {
    this.includes = includes;
    this.budget = budget;
    this.expander = new MacroExpander(macros, budget);
  }

  /** The tokens so far, without directives and macros. */
  List<Token> tokens() {
    return out;
  }

  /** The macros that are defined, by their names. */
  Map<String, Macro> macros() {
    return macros;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws BindException when it makes no sense
   */
  void read(Path file) throws IOException {
    read(file.toString(), HeaderText.of(file), file);
  }

  /**
   * Reads a text.
   *
   * @param name what messages call it
   */
  void readText(String name, String text) throws IOException {
    read(name, text, null);
  }

  private void read(String name, String text, Path file) throws IOException {
    List<Token> tokens = Lexer.tokens(name, text);
    budget.spend(tokens.size());
    Conditionals conditionals = new Conditionals();
    List<Token> pending = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      int end = i + 1;
      while (end < tokens.size() && !tokens.get(end).first()) {
        end++;
      }
      List<Token> line = tokens.subList(i, end);
      if (line.getFirst().first() && line.getFirst().is("#")) {
        if (line.size() > 1) {
          flush(pending);
          directive(line.get(1), line.subList(2, line.size()), conditionals, file);
        }
      } else if (conditionals.isActive()) {
        pending.addAll(line);
      }
      i = end;
    }
    flush(pending);
    conditionals.end();
  }

  private void flush(List<Token> pending) {
    if (!pending.isEmpty()) {
      out.addAll(expander.expand(pending));
      pending.clear();
    }
  }

  private void directive(Token name, List<Token> rest, Conditionals conditionals, Path file)
      throws IOException {
    Place place = name.place();
    boolean active = conditionals.isActive();
    switch (name.text()) {
      case "if" -> conditionals.open(place, active && condition(rest, place, file));
      case "ifdef" -> conditionals.open(place, active && isDefined(rest, place));
      case "ifndef" -> conditionals.open(place, active && !isDefined(rest, place));
      case "elif" ->
          conditionals.elseIf(
              place, conditionals.isOpenForElse(place) && condition(rest, place, file));
      case "elifdef" ->
          conditionals.elseIf(place, conditionals.isOpenForElse(place) && isDefined(rest, place));
      case "elifndef" ->
          conditionals.elseIf(place, conditionals.isOpenForElse(place) && !isDefined(rest, place));
      case "else" -> conditionals.otherwise(place);
      case "endif" -> conditionals.close(place);
      default -> {
        if (active) {
          effect(name, rest, file);
        }
      }
    }
  }

  private void effect(Token name, List<Token> rest, Path file) throws IOException {
    Place place = name.place();
    switch (name.text()) {
      case "define" -> {
        Macro macro = Macro.read(rest, place);
        macros.remove(macro.name());
        macros.put(macro.name(), macro);
      }
      case "undef" -> {
        if (!rest.isEmpty()) {
          macros.remove(rest.getFirst().text());
        }
      }
      case "include", "include_next", "import" -> include(rest, place, file);
      case "error" ->
          throw new BindException(
              place,
              "#error %s; --define sets a macro that the header asks for, and --preprocess lets the machine's C compiler read it"
                  .formatted(Token.text(rest)));
      case "pragma" -> {
        if (!rest.isEmpty() && rest.getFirst().is("once")) {
          if (file != null) {
            once.add(file);
          }
        } else {
          out.add(Token.of(Token.Kind.PRAGMA, Token.text(rest), place));
        }
      }
      default -> {
        // #warning, #line, #ident and others' own say nothing of what is declared.
      }
    }
  }

  private void include(List<Token> rest, Place place, Path file) throws IOException {
    List<Token> line = rest;
    if (!line.isEmpty() && line.getFirst().isWord()) {
      line = expander.expand(line);
    }
    boolean quoted = !line.isEmpty() && line.getFirst().kind() == Token.Kind.STRING;
    String name = quoted ? unquoted(line.getFirst().text()) : bracketed(line);
    if (name == null) {
      throw new BindException(place, "#include names no file: " + Token.text(rest));
    }
    if (!quoted && Includes.isStandard(name)) {
      if (WITH_MACROS.contains(name)) {
        readText(name, Includes.resource(name));
      }
      return;
    }
    Path found = includes.find(name, file, quoted);
    if (found == null) {
      if (!Includes.isStandard(name)) {
        includes.miss(name);
      }
      return;
    }
    if (once.contains(found)) {
      return;
    }
    if (++depth > DEEPEST) {
      throw new BindException(place, "the headers include each other without end");
    }
    read(found);
    depth--;
  }

  private static String unquoted(String text) {
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : null;
  }

  private static String bracketed(List<Token> line) {
    if (line.size() < 3 || !line.getFirst().is("<")) {
      return null;
    }
    StringBuilder name = new StringBuilder();
    for (Token t : line.subList(1, line.size())) {
      if (t.is(">")) {
        return name.toString();
      }
      name.append(t.text());
    }
    return null;
  }

  private boolean isDefined(List<Token> rest, Place place) {
    if (rest.isEmpty() || !rest.getFirst().isWord()) {
      throw new BindException(place, "a condition names no macro");
    }
    return isDefined(rest.getFirst().text());
  }

  private boolean isDefined(String name) {
    return macros.containsKey(name) || name.equals("__has_include");
  }

  private boolean condition(List<Token> line, Place place, Path file) {
    List<Token> tokens = asked(expander.expandCondition(asked(line, place, file)), place, file);
    try {
      return Expression.forCondition(tokens).isTrue();
    } catch (Expression.NotConstantException e) {
      throw new BindException(
          place,
          "the condition %s makes no sense: %s%s"
              .formatted(Token.text(line), e.getMessage(), unknownMacro(tokens)));
    }
  }

  /** A name that is called like a macro, and is none that was read: a system's header has those. */
  private static String unknownMacro(List<Token> condition) {
    for (int i = 0; i + 1 < condition.size(); i++) {
      if (condition.get(i).isWord() && condition.get(i + 1).is("(")) {
        return "; %s is a macro that no header that was read defines: --preprocess lets the machine's C compiler read them, and --define gives one a value"
            .formatted(condition.get(i).text());
      }
    }
    return "";
  }

  /** A condition with the answers to {@code defined} and {@code __has_include}. */
  private List<Token> asked(List<Token> line, Place place, Path file) {
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      Token t = line.get(i);
      if (t.is("defined")) {
        boolean open = i + 1 < line.size() && line.get(i + 1).is("(");
        int at = i + (open ? 2 : 1);
        if (at >= line.size() || !line.get(at).isWord()) {
          throw new BindException(place, "defined names no macro");
        }
        tokens.add(t.as(Token.Kind.NUMBER, isDefined(line.get(at).text()) ? "1" : "0"));
        i = open ? at + 1 : at;
      } else if (t.isWord() && t.text().startsWith("__has_") && !macros.containsKey(t.text())) {
        int end = i + 1;
        while (end < line.size() && !line.get(end).is(")")) {
          end++;
        }
        List<Token> words = line.subList(Math.min(i + 2, end), end);
        tokens.add(t.as(Token.Kind.NUMBER, has(t.text(), words, file) ? "1" : "0"));
        i = end;
      } else {
        tokens.add(t);
      }
    }
    return tokens;
  }

  /** Of what compilers offer, we have nothing but included files. */
  private boolean has(String what, List<Token> words, Path file) {
    if (!what.equals("__has_include") || words.isEmpty()) {
      return false;
    }
    boolean quoted = words.getFirst().kind() == Token.Kind.STRING;
    String name = quoted ? unquoted(words.getFirst().text()) : bracketed(words);
    return name != null && (Includes.isStandard(name) || includes.find(name, file, quoted) != null);
  }
}

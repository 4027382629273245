package dev.ambi.cli.source;

import dev.ambi.cli.syntax.Grammar;
import dev.ambi.cli.syntax.Node;
import dev.ambi.cli.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The macros of a file. The grammar leaves their bodies as text: each is parsed as an expression or
 * as statements, at its place in the file. What a parameter is, the calls of the macro tell.
 */
final class Macros {
  private static final int LONGEST = 1 << 16;

  /** Macros whose bodies call such macros are found one round later, or not at all. */
  private static final int ROUNDS = 4;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  private static final String FUNCTION = "int f(){";

  /**
   * A macro whose body may be of interest.
   *
   * @param value the body's text in the file's tree
   * @param body the tree of the body
   * @param parameters the names of its parameters
   */
  record Macro(Node value, Node body, List<String> parameters) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return value.start();
    }

    /** The expression that the body is; null where it is none. */
    Node expression() {
      Node block = body.children().isEmpty() ? null : body.children().getFirst().child("body");
      Node statement = block == null ? null : block.first("expression_statement");
      return statement == null ? null : statement.children().getFirst();
    }
  }

  private final Map<String, Macro> named = new HashMap<>();
  private final TreeMap<Integer, Macro> placed = new TreeMap<>();
  private final Map<String, List<Node>> calls = new HashMap<>();

  private Macros() {}

  /** The macros that a file defines. */
  static Macros of(Node root, Grammar grammar, long end) {
    Macros macros = new Macros();
    List<Node> found = new ArrayList<>();
    root.walk(node -> {
      if (node.is("preproc_arg") && node.end() - node.start() <= LONGEST) {
        found.add(node);
      }
    });
    List<Node> values = found;
    for (int round = 0; round < ROUNDS; round++) {
      List<Node> rest = new ArrayList<>();
      for (Node value : values) {
        SyntaxTree.check(end);
        if (macros.isOfInterest(value.text())) {
          // What continues a line is a space, so that offsets stay.
          String body = value.text().replace("\\\n", "  ").replace("\\\r", "  ");
          int base = value.start() - FUNCTION.length();
          macros.add(value, SyntaxTree.parse(grammar, FUNCTION + body + ";}", base, end));
        } else {
          rest.add(value);
        }
      }
      if (rest.size() == values.size()) {
        break;
      }
      values = rest;
    }
    if (!macros.named.isEmpty()) {
      root.walk(macros::call);
      macros.placed.values().forEach(macro -> macro.body.walk(macros::call));
    }
    return macros;
  }

  /** Neither a field nor a name of NumPy's is in most constants, nor a macro with one. */
  private boolean isOfInterest(String text) {
    return text.contains("->")
        || text.contains("Py")
        || text.contains("NPY_")
        || WORD.matcher(text).results().anyMatch(word -> named.containsKey(word.group()));
  }

  private void add(Node value, Node body) {
    Node definition = value.parent();
    List<String> parameters = new ArrayList<>();
    Node list = definition == null ? null : definition.child("parameters");
    if (list != null) {
      list.children().stream()
          .filter(child -> child.is("identifier"))
          .forEach(child -> parameters.add(child.text()));
    }
    Macro macro = new Macro(value, body, parameters);
    placed.put(value.start(), macro);
    Node name = definition == null ? null : definition.child("name");
    if (name != null && list != null) {
      named.put(name.text(), macro);
    }
  }

  private void call(Node node) {
    Node function = node.is("call_expression") ? node.child("function") : null;
    if (function != null && function.is("identifier") && named.containsKey(function.text())) {
      calls.computeIfAbsent(function.text(), _ -> new ArrayList<>()).add(node);
    }
  }

  /** All of them, in the file's order. */
  Iterable<Macro> all() {
    return placed.values();
  }

  /** The macro with parameters of that name; null for none. */
  Macro named(String name) {
    return named.get(name);
  }

  /** A parameter. */
  record Parameter(Macro macro, int index) {}

  /** The parameter that a name in the body of a macro is. */
  Parameter parameter(Node name) {
    Macro macro = at(name.start());
    return new Parameter(macro, macro.parameters.indexOf(name.text()));
  }

  /** Whether a name is that of a parameter of the macro whose body it stands in. */
  boolean isParameter(Node name) {
    Macro macro = at(name.start());
    return macro != null && macro.parameters.contains(name.text());
  }

  /** What the calls of a macro have for the parameter that a name in its body is. */
  List<Node> argumentsFor(Node name) {
    Macro macro = at(name.start());
    int index = macro == null ? -1 : macro.parameters.indexOf(name.text());
    List<Node> arguments = new ArrayList<>();
    if (index < 0) {
      return arguments;
    }
    Node definition = macro.value.parent();
    for (Node call : calls.getOrDefault(definition.child("name").text(), List.of())) {
      Node list = call.child("arguments");
      List<Node> given =
          list == null ? List.of() : list.children().stream().filter(Macros::isArgument).toList();
      if (index < given.size()) {
        arguments.add(given.get(index));
      }
    }
    return arguments;
  }

  private static boolean isArgument(Node node) {
    return !node.is("(") && !node.is(")") && !node.is(",") && !node.is("comment");
  }

  private Macro at(int place) {
    Map.Entry<Integer, Macro> entry = placed.floorEntry(place);
    return entry != null && place < entry.getValue().value.end() ? entry.getValue() : null;
  }
}

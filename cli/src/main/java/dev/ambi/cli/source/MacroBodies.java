package dev.ambi.cli.source;

import dev.ambi.cli.syntax.Grammar;
import dev.ambi.cli.syntax.Node;
import dev.ambi.cli.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The bodies of macros, which the grammar leaves as text: each is parsed as an expression or as
 * statements, at its place in the file.
 */
final class MacroBodies {
  private static final int LONGEST = 1 << 16;
  private static final String FUNCTION = "int f(){";

  private final Grammar grammar;
  private final long end;

  MacroBodies(Grammar grammar, long end) {
    this.grammar = grammar;
    this.end = end;
  }

  /**
   * Parses every body that may be of interest.
   *
   * @param found is given the tree, and the definition that it is the body of
   */
  void parse(Node root, BiConsumer<Node, Node> found) {
    List<Node> values = new ArrayList<>();
    root.walk(node -> {
      if (node.is("preproc_arg") && node.end() - node.start() <= LONGEST) {
        values.add(node);
      }
    });
    for (Node value : values) {
      String body = value.text();
      // Neither a field nor a name of NumPy's is in most constants.
      if (body.contains("->") || body.contains("Py") || body.contains("NPY_")) {
        // What continues a line is a space, so that offsets stay.
        String text = FUNCTION + body.replace("\\\n", "  ").replace("\\\r", "  ") + ";}";
        int base = value.start() - FUNCTION.length();
        found.accept(SyntaxTree.parse(grammar, text, base, end), value);
      }
    }
  }
}

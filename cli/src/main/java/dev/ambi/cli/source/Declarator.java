package dev.ambi.cli.source;

import dev.ambi.cli.syntax.Node;

/**
 * The name in a declarator, and what stands around it.
 *
 * @param name what is declared
 * @param at where the name stands
 * @param pointers how many {@code *} and {@code []} are around it
 * @param isFunction whether it has parameters
 * @param isPointerToFunction whether the parameters are those of what it points to
 */
record Declarator(
    String name, int at, int pointers, boolean isFunction, boolean isPointerToFunction) {
  private static final int DEEPEST = 64;

  /** What the node declares; null where that cannot be told. */
  static Declarator of(Node node) {
    int pointers = 0;
    boolean function = false;
    boolean pointerToFunction = false;
    Node at = node;
    for (int depth = 0; depth < DEEPEST && at != null; depth++) {
      switch (at.type()) {
        case "identifier", "field_identifier", "type_identifier" -> {
          return new Declarator(at.text(), at.start(), pointers, function, pointerToFunction);
        }
        case "pointer_declarator", "abstract_pointer_declarator" -> {
          pointerToFunction |= function;
          pointers++;
          at = at.child("declarator");
        }
        case "array_declarator" -> {
          pointers++;
          at = at.child("declarator");
        }
        case "function_declarator" -> {
          function = true;
          at = at.child("declarator");
        }
        case "qualified_identifier" -> at = at.child("name");
        default -> {
          Node inner = at.child("declarator");
          at = inner == null ? lastDeclarator(at) : inner;
        }
      }
    }
    return null;
  }

  /** Of parentheses, references and attributes the grammar names no field. */
  private static Node lastDeclarator(Node node) {
    for (Node child : node.children().reversed()) {
      if (child.type().endsWith("declarator") || child.type().endsWith("identifier")) {
        return child;
      }
    }
    return null;
  }
}

package dev.ambi.cli.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node of a syntax tree, in Java's memory. Offsets are characters of the file's text, of which
 * the parsed text is the part from {@code base} on.
 */
public final class Node {
  private final String text;
  private final int base;
  private final String type;
  private final String field;
  private final int start;
  private final int end;
  private final Node parent;
  private final List<Node> children = new ArrayList<>(0);

  Node(String text, int base, String type, String field, int start, int end, Node parent) {
    this.text = text;
    this.base = base;
    this.type = type;
    this.field = field;
    this.start = start;
    this.end = end;
    this.parent = parent;
    if (parent != null) {
      parent.children.add(this);
    }
  }

  public String type() {
    return type;
  }

  public boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** The name of the field of its parent that it is; null for none. */
  public String field() {
    return field;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** Null for the root. */
  public Node parent() {
    return parent;
  }

  public List<Node> children() {
    return children;
  }

  /** What the file has there. */
  public String text() {
    return text.substring(start - base, end - base);
  }

  /** The child that is that field, or null. */
  public Node child(String name) {
    for (Node child : children) {
      if (name.equals(child.field)) {
        return child;
      }
    }
    return null;
  }

  /** The first child of that type, or null. */
  public Node first(String wanted) {
    for (Node child : children) {
      if (child.type.equals(wanted)) {
        return child;
      }
    }
    return null;
  }

  /**
   * Every node from here down, parents first; without recursion, since sources nest as they like.
   */
  public void walk(Consumer<Node> visitor) {
    List<Node> stack = new ArrayList<>();
    stack.add(this);
    while (!stack.isEmpty()) {
      Node node = stack.removeLast();
      visitor.accept(node);
      for (int i = node.children.size() - 1; i >= 0; i--) {
        stack.add(node.children.get(i));
      }
    }
  }

  @Override
  public String toString() {
    return type + " " + text();
  }
}

package dev.ambi.cli.syntax;

import java.nio.charset.StandardCharsets;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/** Parses with tree-sitter, and copies the tree out of native memory. */
public final class SyntaxTree {
  private static final int BLOCK = 1 << 16;
  private static final int MOST_NODES = 20_000_000;

  private SyntaxTree() {}

  /** A text that was not parsed in time. */
  public static final class TooHardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooHardException(String message) {
      super(message);
    }
  }

  /**
   * Nothing, before that time.
   *
   * @param end as {@link System#nanoTime} counts
   * @throws TooHardException after it
   */
  public static void check(long end) {
    if (System.nanoTime() - end > 0) {
      throw new TooHardException("it takes too long to read");
    }
  }

  /**
   * Parses a text. Errors in it are nodes of type {@code ERROR}; the rest of the tree is there.
   *
   * @param grammar the language
   * @param text ASCII only, so that bytes are characters
   * @param base where in its file the text begins
   * @param end when it must be done, as {@link System#nanoTime} counts
   * @return the root of the tree
   * @throws TooHardException when it is not
   */
  public static Node parse(Grammar grammar, String text, int base, long end) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    try (TSParser parser = new TSParser()) {
      if (!parser.setLanguage(grammar.language())) {
        throw new IllegalStateException("the grammar " + grammar + " is of another version");
      }
      try (TSTree tree =
          parser.parseWithOptions(
              new byte[BLOCK],
              null,
              (buffer, offset, _) -> {
                int count = Math.max(0, Math.min(buffer.length, bytes.length - offset));
                System.arraycopy(bytes, Math.min(offset, bytes.length), buffer, 0, count);
                return count;
              },
              TSInputEncoding.TSInputEncodingUTF8,
              _ -> System.nanoTime() - end > 0)) {
        if (tree == null) {
          throw new TooHardException("it takes too long to parse");
        }
        return copy(tree, text, base, end);
      }
    }
  }

  private static Node copy(TSTree tree, String text, int base, long end) {
    try (TSTreeCursor cursor = new TSTreeCursor(tree.getRootNode())) {
      Node root = node(cursor, text, base, null);
      Node at = root;
      for (int count = 0; ; count++) {
        if (count > MOST_NODES || (count % 1024 == 0 && System.nanoTime() - end > 0)) {
          throw new TooHardException("its tree is too large");
        }
        if (cursor.gotoFirstChild()) {
          at = node(cursor, text, base, at);
          continue;
        }
        while (!cursor.gotoNextSibling()) {
          if (!cursor.gotoParent()) {
            return root;
          }
          at = at.parent();
        }
        at = node(cursor, text, base, at.parent());
      }
    }
  }

  private static Node node(TSTreeCursor cursor, String text, int base, Node parent) {
    TSNode node = cursor.currentNode();
    int start = Math.min(node.getStartByte(), text.length());
    int end = Math.clamp(node.getEndByte(), start, text.length());
    return new Node(
        text, base, node.getType(), cursor.currentFieldName(), base + start, base + end, parent);
  }
}

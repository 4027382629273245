package dev.ambi.cli.source;

import dev.ambi.cli.syntax.Node;
import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.util.Set;

/**
 * What a condition of the preprocessor comes to when a file is compiled with NumPy's headers. What
 * is not known stays unknown.
 */
final class Conditions {
  private static final int DEEPEST = 64;
  private static final Set<String> FEATURE = Set.of("NPY_FEATURE_VERSION", "NPY_TARGET_VERSION");
  private static final Set<String> ABI = Set.of("NPY_ABI_VERSION", "NPY_VERSION");

  private final Headers headers;

  /** For those headers. */
  Conditions(Headers headers) {
    this.headers = headers;
  }

  /** Whether the compiler may see a node. */
  boolean isLive(Node node) {
    Node from = node;
    for (Node at = node.parent(); at != null; from = at, at = at.parent()) {
      Long condition =
          switch (at.type()) {
            case "preproc_if", "preproc_elif" -> value(at.child("condition"), 0);
            case "preproc_ifdef", "preproc_elifdef" -> ifdef(at);
            default -> null;
          };
      if (condition != null && !"condition".equals(from.field())) {
        boolean alternative = "alternative".equals(from.field());
        if ((condition != 0) == alternative) {
          return false;
        }
      }
    }
    return true;
  }

  private Long ifdef(Node node) {
    Node name = node.child("name");
    Long defined = name == null ? null : defined(name.text());
    boolean not = node.children().getFirst().text().endsWith("ndef");
    return defined == null ? null : not ? truth(defined == 0) : defined;
  }

  private Long defined(String name) {
    if (symbol(name) != null) {
      return truth(!isGone(name));
    }
    return null;
  }

  private static boolean isGone(String name) {
    return MigrationNotes.find(name)
        .filter(n -> n.kind() == MigrationNote.Kind.MACRO)
        .filter(n ->
            n.change() == MigrationNote.Change.REMOVED
                || n.change() == MigrationNote.Change.RENAMED)
        .isPresent();
  }

  private Long symbol(String name) {
    if (FEATURE.contains(name)) {
      return headers.feature();
    }
    if (ABI.contains(name)) {
      return headers.abi();
    }
    if (name.equals("NPY_API_VERSION")) {
      return headers.api();
    }
    Long release = ApiVersions.release(name);
    if (release != null) {
      return release;
    }
    // To the preprocessor a name that is no macro is 0.
    return isGone(name) ? Long.valueOf(0) : null;
  }

  private Long value(Node node, int depth) {
    if (node == null || depth > DEEPEST) {
      return null;
    }
    return switch (node.type()) {
      case "identifier" -> symbol(node.text());
      case "number_literal" -> number(node.text());
      case "preproc_defined" -> {
        Node name = node.first("identifier");
        yield name == null ? null : defined(name.text());
      }
      case "parenthesized_expression" ->
          node.children().size() < 2 ? null : value(node.children().get(1), depth + 1);
      case "unary_expression" -> {
        Long argument = value(node.child("argument"), depth + 1);
        Node operator = node.child("operator");
        yield argument == null || operator == null
            ? null
            : switch (operator.text()) {
              case "!" -> truth(argument == 0);
              case "-" -> -argument;
              case "+" -> argument;
              default -> null;
            };
      }
      case "binary_expression" -> binary(node, depth + 1);
      default -> null;
    };
  }

  private Long binary(Node node, int depth) {
    Node operator = node.child("operator");
    if (operator == null) {
      return null;
    }
    Long a = value(node.child("left"), depth);
    Long b = value(node.child("right"), depth);
    switch (operator.text()) {
      case "&&" -> {
        boolean no = (a != null && a == 0) || (b != null && b == 0);
        return no ? truth(false) : a == null || b == null ? null : truth(true);
      }
      case "||" -> {
        boolean yes = (a != null && a != 0) || (b != null && b != 0);
        return yes ? truth(true) : a == null || b == null ? null : truth(false);
      }
      default -> {
        return a == null || b == null ? null : compare(operator.text(), a, b);
      }
    }
  }

  private static Long compare(String operator, long a, long b) {
    return switch (operator) {
      case "<" -> truth(a < b);
      case "<=" -> truth(a <= b);
      case ">" -> truth(a > b);
      case ">=" -> truth(a >= b);
      case "==" -> truth(a == b);
      case "!=" -> truth(a != b);
      case "+" -> a + b;
      case "-" -> a - b;
      default -> null;
    };
  }

  private static Long number(String text) {
    try {
      return Long.decode(text.replaceAll("[uUlL]+$", ""));
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static Long truth(boolean value) {
    return value ? 1L : 0L;
  }
}

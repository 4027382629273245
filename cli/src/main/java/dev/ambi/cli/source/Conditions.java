package dev.ambi.cli.source;

import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.util.Map;
import java.util.Set;

/**
 * What a condition of the preprocessor comes to when a file is compiled with NumPy 2's headers, for
 * a binary that runs on 1.x too or for one that does not. What is not known stays unknown.
 */
final class Conditions {
  private static final int DEEPEST = 64;
  private static final long FEATURE_2_0 = 0x12;
  private static final long ABI_2 = 0x02000000;

  /** The API versions of the releases, as numpyconfig.h has them. */
  private static final Map<String, Long> RELEASES =
      Map.ofEntries(
          Map.entry("NPY_1_7_API_VERSION", 0x7L),
          Map.entry("NPY_1_8_API_VERSION", 0x8L),
          Map.entry("NPY_1_9_API_VERSION", 0x9L),
          Map.entry("NPY_1_10_API_VERSION", 0xaL),
          Map.entry("NPY_1_11_API_VERSION", 0xaL),
          Map.entry("NPY_1_12_API_VERSION", 0xaL),
          Map.entry("NPY_1_13_API_VERSION", 0xbL),
          Map.entry("NPY_1_14_API_VERSION", 0xcL),
          Map.entry("NPY_1_15_API_VERSION", 0xcL),
          Map.entry("NPY_1_16_API_VERSION", 0xdL),
          Map.entry("NPY_1_17_API_VERSION", 0xdL),
          Map.entry("NPY_1_18_API_VERSION", 0xdL),
          Map.entry("NPY_1_19_API_VERSION", 0xdL),
          Map.entry("NPY_1_20_API_VERSION", 0xeL),
          Map.entry("NPY_1_21_API_VERSION", 0xeL),
          Map.entry("NPY_1_22_API_VERSION", 0xfL),
          Map.entry("NPY_1_23_API_VERSION", 0x10L),
          Map.entry("NPY_1_24_API_VERSION", 0x10L),
          Map.entry("NPY_1_25_API_VERSION", 0x11L),
          Map.entry("NPY_2_0_API_VERSION", FEATURE_2_0),
          Map.entry("NPY_2_1_API_VERSION", 0x13L),
          Map.entry("NPY_2_2_API_VERSION", 0x13L),
          Map.entry("NPY_2_3_API_VERSION", 0x14L),
          Map.entry("NPY_2_4_API_VERSION", 0x15L));

  private static final Set<String> FEATURE = Set.of("NPY_FEATURE_VERSION", "NPY_TARGET_VERSION");
  private static final Set<String> ABI = Set.of("NPY_ABI_VERSION", "NPY_VERSION");

  private final long apiVersion;

  /** For headers of that API version, as {@code 0x12} for 2.0. */
  Conditions(long apiVersion) {
    this.apiVersion = apiVersion;
  }

  /**
   * Whether the compiler may see a node.
   *
   * @param only2 whether the binary is for 2.x only
   */
  boolean isLive(Node node, boolean only2) {
    Node from = node;
    for (Node at = node.parent(); at != null; from = at, at = at.parent()) {
      Long condition =
          switch (at.type()) {
            case "preproc_if", "preproc_elif" -> value(at.child("condition"), only2, 0);
            case "preproc_ifdef", "preproc_elifdef" -> ifdef(at, only2);
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

  private Long ifdef(Node node, boolean only2) {
    Node name = node.child("name");
    Long defined = name == null ? null : defined(name.text(), only2);
    boolean not = node.children().getFirst().text().endsWith("ndef");
    return defined == null ? null : not ? truth(defined == 0) : defined;
  }

  private Long defined(String name, boolean only2) {
    if (symbol(name, only2) != null) {
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

  private Long symbol(String name, boolean only2) {
    if (FEATURE.contains(name)) {
      return only2 ? apiVersion : FEATURE_2_0 - 1;
    }
    if (ABI.contains(name)) {
      return ABI_2;
    }
    if (name.equals("NPY_API_VERSION")) {
      return apiVersion;
    }
    Long release = RELEASES.get(name);
    if (release != null) {
      return release;
    }
    // To the preprocessor a name that is no macro is 0.
    return isGone(name) ? Long.valueOf(0) : null;
  }

  private Long value(Node node, boolean only2, int depth) {
    if (node == null || depth > DEEPEST) {
      return null;
    }
    return switch (node.type()) {
      case "identifier" -> symbol(node.text(), only2);
      case "number_literal" -> number(node.text());
      case "preproc_defined" -> {
        Node name = node.first("identifier");
        yield name == null ? null : defined(name.text(), only2);
      }
      case "parenthesized_expression" ->
          node.children().size() < 2 ? null : value(node.children().get(1), only2, depth + 1);
      case "unary_expression" -> {
        Long argument = value(node.child("argument"), only2, depth + 1);
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
      case "binary_expression" -> binary(node, only2, depth + 1);
      default -> null;
    };
  }

  private Long binary(Node node, boolean only2, int depth) {
    Node operator = node.child("operator");
    if (operator == null) {
      return null;
    }
    Long a = value(node.child("left"), only2, depth);
    Long b = value(node.child("right"), only2, depth);
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

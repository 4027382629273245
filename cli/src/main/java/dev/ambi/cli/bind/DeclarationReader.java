package dev.ambi.cli.bind;

import dev.ambi.cli.syntax.Grammar;
import dev.ambi.cli.syntax.Node;
import dev.ambi.cli.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads declarations, as tree-sitter parses them, into a {@link CHeader}. */
final class DeclarationReader {
  private static final Set<String> SKIPPED = Set.of("_Static_assert", "static_assert", "using");

  private final CHeader header;
  private final Predicate<String> isOwn;
  private final Budget budget;

  /**
   * A reader.
   *
   * @param header is filled
   * @param isOwn whether functions of a file are wanted; only there it matters what does not parse
   */
  DeclarationReader(CHeader header, Predicate<String> isOwn, Budget budget) {
    this.header = header;
    this.isOwn = isOwn;
    this.budget = budget;
  }

  /**
   * Reads one declaration.
   *
   * @throws BindException where it is none, and stands in the header itself
   */
  void read(Chunk chunk) {
    if (SKIPPED.contains(chunk.tokens().getFirst().text())) {
      return;
    }
    boolean own = isOwn.test(chunk.place().file());
    if (!own && !isNeeded(chunk)) {
      return;
    }
    Node root = SyntaxTree.parse(Grammar.C, chunk.ascii(), 0, budget.end());
    Node wrong = wrong(root);
    if (wrong != null) {
      if (own) {
        throw new BindException(
            chunk.place(wrong.start()),
            "this does not parse: %s; if a name in it is a macro, --define NAME=VALUE says what it is, and --include-dir where the header is that defines it"
                .formatted(chunk.excerpt()));
      }
      return;
    }
    for (Node node : root.children()) {
      read(node, chunk, own);
    }
  }

  /** Of other headers types are needed, and no functions: to parse them would take time. */
  private static boolean isNeeded(Chunk chunk) {
    return chunk.tokens().stream()
        .anyMatch(t -> t.is("typedef") || t.is("struct") || t.is("union") || t.is("enum"));
  }

  /** What is no C; null for nothing. */
  private static Node wrong(Node root) {
    Node[] found = new Node[1];
    root.walk(node -> {
      boolean missing = node.start() == node.end() && node.children().isEmpty() && node != root;
      if (found[0] == null && (node.is("ERROR") || missing)) {
        found[0] = node;
      }
    });
    return found[0];
  }

  private void read(Node node, Chunk chunk, boolean own) {
    switch (node.type()) {
      case "declaration" -> declaration(node, chunk, own);
      case "type_definition" -> typeDefinition(node, chunk);
      case "struct_specifier", "union_specifier", "enum_specifier" ->
          new TypeReader(header, chunk).specifier(node);
      case "function_definition" -> definition(node, chunk, own);
      case ";", "comment" -> {}
      default -> {
        if (own) {
          throw new BindException(
              chunk.place(node.start()),
              "this is no declaration: %s; if it is a use of a macro, --define says what it is"
                  .formatted(chunk.excerpt()));
        }
      }
    }
  }

  private void declaration(Node node, Chunk chunk, boolean own) {
    TypeReader types = new TypeReader(header, chunk);
    CType base = types.base(node);
    boolean hidden = node.children().stream().anyMatch(c -> c.text().equals("static"));
    for (Node child : declarators(node)) {
      Declared declared = types.declared(child, base);
      if (!own || declared.name() == null) {
        continue;
      }
      Place place = chunk.place(child.start());
      CType type = new CTypes(header).stripped(declared.type());
      if (hidden) {
        remark(place, declared.name() + " is static, and so in no library", false);
      } else if (type instanceof CType.Function f) {
        String symbol = chunk.symbol() == null ? declared.name() : chunk.symbol();
        header.add(new CFunction(declared.name(), symbol, f, CWords.of(chunk.tokens()), place));
      } else {
        remark(
            place,
            "%s is a variable; Library.symbol(\"%s\") gives its address"
                .formatted(declared.name(), declared.name()),
            false);
      }
    }
  }

  private void typeDefinition(Node node, Chunk chunk) {
    TypeReader types = new TypeReader(header, chunk);
    CType base = types.base(node);
    for (Node child : declarators(node)) {
      Declared declared = types.declared(child, base);
      if (declared.name() != null) {
        CType type = declared.type();
        if (chunk.trouble() != null && !(base instanceof CType.Struct)) {
          type = new CType.Strange(declared.name(), chunk.trouble() + " makes it another type");
        }
        header.addAlias(declared.name(), type, chunk.place(child.start()));
      }
    }
  }

  private void definition(Node node, Chunk chunk, boolean own) {
    if (!own) {
      return;
    }
    TypeReader types = new TypeReader(header, chunk);
    for (Node child : declarators(node)) {
      Declared declared = types.declared(child, types.base(node));
      if (declared.name() != null) {
        remark(
            chunk.place(child.start()),
            declared.name() + " is defined in the header (inline), and so in no library",
            false);
      }
    }
  }

  private void remark(Place place, String text, boolean leftOut) {
    header.remark(new Remark(place, text, leftOut));
  }

  private static List<Node> declarators(Node node) {
    List<Node> all = new ArrayList<>();
    for (Node child : node.children()) {
      if ("declarator".equals(child.field())) {
        all.add(child);
      }
    }
    return all;
  }
}

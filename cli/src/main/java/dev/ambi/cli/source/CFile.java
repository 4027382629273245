package dev.ambi.cli.source;

import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.cli.syntax.Grammar;
import dev.ambi.cli.syntax.Node;
import dev.ambi.cli.syntax.SyntaxTree;
import dev.ambi.compat.notes.MigrationNote;
import java.util.Set;

/** The audit of one C or C++ file. */
final class CFile {
  private static final int CHECK = 0xff;
  private static final String COMPLEX = "npy_c";
  private static final Set<String> NAMES = Set.of("identifier", "type_identifier");

  /** Parents under which a name is not used, but tested for or made. */
  private static final Set<String> NO_USE =
      Set.of("preproc_defined", "preproc_ifdef", "preproc_elifdef", "preproc_params");

  private final Grammar grammar;
  private final Findings findings;
  private final long end;

  /** With 2.x's headers, for a binary that runs on 1.x too, and for one that does not. */
  private final Conditions forBoth;

  private final Conditions for2;

  /** With the headers of the version that is asked for. */
  private final Conditions forItself;

  CFile(Grammar grammar, Findings findings, long end) {
    this.grammar = grammar;
    this.findings = findings;
    this.end = end;
    long api = findings.version().apiVersion();
    this.forBoth = new Conditions(Headers.of2ForBoth(api));
    this.for2 = new Conditions(Headers.of2ForItself(api));
    this.forItself = new Conditions(Headers.ofItself(api));
  }

  /**
   * Looks through the file.
   *
   * @throws SyntaxTree.TooHardException when it takes too long
   */
  void audit() {
    audit(findings.text().ascii(), 0);
  }

  /** Looks through a part of the file that begins at {@code base}. */
  void audit(String text, int base) {
    Node root = SyntaxTree.parse(grammar, text, base, end);
    Macros macros = Macros.of(root, grammar, end);
    Declarations declarations = Declarations.of(root, macros);
    root.walk(new Visitor(declarations, macros, null)::visit);
    for (Macros.Macro macro : macros.all()) {
      macro.body().walk(new Visitor(declarations, macros, macro.value())::visit);
    }
  }

  /** Looks at the nodes of the file, or of the body of a macro. */
  private final class Visitor {
    private final Declarations declarations;
    private final Macros macros;
    private final Node definition;
    private int seen;

    Visitor(Declarations declarations, Macros macros, Node definition) {
      this.declarations = declarations;
      this.macros = macros;
      this.definition = definition;
    }

    void visit(Node node) {
      if ((++seen & CHECK) == 0) {
        SyntaxTree.check(end);
      }
      switch (node.type()) {
        case "field_expression" -> field(node, node.child("argument"), node.child("field"));
        case "offsetof_expression" -> offsetOf(node);
        case "preproc_include" -> include(node);
        default -> {
          if (NAMES.contains(node.type())) {
            name(node);
          }
        }
      }
    }

    private void field(Node node, Node argument, Node field) {
      if (argument == null || field == null || macros.isParameter(field)) {
        return;
      }
      CType type = declarations.inference().of(argument);
      boolean arrow = node.children().stream().anyMatch(c -> c.is("->"));
      if (type == null || type.pointers() != (arrow ? 1 : 0)) {
        return;
      }
      access(node, type.base(), field);
    }

    private void offsetOf(Node node) {
      Node type = node.child("type");
      Node member = node.child("member");
      CType struct = type == null ? null : declarations.resolve(CType.of(type.text()));
      if (struct != null && member != null && struct.pointers() == 0) {
        access(node, struct.base(), member);
      }
    }

    private void access(Node node, String struct, Node field) {
      String name = struct + "." + field.text();
      MigrationNote note = findings.note(name);
      if (note == null || declarations.declares(struct)) {
        return;
      }
      // C++ still sees complex numbers as structs.
      if (grammar == Grammar.CPP && struct.startsWith(COMPLEX)) {
        return;
      }
      Node at = definition == null ? node : definition;
      // In a binary for 2.x only, what moved is where the headers say.
      boolean stays = note.change() != MigrationNote.Change.REMOVED;
      if (forBoth.isLive(at) || (!stays && for2.isLive(at))) {
        findings.add(field.start(), node.start(), node.end(), level(note), name, note);
      }
    }

    private void name(Node node) {
      MigrationNote note = findings.note(node.text());
      if (note == null || note.kind() == MigrationNote.Kind.FIELD) {
        return;
      }
      Node parent = node.parent();
      if (parent != null
          && (NO_USE.contains(parent.type())
              || (parent.type().startsWith("preproc_") && "name".equals(node.field())))) {
        return;
      }
      boolean local =
          declarations.declares(node.text())
              || macros.isParameter(node)
              || declarations.variable(node.text(), node.start()) != null;
      if (local || (note.source() == MigrationNote.Source.ARGUMENT && !isArgument(node))) {
        return;
      }
      Node at = definition == null ? node : definition;
      boolean added = note.change() == MigrationNote.Change.ADDED;
      if (added ? forItself.isLive(at) : isLive(at)) {
        Node whole = parent != null && parent.is("call_expression") ? parent : node;
        findings.add(node.start(), whole.start(), whole.end(), level(note), node.text(), note);
      }
    }

    /** Whether it is an argument of one of NumPy's functions. */
    private boolean isArgument(Node node) {
      Node arguments = node.parent();
      if (arguments == null || !arguments.is("argument_list") || arguments.parent() == null) {
        return false;
      }
      Node function = arguments.parent().child("function");
      return function != null && !ApiSlots.named(function.text()).isEmpty();
    }

    private void include(Node node) {
      Node path = node.child("path");
      if (path == null || path.text().length() < 2) {
        return;
      }
      String name = path.text().substring(1, path.text().length() - 1);
      MigrationNote note = findings.note(name);
      if (note != null && isLive(node)) {
        findings.add(path.start(), node.start(), node.end(), level(note), name, note);
      }
    }
  }

  private boolean isLive(Node node) {
    return forBoth.isLive(node) || for2.isLive(node);
  }

  private static SourceFinding.Level level(MigrationNote note) {
    return note.source() == MigrationNote.Source.REVIEW
        ? SourceFinding.Level.REMARK
        : SourceFinding.Level.PROBLEM;
  }
}

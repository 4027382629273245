package dev.ambi.cli.source;

import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.cli.source.CythonTokens.Kind;
import dev.ambi.cli.source.CythonTokens.Line;
import dev.ambi.cli.source.CythonTokens.Token;
import dev.ambi.cli.syntax.Grammar;
import dev.ambi.cli.syntax.SyntaxTree;
import dev.ambi.compat.notes.MigrationNote;
import java.util.List;

/**
 * The audit of one Cython file. Of Cython this much is understood: tokens, logical lines and
 * indentation; {@code cimport numpy}, {@code from numpy cimport}, and blocks of {@code cdef extern
 * from "numpy/..."}; the C types of {@code cdef} and {@code cpdef} variables, of {@code ctypedef}s
 * and of parameters, with the function in which they are seen; casts in parentheses; and chains of
 * attributes, calls and subscripts on these. C code in the text of a {@code cdef extern from *} is
 * audited as C. Nothing is known of types that Cython infers, of fields of {@code cdef} classes
 * behind {@code self}, nor of what other files declare.
 */
final class CythonFile {
  private final Findings findings;
  private final long end;
  private CythonNames names;

  CythonFile(Findings findings, long end) {
    this.findings = findings;
    this.end = end;
  }

  /**
   * Looks through the file.
   *
   * @throws SyntaxTree.TooHardException when it takes too long
   */
  void audit() {
    String text = findings.text().ascii();
    List<Line> lines = CythonTokens.read(text);
    names = CythonDeclarations.of(lines, text.length(), end);
    int extern = -1;
    for (Line line : lines) {
      extern = line.indent() <= extern ? -1 : extern;
      boolean begins = line.at(0).is("cdef") && line.at(1).is("extern");
      if (begins) {
        extern = line.indent();
      }
      if (extern >= 0) {
        verbatim(line);
      } else {
        line(line);
      }
    }
  }

  private void verbatim(Line line) {
    for (Token token : line.tokens()) {
      if (token.kind() == Kind.STRING && token.text().startsWith("\"\"\"")) {
        String code = token.text().substring(3, Math.max(3, token.text().length() - 3));
        new CFile(Grammar.C, findings, end).audit(code, token.start() + 3);
      }
    }
  }

  private void line(Line line) {
    boolean cimport = line.at(0).is("from") && line.at(1).is("numpy") && line.at(2).is("cimport");
    SyntaxTree.check(end);
    for (int i = 0; i < line.size(); i++) {
      Token token = line.at(i);
      if (line.at(i - 1).is(".")) {
        continue;
      }
      if (token.isName()) {
        if (cimport && i > 2) {
          // Without the declaration the file does not compile, whether the name is used or not.
          symbol(token, token, line, i);
        } else {
          chain(line, i, name(line, i));
        }
      } else if (token.is("(")) {
        chain(line, line.behind(i) - 1, cast(line, i));
      }
    }
  }

  /** The type of the name at {@code i}; a name of numpy's is looked up in the notes. */
  private Typed name(Line line, int i) {
    Token token = line.at(i);
    CType variable = names.variable(token.text(), token.start());
    if (variable != null) {
      return new Typed(variable, i + 1);
    }
    String numpyName = names.imported(token.text());
    int next = i + 1;
    Token last = token;
    if (names.isModule(token.text()) && line.at(i + 1).is(".")) {
      last = line.at(i + 2);
      numpyName = last.text();
      next = i + 3;
    }
    if (numpyName == null) {
      return null;
    }
    symbol(token, new Token(last.kind(), numpyName, last.start(), last.end()), line, i);
    if (!line.at(next).is("(")) {
      return null;
    }
    CType returned = NumpyTypes.returned(numpyName);
    return returned == null ? null : new Typed(returned, line.behind(next));
  }

  private record Typed(CType type, int next) {}

  private void symbol(Token from, Token name, Line line, int index) {
    MigrationNote note = findings.note(name.text());
    if (note == null || note.kind() == MigrationNote.Kind.FIELD) {
      return;
    }
    if (note.source() == MigrationNote.Source.ARGUMENT && !isArgument(line, index)) {
      return;
    }
    findings.add(from.start(), from.start(), name.end(), level(note), name.text(), note);
  }

  /** Whether what stands at {@code index} is an argument of one of NumPy's functions. */
  private static boolean isArgument(Line line, int index) {
    int depth = 0;
    for (int i = index - 1; i >= 0; i--) {
      Token token = line.at(i);
      if (token.is(")") || token.is("]") || token.is("}")) {
        depth++;
      } else if (token.is("(") || token.is("[") || token.is("{")) {
        if (depth == 0) {
          return token.is("(") && !ApiSlots.named(line.at(i - 1).text()).isEmpty();
        }
        depth--;
      }
    }
    return false;
  }

  /** {@code (<PyArray_Descr *> x)}; null for other parentheses. */
  private Typed cast(Line line, int open) {
    if (!line.at(open + 1).is("<")) {
      return null;
    }
    CythonNames.Parsed parsed = names.type(line, open + 2);
    return parsed == null || parsed.type() == null || !line.at(parsed.next()).is(">")
        ? null
        : new Typed(parsed.type(), line.behind(open));
  }

  /** Follows attributes and subscripts behind what has a type. */
  private void chain(Line line, int start, Typed typed) {
    if (typed == null) {
      return;
    }
    CType type = typed.type;
    int at = typed.next;
    while (type != null) {
      if (line.at(at).is(".") && line.at(at + 1).isName()) {
        Token field = line.at(at + 1);
        access(line, start, type, field);
        boolean array = type.base().equals("ndarray") && field.is("descr");
        type =
            array ? new CType(CythonNames.DTYPE, 0) : NumpyTypes.field(type.base(), field.text());
        at += 2;
      } else if (line.at(at).is("[")) {
        type = type.target();
        at = line.behind(at);
      } else {
        return;
      }
    }
  }

  private void access(Line line, int start, CType type, Token field) {
    int from = line.at(start).is(")") ? field.start() : line.at(start).start();
    String name = type.base() + "." + field.text();
    MigrationNote note = type.pointers() > 1 ? null : findings.note(name);
    // Cython reads parts of complex numbers by itself.
    if (note != null && !type.base().startsWith("npy_c")) {
      findings.add(field.start(), from, field.end(), level(note), name, note);
    }
  }

  private static SourceFinding.Level level(MigrationNote note) {
    return note.source() == MigrationNote.Source.REVIEW
        ? SourceFinding.Level.REMARK
        : SourceFinding.Level.PROBLEM;
  }
}

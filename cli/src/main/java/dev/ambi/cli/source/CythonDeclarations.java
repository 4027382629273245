package dev.ambi.cli.source;

import dev.ambi.cli.source.CythonTokens.Line;
import dev.ambi.cli.source.CythonTokens.Token;
import dev.ambi.cli.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/**
 * Reads a Cython file's declarations: cimports, extern blocks, {@code cdef} and {@code cpdef}
 * variables and functions, {@code ctypedef}, and the typed parameters of {@code def}.
 */
final class CythonDeclarations {
  private static final Set<String> FUNCTIONS = Set.of("def", "cdef", "cpdef");

  private final List<Line> lines;
  private final int end;
  private final long deadline;
  private final CythonNames names = new CythonNames();

  private CythonDeclarations(List<Line> lines, int end, long deadline) {
    this.lines = lines;
    this.end = end;
    this.deadline = deadline;
  }

  /**
   * Reads them.
   *
   * @param end the length of the file
   * @param deadline as {@link SyntaxTree#check} takes it
   */
  static CythonNames of(List<Line> lines, int end, long deadline) {
    CythonDeclarations declarations = new CythonDeclarations(lines, end, deadline);
    declarations.read();
    return declarations.names;
  }

  private void read() {
    int cdefBlock = -1;
    int externBlock = -1;
    for (int i = 0; i < lines.size(); i++) {
      SyntaxTree.check(deadline);
      Line line = lines.get(i);
      cdefBlock = line.indent() <= cdefBlock ? -1 : cdefBlock;
      externBlock = line.indent() <= externBlock ? -1 : externBlock;
      if (externBlock >= 0) {
        extern(line);
        continue;
      }
      String first = line.at(0).text();
      switch (first) {
        case "cimport" -> cimport(line);
        case "from" -> fromCimport(line);
        case "ctypedef" -> typedef(line);
        case "def" -> parameters(i, line);
        case "cdef", "cpdef" -> {
          if (line.at(1).is("extern")) {
            externBlock = isNumpyHeader(line) ? line.indent() : -1;
          } else if (line.at(1).is(":")) {
            cdefBlock = line.indent();
          } else {
            declare(i, line, 1);
          }
        }
        default -> {
          if (cdefBlock >= 0) {
            declare(i, line, 0);
          }
        }
      }
    }
  }

  private static boolean isNumpyHeader(Line line) {
    return line.tokens().stream().anyMatch(t -> t.text().contains("numpy/"));
  }

  /** {@code cimport numpy as cnp, cython}. */
  private void cimport(Line line) {
    int at = 1;
    while (line.at(at).isName()) {
      String module = line.at(at).text();
      at++;
      while (line.at(at).is(".")) {
        module += "." + line.at(at + 1).text();
        at += 2;
      }
      String name = module;
      if (line.at(at).is("as")) {
        name = line.at(at + 1).text();
        at += 2;
      }
      if (module.equals("numpy")) {
        names.addModule(name);
      }
      at++;
    }
  }

  /** {@code from numpy cimport dtype, PyArray_Descr as Descr}. */
  private void fromCimport(Line line) {
    if (!line.at(1).is("numpy") || !line.at(2).is("cimport")) {
      return;
    }
    for (int at = 3; at < line.size(); at++) {
      if (line.at(at).isName() && !line.at(at - 1).is("as")) {
        boolean as = line.at(at + 1).is("as");
        names.addImported(line.at(as ? at + 2 : at).text(), line.at(at).text());
        at += as ? 2 : 0;
      }
    }
  }

  private void typedef(Line line) {
    CythonNames.Parsed parsed = names.type(line, 1);
    if (parsed != null && parsed.type() != null && line.at(parsed.next()).isName()) {
      names.addAlias(line.at(parsed.next()).text(), parsed.type());
    }
  }

  /**
   * What is declared from one of NumPy's headers is NumPy's, be it a function, a type or a name.
   */
  private void extern(Line line) {
    for (int at = 0; at < line.size(); at++) {
      Token token = line.at(at);
      String text = token.text();
      boolean numpys = text.startsWith("Py") || text.startsWith("NPY_") || text.startsWith("Npy");
      if (token.isName() && numpys) {
        names.addImported(text, text);
      }
    }
  }

  private void declare(int index, Line line, int start) {
    if (line.at(start).is("class")) {
      return;
    }
    CythonNames.Parsed parsed = names.type(line, start);
    if (parsed == null) {
      return;
    }
    int at = parsed.next();
    if (line.at(at).is("(") || line.at(at + 1).is("(")) {
      parameters(index, line);
      return;
    }
    CType base = parsed.type();
    int to = endOfScope(index);
    boolean first = true;
    while (at < line.size()) {
      CType type = base;
      if (!first && base != null) {
        // The star belongs to the name: cdef T *a, *b.
        int stars = 0;
        while (line.at(at).is("*")) {
          stars++;
          at++;
        }
        type = new CType(base.base(), stars);
      }
      if (!line.at(at).isName()) {
        return;
      }
      names.addVariable(line.at(at).text(), type, line.at(at).start(), to);
      first = false;
      at = behindComma(line, at);
    }
  }

  private static int behindComma(Line line, int start) {
    int at = start;
    while (at < line.size() && !line.at(at).is(",")) {
      boolean open = line.at(at).is("(") || line.at(at).is("[") || line.at(at).is("{");
      at = open ? line.behind(at) : at + 1;
    }
    return at + 1;
  }

  /** The typed parameters of a function, which are seen in its body. */
  private void parameters(int index, Line line) {
    int open = 0;
    while (open < line.size() && !line.at(open).is("(")) {
      open++;
    }
    int to = line.size() > 0 ? endOfBody(index) : end;
    int close = line.behind(open) - 1;
    for (int at = open + 1; at < close; at = behindComma(line, at)) {
      CythonNames.Parsed parsed = names.type(line, at);
      if (parsed != null && line.at(parsed.next()).isName() && parsed.next() < close) {
        Token name = line.at(parsed.next());
        names.addVariable(name.text(), parsed.type(), name.start(), to);
      } else if (line.at(at).isName()) {
        names.addVariable(line.at(at).text(), null, line.at(at).start(), to);
      }
    }
  }

  /** Where the block ends in which a line stands. */
  private int endOfScope(int index) {
    int indent = lines.get(index).indent();
    if (indent == 0) {
      return end;
    }
    for (int i = index - 1; i >= 0; i--) {
      Line line = lines.get(i);
      if (line.indent() < indent && FUNCTIONS.contains(line.at(0).text()) && !isBlock(line)) {
        return endOfBody(i);
      }
      if (line.indent() == 0) {
        break;
      }
    }
    return end;
  }

  private static boolean isBlock(Line line) {
    return line.at(1).is(":") || line.at(1).is("class");
  }

  /** Where the body ends whose head is that line. */
  private int endOfBody(int index) {
    for (int i = index + 1; i < lines.size(); i++) {
      if (lines.get(i).indent() <= lines.get(index).indent()) {
        return lines.get(i).at(0).start();
      }
    }
    return end;
  }
}

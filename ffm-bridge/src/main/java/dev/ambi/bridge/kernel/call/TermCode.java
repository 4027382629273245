package dev.ambi.bridge.kernel.call;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes the instructions that leave a term's value, a long, on the stack. */
final class TermCode {
  private static final ClassDesc SATURATING = Saturating.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc OF_TWO =
      MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

  private static final MethodTypeDesc OF_FOUR =
      MethodTypeDesc.of(
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long);

  /** Writes what loads the leaves of a term. */
  interface Source {
    void name(String name);

    void element(String array, int index);
  }

  private TermCode() {}

  /**
   * Writes the term.
   *
   * @param source writes what loads the values of names and elements
   */
  static void write(CodeBuilder code, Term term, Source source) {
    switch (term) {
      case Term.Constant c -> code.loadConstant(c.value());
      case Term.Name n -> source.name(n.name());
      case Term.Element e -> source.element(e.array(), e.index());
      case Term.Combined c -> {
        write(code, c.left(), source);
        write(code, c.right(), source);
        code.invokestatic(SATURATING, c.operator().method(), OF_TWO);
      }
      case Term.Choice c -> {
        write(code, c.left(), source);
        write(code, c.right(), source);
        write(code, c.then(), source);
        write(code, c.otherwise(), source);
        code.invokestatic(SATURATING, "choose", OF_FOUR);
      }
    }
  }
}

package dev.ambi.bridge.kernel.call;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

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

  private TermCode() {}

  /**
   * Writes the term.
   *
   * @param names writes what loads the value of a name
   */
  static void write(CodeBuilder code, Term term, Consumer<String> names) {
    switch (term) {
      case Term.Constant c -> code.loadConstant(c.value());
      case Term.Name n -> names.accept(n.name());
      case Term.Combined c -> {
        write(code, c.left(), names);
        write(code, c.right(), names);
        code.invokestatic(SATURATING, c.operator().method(), OF_TWO);
      }
      case Term.Choice c -> {
        write(code, c.left(), names);
        write(code, c.right(), names);
        write(code, c.then(), names);
        write(code, c.otherwise(), names);
        code.invokestatic(SATURATING, "choose", OF_FOUR);
      }
    }
  }
}

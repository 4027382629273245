package dev.ambi.bridge.kernel.call;

import static dev.ambi.bridge.kernel.call.Descs.ARRAY;
import static dev.ambi.bridge.kernel.call.Descs.JAVA_ARRAYS;
import static dev.ambi.bridge.kernel.call.Descs.method;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what computes the lengths that a method's annotations tell. */
final class LengthCode implements TermCode.Source {
  private final CallScope call;
  private final CodeBuilder code;

  /** The local variables of the names that are no parameters. */
  private final Map<String, Integer> slots = new HashMap<>();

  LengthCode(CallScope call) {
    this.call = call;
    this.code = call.code();
  }

  /** A name that is no parameter is the length of the axis where it first stands alone. */
  void bind() {
    List<String> bound = new ArrayList<>();
    for (int i : call.arrays()) {
      List<Term> shape = call.check(i).rule().shape();
      for (int axis = 0; shape != null && axis < shape.size(); axis++) {
        if (shape.get(axis) instanceof Term.Name n
            && parameter(n.name()) < 0
            && !bound.contains(n.name())) {
          bound.add(n.name());
          int slot = slots.computeIfAbsent(n.name(), _ -> code.allocateLocal(TypeKind.LONG));
          shape(i, axis);
          code.lstore(slot);
        }
      }
    }
  }

  /** Loads the length of an axis. */
  void shape(int parameter, int axis) {
    call.load(parameter).loadConstant(axis).invokevirtual(ARRAY, "shape", method(CD_long, CD_int));
  }

  /** Loads the value of a term. */
  void value(Term term) {
    TermCode.write(code, term, this);
  }

  @Override
  public void name(String name) {
    int i = parameter(name);
    if (i < 0) {
      code.lload(slots.get(name));
    } else if (call.parameter(i).type() == long.class) {
      code.lload(call.slot(i));
    } else {
      code.iload(call.slot(i)).i2l();
    }
  }

  @Override
  public void element(String array, int index) {
    int i = 0;
    while (!call.parameter(i).name().equals(array)) {
      i++;
    }
    call.load(i)
        .loadConstant(index)
        .loadConstant(call.where(call.parameter(i)))
        .invokestatic(JAVA_ARRAYS, "element", method(CD_long, CD_Object, CD_int, CD_String));
  }

  private int parameter(String name) {
    for (int i = 0; i < call.count(); i++) {
      if (call.parameter(i) instanceof Parameter.Scalar s
          && s.isInteger()
          && s.name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}

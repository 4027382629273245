package dev.ambi.bridge.kernel.call;

import static dev.ambi.bridge.kernel.call.Descs.ARRAY;
import static dev.ambi.bridge.kernel.call.Descs.CHECK;
import static dev.ambi.bridge.kernel.call.Descs.FRAME;
import static dev.ambi.bridge.kernel.call.Descs.JAVA_ARRAYS;
import static dev.ambi.bridge.kernel.call.Descs.method;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/**
 * Writes what looks at the arguments before the call: whether every array fits and every length is
 * right, and only where that is not so, a second time, which says what is wrong or makes copies.
 */
final class CheckCode {
  private final CallScope call;
  private final CodeBuilder code;
  private final LengthCode lengths;

  CheckCode(CallScope call) {
    this.call = call;
    this.code = call.code();
    this.lengths = new LengthCode(call);
  }

  void write() {
    javaArrayLengths();
    if (call.arrays().isEmpty()) {
      return;
    }
    Label again = code.newLabel();
    Label ready = code.newLabel();
    for (int i : call.arrays()) {
      call.loadCheck(i);
      call.load(i).invokevirtual(CHECK, "fits", method(CD_boolean, ARRAY)).ifeq(again);
    }
    lengths.bind();
    forEachLength(
        (i, axis, term) -> {
          lengths.shape(i, axis);
          lengths.value(term);
          code.lcmp().ifne(again);
        },
        (i, term) -> {
          call.load(i).invokestatic(CHECK, "reach", method(CD_long, ARRAY));
          lengths.value(term);
          code.lcmp().iflt(again);
        });
    code.goto_(ready);
    code.labelBinding(again);
    secondLook();
    code.labelBinding(ready);
  }

  /** Says what is wrong, or makes copies. */
  private void secondLook() {
    if (call.hasFrame() && !call.signature().needsFrame()) {
      call.openFrame();
    }
    for (int i : call.arrays()) {
      call.loadCheck(i);
      call.loadFrame()
          .aload(call.slot(i))
          .invokevirtual(CHECK, "admit", method(ARRAY, FRAME, ARRAY))
          .astore(call.slot(i));
    }
    lengths.bind();
    forEachLength(
        (i, axis, term) -> {
          call.loadCheck(i);
          call.load(i).loadConstant(axis);
          lengths.value(term);
          code.loadConstant(term.text())
              .invokevirtual(
                  CHECK, "requireLength", method(CD_void, ARRAY, CD_int, CD_long, CD_String));
        },
        (i, term) -> {
          call.loadCheck(i);
          call.load(i);
          lengths.value(term);
          code.loadConstant(term.text())
              .invokevirtual(CHECK, "requireReach", method(CD_void, ARRAY, CD_long, CD_String));
        });
  }

  private interface OfAxis {
    void write(int parameter, int axis, Term length);
  }

  private interface OfSize {
    void write(int parameter, Term size);
  }

  private void forEachLength(OfAxis ofAxis, OfSize ofSize) {
    for (int i : call.arrays()) {
      ArrayRule rule = call.check(i).rule();
      if (rule.shape() != null) {
        for (int axis = 0; axis < rule.shape().size(); axis++) {
          ofAxis.write(i, axis, rule.shape().get(axis));
        }
      }
      if (rule.size() != null) {
        ofSize.write(i, rule.size());
      }
    }
  }

  private void javaArrayLengths() {
    for (int i = 0; i < call.count(); i++) {
      Parameter p = call.parameter(i);
      Term length =
          switch (p) {
            case Parameter.JavaArray a -> a.length();
            case Parameter.Structs s -> s.length();
            default -> null;
          };
      if (length != null) {
        call.load(i);
        lengths.value(length);
        code.loadConstant(call.where(p))
            .loadConstant(length.text())
            .invokestatic(
                JAVA_ARRAYS, "require", method(CD_void, CD_Object, CD_long, CD_String, CD_String));
      }
    }
  }
}

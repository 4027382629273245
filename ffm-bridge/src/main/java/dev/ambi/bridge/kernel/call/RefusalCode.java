package dev.ambi.bridge.kernel.call;

import static dev.ambi.bridge.kernel.call.Descs.ARRAY;
import static dev.ambi.bridge.kernel.call.Descs.CHECK;
import static dev.ambi.bridge.kernel.call.Descs.SEGMENT;
import static dev.ambi.bridge.kernel.call.Descs.desc;
import static dev.ambi.bridge.kernel.call.Descs.method;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/**
 * Writes what tells of which parameter it is that the JDK has refused to pass: a freed segment, for
 * one. Nothing comes out of the C function itself, so that it was not called.
 */
final class RefusalCode {
  private final CallScope call;
  private final CodeBuilder code;

  RefusalCode(CallScope call) {
    this.call = call;
    this.code = call.code();
  }

  /** Writes the call, and around it what is done where it is refused. */
  void around(Runnable invocation) {
    Label start = code.newBoundLabel();
    invocation.run();
    Label end = code.newBoundLabel();
    Label done = code.newLabel();
    code.goto_(done);
    code.exceptionCatch(start, end, code.newBoundLabel(), desc(RuntimeException.class));
    explain();
    code.labelBinding(done);
  }

  private void explain() {
    int refusal = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(refusal);
    for (int i = 0; i < call.count(); i++) {
      Parameter p = call.parameter(i);
      boolean array = p instanceof Parameter.Strided;
      if (!array && !(p instanceof Parameter.Pointer)) {
        continue;
      }
      call.load(i);
      if (array) {
        code.invokestatic(CHECK, "memoryOrNull", method(SEGMENT, ARRAY));
      }
      code.loadConstant(call.signature().critical() ? 1 : 0)
          .loadConstant(call.where(p))
          .invokestatic(
              desc(PointerCheck.class), "explain", method(CD_void, SEGMENT, CD_boolean, CD_String));
    }
    code.aload(refusal).athrow();
  }
}

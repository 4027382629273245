package dev.ambi.bridge.kernel.call;

import static dev.ambi.bridge.kernel.call.Descs.desc;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;

/**
 * Writes the body of a call's method; see {@link CallCompiler}. {@link CheckCode} looks at the
 * arguments, {@link ArgumentCode} hands them to C, {@link RefusalCode} says what cannot be handed
 * over, {@link ResultCode} has what comes back.
 */
final class CallCode {
  private static final ClassDesc HANDLE = desc(MethodHandle.class);

  private final CodeBuilder code;
  private final Signature signature;
  private final MethodHandle downcall;
  private final CallScope call;
  private final CheckCode checks;
  private final ArgumentCode arguments;
  private final ResultCode result;

  CallCode(CodeBuilder code, Signature signature, MethodHandle downcall, ClassData data) {
    this.code = code;
    this.signature = signature;
    this.downcall = downcall;
    this.call = new CallScope(code, signature, data);
    this.checks = new CheckCode(call);
    this.arguments = new ArgumentCode(call);
    this.result = new ResultCode(call);
  }

  void write() {
    if (signature.needsFrame() || signature.mayCopy()) {
      writeWithFrame();
    } else {
      checks.write();
      invoke();
      result.convert();
      code.return_(result.kind());
    }
  }

  private void writeWithFrame() {
    call.declareFrame();
    if (signature.needsFrame()) {
      call.openFrame();
    }
    Label start = code.newBoundLabel();
    checks.write();
    invoke();
    result.store();
    call.tellFrame("finish");
    result.load();
    result.convert();
    Label end = code.newBoundLabel();
    call.tellFrame("close");
    code.return_(result.kind());
    code.exceptionCatchAll(start, end, code.newBoundLabel());
    call.tellFrame("close");
    code.athrow();
  }

  private void invoke() {
    new RefusalCode(call).around(this::pushAndInvoke);
  }

  private void pushAndInvoke() {
    call.constant(downcall, HANDLE);
    if (signature.result().codec() != null) {
      call.loadFrame();
    }
    arguments.write();
    code.invokevirtual(HANDLE, "invokeExact", downcall.type().describeConstable().orElseThrow());
  }
}

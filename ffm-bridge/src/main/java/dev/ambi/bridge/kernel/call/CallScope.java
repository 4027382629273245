package dev.ambi.bridge.kernel.call;

import static dev.ambi.bridge.kernel.call.Descs.CHECK;
import static dev.ambi.bridge.kernel.call.Descs.FRAME;
import static dev.ambi.bridge.kernel.call.Descs.method;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the parts of a call's code share: where they write to, and where values are. */
final class CallScope {
  private final CodeBuilder code;
  private final Signature signature;
  private final ClassData data;
  private final int[] slots;
  private final List<Integer> arrays = new ArrayList<>();
  private final Map<Integer, ArrayCheck> checks = new HashMap<>();
  private int frame = -1;

  CallScope(CodeBuilder code, Signature signature, ClassData data) {
    this.code = code;
    this.signature = signature;
    this.data = data;
    this.slots = new int[signature.parameters().size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = code.parameterSlot(i);
      if (parameter(i) instanceof Parameter.Strided a) {
        arrays.add(i);
        checks.put(i, new ArrayCheck(signature.where(), a.name(), a.rule()));
      }
    }
  }

  CodeBuilder code() {
    return code;
  }

  Signature signature() {
    return signature;
  }

  /** {@return how many parameters there are} */
  int count() {
    return slots.length;
  }

  Parameter parameter(int i) {
    return signature.parameters().get(i);
  }

  /** {@return the local variable of a parameter} */
  int slot(int i) {
    return slots[i];
  }

  /** {@return the numbers of the parameters that are NDArrays} */
  List<Integer> arrays() {
    return arrays;
  }

  /** {@return what looks at an NDArray} */
  ArrayCheck check(int i) {
    return checks.get(i);
  }

  /** {@return what messages about a parameter begin with} */
  String where(Parameter p) {
    return signature.where() + ": " + p.name();
  }

  /** Loads a parameter that is an object. */
  CodeBuilder load(int i) {
    return code.aload(slots[i]);
  }

  /** Loads what looks at an NDArray. */
  CodeBuilder loadCheck(int i) {
    return constant(checks.get(i), CHECK);
  }

  /** Loads an object that is a constant of the code. */
  CodeBuilder constant(Object value, ClassDesc type) {
    return code.loadConstant(data.constant(value, type));
  }

  /** Gives the frame a local variable; before, there is none. */
  void declareFrame() {
    frame = code.allocateLocal(TypeKind.REFERENCE);
    code.aconst_null().astore(frame);
  }

  boolean hasFrame() {
    return frame >= 0;
  }

  /** Loads the frame; null where there is none. */
  CodeBuilder loadFrame() {
    return hasFrame() ? code.aload(frame) : code.aconst_null();
  }

  void openFrame() {
    code.invokestatic(FRAME, "open", method(FRAME)).astore(frame);
  }

  /** Calls a method of the frame without parameters and result, if there is a frame. */
  void tellFrame(String method) {
    Label none = code.newLabel();
    code.aload(frame).ifnull(none);
    code.aload(frame).invokevirtual(FRAME, method, method(CD_void));
    code.labelBinding(none);
  }
}

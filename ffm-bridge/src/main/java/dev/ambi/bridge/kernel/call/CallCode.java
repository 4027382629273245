package dev.ambi.bridge.kernel.call;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.view.PlainView;
import dev.ambi.core.NDArray;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The body of a call's method; see {@link CallCompiler}. */
final class CallCode {
  private static final ClassDesc ARRAY = desc(NDArray.class);
  private static final ClassDesc SEGMENT = desc(MemorySegment.class);
  private static final ClassDesc CHECK = desc(ArrayCheck.class);
  private static final ClassDesc FRAME = desc(Frame.class);
  private static final ClassDesc CODEC = desc(StructCodec.class);
  private static final ClassDesc JAVA_ARRAYS = desc(JavaArrays.class);

  private final CodeBuilder code;
  private final Signature signature;
  private final MethodHandle downcall;

  private final ClassData data;
  private final int[] slots;
  private final Map<String, Integer> lengths = new HashMap<>();
  private final List<Integer> arrays = new ArrayList<>();
  private final Map<Integer, ArrayCheck> checks = new HashMap<>();
  private int frame = -1;

  CallCode(CodeBuilder code, Signature signature, MethodHandle downcall, ClassData data) {
    this.code = code;
    this.signature = signature;
    this.downcall = downcall;
    this.data = data;
    this.slots = new int[signature.parameters().size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = code.parameterSlot(i);
      if (signature.parameters().get(i) instanceof Parameter.Strided a) {
        arrays.add(i);
        checks.put(i, new ArrayCheck(signature.where(), a.name(), a.rule()));
      }
    }
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private static MethodTypeDesc method(ClassDesc result, ClassDesc... parameters) {
    return MethodTypeDesc.of(result, parameters);
  }

  void write() {
    boolean always = signature.needsFrame();
    if (!always && !signature.mayCopy()) {
      lookAtArguments();
      call();
      afterCall();
      code.return_(kind());
      return;
    }
    frame = code.allocateLocal(TypeKind.REFERENCE);
    if (always) {
      openFrame();
    } else {
      code.aconst_null().astore(frame);
    }
    Label start = code.newBoundLabel();
    lookAtArguments();
    call();
    int result = keepResult();
    Label noFrame = code.newLabel();
    code.aload(frame).ifnull(noFrame);
    code.aload(frame).invokevirtual(FRAME, "finish", method(CD_void));
    code.labelBinding(noFrame);
    if (result >= 0) {
      code.loadLocal(kind(), result);
    }
    afterCall();
    Label end = code.newBoundLabel();
    closeFrame();
    code.return_(kind());
    code.exceptionCatchAll(start, end, code.newBoundLabel());
    closeFrame();
    code.athrow();
  }

  private void openFrame() {
    code.invokestatic(FRAME, "open", method(FRAME)).astore(frame);
  }

  private void closeFrame() {
    Label none = code.newLabel();
    code.aload(frame).ifnull(none);
    code.aload(frame).invokevirtual(FRAME, "close", method(CD_void));
    code.labelBinding(none);
  }

  // ---------------------------------------------------------------- looking at the arguments

  private void lookAtArguments() {
    javaArrayLengths();
    if (arrays.isEmpty()) {
      return;
    }
    Label again = code.newLabel();
    Label ready = code.newLabel();
    for (int i : arrays) {
      constant(checks.get(i), CHECK);
      code.aload(slots[i]).invokevirtual(CHECK, "fits", method(CD_boolean, ARRAY)).ifeq(again);
    }
    bindLengths();
    forEachLength(
        (i, axis, term) -> {
          shape(i, axis);
          value(term);
          code.lcmp().ifne(again);
        },
        (i, term) -> {
          code.aload(slots[i]).invokestatic(CHECK, "reach", method(CD_long, ARRAY));
          value(term);
          code.lcmp().iflt(again);
        });
    code.goto_(ready);
    code.labelBinding(again);
    secondLook();
    code.labelBinding(ready);
  }

  /** Says what is wrong, or makes copies. */
  private void secondLook() {
    if (frame >= 0 && !signature.needsFrame()) {
      openFrame();
    }
    for (int i : arrays) {
      constant(checks.get(i), CHECK);
      if (frame >= 0) {
        code.aload(frame);
      } else {
        code.aconst_null();
      }
      code.aload(slots[i])
          .invokevirtual(CHECK, "admit", method(ARRAY, FRAME, ARRAY))
          .astore(slots[i]);
    }
    bindLengths();
    forEachLength(
        (i, axis, term) -> {
          constant(checks.get(i), CHECK);
          code.aload(slots[i]).loadConstant(axis);
          value(term);
          code.loadConstant(term.text())
              .invokevirtual(
                  CHECK, "requireLength", method(CD_void, ARRAY, CD_int, CD_long, CD_String));
        },
        (i, term) -> {
          constant(checks.get(i), CHECK);
          code.aload(slots[i]);
          value(term);
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
    for (int i : arrays) {
      ArrayRule rule = checks.get(i).rule();
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

  /** A name that is no parameter is the length of the axis where it first stands alone. */
  private void bindLengths() {
    List<String> bound = new ArrayList<>();
    for (int i : arrays) {
      List<Term> shape = checks.get(i).rule().shape();
      for (int axis = 0; shape != null && axis < shape.size(); axis++) {
        if (shape.get(axis) instanceof Term.Name n
            && parameter(n.name()) < 0
            && !bound.contains(n.name())) {
          bound.add(n.name());
          int slot = lengths.computeIfAbsent(n.name(), _ -> code.allocateLocal(TypeKind.LONG));
          shape(i, axis);
          code.lstore(slot);
        }
      }
    }
  }

  private void shape(int parameter, int axis) {
    code.aload(slots[parameter])
        .loadConstant(axis)
        .invokevirtual(ARRAY, "shape", method(CD_long, CD_int));
  }

  private int parameter(String name) {
    for (int i = 0; i < slots.length; i++) {
      if (signature.parameters().get(i) instanceof Parameter.Scalar s
          && s.isInteger()
          && s.name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void value(Term term) {
    TermCode.write(
        code,
        term,
        new TermCode.Source() {
          @Override
          public void name(String name) {
            int i = parameter(name);
            if (i < 0) {
              code.lload(lengths.get(name));
            } else if (signature.parameters().get(i).type() == long.class) {
              code.lload(slots[i]);
            } else {
              code.iload(slots[i]).i2l();
            }
          }

          @Override
          public void element(String array, int index) {
            int i = 0;
            while (!signature.parameters().get(i).name().equals(array)) {
              i++;
            }
            code.aload(slots[i])
                .loadConstant(index)
                .loadConstant(where(signature.parameters().get(i)))
                .invokestatic(
                    JAVA_ARRAYS, "element", method(CD_long, CD_Object, CD_int, CD_String));
          }
        });
  }

  private void javaArrayLengths() {
    for (int i = 0; i < slots.length; i++) {
      Parameter p = signature.parameters().get(i);
      Term length =
          switch (p) {
            case Parameter.JavaArray a -> a.length();
            case Parameter.Structs s -> s.length();
            default -> null;
          };
      if (length != null) {
        code.aload(slots[i]);
        value(length);
        code.loadConstant(where(p))
            .loadConstant(length.text())
            .invokestatic(
                JAVA_ARRAYS, "require", method(CD_void, CD_Object, CD_long, CD_String, CD_String));
      }
    }
  }

  private String where(Parameter p) {
    return signature.where() + ": " + p.name();
  }

  // ---------------------------------------------------------------- the call

  private void call() {
    constant(downcall, desc(MethodHandle.class));
    if (signature.result().codec() != null) {
      code.aload(frame);
    }
    for (int i = 0; i < slots.length; i++) {
      if (signature.parameters().get(i) instanceof Parameter.ErrorNumber e) {
        code.aload(frame)
            .aload(slots[i])
            .loadConstant(where(e))
            .invokevirtual(
                FRAME,
                "errnoState",
                method(SEGMENT, desc(dev.ambi.bridge.kernel.Errno.class), CD_String));
      }
    }
    for (int i = 0; i < slots.length; i++) {
      argument(i, signature.parameters().get(i));
    }
    code.invokevirtual(
        desc(MethodHandle.class), "invokeExact", downcall.type().describeConstable().orElseThrow());
  }

  private void argument(int i, Parameter p) {
    switch (p) {
      case Parameter.Scalar s -> code.loadLocal(TypeKind.from(s.type()), slots[i]);
      case Parameter.Pointer _ -> pointer(i, p);
      case Parameter.Text t ->
          code.aload(frame)
              .aload(slots[i])
              .loadConstant(where(t))
              .invokevirtual(FRAME, "text", method(SEGMENT, CD_String, CD_String));
      case Parameter.Struct s -> struct(i, s, s.codec());
      case Parameter.Structs s -> structs(i, s);
      case Parameter.Strided a -> a.rule().parts().forEach(part -> array(i, a, part));
      case Parameter.JavaArray a -> javaArray(i, a);
      case Parameter.Function f when f.isMade() ->
          code.aload(frame)
              .aload(slots[i])
              .invokevirtual(
                  FRAME, "made", method(SEGMENT, desc(dev.ambi.bridge.kernel.Callback.class)));
      case Parameter.Function f -> {
        code.aload(frame);
        constant(f.shape(), desc(CallbackShape.class));
        code.aload(slots[i])
            .invokevirtual(
                FRAME, "function", method(SEGMENT, desc(CallbackShape.class), CD_Object));
      }
      case Parameter.ErrorNumber _ -> {}
    }
  }

  private void struct(int i, Parameter p, StructCodec codec) {
    code.aload(frame);
    constant(codec, CODEC);
    code.aload(slots[i])
        .loadConstant(where(p))
        .invokevirtual(FRAME, "struct", method(SEGMENT, CODEC, CD_Object, CD_String));
  }

  private void structs(int i, Parameter.Structs p) {
    if (!p.type().isArray()) {
      struct(i, p, p.codec());
      return;
    }
    code.aload(frame);
    constant(p.codec(), CODEC);
    code.aload(slots[i])
        .loadConstant(p.direction().isRead() ? 1 : 0)
        .loadConstant(p.direction().isWritten() ? 1 : 0)
        .loadConstant(p.length() == null ? 1 : 0)
        .loadConstant(where(p))
        .invokevirtual(
            FRAME,
            "structs",
            method(SEGMENT, CODEC, CD_Object, CD_boolean, CD_boolean, CD_int, CD_String));
  }

  private void pointer(int i, Parameter p) {
    Label there = code.newLabel();
    code.aload(slots[i]).ifnonnull(there);
    code.loadConstant(where(p) + " is null; MemorySegment.NULL is C's NULL")
        .invokestatic(CHECK, "nullPointer", method(desc(RuntimeException.class), CD_String))
        .athrow();
    code.labelBinding(there);
    code.aload(slots[i]);
  }

  private void array(int i, Parameter.Strided p, Part part) {
    ArrayCheck check = checks.get(i);
    switch (part) {
      case DATA ->
          code.aload(slots[i])
              .invokestatic(
                  CHECK, p.rule().nullable() ? "dataOrNull" : "data", method(SEGMENT, ARRAY));
      case NDIM_INT -> ndim(i);
      case NDIM_LONG -> {
        ndim(i);
        code.i2l();
      }
      case SIZE_INT -> {
        constant(check, CHECK);
        code.aload(slots[i]).invokevirtual(CHECK, "sizeAsInt", method(CD_int, ARRAY));
      }
      case SIZE_LONG -> code.aload(slots[i]).invokevirtual(ARRAY, "size", method(CD_long));
      case SHAPE -> plain(check, i, "shape");
      case STRIDES -> plain(check, i, "strides");
      case BYTE_STRIDES -> plain(check, i, "byteStrides");
      case AMBI_ARRAY -> plain(check, i, "struct");
      case NUMPY_1X, NUMPY_2X -> {
        constant(PythonArrays.of(part, check.where()), desc(PythonArrays.class));
        code.aload(slots[i]);
        constant(check, CHECK);
        code.invokevirtual(desc(PythonArrays.class), "show", method(SEGMENT, ARRAY, CHECK));
      }
    }
  }

  private void ndim(int i) {
    code.aload(slots[i]).invokevirtual(ARRAY, "ndim", method(CD_int));
  }

  private void plain(ArrayCheck check, int i, String what) {
    constant(check, CHECK);
    code.aload(slots[i]).invokevirtual(CHECK, "plain", method(desc(PlainView.class), ARRAY));
    if (what.equals("shape") || what.equals("byteStrides")) {
      code.invokevirtual(desc(PlainView.class), what, method(SEGMENT));
    } else {
      constant(check, CHECK);
      code.invokestatic(CHECK, what, method(SEGMENT, desc(PlainView.class), CHECK));
    }
  }

  private void javaArray(int i, Parameter.JavaArray a) {
    if (!signature.needsFrame() || isDirect(a)) {
      code.aload(slots[i]).invokestatic(JAVA_ARRAYS, "segmentOrNull", method(SEGMENT, CD_Object));
      return;
    }
    code.aload(frame).aload(slots[i]);
    if (a.type() == String[].class) {
      code.loadConstant(where(a))
          .invokevirtual(FRAME, "texts", method(SEGMENT, CD_String.arrayType(), CD_String));
      return;
    }
    boolean numbers = JavaArrays.isNumbers(a.type());
    code.loadConstant(a.direction().isRead() ? 1 : 0)
        .loadConstant(a.direction().isWritten() ? 1 : 0)
        .invokevirtual(
            FRAME,
            numbers ? "numbers" : "pointers",
            method(SEGMENT, numbers ? CD_Object : SEGMENT.arrayType(), CD_boolean, CD_boolean));
  }

  private boolean isDirect(Parameter.JavaArray a) {
    return signature.critical() && JavaArrays.isNumbers(a.type());
  }

  // ---------------------------------------------------------------- after the call

  /** What is on the stack after the call, to where {@link #afterCall} takes it from. */
  private int keepResult() {
    if (signature.result().type() == void.class) {
      return -1;
    }
    int slot = code.allocateLocal(kind());
    code.storeLocal(kind(), slot);
    return slot;
  }

  private TypeKind kind() {
    Class<?> type = signature.result().type();
    return type.isPrimitive() ? TypeKind.from(type) : TypeKind.REFERENCE;
  }

  /** Turns the result into what Java sees. Keeps what C used reachable until now. */
  private void afterCall() {
    for (int i : arrays) {
      if (!checks.get(i).rule().parts().equals(List.of(Part.DATA))) {
        code.aload(slots[i])
            .invokestatic(desc(Reference.class), "reachabilityFence", method(CD_void, CD_Object));
      }
    }
    Signature.Result result = signature.result();
    if (result.type() == String.class) {
      code.invokeinterface(SEGMENT, "address", method(CD_long))
          .invokestatic(desc(Memory.class), "string", method(CD_String, CD_long));
    } else if (result.codec() != null) {
      int struct = code.allocateLocal(TypeKind.REFERENCE);
      code.astore(struct);
      constant(result.codec(), CODEC);
      code.aload(struct)
          .lconst_0()
          .invokevirtual(CODEC, "read", method(CD_Object, SEGMENT, CD_long));
    }
  }

  private void constant(Object value, ClassDesc type) {
    code.loadConstant(data.constant(value, type));
  }
}

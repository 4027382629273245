package dev.ambi.bridge.kernel.call;

import static dev.ambi.bridge.kernel.call.Descs.ARRAY;
import static dev.ambi.bridge.kernel.call.Descs.CHECK;
import static dev.ambi.bridge.kernel.call.Descs.CODEC;
import static dev.ambi.bridge.kernel.call.Descs.FRAME;
import static dev.ambi.bridge.kernel.call.Descs.JAVA_ARRAYS;
import static dev.ambi.bridge.kernel.call.Descs.SEGMENT;
import static dev.ambi.bridge.kernel.call.Descs.desc;
import static dev.ambi.bridge.kernel.call.Descs.method;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.ambi.bridge.kernel.Callback;
import dev.ambi.bridge.kernel.Errno;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.view.PlainView;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/** Writes what turns the arguments into what C takes, and leaves it on the stack. */
final class ArgumentCode {
  private final CallScope call;
  private final CodeBuilder code;

  ArgumentCode(CallScope call) {
    this.call = call;
    this.code = call.code();
  }

  /** What the JDK takes for {@code errno} comes before what C takes. */
  void write() {
    for (int i = 0; i < call.count(); i++) {
      if (call.parameter(i) instanceof Parameter.ErrorNumber e) {
        call.loadFrame()
            .aload(call.slot(i))
            .loadConstant(call.where(e))
            .invokevirtual(FRAME, "errnoState", method(SEGMENT, desc(Errno.class), CD_String));
      }
    }
    for (int i = 0; i < call.count(); i++) {
      argument(i, call.parameter(i));
    }
  }

  private void argument(int i, Parameter p) {
    switch (p) {
      case Parameter.Scalar s -> code.loadLocal(TypeKind.from(s.type()), call.slot(i));
      case Parameter.Pointer _ -> pointer(i, p);
      case Parameter.Text t ->
          call.loadFrame()
              .aload(call.slot(i))
              .loadConstant(call.where(t))
              .invokevirtual(FRAME, "text", method(SEGMENT, CD_String, CD_String));
      case Parameter.Struct s -> struct(i, s, s.codec());
      case Parameter.Structs s -> structs(i, s);
      case Parameter.Strided a -> a.rule().parts().forEach(part -> array(i, a, part));
      case Parameter.JavaArray a -> javaArray(i, a);
      case Parameter.Function f when f.isMade() ->
          call.loadFrame()
              .aload(call.slot(i))
              .invokevirtual(FRAME, "made", method(SEGMENT, desc(Callback.class)));
      case Parameter.Function f -> {
        call.loadFrame();
        call.constant(f.shape(), desc(CallbackShape.class));
        call.load(i)
            .invokevirtual(
                FRAME, "function", method(SEGMENT, desc(CallbackShape.class), CD_Object));
      }
      case Parameter.ErrorNumber _ -> {}
    }
  }

  private void struct(int i, Parameter p, StructCodec codec) {
    call.loadFrame();
    call.constant(codec, CODEC);
    call.load(i)
        .loadConstant(call.where(p))
        .invokevirtual(FRAME, "struct", method(SEGMENT, CODEC, CD_Object, CD_String));
  }

  private void structs(int i, Parameter.Structs p) {
    if (!p.type().isArray()) {
      struct(i, p, p.codec());
      return;
    }
    call.loadFrame();
    call.constant(p.codec(), CODEC);
    call.load(i)
        .loadConstant(p.direction().isRead() ? 1 : 0)
        .loadConstant(p.direction().isWritten() ? 1 : 0)
        .loadConstant(p.length() == null ? 1 : 0)
        .loadConstant(call.where(p))
        .invokevirtual(
            FRAME,
            "structs",
            method(SEGMENT, CODEC, CD_Object, CD_boolean, CD_boolean, CD_int, CD_String));
  }

  private void pointer(int i, Parameter p) {
    Label there = code.newLabel();
    call.load(i).ifnonnull(there);
    code.loadConstant(call.where(p) + " is null; MemorySegment.NULL is C's NULL")
        .invokestatic(CHECK, "nullPointer", method(desc(RuntimeException.class), CD_String))
        .athrow();
    code.labelBinding(there);
    call.load(i);
  }

  private void array(int i, Parameter.Strided p, Part part) {
    switch (part) {
      case DATA ->
          call.load(i)
              .invokestatic(
                  CHECK, p.rule().nullable() ? "dataOrNull" : "data", method(SEGMENT, ARRAY));
      case NDIM_INT -> ndim(i);
      case NDIM_LONG -> {
        ndim(i);
        code.i2l();
      }
      case SIZE_INT -> {
        call.loadCheck(i);
        call.load(i).invokevirtual(CHECK, "sizeAsInt", method(CD_int, ARRAY));
      }
      case SIZE_LONG -> call.load(i).invokevirtual(ARRAY, "size", method(CD_long));
      case SHAPE -> plain(i, "shape");
      case STRIDES -> plain(i, "strides");
      case BYTE_STRIDES -> plain(i, "byteStrides");
      case AMBI_ARRAY -> plain(i, "struct");
      case NUMPY_1X, NUMPY_2X -> {
        call.constant(PythonArrays.of(part, call.check(i).where()), desc(PythonArrays.class));
        call.load(i);
        call.loadCheck(i);
        code.invokevirtual(desc(PythonArrays.class), "show", method(SEGMENT, ARRAY, CHECK));
      }
    }
  }

  private void ndim(int i) {
    call.load(i).invokevirtual(ARRAY, "ndim", method(CD_int));
  }

  private void plain(int i, String what) {
    call.loadCheck(i);
    call.load(i).invokevirtual(CHECK, "plain", method(desc(PlainView.class), ARRAY));
    if (what.equals("shape") || what.equals("byteStrides")) {
      code.invokevirtual(desc(PlainView.class), what, method(SEGMENT));
    } else {
      call.loadCheck(i);
      code.invokestatic(CHECK, what, method(SEGMENT, desc(PlainView.class), CHECK));
    }
  }

  private void javaArray(int i, Parameter.JavaArray a) {
    if (!call.signature().needsFrame() || isDirect(a)) {
      call.load(i).invokestatic(JAVA_ARRAYS, "segmentOrNull", method(SEGMENT, CD_Object));
      return;
    }
    call.loadFrame().aload(call.slot(i));
    if (a.type() == String[].class) {
      code.loadConstant(call.where(a))
          .invokevirtual(FRAME, "texts", method(SEGMENT, CD_String.arrayType(), CD_String));
      return;
    }
    code.loadConstant(a.direction().isRead() ? 1 : 0)
        .loadConstant(a.direction().isWritten() ? 1 : 0);
    if (JavaArrays.isNumbers(a.type())) {
      code.invokevirtual(FRAME, "numbers", method(SEGMENT, CD_Object, CD_boolean, CD_boolean));
    } else {
      code.loadConstant(call.where(a))
          .invokevirtual(
              FRAME,
              "pointers",
              method(SEGMENT, SEGMENT.arrayType(), CD_boolean, CD_boolean, CD_String));
    }
  }

  private boolean isDirect(Parameter.JavaArray a) {
    return call.signature().critical() && JavaArrays.isNumbers(a.type());
  }
}

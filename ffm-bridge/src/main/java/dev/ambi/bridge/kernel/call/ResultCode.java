package dev.ambi.bridge.kernel.call;

import static dev.ambi.bridge.kernel.call.Descs.CODEC;
import static dev.ambi.bridge.kernel.call.Descs.SEGMENT;
import static dev.ambi.bridge.kernel.call.Descs.desc;
import static dev.ambi.bridge.kernel.call.Descs.method;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.nativelib.Memory;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.ref.Reference;
import java.util.List;

/** Writes what turns the result of C into what Java sees. */
final class ResultCode {
  private final CallScope call;
  private final CodeBuilder code;
  private final Signature.Result result;
  private int slot;

  ResultCode(CallScope call) {
    this.call = call;
    this.code = call.code();
    this.result = call.signature().result();
  }

  /** {@return what kind of value the method gives} */
  TypeKind kind() {
    return result.type().isPrimitive() ? TypeKind.from(result.type()) : TypeKind.REFERENCE;
  }

  /** Puts what C gave into a local variable. */
  void store() {
    if (kind() != TypeKind.VOID) {
      slot = code.allocateLocal(kind());
      code.storeLocal(kind(), slot);
    }
  }

  /** Takes back what {@link #store} put away. */
  void load() {
    if (kind() != TypeKind.VOID) {
      code.loadLocal(kind(), slot);
    }
  }

  /** Of what C gave makes what Java sees. Keeps what C used reachable until then. */
  void convert() {
    for (int i : call.arrays()) {
      if (!call.check(i).rule().parts().equals(List.of(Part.DATA))) {
        call.load(i)
            .invokestatic(desc(Reference.class), "reachabilityFence", method(CD_void, CD_Object));
      }
    }
    if (result.type() == String.class) {
      code.invokeinterface(SEGMENT, "address", method(CD_long))
          .invokestatic(desc(Memory.class), "string", method(CD_String, CD_long));
    } else if (result.codec() != null) {
      int struct = code.allocateLocal(TypeKind.REFERENCE);
      code.astore(struct);
      call.constant(result.codec(), CODEC)
          .aload(struct)
          .lconst_0()
          .invokevirtual(CODEC, "read", method(CD_Object, SEGMENT, CD_long));
    }
  }
}

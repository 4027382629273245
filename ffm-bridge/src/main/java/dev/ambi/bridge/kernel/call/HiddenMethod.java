package dev.ambi.bridge.kernel.call;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.util.function.BiConsumer;

/** Makes a hidden class of one static method. */
final class HiddenMethod {
  private static final String NAME = "call";

  private HiddenMethod() {}

  /**
   * {@return the handle of the method}
   *
   * @param name of the class, for stack traces
   * @param type what it takes and gives
   * @param body writes its instructions, with the objects that are constants in them
   */
  static MethodHandle make(String name, MethodType type, BiConsumer<CodeBuilder, ClassData> body) {
    ClassData data = new ClassData();
    MethodTypeDesc descriptor = type.describeConstable().orElseThrow();
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(HiddenMethod.class.getPackageName(), name),
                c ->
                    c.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                        .withMethodBody(
                            NAME,
                            descriptor,
                            ClassFile.ACC_STATIC,
                            code -> body.accept(code, data)));
    try {
      MethodHandles.Lookup hidden =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes, data.values(), true);
      return hidden.findStatic(hidden.lookupClass(), NAME, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }
}

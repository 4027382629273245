package dev.ambi.bridge.kernel.call;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.util.List;

/** Makes the object behind a kernel's interface: each method invokes its method handle. */
public final class ProxyCompiler {
  private ProxyCompiler() {}

  /**
   * {@return an object of the interface}
   *
   * @param type the interface
   * @param inside a lookup with all rights in it
   * @param methods its abstract methods
   * @param handles for each method its handle, of exactly its type
   * @param text what {@code toString} says
   */
  public static Object make(
      Class<?> type,
      MethodHandles.Lookup inside,
      List<Method> methods,
      List<MethodHandle> handles,
      String text) {
    ClassDesc name =
        ClassDesc.of(
            type.getPackageName().isEmpty()
                ? "KernelProxy"
                : type.getPackageName() + ".KernelProxy");
    byte[] bytes =
        ClassFile.of()
            .build(
                name,
                c -> {
                  c.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                      .withInterfaceSymbols(type.describeConstable().orElseThrow());
                  constructor(c);
                  toString(c, text);
                  for (int i = 0; i < methods.size(); i++) {
                    method(c, methods.get(i), i);
                  }
                });
    try {
      MethodHandles.Lookup hidden = inside.defineHiddenClassWithClassData(bytes, handles, true);
      return hidden
          .findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
          .invoke();
    } catch (Throwable t) {
      throw new LinkageError("the object behind " + type.getName() + " cannot be made", t);
    }
  }

  private static void constructor(ClassBuilder c) {
    MethodTypeDesc none = MethodTypeDesc.of(CD_void);
    c.withMethodBody(
        INIT_NAME,
        none,
        ClassFile.ACC_PRIVATE,
        code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, none).return_());
  }

  private static void toString(ClassBuilder c, String text) {
    c.withMethodBody(
        "toString",
        MethodTypeDesc.of(CD_String),
        ClassFile.ACC_PUBLIC,
        code -> code.loadConstant(text).areturn());
  }

  private static void method(ClassBuilder c, Method m, int i) {
    MethodTypeDesc type =
        MethodType.methodType(m.getReturnType(), m.getParameterTypes())
            .describeConstable()
            .orElseThrow();
    c.withMethodBody(
        m.getName(),
        type,
        ClassFile.ACC_PUBLIC,
        code -> {
          code.loadConstant(ClassData.at(i, CD_MethodHandle));
          for (int k = 0; k < type.parameterCount(); k++) {
            code.loadLocal(TypeKind.from(type.parameterType(k)), code.parameterSlot(k));
          }
          code.invokevirtual(CD_MethodHandle, "invokeExact", type)
              .return_(TypeKind.from(type.returnType()));
        });
  }
}

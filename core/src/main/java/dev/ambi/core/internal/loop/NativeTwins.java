package dev.ambi.core.internal.loop;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives every loop over segments a twin. The loop itself begins with a look at the classes of its
 * segments and goes on where all are of plain native memory; others are left to the twin, which has
 * the code as it was written.
 *
 * <p>The JIT then knows in the loop of which class a segment is. Otherwise it has to believe the
 * profile of the JDK's own methods, which all loops of a program share: once any of them has met a
 * segment on the heap (the JDK's vectors do so by themselves, for shuffles), every vector access is
 * compiled for both kinds, with barriers around it, and takes twice the time.
 */
final class NativeTwins {

  private static final String SUFFIX = "$any";
  private static final ClassDesc SEGMENT = MemorySegment.class.describeConstable().orElseThrow();
  private static final ClassDesc OBJECT = Object.class.describeConstable().orElseThrow();
  private static final ClassDesc CLASS = Class.class.describeConstable().orElseThrow();
  private static final ClassDesc NATIVE = NativeMemory.class.describeConstable().orElseThrow();

  private NativeTwins() {}

  /**
   * {@return a class file in which loops have twins}
   *
   * @param template the class
   * @param file its class file
   */
  static byte[] in(Class<?> template, byte[] file) {
    ClassFile classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(template.getClassLoader())));
    ClassModel model = classFile.parse(file);
    if (model.methods().stream().noneMatch(NativeTwins::isLoop)) {
      return file;
    }
    return classFile.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel m && isLoop(m)) {
            addBoth(builder, model, m);
          } else {
            builder.with(element);
          }
        });
  }

  private static boolean isLoop(MethodModel method) {
    return method.methodTypeSymbol().parameterList().contains(SEGMENT)
        && method.code().map(NativeTwins::goesBack).orElse(false);
  }

  private static boolean goesBack(CodeModel code) {
    Set<Label> passed = new HashSet<>();
    for (CodeElement element : code) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      } else if (element instanceof BranchInstruction b && passed.contains(b.target())) {
        return true;
      }
    }
    return false;
  }

  private static void addBoth(ClassBuilder builder, ClassModel model, MethodModel method) {
    CodeModel body = method.code().orElseThrow();
    boolean isStatic = method.flags().has(AccessFlag.STATIC);
    MethodTypeDesc type = method.methodTypeSymbol();
    String twin = method.methodName().stringValue() + SUFFIX;
    MethodRefEntry reference =
        builder
            .constantPool()
            .methodRefEntry(model.thisClass(), builder.constantPool().nameAndTypeEntry(twin, type));
    builder.withMethod(
        method.methodName(),
        method.methodType(),
        method.flags().flagsMask(),
        m ->
            m.withCode(code -> {
              look(code, type, isStatic, reference);
              body.forEach(code::with);
            }));
    builder.withMethod(
        twin,
        type,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC | (isStatic ? ClassFile.ACC_STATIC : 0),
        m -> m.withCode(code -> body.forEach(code::with)));
  }

  /** The look at the segments, and the call of the twin. */
  private static void look(
      CodeBuilder code, MethodTypeDesc type, boolean isStatic, MethodRefEntry twin) {
    Label other = code.newLabel();
    Label begin = code.newLabel();
    for (int i = 0; i < type.parameterCount(); i++) {
      if (type.parameterType(i).equals(SEGMENT)) {
        Label next = code.newLabel();
        code.aload(code.parameterSlot(i)).ifnull(next);
        code.aload(code.parameterSlot(i))
            .invokevirtual(OBJECT, "getClass", MethodTypeDesc.of(CLASS))
            .getstatic(NATIVE, "SEGMENT", CLASS)
            .if_acmpne(other)
            .labelBinding(next);
      }
    }
    code.goto_(begin).labelBinding(other);
    if (!isStatic) {
      code.aload(0);
    }
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)).asLoadable(), code.parameterSlot(i));
    }
    if (isStatic) {
      code.invokestatic(twin);
    } else {
      code.invokespecial(twin);
    }
    code.return_(TypeKind.from(type.returnType()).asLoadable()).labelBinding(begin);
  }
}

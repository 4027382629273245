package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Modifier;

/**
 * Sees into a user's classes, which need not be public. Every class loader has a module of its own.
 */
public final class Lookups {
  private static final String LOOKUP = "lookup";

  private Lookups() {}

  /**
   * {@return a lookup that can call the public methods of a class, and those of others if it may}
   *
   * @param type the class
   * @param given what the user gave; null for none
   * @throws KernelLinkException if the class can be reached by neither way
   */
  static MethodHandles.Lookup seeing(Class<?> type, MethodHandles.Lookup given) {
    Module here = Lookups.class.getModule();
    boolean all =
        Modifier.isPublic(type.getModifiers())
            && type.getModule().isExported(type.getPackageName(), here);
    here.addReads(type.getModule());
    return all ? MethodHandles.lookup() : in(type, given);
  }

  /**
   * {@return a lookup with all rights in a class}
   *
   * @param type the class
   * @param given what the user gave; null for none
   * @throws KernelLinkException if the class is in a package that is not open, with what to do
   */
  public static MethodHandles.Lookup in(Class<?> type, MethodHandles.Lookup given) {
    Lookups.class.getModule().addReads(type.getModule());
    try {
      if (given != null) {
        return given.lookupClass() == type ? given : MethodHandles.privateLookupIn(type, given);
      }
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      throw new KernelLinkException(
          "%s cannot be reached: give Kernels.bind a MethodHandles.lookup() of its module, or let module %s open %s to dev.ambi.bridge"
              .formatted(type.getName(), type.getModule().getName(), type.getPackageName()),
          e);
    }
  }

  /**
   * {@return a lookup that can define hidden classes in a class's package}
   *
   * @param type the class
   * @param given what the user gave; null for none
   * @throws KernelLinkException if the class is in a package that is not open, with what to do
   */
  public static MethodHandles.Lookup defining(Class<?> type, MethodHandles.Lookup given) {
    MethodHandles.Lookup inside = in(type, given);
    if (inside.hasFullPrivilegeAccess()) {
      return inside;
    }
    // What comes from another module may define classes, but no hidden ones. The package's own may.
    try {
      Class<?> helper = helper(inside, type.getPackageName());
      return (MethodHandles.Lookup)
          inside
              .findStatic(helper, LOOKUP, MethodType.methodType(MethodHandles.Lookup.class))
              .invoke();
    } catch (Throwable t) {
      throw new LinkageError("no class can be made beside " + type.getName(), t);
    }
  }

  /** One for each package of each class loader. */
  private static synchronized Class<?> helper(MethodHandles.Lookup inside, String packageName)
      throws IllegalAccessException {
    String name = (packageName.isEmpty() ? "" : packageName + ".") + "AmbiKernelLookup";
    try {
      return inside.findClass(name);
    } catch (ClassNotFoundException _) {
      ClassDesc lookup = MethodHandles.Lookup.class.describeConstable().orElseThrow();
      ClassDesc handles = MethodHandles.class.describeConstable().orElseThrow();
      MethodTypeDesc none = MethodTypeDesc.of(lookup);
      byte[] bytes =
          ClassFile.of()
              .build(
                  ClassDesc.of(name),
                  c ->
                      c.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                          .withMethodBody(
                              LOOKUP,
                              none,
                              ClassFile.ACC_STATIC,
                              code -> code.invokestatic(handles, LOOKUP, none).areturn()));
      return inside.defineClass(bytes);
    }
  }
}

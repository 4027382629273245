package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;

/** Sees into a user's classes, which need not be public. */
public final class Lookups {
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
}

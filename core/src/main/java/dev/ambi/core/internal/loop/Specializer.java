package dev.ambi.core.internal.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes copies of template classes, each with constants of its own.
 *
 * <p>A template has a constructor without parameters and reads its constants in its static
 * initializer with {@link #constants}.
 */
public final class Specializer {

  private static final Map<Class<?>, byte[]> CLASS_FILES = new ConcurrentHashMap<>();

  private Specializer() {}

  /**
   * {@return an instance of a new copy of a template of this package}
   *
   * @param template the template, which is never initialized itself
   * @param type what the template implements
   * @param constants what its static fields are made from; a record, so that the JIT trusts it
   */
  public static <T> T specialize(Class<?> template, Class<T> type, Record constants) {
    return specialize(MethodHandles.lookup(), template, type, constants);
  }

  /**
   * {@return an instance of a new copy of a template of another package}
   *
   * @param lookup the full lookup of a class of that package
   * @param template the template, which is never initialized itself
   * @param type what the template implements
   * @param constants what its static fields are made from; a record, so that the JIT trusts it
   */
  public static <T> T specialize(
      Lookup lookup, Class<?> template, Class<T> type, Record constants) {
    byte[] file = CLASS_FILES.computeIfAbsent(template, Specializer::classFile);
    try {
      Lookup copy = lookup.defineHiddenClassWithClassData(file, constants, true);
      Object made =
          copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class)).invoke();
      return type.cast(made);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot specialize " + template + " for " + constants, e);
    }
  }

  /**
   * {@return the constants of the copy that asks}
   *
   * @param lookup the copy's own lookup
   * @param type the record
   */
  public static <T extends Record> T constants(Lookup lookup, Class<T> type) {
    try {
      return MethodHandles.classData(lookup, "_", type);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] classFile(Class<?> template) {
    String name = template.getName();
    try (InputStream in =
        template.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
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

  /** A template, and the classes that stand in it for others. */
  private record Key(Class<?> template, Map<String, String> bindings) {}

  private static final Map<Key, byte[]> CLASS_FILES = new ConcurrentHashMap<>();

  /**
   * While the JVM knows native segments only, the JIT relies on that; with the first segment on the
   * heap it throws away and repeats what it has compiled, most loops. So there is one from the
   * beginning.
   */
  @SuppressWarnings("unused")
  private static final MemorySegment ON_THE_HEAP = MemorySegment.ofArray(new byte[1]);

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
   * {@return an instance of a new copy of a template of this package, in which calls of {@link
   * Flattened} methods of one class have become calls of those of another}
   *
   * @param template the template, which is never initialized itself
   * @param type what the template implements
   * @param constants what its static fields are made from; a record, so that the JIT trusts it
   * @param placeholder the class that the template names
   * @param actual the class with the same methods that takes its place
   */
  static <T> T specialize(
      Class<?> template, Class<T> type, Record constants, Class<?> placeholder, Class<?> actual) {
    Map<String, String> bindings =
        Map.of(Flattener.internalName(placeholder), Flattener.internalName(actual));
    return specialize(MethodHandles.lookup(), template, type, constants, bindings);
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
    return specialize(lookup, template, type, constants, Map.of());
  }

  private static <T> T specialize(
      Lookup lookup,
      Class<?> template,
      Class<T> type,
      Record constants,
      Map<String, String> bindings) {
    byte[] file =
        CLASS_FILES.computeIfAbsent(
            new Key(template, bindings),
            key -> NativeTwins.in(template, new Flattener(template, key.bindings()).flattened()));
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
}

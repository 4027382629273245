package dev.ambi.bridge.kernel;

import dev.ambi.bridge.kernel.call.AbstractMethods;
import dev.ambi.bridge.kernel.call.CallCompiler;
import dev.ambi.bridge.kernel.call.Lookups;
import dev.ambi.bridge.kernel.call.ProxyCompiler;
import dev.ambi.bridge.nativelib.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Binds C functions to the methods of an interface.
 *
 * <table class="striped">
 * <caption>What the types of a method are in C</caption>
 * <tr><th>Java</th><th>C</th></tr>
 * <tr><td>{@code boolean byte short char int long float double}</td>
 *     <td>{@code _Bool int8_t int16_t uint16_t int32_t int64_t float double}; {@code long},
 *     {@code size_t} and {@code npy_intp} are {@code long}</td></tr>
 * <tr><td>{@code NDArray} with {@link In}, {@link Out} or {@link InOut}</td>
 *     <td>a pointer to the first element, or what {@link Array#as} says</td></tr>
 * <tr><td>{@code double[]} and its like with {@code @In}, {@code @Out} or {@code @InOut}</td>
 *     <td>a pointer; the elements are copied, or not where the method is {@link Critical}. null is
 *     NULL, unless {@link Length} wants an element</td></tr>
 * <tr><td>{@code MemorySegment[]} likewise</td>
 *     <td>an array of pointers; with length 1 an out-parameter such as {@code sqlite3 **}</td></tr>
 * <tr><td>{@code String}, {@code @In String[]}</td>
 *     <td>{@code const char *} in UTF-8, for the time of the call; {@code char **} that ends with
 *     NULL. As a result, a copy of the text that C keeps. null is NULL both ways</td></tr>
 * <tr><td>{@code MemorySegment}</td><td>any pointer; a result has size zero</td></tr>
 * <tr><td>a record</td><td>a struct by value, with members of these types and other records,
 *     {@link Length} for an array of these in it</td></tr>
 * <tr><td>{@code @In} and a record; an array of records with {@code @In}, {@code @Out} or
 *     {@code @InOut}</td><td>{@code struct *}: a copy for the time of the call, so not for a struct that
 *     C remembers; with length 1 an out-parameter such as {@code struct tm *}. In an array that C
 *     writes, the elements are other records after the call</td></tr>
 * <tr><td>a functional interface of numbers, {@code MemorySegment}, {@code String}, {@code @Array(dtype,
 *     shape) NDArray} and {@code @In @Length String[]}</td><td>a function pointer, good until the call
 *     returns; what it throws is thrown by the call</td></tr>
 * <tr><td>{@link Callback}</td><td>a function pointer that stays good</td></tr>
 * <tr><td>{@link Errno}</td><td>nothing: takes {@code errno} after the call</td></tr>
 * </table>
 *
 * <p>The objects made here are safe for use by several threads, as far as the C functions are. They
 * take no lock, except where a kernel takes a {@code PyArrayObject *}.
 */
public final class Kernels {
  private Kernels() {}

  /**
   * {@return an object whose methods call C functions}
   *
   * @param <T> the interface
   * @param type an interface; its abstract methods are the functions. If it is in a named module,
   *     its package has to be open to {@code dev.ambi.bridge}
   * @param library has the functions
   * @throws KernelLinkException if a function is not there, or a method is none that C could have
   */
  public static <T> T bind(Class<T> type, Library library) {
    return bind(null, type, library);
  }

  /**
   * {@return an object whose methods call C functions}
   *
   * @param <T> the interface
   * @param lookup {@code MethodHandles.lookup()}, called where the interface can be seen
   * @param type an interface; its abstract methods are the functions
   * @param library has the functions
   * @throws KernelLinkException if a function is not there, or a method is none that C could have
   */
  public static <T> T bind(MethodHandles.Lookup lookup, Class<T> type, Library library) {
    Objects.requireNonNull(library, "library");
    if (!type.isInterface() || type.isAnnotation() || type.isSealed() || type.isHidden()) {
      throw new KernelLinkException(
          type.getName() + " is no interface that can be implemented: sealed, or not an interface");
    }
    MethodHandles.Lookup inside = Lookups.defining(type, lookup);
    List<Method> methods = AbstractMethods.of(type);
    List<MethodHandle> handles = new ArrayList<>();
    for (Method m : methods) {
      handles.add(CallCompiler.compile(m, inside, library));
    }
    String text = type.getSimpleName() + " of " + library.name();
    return type.cast(ProxyCompiler.make(type, inside, methods, List.copyOf(handles), text));
  }

  /**
   * {@return the method handle behind one method of an interface: of the method's type, without a
   * receiver}
   *
   * @param lookup {@code MethodHandles.lookup()}, called where the interface can be seen
   * @param type the interface
   * @param method the name of one of its abstract methods, the only one of that name
   * @param library has the function
   * @throws KernelLinkException as for {@link #bind(Class, Library)}
   */
  public static MethodHandle handle(
      MethodHandles.Lookup lookup, Class<?> type, String method, Library library) {
    List<Method> all =
        AbstractMethods.of(type).stream().filter(m -> m.getName().equals(method)).toList();
    if (all.size() != 1) {
      throw new KernelLinkException(
          "%s has %d abstract methods of the name '%s'"
              .formatted(type.getName(), all.size(), method));
    }
    return CallCompiler.compile(all.getFirst(), Lookups.in(type, lookup), library);
  }

  /**
   * {@return a Java function that C can call until it is closed}
   *
   * @param <F> the interface
   * @param type a functional interface of numbers, MemorySegments, Strings, NDArrays that say
   *     {@code @Array(dtype, shape)}, and {@code @In String[]} that say {@code @Length}
   * @param function the function
   * @throws KernelLinkException if C could not call such a function
   */
  public static <F> Callback<F> callback(Class<F> type, F function) {
    return new Callback<>(type, null, function);
  }

  /**
   * {@return a Java function that C can call until it is closed}
   *
   * @param <F> the interface
   * @param lookup {@code MethodHandles.lookup()}, called where the interface can be seen
   * @param type a functional interface, as for {@link #callback(Class, Object)}
   * @param function the function
   * @throws KernelLinkException if C could not call such a function
   */
  public static <F> Callback<F> callback(MethodHandles.Lookup lookup, Class<F> type, F function) {
    return new Callback<>(type, lookup, function);
  }

  /**
   * {@return a copy of a text that C has, {@code char *} in UTF-8 up to the character 0; null for
   * NULL}
   *
   * <p>For texts that come as out-parameters, or that are C's to free. A method whose result is a
   * {@code String} needs none of this.
   *
   * @param pointer where C has it; nothing about it can be checked
   */
  public static String text(MemorySegment pointer) {
    return Memory.string(pointer.address());
  }
}

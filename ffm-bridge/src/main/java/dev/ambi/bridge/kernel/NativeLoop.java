package dev.ambi.bridge.kernel;

import dev.ambi.bridge.kernel.call.LoopInC;
import dev.ambi.bridge.kernel.call.LoopInJava;
import dev.ambi.bridge.kernel.call.LoopTypes;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.UFuncLoop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Inner loops of ufuncs in C, and C's view of those in Java: functions of NumPy's signature {@code
 * PyUFuncGenericFunction},
 *
 * <pre>{@code
 * void loop(char **args, npy_intp const *dimensions, npy_intp const *steps, void *data)
 * }</pre>
 *
 * <p>A loop in C becomes an entry of a {@link dev.ambi.core.UFunc}, generalized or not, which then
 * broadcasts, casts, reduces and accumulates with it:
 *
 * <pre>{@code
 * UFunc hypot3 = UFunc.of("hypot3", 3, 1).register(NativeLoop.of(library, "hypot3_d", "ddd->d"));
 * }</pre>
 *
 * <p>The C function must be safe for use by several threads at once: a ufunc may work on several
 * parts of an array in parallel.
 */
public final class NativeLoop {
  private NativeLoop() {}

  /**
   * {@return an entry of a ufunc's table whose loop is a C function}
   *
   * @param library has the function
   * @param symbol its name
   * @param types the dtypes of its inputs and outputs, in NumPy's letters ({@code dd->d}) or, with
   *     commas, by name ({@code float64,int32->float64}); in native byte order
   * @throws KernelLinkException if the function is not there, or the types are none
   */
  public static UFuncLoop of(Library library, String symbol, String types) {
    return of(library.symbol(symbol), MemorySegment.NULL, types);
  }

  /**
   * {@return an entry of a ufunc's table whose loop is a C function}
   *
   * @param function the function; must stay loaded
   * @param data what it is given as {@code data}; kept reachable
   * @param types as in {@link #of(Library, String, String)}
   * @throws KernelLinkException if the types are none
   */
  public static UFuncLoop of(MemorySegment function, MemorySegment data, String types) {
    Objects.requireNonNull(data, "data");
    LoopTypes parsed = LoopTypes.parse(types);
    LoopInC loop = new LoopInC(function, data, parsed);
    return UFuncLoop.of(loop, parsed.all().toArray(DType[]::new));
  }

  /**
   * {@return a C function that runs a Java loop}
   *
   * <p>C may call it, from any thread, while the arena is open. C has no way to be told of an
   * exception: what the loop throws ends its run and goes to the thread's uncaught exception
   * handler.
   *
   * @param loop the loop; it is given C's memory, about which nothing can be checked
   * @param operands how many inputs and outputs it has, and the number of its core dimensions where
   *     it is one of a generalized ufunc
   * @param arena how long the C function is there; as for any upcall, closing it during a call ends
   *     the process
   */
  public static MemorySegment pointer(InnerLoop loop, Operands operands, Arena arena) {
    return LoopInJava.pointer(loop, operands, arena);
  }

  /**
   * How many of everything a loop has.
   *
   * @param operands inputs and outputs
   * @param coreDimensions the different names in the core signature; 0 for an elementwise loop
   * @param coreAxes the mentions of names in the core signature; 0 for an elementwise loop
   */
  public record Operands(int operands, int coreDimensions, int coreAxes) {
    /**
     * Takes the numbers.
     *
     * @throws IllegalArgumentException if no loop has so many: no operand, or a negative number
     */
    public Operands {
      if (operands < 1 || coreDimensions < 0 || coreAxes < 0) {
        throw new IllegalArgumentException(
            "no loop has %d operands, %d core dimensions and %d core axes"
                .formatted(operands, coreDimensions, coreAxes));
      }
    }

    /**
     * {@return those of an elementwise loop}
     *
     * @param operands inputs and outputs
     */
    public static Operands elementwise(int operands) {
      return new Operands(operands, 0, 0);
    }

    /**
     * {@return those of a generalized loop}
     *
     * @param signature such as {@code (m,n),(n)->(m)}
     * @throws IllegalArgumentException if it is none
     */
    public static Operands generalized(String signature) {
      return LoopTypes.operands(signature);
    }
  }
}

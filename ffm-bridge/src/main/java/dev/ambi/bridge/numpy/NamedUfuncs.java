package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.UFuncs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * numpy's own ufuncs ({@code numpy.add}) as objects that extensions call and add loops to. Their
 * loops are those of core's table. Needs the lock.
 */
@CApi
public final class NamedUfuncs {
  private static final long NEW = LibAmbi.address("ambi_ufunc_named");

  /** NumPy's other names of the same functions. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "true_divide", "divide",
          "abs", "absolute",
          "mod", "remainder",
          "conj", "conjugate",
          "bitwise_not", "invert");

  /** Names that came with 2.x. */
  private static final Map<String, String> ALIASES_2X =
      Map.of("pow", "power", "acos", "arccos", "asin", "arcsin", "atan", "arctan");

  /** PyUFunc_None, PyUFunc_ReorderableNone. */
  private static final int NO_IDENTITY = -1;

  private static final int REORDERABLE = -2;

  /** Loops by the numbers that C keeps; a ufunc's are added when it is first asked for. */
  private static final List<UFuncLoop> LOOPS = new ArrayList<>();

  /** Where a ufunc's loops begin. */
  private static final Map<UFunc, List<Entry>> ENTRIES = new java.util.HashMap<>();

  private record Entry(int key, byte[] types) {}

  private NamedUfuncs() {}

  /** The ufunc that {@code numpy} has under a name: new reference, or 0 where it has none. */
  private static long make(int abi, String name) {
    String own = ALIASES.getOrDefault(name, abi == 2 ? ALIASES_2X.getOrDefault(name, name) : name);
    Optional<UFunc> found = UFuncs.named(own);
    if (found.isEmpty() || found.get().signature() != null) {
      return 0;
    }
    UFunc ufunc = found.get();
    List<Entry> entries = ENTRIES.computeIfAbsent(ufunc, NamedUfuncs::entries);
    int nargs = ufunc.inputs() + ufunc.outputs();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment types = arena.allocate(Math.max(1, (long) entries.size() * nargs));
      MemorySegment keys = arena.allocate(8L * Math.max(1, entries.size()), 8);
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        MemorySegment.copy(entry.types, 0, types, ValueLayout.JAVA_BYTE, (long) i * nargs, nargs);
        keys.setAtIndex(ValueLayout.JAVA_LONG, i, entry.key);
      }
      return Py.checked(
          Downcalls.call(
              NEW,
              abi,
              arena.allocateFrom(ufunc.name()).address(),
              ufunc.inputs(),
              ufunc.outputs(),
              identity(ufunc),
              entries.size(),
              types.address(),
              keys.address()));
    }
  }

  private static int identity(UFunc ufunc) {
    return switch (ufunc.identity()) {
      case Boolean b -> b ? 1 : 0;
      case Number n when n.doubleValue() == 0 -> 0;
      case Number n when n.doubleValue() == 1 -> 1;
      case Number n when n.doubleValue() == -1 && n instanceof Long -> 2;
      case null, default -> ufunc.isReorderable() ? REORDERABLE : NO_IDENTITY;
    };
  }

  /** Each loop, and where it is one of long, the same for long long. */
  private static List<Entry> entries(UFunc ufunc) {
    List<Entry> entries = new ArrayList<>();
    for (UFuncLoop loop : ufunc.loops()) {
      byte[] types = types(loop);
      if (types == null) {
        continue;
      }
      int key = LOOPS.size();
      LOOPS.add(loop);
      entries.add(new Entry(key, types));
      byte[] wide = types.clone();
      boolean other = false;
      for (int i = 0; i < wide.length; i++) {
        boolean isLong =
            wide[i] == BuiltinType.LONG.number() || wide[i] == BuiltinType.ULONG.number();
        wide[i] += (byte) (isLong ? 2 : 0);
        other |= isLong;
      }
      if (other) {
        entries.add(new Entry(key, wide));
      }
    }
    return entries;
  }

  /** Type numbers; null for a loop whose dtypes have parameters, which C could not be told. */
  private static byte[] types(UFuncLoop loop) {
    if (loop.resolver() != null) {
      return null;
    }
    List<DType> dtypes = loop.dtypes();
    byte[] types = new byte[dtypes.size()];
    for (int i = 0; i < types.length; i++) {
      BuiltinType type = BuiltinType.find(dtypes.get(i));
      if (type == null || type.isFlexible()) {
        return null;
      }
      types[i] = (byte) type.number();
    }
    return types;
  }

  /** Runs one of core's loops over C's operands. */
  public static int AmbiJava_core_loop(long key, long args, long n, long steps) {
    UFuncLoop loop = LOOPS.get((int) key);
    int count = loop.dtypes().size();
    long[] address = Memory.longs(args, count);
    long[] strides = Memory.longs(steps, count);
    MemorySegment[] memory = new MemorySegment[count];
    long[] at = new long[count];
    long[] low = new long[count];
    long[] high = new long[count];
    for (int i = 0; i < count; i++) {
      long reach = strides[i] * (n - 1);
      low[i] = address[i] + Math.min(0, reach);
      high[i] = address[i] + Math.max(0, reach) + loop.dtypes().get(i).itemSize();
      memory[i] = Memory.segment(low[i], high[i] - low[i]);
      at[i] = address[i] - low[i];
    }
    InnerLoop inner = loop.loop();
    // An output is the last operand of all; of two, the other is looked at as an input is.
    int out = count - 1;
    for (int in = 0; in < out; in++) {
      boolean overlaps = low[out] < high[in] && low[in] < high[out];
      boolean same = address[in] == address[out] && strides[in] == strides[out];
      if (overlaps && (!same || strides[out] == 0)) {
        inner = inner.sequential();
      }
    }
    inner.run(memory, at, strides, n);
    return 0;
  }

  /** {@code numpy.name}, the host's own one of an ABI: new reference. */
  public static long AmbiJava_numpy_ufunc(CallContext ctx, int abi, long name) {
    return Py.getAttr(ctx.host().numpyModule(abi), Memory.string(name));
  }

  /** {@code numpy.name}: new reference. */
  public static long AmbiJava_numpy_attribute(CallContext ctx, int abi, long name) {
    String text = Py.string(name);
    long ufunc = make(abi, text);
    if (ufunc == 0) {
      throw PythonError.of("AttributeError", "module 'numpy' has no attribute '" + text + "'");
    }
    try {
      ctx.host().keepNumpyAttribute(abi, text, ufunc);
      return Py.incref(ufunc);
    } finally {
      Py.decref(ufunc);
    }
  }
}

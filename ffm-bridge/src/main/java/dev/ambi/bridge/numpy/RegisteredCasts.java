package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.host.KnownAbis;
import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.CastLoop;
import dev.ambi.core.CastMethod;
import dev.ambi.core.CastTable;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.UFuncs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.Collection;

/**
 * What extensions registered for their dtypes, in the tables of core: casts, promotions, and loops
 * of ufuncs. The casts of a dtype are asked for anew each time, so that an extension may add to
 * them at any time.
 */
@CApi
public final class RegisteredCasts {
  private static final long TRANSFER = LibAmbi.address("ambi_transfer_elements");
  private static final long HAS_CAST = LibAmbi.address("ambi_user_has_cast");
  private static final long CAN_CAST = LibAmbi.address("ambi_user_can_cast");

  private RegisteredCasts() {}

  /** The process's ABI of that tag. */
  static NumpyAbi abi(int tag) {
    return KnownAbis.all().stream().filter(a -> a.tag() == tag).findFirst().orElseThrow();
  }

  /** Enters a new dtype. Those of numbers alone: text and records convert to none. */
  static void register(RegisteredDType dtype, Collection<RegisteredDType> all) {
    for (TypeId id : TypeId.values()) {
      if (id.isNumeric()) {
        CastTable.register(id, dtype.family(), Cast.INSTANCE);
        CastTable.register(dtype.family(), id, Cast.INSTANCE);
        CastTable.registerPromotion(id, dtype.family(), RegisteredCasts::common);
      }
    }
    for (RegisteredDType other : all) {
      if (!other.equals(dtype)) {
        CastTable.register(other.family(), dtype.family(), Cast.INSTANCE);
        CastTable.register(dtype.family(), other.family(), Cast.INSTANCE);
        CastTable.registerPromotion(other.family(), dtype.family(), RegisteredCasts::common);
      }
    }
  }

  private static DType common(DType a, DType b) {
    if (safely(a, b)) {
      return b.toNative();
    }
    return safely(b, a) ? a.toNative() : null;
  }

  private static boolean safely(DType from, DType to) {
    return Cast.INSTANCE.level(from, to) == Casting.SAFE;
  }

  private static int number(DType dtype) {
    return dtype instanceof RegisteredDType r ? r.number() : BuiltinType.of(dtype).number();
  }

  private static long descr(DType dtype, int tag) {
    return dtype instanceof RegisteredDType r
        ? r.descr()
        : ((NativeAbi) abi(tag)).descrs().descrFor(dtype);
  }

  /** A value for the setitem of an extension: new reference. The lock is held. */
  static long toPython(RegisteredDType dtype, Object value) {
    return switch (value) {
      case RegisteredElement e -> e.toPython();
      case Boolean b -> Py.incref(Py.bool(b));
      case BigInteger i -> Py.newLong(i);
      case Float f -> Py.newFloat(f);
      case Double d -> Py.newFloat(d);
      case Number n -> Py.newLong(n.longValue());
      case String s -> Py.newString(s);
      case null, default ->
          throw new IllegalArgumentException(
              "an element of dtype "
                  + dtype.name()
                  + " is made of a number, a String or another element, not of "
                  + value);
    };
  }

  /** The loop that C has for two dtypes, as descriptors of the ABI {@code tag}. */
  static CastLoop inC(DType from, DType to, int tag) {
    return (src, srcAt, srcStride, dst, dstAt, dstStride, n) -> {
      if (n > 0) {
        Cast.convert(
            from,
            to,
            tag,
            Cast.at(src, srcAt, from),
            srcStride,
            Cast.at(dst, dstAt, to),
            dstStride,
            n);
      }
    };
  }

  /** All casts that extensions registered. */
  private static final class Cast implements CastMethod {
    static final Cast INSTANCE = new Cast();

    @Override
    public Casting level(DType from, DType to) {
      int a = number(from);
      int b = number(to);
      if (Downcalls.call(HAS_CAST, a, b) == 0) {
        return null;
      }
      return Downcalls.call(CAN_CAST, a, b) != 0 ? Casting.SAFE : Casting.UNSAFE;
    }

    @Override
    public CastLoop loop(DType from, DType to) {
      if (level(from, to) == null) {
        throw new IllegalArgumentException(
            "cannot cast from " + from.repr() + " to " + to.repr() + ": no cast is registered");
      }
      int tag = from instanceof RegisteredDType r ? r.tag() : ((RegisteredDType) to).tag();
      return inC(from, to, tag);
    }

    private static long at(MemorySegment memory, long at, DType dtype) {
      if (!memory.isNative()) {
        throw new IllegalArgumentException(
            "an array on the Java heap cannot be converted by an extension's functions; copy() is"
                + " in native memory");
      }
      return memory.asSlice(at, dtype.itemSize()).address();
    }

    private static void convert(
        DType from, DType to, int tag, long src, long srcStride, long dst, long dstStride, long n) {
      Upcalls.underLock(
          null,
          () -> {
            try {
              Py.checkedInt(
                  Downcalls.call(
                      TRANSFER,
                      descr(from, tag),
                      src,
                      srcStride,
                      descr(to, tag),
                      dst,
                      dstStride,
                      n,
                      0));
            } catch (PythonError e) {
              throw new IllegalArgumentException(PythonError.words(), e);
            }
          });
    }
  }

  // ---- loops

  /**
   * An extension added a loop to one of numpy's ufuncs: core's gets it too. Types that core has not
   * are left out.
   */
  public static void AmbiJava_user_loop(
      long name, long types, int count, long function, long data) {
    DType[] dtypes = new DType[count];
    for (int i = 0; i < count; i++) {
      int number = Memory.getInt(types + 4L * i);
      BuiltinType built = BuiltinType.of(number);
      if (built != null && built.id() == null) {
        return;
      }
      dtypes[i] = built == null ? RegisteredDType.of(number) : DType.of(built.id());
    }
    UFuncs.named(Memory.string(name))
        .ifPresent(u -> u.register(UFuncLoop.of(loop(dtypes, function, data), dtypes)));
  }

  private static InnerLoop loop(DType[] dtypes, long function, long data) {
    return (memory, at, strides, n) -> {
      long[] addresses = new long[dtypes.length];
      for (int i = 0; i < dtypes.length; i++) {
        addresses[i] = Cast.at(memory[i], at[i], dtypes[i]);
      }
      try (Arena arena = Arena.ofConfined()) {
        long args = arena.allocateFrom(ValueLayout.JAVA_LONG, addresses).address();
        long counts = arena.allocateFrom(ValueLayout.JAVA_LONG, n).address();
        long steps = arena.allocateFrom(ValueLayout.JAVA_LONG, strides).address();
        Upcalls.underLock(
            null,
            () -> {
              Downcalls.call(function, args, counts, steps, data);
              if (Py.errorOccurred()) {
                throw new IllegalArgumentException(PythonError.words());
              }
            });
      }
    };
  }
}
